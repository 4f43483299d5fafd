package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.thermargin.geometry.Bounds3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.heatsink.CooledZone;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.heatsink.CoolingVessel;
import org.thermargin.heatsink.MaskVessel;
import org.thermargin.scene.Vessel;
import org.thermargin.zone.AblationZone;

/** Which vessels cool device zones, and the zones they leave. Masks of observed zones are never deformed. */
final class HeatSink {
    private final List<Vessel> vessels;
    private final Optional<CoolingSettings> settings;
    private final int threads;

    /** No settings: switched off. */
    HeatSink(List<Vessel> vessels, Optional<CoolingSettings> settings, int threads) {
        this.vessels = vessels;
        this.settings = settings;
        this.threads = threads;
    }

    /** The zone under the vessels near it; empty when switched off or no vessel is wide enough and near enough. */
    Optional<CooledZone> cooled(AblationZone zone) {
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        CoolingSettings how = settings.get();
        return cooled(
                zone, (vessel, region) -> MaskVessel.of(vessel.name(), vessel.mask(), region, how.minDiameterMm()));
    }

    /** With another way from vessels to what cools. */
    Optional<CooledZone> cooled(AblationZone zone, BiFunction<Vessel, Bounds3, Optional<CoolingVessel>> source) {
        Bounds3 region = zone.bounds().grown(CooledZone.REACH_MM);
        List<CoolingVessel> cooling = new ArrayList<>();
        for (Vessel vessel : vessels) {
            Optional<BinaryMask> mask = Optional.of(vessel.mask()).filter(m -> !m.isEmpty());
            if (mask.isPresent() && mask.get().worldBounds().orElseThrow().gapMm(region) == 0) {
                source.apply(vessel, region).ifPresent(cooling::add);
            }
        }
        return cooling.isEmpty()
                ? Optional.empty()
                : Optional.of(CooledZone.of(zone, cooling, settings.orElseThrow(), threads));
    }
}
