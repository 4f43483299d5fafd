package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.geometry.Bounds3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.margin.MarginAnalyzer;
import org.thermargin.margin.MarginQuery;
import org.thermargin.margin.MarginResult;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.zone.ZoneModel;

/**
 * Holds one case against its criteria: which lesions there are, which organ, which zone, what margin, which outcome. The
 * main path of the product; {@link #assess} reads as its stages. Thread-safe; the result does not depend on the number
 * of threads.
 */
public final class CaseAssessor {
    /** A mask of fewer voxels has no inside from which a surface can be rebuilt. */
    private static final int MIN_ZONE_VOXELS = 30;

    /** Boxes of a zone and of the liver and lesions of one patient are not farther apart, mm. */
    private static final double ZONE_REACH_MM = 100;

    private final Options options;
    private final ZoneModel zoneModel;
    private final Function<MarginQuery, MarginResult> margins;

    /**
     * How a case is assessed.
     *
     * @param threads number of threads, at least 1
     * @param accepted taints and doubts that the user accepts, by name
     * @param strict whether the guaranteed interval decides everything
     * @param heatSink how vessels cool device zones; empty: they do not
     */
    public record Options(int threads, Set<String> accepted, boolean strict, Optional<CoolingSettings> heatSink) {
        public Options {
            accepted = Set.copyOf(accepted);
            if (threads < 1) {
                throw new IllegalArgumentException("threads must be at least 1, was " + threads);
            }
        }

        /** Cooling by vessels with its defaults. */
        public Options(int threads, Set<String> accepted, boolean strict) {
            this(threads, accepted, strict, Optional.of(CoolingSettings.defaults()));
        }

        /** Nothing accepted, not strict. */
        public static Options defaults(int threads) {
            return new Options(threads, Set.of(), false);
        }
    }

    /** With the model that turns applicators into zones. */
    public CaseAssessor(Options options, ZoneModel zoneModel) {
        this(options, zoneModel, new MarginAnalyzer(options.threads())::analyze);
    }

    /** With another way to measure, so that the check of results can be seen to catch a wrong one. */
    CaseAssessor(Options options, ZoneModel zoneModel, Function<MarginQuery, MarginResult> margins) {
        this.options = options;
        this.zoneModel = zoneModel;
        this.margins = margins;
    }

    /** The assessment; input that cannot be trusted as a whole is refused, single lesions are refused in the result. */
    public Assessment assess(Scene scene, AssessmentCriteria criteria) throws InputException {
        return open(scene, criteria).assessment();
    }

    /** The assessment with what it rests on, so that other placements can be tried on the same case. */
    public OpenCase open(Scene scene, AssessmentCriteria criteria) throws InputException {
        requireVoxels(scene);
        SceneFrames frames = SceneFrames.of(scene);
        SceneDoubts doubts = SceneDoubts.of(scene);
        LesionSplitter split = LesionSplitter.split(scene.lesions());
        if (split.lesions().isEmpty()) {
            throw new InputException(
                    "lesion-specks-only",
                    "H13",
                    scene.lesions().get(0).file(),
                    "a lesion must have at least " + LesionSplitter.SPECK_ML + " mL in one piece, none had");
        }
        doubts = doubts.with(split.warnings()).with(MaskPairs.of(scene));
        Targeting.requireKnown(scene, split.lesions());
        HeatSink heatSink =
                new HeatSink(doubts.vessels(), options.heatSink(), criteria.vesselRule(), options.threads());
        Later<MadeZones> made = new Later<>(() -> MadeZones.of(scene, zoneModel, heatSink));
        Later<Optional<BinaryMask>> organ = new Later<>(() -> organ(scene, split.lesions()));
        SceneDoubts found = doubts;
        Later<Neighbours> neighbours =
                new Later<>(() -> new Neighbours(found.vessels(), found.structures(), criteria, options.threads()));
        Later<List<Finding>> roles = new Later<>(
                () -> ZoneRoles.ofMasks(scene, split.lesions(), made.get().zones()));
        Later.makeAll(List.of(organ, made, roles, neighbours), options.threads());
        List<SourceZone> zones = made.get().orRefused();
        requirePlausible(scene, zones);
        doubts = doubts.with(roles.get());
        CaseGround ground =
                new CaseGround(options, margins, scene, criteria, frames, doubts, split, organ.get(), neighbours.get());
        return new OpenCase(ground, zones, zoneModel, heatSink);
    }

    /** The zones of a scene, or why there are none. */
    private record MadeZones(List<SourceZone> zones, Optional<InputException> refusal) {
        static MadeZones of(Scene scene, ZoneModel model, HeatSink heatSink) {
            try {
                return new MadeZones(SourceZone.of(scene, model, heatSink), Optional.empty());
            } catch (InputException e) {
                return new MadeZones(List.of(), Optional.of(e));
            }
        }

