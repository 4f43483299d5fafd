package org.thermargin.assess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.thermargin.Finding;
import org.thermargin.distance.DistanceFieldException;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.heatsink.CooledZone;
import org.thermargin.margin.MarginQuery;
import org.thermargin.margin.MarginResult;
import org.thermargin.margin.PreparedLesion;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.placement.NeedleAnatomy;
import org.thermargin.placement.NeedleChecks;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.Scene;
import org.thermargin.scene.ZoneSource;

/** Measures one lesion against the zones meant for it and judges each. */
final class LesionJudge {
    /** A lesion this near to the organ surface is subcapsular, mm. */
    private static final double SUBCAPSULAR_MM = 10;
    /** Share of surface left out by the older rule above which that is flagged. */
    private static final double MUCH_EXCLUDED = 0.2;

    private final CaseAssessor.Options options;
    private final Scene scene;
    private final AssessmentCriteria criteria;
    private final SceneFrames frames;
    private final SceneDoubts doubts;
    private final Optional<BinaryMask> organ;
    private final Function<MarginQuery, MarginResult> margins;
    private final Neighbours neighbours;
    private final Map<String, Prepared> prepared = new HashMap<>();
    private final Map<String, Facts> facts = new HashMap<>();
    private final Map<String, ShellPoints> shellPoints = new HashMap<>();

    LesionJudge(
            CaseAssessor.Options options,
            Function<MarginQuery, MarginResult> margins,
            Scene scene,
            AssessmentCriteria criteria,
            SceneFrames frames,
            SceneDoubts doubts,
            Optional<BinaryMask> organ,
            Neighbours neighbours) {
        this.options = options;
        this.scene = scene;
        this.criteria = criteria;
        this.frames = frames;
        this.doubts = doubts;
        this.organ = organ;
        this.margins = margins;
        this.neighbours = neighbours;
    }

    /** What is the same for every zone and trial of a lesion. */
    private record Prepared(PreparedLesion lesion, LesionDistances distances, Later<String> flatFace) {}

    /** What is said of a lesion without any zone. */
    private record Facts(double diameterMm, Point3 centroid, Optional<Boolean> subcapsular) {}

    private Facts facts(LesionRegion lesion) {
        synchronized (facts) {
            return facts.computeIfAbsent(
                    lesion.id(),
                    id -> new Facts(
                            lesion.maxDiameterMm(),
                            lesion.centroid(),
                            organ.map(mask -> OrganRegion.isOutsideNear(
                                    mask, scene.liver().orElseThrow().grid(), lesion, SUBCAPSULAR_MM))));
        }
    }

    private Prepared prepared(LesionRegion lesion) {
        synchronized (prepared) {
            return prepared.computeIfAbsent(
                    lesion.id(),
                    id -> new Prepared(
                            new PreparedLesion(lesion.mask(), organ, options.threads()),
                            new LesionDistances(lesion.mask()),
                            new Later<>(lesion::flatFace)));
        }
    }

    /** What is known of the lesion, with its judged zones. */
    LesionAssessment lesion(LesionRegion lesion, boolean targeted, List<Finding> refusals, List<ZoneAssessment> zones) {
        Facts facts = facts(lesion);
        return new LesionAssessment(
                lesion.id(),
                lesion.volumeMl(),
                lesion.equivalentDiameterMm(),
                facts.diameterMm,
                facts.centroid,
                facts.subcapsular,
                targeted,
                CaseNotes.ofLesion(facts.diameterMm, facts.subcapsular, criteria),
                refusals,
                zones);
    }

    /** Against the zone, and where vessels change it against what they leave; the worse outcome decides. */
    ZoneAssessment against(LesionRegion lesion, SourceZone zone) {
        try {
            return measured(lesion, zone);
        } catch (DistanceFieldException e) {
            return ZoneAssessment.failed(zone, e.getMessage());
        }
    }

