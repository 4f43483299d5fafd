package org.thermargin.assess;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.margin.MarginAnalyzer;
import org.thermargin.margin.MarginQuery;
import org.thermargin.margin.MarginResult;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.zone.ZoneModel;

/**
 * Holds one case against its criteria: which lesions there are, which organ, which zone, what margin, which outcome. The
 * main path of the product; {@link #assess} reads as its stages. Thread-safe; the result does not depend on the number
 * of threads.
 */
public final class CaseAssessor {
    /** Volume of a lesion, mL; outside it the mask is not believed. */
    private static final double MIN_LESION_ML = 0.01;

    private static final double MAX_LESION_ML = 1000;
    /** A lesion this near to a zone is meant by it when the case has several lesions and does not say, mm. */
    private static final double TARGETED_MM = 10;
    /** How near to the liver a lesion must come, mm. */
    private static final double LIVER_REACH_MM = 5;

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
        doubts = doubts.with(MaskPairs.of(scene, split.lesions()));
        requireKnownTargets(scene, split.lesions());
        HeatSink heatSink =
                new HeatSink(doubts.vessels(), options.heatSink(), criteria.vesselRule(), options.threads());
        List<SourceZone> zones = SourceZone.of(scene, zoneModel, heatSink);
        requirePlausible(scene, zones);
        Optional<BinaryMask> organ = organ(scene, split.lesions());
        LesionJudge judge = new LesionJudge(options, margins, scene, criteria, frames, doubts, organ);
        List<LesionAssessment> lesions = new ArrayList<>();
        for (LesionRegion lesion : split.lesions()) {
            List<SourceZone> meant = targeting(scene, split.lesions(), lesion, zones);
            List<Finding> refusals = meant.isEmpty() ? List.of() : refusals(scene, lesion);
            lesions.add(judge.assess(lesion, meant, refusals));
        }
        Assessment assessment = concluded(scene, criteria, frames, doubts, split, zones, organ, lesions);
        return new OpenCase(scene, assessment, split.lesions(), organ, judge, zoneModel, heatSink, options.strict());
    }

    private Optional<BinaryMask> organ(Scene scene, List<LesionRegion> lesions) {
        if (scene.liver().isEmpty()) {
            return Optional.empty();
        }
        BinaryMask liver = scene.liver().get();
        List<BinaryMask> adjoining = new ArrayList<>();
        for (LesionRegion lesion : lesions) {
            if (MaskMeeting.within(lesion.mask(), liver, LIVER_REACH_MM)) {
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
        for (var lesion : scene.lesions()) {
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

    private static void requirePlausible(Scene scene, List<SourceZone> zones) throws InputException {
        List<Finding> refusals = new ArrayList<>();
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
        for (var lesion : scene.lesions()) {
            if (lesion.mask().count() == lesion.mask().grid().voxelCount()) {
                refusals.add(new Finding(
                        "lesion-full", "H14", "lesion mask must leave a voxel unset, all were set", lesion.file()));
            }
        }
        if (!refusals.isEmpty()) {
            throw new InputException(refusals);
        }
    }

    /** Why this lesion gets no margin. */
    private static List<Finding> refusals(Scene scene, LesionRegion lesion) {
        List<Finding> refusals = new ArrayList<>();
        if (lesion.volumeMl() < MIN_LESION_ML || lesion.volumeMl() > MAX_LESION_ML) {
            refusals.add(new Finding(
                    "lesion-volume",
                    "H13",
                    String.format(
                            Locale.ROOT,
                            "volume of lesion %s must be %.2f to %.0f mL, was %.4f mL",
                            lesion.id(),
                            MIN_LESION_ML,
                            MAX_LESION_ML,
                            lesion.volumeMl()),
                    lesion.file()));
        }
        if (lesion.cutByBorder()) {
            refusals.add(new Finding(
                    "lesion-cut-by-border",
                    "H15",
                    "lesion " + lesion.id()
                            + " must end before the border of its image, reaches the outermost voxel layer; its unseen"
                            + " part may be uncovered",
                    lesion.file()));
        }
        if (scene.liver().isPresent()
                && !MaskMeeting.within(lesion.mask(), scene.liver().get(), LIVER_REACH_MM)) {
            refusals.add(new Finding(
                    "lesion-outside-liver",
                    "H11",
                    String.format(
                            Locale.ROOT,
                            "lesion %s must come within %.0f mm of the liver, its box is %.1f mm away; a header is probably"
                                    + " wrong",
                            lesion.id(),
                            LIVER_REACH_MM,
                            lesion.bounds()
                                    .gapMm(scene.liver().get().worldBounds().orElseThrow())),
                    lesion.file()));
        }
        return refusals;
    }

    /** The zones meant for the lesion: as stated; else those within 10 mm; the only lesion of a case always has all. */
    private static List<SourceZone> targeting(
            Scene scene, List<LesionRegion> all, LesionRegion lesion, List<SourceZone> zones) {
        List<SourceZone> meant = new ArrayList<>();
        for (SourceZone zone : zones) {
            Set<String> stated = new LinkedHashSet<>();
            boolean any = false;
            for (var target : scene.targets().entrySet()) {
                boolean concerns = target.getKey().equals(zone.source().key())
                        || zone.placements().stream().anyMatch(p -> p.id().equals(target.getKey()));
                if (concerns) {
                    any = true;
                    stated.addAll(target.getValue());
                }
            }
            boolean targeted = any
                    ? stated.contains(lesion.id()) || stated.contains(parentName(lesion.id()))
                    : all.size() == 1 || near(lesion.mask(), zone.region());
            if (targeted) {
                meant.add(zone);
            }
        }
        return meant;
    }

    /** A target that names no lesion would leave one out of the outcome unseen. */
    private static void requireKnownTargets(Scene scene, List<LesionRegion> lesions) throws InputException {
        for (String key : scene.targets().keySet().stream().sorted().toList()) {
            for (String name : scene.targets().get(key)) {
                if (lesions.stream().noneMatch(l -> name.equals(l.id()) || name.equals(parentName(l.id())))) {
                    throw new InputException(
                            "target-unknown",
                            "H26",
                            "",
                            "targets." + key + " must name lesions of the case ("
                                    + String.join(
                                            ", ",
                                            lesions.stream()
                                                    .map(LesionRegion::id)
                                                    .toList())
                                    + "), was " + name);
                }
            }
        }
    }

    /** Name of the mask that a numbered part comes from. */
    private static String parentName(String id) {
        int dash = id.lastIndexOf('-');
        return dash > 0 && id.substring(dash + 1).chars().allMatch(Character::isDigit) ? id.substring(0, dash) : id;
    }

    private static boolean near(BinaryMask lesion, ZoneRegion zone) {
        if (zone instanceof ZoneRegion.Sampled sampled) {
            return MaskMeeting.within(lesion, sampled.mask(), TARGETED_MM);
        }
        var depth = ((ZoneRegion.Exact) zone).depth();
        VoxelGrid grid = lesion.grid();
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (lesion.get(i, j, k)
                            && depth.depthMm(grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k))
                                    >= -TARGETED_MM) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private Assessment concluded(
            Scene scene,
            AssessmentCriteria criteria,
            SceneFrames frames,
            SceneDoubts doubts,
            LesionSplitter split,
            List<SourceZone> zones,
            Optional<BinaryMask> organ,
            List<LesionAssessment> lesions) {
        SourceZone latest = zones.get(zones.size() - 1);
        Outcome worst = Outcome.NOT_TARGETED;
        String decidedBy = "no lesion is targeted";
        for (LesionAssessment lesion : lesions) {
            Outcome outcome = lesion.outcome(latest.source());
            if (outcome.compareTo(worst) < 0) {
                worst = outcome;
                decidedBy = "lesion " + lesion.id() + ", " + latest.source().key() + " zone";
            }
        }
        List<Finding> warnings = new ArrayList<>(scene.findings());
        warnings.addAll(doubts.warnings());
        warnings.addAll(frames.warnings());
        Optional<RegistrationUse> registration = ScanCheck.use(scene, split.lesions());
        for (LesionAssessment lesion : lesions) {
            if (lesion.targeted() && lesion.outcome(latest.source()) == Outcome.NOT_TARGETED) {
                warnings.add(Finding.of(
                        "lesion-left-out",
                        "H26",
                        "lesion " + lesion.id() + " is targeted by an earlier zone but not by the "
                                + latest.source().key() + " one, and does not count in the outcome of the case"));
            }
        }
        if (scene.liver().isPresent() && scene.liver().get().touchesBorder()) {
            warnings.add(Finding.of(
                    "liver-cut-by-border",
                    "H15",
                    "the liver reaches the border of its image; beyond it the liver counts as going on, and its volume is"
                            + " that of the part shown"));
        }
        return new Assessment(
                scene.caseId(),
                worst,
                decidedBy,
                criteria,
                options.heatSink(),
                registration.isPresent() && scene.registrationErrorMm().isEmpty()
                        ? registration.get().largestBoundMm()
                        : scene.registrationErrorMm(),
                registration,
                organ.map(mask -> OrganAblation.of(mask, latest)),
                lesions,
                scene.inputs(),
                CaseNotes.of(scene, criteria, frames, split, lesions, zones, options.heatSink()),
                warnings);
    }
}