        List<SourceZone> orRefused() throws InputException {
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            return zones;
        }
    }

    private Optional<BinaryMask> organ(Scene scene, List<LesionRegion> lesions) {
        if (scene.liver().isEmpty()) {
            return Optional.empty();
        }
        BinaryMask liver = scene.liver().get();
        List<BinaryMask> adjoining = new ArrayList<>();
        for (LesionRegion lesion : lesions) {
            if (MaskMeeting.within(lesion.mask(), liver, LesionRefusals.LIVER_REACH_MM)) {
                adjoining.add(lesion.mask());
            }
        }
        return Optional.of(OrganRegion.of(liver, adjoining, options.threads()));
    }

    /** An empty mask compares as perfect or as nothing, so it is refused before anything is measured. */
    private static void requireVoxels(Scene scene) throws InputException {
        List<Finding> refusals = new ArrayList<>();
        if (scene.liver().isPresent() && scene.liver().get().isEmpty()) {
            refusals.add(Finding.of("liver-empty", "H14", "liver mask must have a voxel set, none was"));
        }
        for (LesionMask lesion : scene.lesions()) {
            if (lesion.mask().isEmpty()) {
                refusals.add(new Finding(
                        "lesion-empty",
                        "H14",
                        "lesion mask " + lesion.name() + " must have a voxel set, none was",
                        lesion.file()));
            }
        }
        for (SceneZone zone : scene.zones()) {
            if (zone instanceof SceneZone.Imported imported && imported.mask().isEmpty()) {
                refusals.add(
                        new Finding("zone-empty", "H14", "zone mask must have a voxel set, none was", imported.file()));
            }
        }
        if (!refusals.isEmpty()) {
            throw new InputException(refusals);
        }
    }

    /** From the box of a zone mask to that of the liver or the nearest lesion; 0 for zones that are no masks. */
    private static double gapMm(Scene scene, ZoneRegion region) {
        if (!(region instanceof ZoneRegion.Sampled sampled)) {
            return 0;
        }
        Bounds3 zone = sampled.mask().worldBounds().orElseThrow();
        double gap = scene.liver().isPresent()
                ? scene.liver().get().worldBounds().orElseThrow().gapMm(zone)
                : Double.POSITIVE_INFINITY;
        for (LesionMask lesion : scene.lesions()) {
            gap = Math.min(gap, lesion.mask().worldBounds().orElseThrow().gapMm(zone));
        }
        return gap;
    }

    private static void requirePlausible(Scene scene, List<SourceZone> zones) throws InputException {
        List<Finding> refusals = new ArrayList<>();
        for (SourceZone zone : zones) {
            if (zone.region() instanceof ZoneRegion.Sampled sampled
                    && sampled.mask().count() < MIN_ZONE_VOXELS) {
                refusals.add(Finding.of(
                        "zone-too-small",
                        "H14",
                        "the " + zone.source().key() + " zone must have at least " + MIN_ZONE_VOXELS
                                + " voxels to have a surface, had "
                                + sampled.mask().count()));
            }
            double gap = gapMm(scene, zone.region());
            if (gap > ZONE_REACH_MM) {
                refusals.add(Finding.of(
                        "zone-far-away",
                        scene.registration().isPresent() ? "H20" : "H11",
                        String.format(
                                Locale.ROOT,
                                "the %s zone must lie within %.0f mm of the liver or a lesion, its box is %.1f mm away; a"
                                        + " %s is probably wrong",
                                zone.source().key(),
                                ZONE_REACH_MM,
                                gap,
                                scene.registration().isPresent() ? "transform or a header" : "header")));
            }
        }
        scene.liver().ifPresent(liver -> {
            if (liver.count() == liver.grid().voxelCount()) {
                refusals.add(Finding.of("liver-full", "H14", "liver mask must leave a voxel unset, all were set"));
            }
            for (SourceZone zone : zones) {
                if (zone.region() instanceof ZoneRegion.Sampled && zone.volumeMl() > liver.volumeMl()) {
                    refusals.add(Finding.of(
                            "zone-larger-than-liver",
                            "H13",
                            String.format(
                                    Locale.ROOT,
                                    "the %s zone must not be larger than the liver (%.1f mL), was %.1f mL",
                                    zone.source().key(),
                                    liver.volumeMl(),
                                    zone.volumeMl())));
                }
            }
        });
        for (LesionMask lesion : scene.lesions()) {
            if (lesion.mask().count() == lesion.mask().grid().voxelCount()) {
                refusals.add(new Finding(
                        "lesion-full", "H14", "lesion mask must leave a voxel unset, all were set", lesion.file()));
            }
        }
        if (!refusals.isEmpty()) {
            throw new InputException(refusals);
        }
    }
}