    private ZoneAssessment measured(LesionRegion lesion, SourceZone zone) {
        Later<List<ZoneNumbers.ApplicatorCheck>> needles = new Later<>(() -> needles(lesion, zone));
        if (!zone.isDeformed()) {
            Later<ZoneAssessment> alone = new Later<>(() -> alone(lesion, zone, needles));
            Later.makeAll(List.of(alone, needles), options.threads());
            ZoneAssessment plain = alone.get();
            return plain.with(modelInterval(lesion, zone, plain, false));
        }
        Later<ZoneAssessment> left = new Later<>(() -> alone(lesion, zone.deformed(), needles));
        Later<ZoneAssessment> whole = new Later<>(() -> alone(lesion, zone, needles));
        Later.makeAll(List.of(left, whole, needles), options.threads());
        ZoneAssessment plain = whole.get();
        ZoneAssessment deformed = left.get();
        boolean deformedDecides = LesionVerdict.deformedDecides(plain.verdict(), deformed.verdict());
        ZoneAssessment deciding = deformedDecides ? deformed : plain;
        return deciding.with(effect(zone, plain, deformed, deformedDecides))
                .with(modelInterval(lesion, zone, deciding, deformedDecides));
    }

    /** The margins of the zones that the spread of the table leaves open, cooled where the cooled zone decides. */
    private Optional<ModelInterval> modelInterval(
            LesionRegion lesion, SourceZone zone, ZoneAssessment deciding, boolean deformed) {
        if (zone.spread().isEmpty() || deciding.numbers().isEmpty()) {
            return Optional.empty();
        }
        SourceZone.Spread spread = zone.spread().get();
        double mam = deciding.numbers().get().margin().mamMm();
        return Optional.of(new ModelInterval(
                Math.min(mam, mamMm(lesion, spread.smaller(), deformed)),
                Math.max(mam, mamMm(lesion, spread.larger(), deformed)),
                spread.coverage()));
    }

    private double mamMm(LesionRegion lesion, SourceZone zone, boolean deformed) {
        SourceZone taken = deformed && zone.isDeformed() ? zone.deformed() : zone;
        return margins.apply(query(lesion, taken).forShares()).mamMm();
    }

    private MarginQuery query(LesionRegion lesion, SourceZone zone) {
        return MarginQuery.of(prepared(lesion).lesion, zone.region(), boundMm(lesion, zone));
    }

    private double boundMm(LesionRegion lesion, SourceZone zone) {
        return boundMm(lesion, zone.source());
    }

    /** Bound on the displacement between lesion and zone, mm. */
    double boundMm(LesionRegion lesion, ZoneSource source) {
        return frames.boundMm(lesion.bounds(), source);
    }

    private CoolingEffect effect(
            SourceZone zone, ZoneAssessment plain, ZoneAssessment deformed, boolean deformedDecides) {
        CooledZone cooled = zone.cooled().orElseThrow();
        OptionalDouble plainMam = mamMm(plain);
        OptionalDouble deformedMam = mamMm(deformed);
        return new CoolingEffect(
                cooled.wallRule(),
                cooled.volumeLostMl(),
                cooled.losses(),
                plainMam.isPresent() && deformedMam.isPresent()
                        ? OptionalDouble.of(plainMam.getAsDouble() - deformedMam.getAsDouble())
                        : OptionalDouble.empty(),
                deformed.numbers()
                        .flatMap(n -> cooled.vesselAt(n.margin().witness().zone())),
                plain.verdict(),
                plainMam,
                plain.volumeMl(),
                zone.region(),
                new CoolingEffect.View(cooled, zone.placements(), doubts.vessels()),
                deformedDecides);
    }

    private static OptionalDouble mamMm(ZoneAssessment zone) {
        return zone.numbers().map(n -> OptionalDouble.of(n.margin().mamMm())).orElse(OptionalDouble.empty());
    }

