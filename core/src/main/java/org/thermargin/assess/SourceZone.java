package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.thermargin.InputException;
import org.thermargin.device.Modality;
import org.thermargin.device.UsableLength;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.heatsink.CooledZone;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.AblationZone;
import org.thermargin.zone.ZoneModel;
import org.thermargin.zone.ZonePart;
import org.thermargin.zone.ZoneSpread;

/**
 * Everything ablated according to one source: the union of its masks, or the zone its model predicts.
 *
 * @param source planned, placed or observed
 * @param region the zone
 * @param volumeMl its volume, mL
 * @param model what made it
 * @param claim what may be said of it
 * @param tableRows device table rows used
 * @param taints assumptions made for the user
 * @param placements applicators; empty for masks
 * @param usableLengths how much of each can be inside the body, where known
 * @param modalities how they heat; empty for masks
 * @param spread the zones that the spread of the table leaves open; empty where none is stated, and in trials
 * @param cooled the zone under vessels; empty for masks, without wide vessels near, or when switched off
 */
record SourceZone(
        ZoneSource source,
        ZoneRegion region,
        double volumeMl,
        String model,
        String claim,
        List<String> tableRows,
        List<String> taints,
        List<ApplicatorPlacement> placements,
        List<Optional<UsableLength>> usableLengths,
        Set<Modality> modalities,
        Optional<Spread> spread,
        Optional<CooledZone> cooled) {

    /** Zones of smaller and larger axes, with the standard deviations between them and the tabled ones. */
    record Spread(SourceZone smaller, SourceZone larger, double coverage) {}

    /** The zones of the scene, earliest source first. */
    static List<SourceZone> of(Scene scene, ZoneModel model, HeatSink heatSink) throws InputException {
        List<SourceZone> zones = new ArrayList<>();
        for (ZoneSource source : ZoneSource.values()) {
            List<SceneZone.Imported> masks = new ArrayList<>();
            List<ApplicatorPlacement> placements = new ArrayList<>();
            for (SceneZone zone : scene.zones()) {
                if (zone.source() == source) {
                    if (zone instanceof SceneZone.Imported imported) {
                        masks.add(imported);
                    } else {
                        placements.addAll(((SceneZone.Applied) zone).placements());
                    }
                }
            }
            if (!masks.isEmpty() && !placements.isEmpty()) {
                throw new InputException(
                        "zone-source-mixed",
                        "H29",
                        masks.get(0).file(),
                        "a " + source.key() + " zone must come from masks or from applicators, came from both");
            }
            if (!masks.isEmpty()) {
                zones.add(imported(source, masks));
            } else if (!placements.isEmpty()) {
                zones.add(applied(source, placements, model, heatSink).withSpread(model, heatSink));
            }
        }
        return zones;
    }

    private static SourceZone imported(ZoneSource source, List<SceneZone.Imported> masks) throws InputException {
        VoxelGrid grid = masks.get(0).mask().grid();
        for (SceneZone.Imported zone : masks) {
            if (!grid.sameLattice(zone.mask().grid())) {
                throw new InputException(List.of(SceneFrames.latticesDiffer(
                        "zone " + zone.file(),
                        zone.mask().grid(),
                        "zone " + masks.get(0).file(),
                        masks.get(0).mask().grid(),
                        zone.file())));
            }
            if (zone.mask().count() == zone.mask().grid().voxelCount()) {
                throw new InputException(
                        "zone-full", "H14", zone.file(), "zone mask must leave a voxel unset, all were set");
            }
            grid = grid.joined(zone.mask().grid());
        }
        BinaryMask union = masks.get(0).mask().onto(grid);
        for (SceneZone.Imported zone : masks.subList(1, masks.size())) {
            union = union.or(zone.mask().onto(grid));
        }
        return new SourceZone(
                source,
                new ZoneRegion.Sampled(union),
                union.volumeMl(),
                "imported-mask",
                "if the zone is as segmented on the image",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** This zone with what the spread of the table leaves open. */
    SourceZone withSpread(ZoneModel model, HeatSink heatSink) throws InputException {
        Optional<ZoneSpread> spread = model.spread(placements);
        return spread.isEmpty()
                ? this
                : new SourceZone(
                        source,
                        region,
                        volumeMl,
                        this.model,
                        claim,
                        tableRows,
                        taints,
                        placements,
                        usableLengths,
                        modalities,
                        Optional.of(new Spread(
                                of(
                                        source,
                                        placements,
                                        usableLengths,
                                        spread.get().smaller(),
                                        heatSink),
                                of(
                                        source,
                                        placements,
                                        usableLengths,
                                        spread.get().larger(),
                                        heatSink),
                                spread.get().coverageFactor())),
                        cooled);
    }

    /** The zone that the model predicts for the applicators. */
    static SourceZone applied(
            ZoneSource source, List<ApplicatorPlacement> placements, ZoneModel model, HeatSink heatSink)
            throws InputException {
        List<Optional<UsableLength>> lengths = new ArrayList<>();
        for (ApplicatorPlacement placement : placements) {
            lengths.add(model.usableLength(placement));
        }
        return of(source, placements, lengths, model.zone(placements), heatSink);
    }

    private static SourceZone of(
            ZoneSource source,
            List<ApplicatorPlacement> placements,
            List<Optional<UsableLength>> usableLengths,
            AblationZone zone,
            HeatSink heatSink) {
        return new SourceZone(
                source,
                new ZoneRegion.Exact(zone.depth(), zone.bounds()),
                zone.volumeMl(),
                zone.model(),
                zone.claim(),
                zone.tableRows(),
                zone.taints(),
                placements,
                usableLengths,
                zone.parts().stream().map(ZonePart::modality).collect(Collectors.toCollection(TreeSet::new)),
                Optional.empty(),
                heatSink.cooled(zone));
    }

    /** Whether vessels change this zone. */
    boolean isDeformed() {
        return cooled.isPresent() && cooled.get().isDeformed();
    }

    /** This zone as vessels leave it; only where {@link #isDeformed}. */
    SourceZone deformed() {
        AblationZone zone = cooled.orElseThrow().zone();
        return new SourceZone(
                source,
                new ZoneRegion.Exact(
                        zone.depth(), zone.bounds(), CooledZone.DEPTH_TOO_LARGE_MM, CooledZone.DEPTH_TOO_SMALL_MM),
                zone.volumeMl(),
                zone.model(),
                zone.claim(),
                zone.tableRows(),
                zone.taints(),
                placements,
                usableLengths,
                modalities,
                spread,
                cooled);
    }
}
