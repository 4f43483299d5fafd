package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.margin.MarginAnalyzer;
import org.thermargin.margin.MarginQuery;
import org.thermargin.margin.MarginResult;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;

/** Stand-in for the assessor: one lesion per mask, imported zones, no organ. */
public final class CaseAssessor {
    /** How to assess. */
    public record Options(
            int threads,
            Set<String> acceptedTaints,
            boolean strict,
            boolean allowExtrapolation,
            boolean allowOtherOrgan) {
        /** Nothing accepted. */
        public static Options defaults(int threads) {
            return new Options(threads, Set.of(), false, false, false);
        }
    }

    private final Options options;

    public CaseAssessor(Options options) {
        this.options = options;
    }

    /** The assessment of the scene. */
    public Assessment assess(Scene scene, AssessmentCriteria criteria) throws InputException {
        List<LesionAssessment> lesions = new ArrayList<>();
        Outcome worst = Outcome.COMPLETE;
        for (LesionMask lesion : scene.lesions()) {
            List<ZoneAssessment> zones = new ArrayList<>();
            for (SceneZone zone : scene.zones()) {
                if (!(zone instanceof SceneZone.Imported imported)) {
                    throw new InputException("no-model", "", "", "applicator zones are not modelled here");
                }
                if (!lesion.mask().grid().sameLattice(imported.mask().grid(), 0.01) && !scene.imagesDiffer()) {
                    throw new InputException(
                            "lattices-differ",
                            "H05",
                            imported.file(),
                            "lesion and zone must share a" + " lattice, were "
                                    + lesion.mask().grid() + " and "
                                    + imported.mask().grid());
                }
                zones.add(zone(lesion.mask(), imported, scene, criteria));
            }
            Outcome outcome = zones.get(zones.size() - 1).verdict();
            worst = outcome.compareTo(worst) < 0 ? outcome : worst;
            double ml = lesion.mask().volumeMl();
            lesions.add(new LesionAssessment(
                    lesion.name(),
                    ml,
                    2 * StrictMath.cbrt(ml * 1000 * 0.75 / Math.PI),
                    20,
                    new Point3(0, 0, 0),
                    Optional.empty(),
                    true,
                    List.of(),
                    List.of(),
                    zones));
        }
        return new Assessment(
                scene.caseId(),
                worst,
                "lesion " + lesions.get(0).id() + ", observed",
                criteria,
                scene.registrationErrorMm(),
                scene.transformSha256(),
                Optional.empty(),
                lesions,
                scene.inputs(),
                List.of(Finding.of("liver-absent", "", "no liver mask was given")),
                scene.findings());
    }

    private ZoneAssessment zone(
            BinaryMask lesion, SceneZone.Imported imported, Scene scene, AssessmentCriteria criteria) {
        ZoneRegion zone = new ZoneRegion.Sampled(imported.mask());
        MarginResult margin = new MarginAnalyzer(options.threads())
                .analyze(new MarginQuery(
                        lesion,
                        zone,
                        Optional.empty(),
                        scene.registrationErrorMm().orElse(0)));
        double t = criteria.targetMm();
        Outcome verdict = outcome(margin.lowerMm(), margin.upperMm(), margin.guaranteedLowerMm(), t);
        List<Double> q = margin.surface().quantilesMm(List.of(0.05, 0.25, 0.5, 0.75, 0.95));
        double below = 1 - margin.surface().fractionAtLeast(0);
        ZoneNumbers numbers = new ZoneNumbers(
                margin,
                "left",
                Optional.empty(),
                List.of(
                        new ZoneNumbers.SurfaceBand(OptionalDouble.empty(), OptionalDouble.of(0), below),
                        new ZoneNumbers.SurfaceBand(OptionalDouble.of(0), OptionalDouble.empty(), 1 - below)),
                new ZoneNumbers.FractionInterval(margin.surface().fractionAtLeast(t), 0, 1),
                new ZoneNumbers.Quantiles(q.get(0), q.get(1), q.get(2), q.get(3), q.get(4)),
                1,
                0,
                List.of(),
                List.of(),
                false,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                lesion,
                zone);
        return new ZoneAssessment(
                imported.source(),
                "imported-mask",
                "as drawn",
                List.of(),
                imported.mask().volumeMl(),
                false,
                verdict,
                outcome(margin.mamMm(), margin.mamMm(), margin.mamMm(), t),
                outcome(margin.guaranteedLowerMm(), margin.guaranteedUpperMm(), margin.guaranteedLowerMm(), t),
                List.of(verdict),
                verdict,
                "interval against target",
                scene.taints(),
                List.copyOf(options.acceptedTaints()),
                Optional.of(numbers),
                List.of());
    }

    private static Outcome outcome(double lower, double upper, double guaranteed, double t) {
        if (upper < 0) {
            return Outcome.INCOMPLETE;
        }
        if (lower >= t && guaranteed >= 0) {
            return Outcome.COMPLETE;
        }
        return lower >= 0 && upper < t ? Outcome.INSUFFICIENT : Outcome.INDETERMINATE;
    }
}