    private ZoneAssessment alone(
            LesionRegion lesion, SourceZone zone, Later<List<ZoneNumbers.ApplicatorCheck>> needles) {
        Later<LesionVerdict> judged = new Later<>(() -> judged(lesion, zone, Function.identity()));
        ZoneMeasurement around = new ZoneMeasurement(
                zone,
                criteria,
                neighbours,
                lesion,
                new Later<>(() -> shellPoints(lesion)),
                new Later<>(() -> qam(lesion, zone)));
        // surfaces of the zone are long made by one thread alone; much else needs only the lesion
        Later.makeAll(around.with(judged, new Later<>(() -> facts(lesion))), options.threads());
        LesionVerdict verdict = judged.get();
        if (verdict.failure().isPresent()) {
            return ZoneAssessment.failed(zone, verdict.failure().get());
        }
        ZoneNumbers numbers = around.numbers(verdict.margin(), organ.isPresent(), needles.get(), options.threads());
        List<Finding> findings = new ArrayList<>(verdict.findings());
        findings.addAll(EligibilityNotes.of(zone.modalities(), numbers));
        findings.addAll(VesselNotes.of(numbers, criteria.vesselRule()));
        OutcomeRule rule = verdict.rule().orElseThrow();
        return new ZoneAssessment(
                zone.source(),
                zone.model(),
                zone.claim(),
                zone.tableRows(),
                zone.volumeMl(),
                false,
                rule.verdict(),
                rule.nominal(),
                rule.guaranteed(),
                rule.possible(),
                rule.untainted(),
                rule.decidedBy(),
                verdict.standing(),
                verdict.accepted(),
                Optional.of(numbers),
                findings,
                Optional.empty(),
                Optional.empty());
    }

    /** The outcome alone, of the plain zone and of what vessels leave; the worse decides, as in {@link #against}. */
    TrialVerdict verdict(LesionRegion lesion, SourceZone zone) {
        try {
            return tried(lesion, zone);
        } catch (DistanceFieldException e) {
            return TrialVerdict.failed();
        }
    }

    private TrialVerdict tried(LesionRegion lesion, SourceZone zone) {
        LesionVerdict plain = judged(lesion, zone, MarginQuery::forShares);
        if (!zone.isDeformed()) {
            return plain.told(Optional.empty(), false);
        }
        LesionVerdict deformed = judged(lesion, zone.deformed(), MarginQuery::forShares);
        boolean deformedDecides = LesionVerdict.deformedDecides(plain.outcome(), deformed.outcome());
        return (deformedDecides ? deformed : plain).told(plain.rule().map(r -> plain.margin()), deformedDecides);
    }

    /** Margin, check of the result, assumptions and rule. */
    private LesionVerdict judged(LesionRegion lesion, SourceZone zone, Function<MarginQuery, MarginQuery> asked) {
        Prepared known = prepared(lesion);
        MarginResult margin = margins.apply(asked.apply(query(lesion, zone)));
        Optional<String> failure = SelfCheck.failure(
                known.distances, zone.region(), organ, zone.volumeMl(), margin, boundMm(lesion, zone));
        if (failure.isPresent()) {
            return new LesionVerdict(margin, failure, List.of(), List.of(), List.of(), Optional.empty());
        }
        List<Finding> findings = new ArrayList<>(margin.findings());
        Set<String> doubted = doubts(lesion, Optional.of(zone), findings);
        Assumed assumed = assumed(doubted, zone.taints());
        if (margin.excludedAreaFraction().orElse(0) > MUCH_EXCLUDED) {
            findings.add(Finding.of(
                    "much-surface-excluded",
                    "H17",
                    String.format(
                            Locale.ROOT,
                            "the older subcapsular rule leaves out %.0f %% of the lesion surface; its margin says little",
                            100 * margin.excludedAreaFraction().getAsDouble())));
        }
        OutcomeRule rule =
                OutcomeRule.of(margin, criteria.targetMm(), options.strict(), assumed.open(), assumed.doubtful());
        return new LesionVerdict(
                margin, Optional.empty(), findings, assumed.standing(), assumed.accepted(), Optional.of(rule));
    }

