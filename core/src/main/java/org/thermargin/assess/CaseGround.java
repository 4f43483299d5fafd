package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.thermargin.Finding;
import org.thermargin.grid.BinaryMask;
import org.thermargin.margin.MarginQuery;
import org.thermargin.margin.MarginResult;
import org.thermargin.scene.Scene;
import org.thermargin.scene.ZoneSource;

/** What is found in a scene whatever its zones, and the assessment of any zones on it. Thread-safe. */
final class CaseGround {
    private final CaseAssessor.Options options;
    private final Scene scene;
    private final AssessmentCriteria criteria;
    private final SceneFrames frames;
    private final SceneDoubts doubts;
    private final LesionSplitter split;
    private final Optional<BinaryMask> organ;
    private final LesionJudge judge;
    private final Map<String, List<Finding>> refusals = new ConcurrentHashMap<>();

    CaseGround(
            CaseAssessor.Options options,
            Function<MarginQuery, MarginResult> margins,
            Scene scene,
            AssessmentCriteria criteria,
            SceneFrames frames,
            SceneDoubts doubts,
            LesionSplitter split,
            Optional<BinaryMask> organ,
            Neighbours neighbours) {
        this.options = options;
        this.scene = scene;
        this.criteria = criteria;
        this.frames = frames;
        this.doubts = doubts;
        this.split = split;
        this.organ = organ;
        this.judge = new LesionJudge(options, margins, scene, criteria, frames, doubts, organ, neighbours);
    }

    CaseAssessor.Options options() {
        return options;
    }

    Scene scene() {
        return scene;
    }

    Optional<BinaryMask> organ() {
        return organ;
    }

    LesionJudge judge() {
        return judge;
    }

    /** The lesions of the case. */
    List<LesionRegion> lesions() {
        return split.lesions();
    }

    /** Why a lesion that is targeted cannot be measured; found once. */
    List<Finding> refusals(LesionRegion lesion) {
        return refusals.computeIfAbsent(lesion.id(), id -> LesionRefusals.of(scene, lesion));
    }

    /** A lesion of the case by its name. */
    LesionRegion lesion(String id) {
        return split.lesions().stream()
                .filter(l -> l.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no lesion " + id + " in the case"));
    }

    /** The assessment of the zones, earliest source first. */
    Assessment assess(List<SourceZone> zones) {
        return assess(zones, (lesion, zone) -> judge.against(lesion, zone));
    }

    /** The same where the zones of the other sources are those of an assessment made before. */
    Assessment assess(List<SourceZone> zones, ZoneSource changed, Assessment before) {
        return assess(
                zones,
                (lesion, zone) ->
                        zone.source() == changed ? judge.against(lesion, zone) : judged(before, lesion, zone.source()));
    }

    private static ZoneAssessment judged(Assessment before, LesionRegion lesion, ZoneSource source) {
        return before.lesions().stream()
                .filter(l -> l.id().equals(lesion.id()))
                .flatMap(l -> l.zones().stream())
                .filter(z -> z.source() == source)
                .findFirst()
                .orElseThrow();
    }

    /** Judges a lesion against a zone meant for it. */
    private interface Judging {
        ZoneAssessment of(LesionRegion lesion, SourceZone zone);
    }

    private Assessment assess(List<SourceZone> zones, Judging judging) {
        List<LesionAssessment> lesions = new ArrayList<>();
        for (LesionRegion lesion : split.lesions()) {
            List<SourceZone> meant = Targeting.meant(scene, split.lesions(), lesion, zones);
            List<Finding> refused = meant.isEmpty() ? List.of() : refusals(lesion);
            List<ZoneAssessment> assessed = new ArrayList<>();
            if (refused.isEmpty()) {
                meant.forEach(zone -> assessed.add(judging.of(lesion, zone)));
            }
            lesions.add(judge.lesion(lesion, !meant.isEmpty(), refused, assessed));
        }
        return concluded(zones, lesions);
    }

    private Assessment concluded(List<SourceZone> zones, List<LesionAssessment> lesions) {
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
        warnings.addAll(ZoneRoles.ofApplicators(scene, split.lesions(), zones));
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
