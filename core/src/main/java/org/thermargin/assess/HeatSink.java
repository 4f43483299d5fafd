package org.thermargin.assess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.heatsink.CooledNodes;
import org.thermargin.heatsink.CooledPoints;
import org.thermargin.heatsink.CooledZone;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.heatsink.CoolingVessel;
import org.thermargin.heatsink.MaskVessel;
import org.thermargin.heatsink.VesselRule;
import org.thermargin.scene.Vessel;
import org.thermargin.zone.AblationZone;

/** Which vessels cool device zones, and the zones they leave. Masks of observed zones are never deformed. */
final class HeatSink {
    /** Regions in which vessels are measured end at multiples of this, mm. */
    private static final double STEP_MM = 10;

    private final List<Vessel> vessels;
    private final IdentityHashMap<Vessel, Map<Bounds3, Optional<CoolingVessel>>> measured;
    private final Optional<CoolingSettings> settings;
    private final double minDiameterMm;
    private final int threads;
    private final UnaryOperator<CoolingVessel> seen;

    /** No settings: switched off. */
    HeatSink(List<Vessel> vessels, Optional<CoolingSettings> settings, VesselRule rule, int threads) {
        this.vessels = vessels;
        this.measured = new IdentityHashMap<>();
        this.settings = settings;
        this.minDiameterMm = rule.minDiameterMm();
        this.threads = threads;
        this.seen = UnaryOperator.identity();
    }

    private HeatSink(HeatSink same, UnaryOperator<CoolingVessel> seen) {
        this.vessels = same.vessels;
        this.measured = same.measured;
        this.settings = same.settings;
        this.minDiameterMm = same.minDiameterMm;
        this.threads = same.threads;
        this.seen = seen;
    }

    /** The same for an assessment that may be given up. */
    HeatSink until(Stoppable stoppable) {
        return new HeatSink(this, stoppable::vessel);
    }

    /** The zone under the vessels near it; empty when switched off or no vessel is wide enough and near enough. */
    Optional<CooledZone> cooled(AblationZone zone) {
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        return cooled(zone, (vessel, region) -> wide(vessel, region).map(seen));
    }

    /** The wide part of the vessel near the region, measured once for all zones that come that near. */
    private Optional<CoolingVessel> wide(Vessel vessel, Bounds3 region) {
        Bounds3 around = outward(region);
        synchronized (measured) {
            return measured.computeIfAbsent(vessel, v -> new HashMap<>())
                    .computeIfAbsent(around, r -> MaskVessel.of(vessel.name(), vessel.mask(), around, minDiameterMm));
        }
    }

    /** The region with its faces moved out to multiples of a step, so that zones moved a little share it. */
    static Bounds3 outward(Bounds3 region) {
        Point3 low = region.low();
        Point3 high = region.high();
        return new Bounds3(
                new Point3(down(low.x()), down(low.y()), down(low.z())),
                new Point3(-down(-high.x()), -down(-high.y()), -down(-high.z())));
    }

    private static double down(double mm) {
        return STEP_MM * Math.floor(mm / STEP_MM);
    }

    /** Whether there are vessels and they are to cool. */
    boolean isOn() {
        return settings.isPresent() && !vessels.isEmpty();
    }

    /** Points under the vessels near them. */
    CooledPoints at(double[] pointsMm) {
        CoolingSettings how = settings.orElseThrow(() -> new IllegalStateException("cooling is switched off"));
        Bounds3 region = Bounds3.of(pointsMm).grown(CooledZone.REACH_MM);
        return CooledPoints.of(pointsMm, near(region, this::wide), how);
    }

    /** The nodes of a lattice under the vessels near them; none where cooling is switched off. */
    CooledNodes at(VoxelGrid nodes) {
        List<CoolingVessel> cooling =
                settings.isEmpty() ? List.of() : near(nodes.worldBounds().grown(CooledZone.REACH_MM), this::wide);
        return new CooledNodes(nodes, cooling, settings.orElseGet(CoolingSettings::defaults), threads);
    }

    /** With another way from vessels to what cools. */
    Optional<CooledZone> cooled(AblationZone zone, BiFunction<Vessel, Bounds3, Optional<CoolingVessel>> source) {
        List<CoolingVessel> cooling = near(zone.bounds().grown(CooledZone.REACH_MM), source);
        return cooling.isEmpty()
                ? Optional.empty()
                : Optional.of(CooledZone.of(zone, cooling, settings.orElseThrow(), threads));
    }

    private List<CoolingVessel> near(Bounds3 region, BiFunction<Vessel, Bounds3, Optional<CoolingVessel>> source) {
        List<CoolingVessel> cooling = new ArrayList<>();
        for (Vessel vessel : vessels) {
            Optional<BinaryMask> mask = Optional.of(vessel.mask()).filter(m -> !m.isEmpty());
            if (mask.isPresent() && mask.get().worldBounds().orElseThrow().gapMm(region) == 0) {
                source.apply(vessel, region).ifPresent(cooling::add);
            }
        }
        return cooling;
    }
}