    private Assumed assumed(Set<String> doubted, List<String> zoneTaints) {
        Set<String> taints = new LinkedHashSet<>(scene.taints());
        taints.addAll(frames.taints());
        taints.addAll(zoneTaints);
        return Assumed.of(taints, doubted, options.accepted());
    }

    /** Assumptions and doubts that bear on a device zone of the lesion. */
    Assumed assumed(LesionRegion lesion, List<String> zoneTaints) {
        return assumed(doubts(lesion, Optional.empty(), new ArrayList<>()), zoneTaints);
    }

    /** The lesion as it is prepared for margins. */
    PreparedLesion preparedLesion(LesionRegion lesion) {
        return prepared(lesion).lesion;
    }

    Neighbours neighbours() {
        return neighbours;
    }

    /** Doubts about this lesion and zone; what they rest on is added to the findings. */
    private Set<String> doubts(LesionRegion lesion, Optional<SourceZone> zone, List<Finding> findings) {
        Set<String> doubted = new LinkedHashSet<>(doubts.doubts());
        String face = prepared(lesion).flatFace.get();
        if (!face.isEmpty()) {
            doubted.add("lesion-flat-face");
            findings.add(new Finding(
                    "lesion-flat-face",
                    "H15",
                    "lesion " + lesion.id() + " ends in a flat " + face
                            + " as if it had been cut; its unseen part may be uncovered (--accept lesion-flat-face if it is whole)",
                    lesion.file()));
        }
        if (zone.isPresent()
                && zone.get().region() instanceof ZoneRegion.Sampled sampled
                && organ.isPresent()
                && !MaskMeeting.within(sampled.mask(), organ.get(), 0)) {
            doubted.add("zone-outside-liver");
            findings.add(Finding.of(
                    "zone-outside-liver",
                    "H11",
                    "the " + zone.get().source().key() + " zone must meet the liver, shares no voxel with it"));
        }
        return doubted;
    }

    private ShellPoints shellPoints(LesionRegion lesion) {
        synchronized (shellPoints) {
            return shellPoints.computeIfAbsent(
                    lesion.id(),
                    id -> ShellPoints.of(
                            lesion.mask(),
                            prepared(lesion).lesion.depthField(),
                            organ,
                            criteria.targetMm(),
                            options.threads()));
        }
    }

    private List<ZoneNumbers.ApplicatorCheck> needles(LesionRegion lesion, SourceZone zone) {
        List<ApplicatorPlacement> placements = zone.placements();
        if (placements.isEmpty()) {
            return List.of();
        }
        NeedleChecks checks = new NeedleChecks(
                new NeedleAnatomy(
                        organ,
                        lesion.mask(),
                        facts(lesion).subcapsular.orElse(false),
                        neighbours.obstacles(),
                        neighbours.vesselObstacles(placements)),
                criteria.needles());
        List<ZoneNumbers.ApplicatorCheck> applicators = new ArrayList<>();
        for (int n = 0; n < placements.size(); n++) {
            ApplicatorPlacement placement = placements.get(n);
            applicators.add(new ZoneNumbers.ApplicatorCheck(
                    placement, checks.of(placements, n, zone.usableLengths().get(n))));
        }
        return applicators;
    }

    private Optional<QamNumbers> qam(LesionRegion lesion, SourceZone zone) {
        if (!(zone.region() instanceof ZoneRegion.Sampled sampled)
                || !sampled.mask().grid().sameLattice(lesion.mask().grid())
                || scene.liver()
                        .map(l -> !l.grid().sameLattice(lesion.mask().grid()))
                        .orElse(false)) {
            return Optional.empty();
        }
        return QamRecipe.of(lesion.mask(), sampled.mask(), scene.liver(), options.threads());
    }
}
