package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.thermargin.assess.Scenes.ball;
import static org.thermargin.assess.Scenes.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.InputException;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.margin.MarginAnalyzer;
import org.thermargin.margin.MarginQuery;
import org.thermargin.margin.MarginResult;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.ZoneModel;

/** Laws of whole assessments, on small scenes whose lattice is exact in binary, so that equal means equal in every bit. */
class AssessmentLawsTest {
    private static final ZoneModel NO_MODEL = placements -> {
        throw new InputException("no-model", "", "", "no device zones in this test");
    };
    private static final VoxelGrid GRID = grid(new Point3(-24, -22, -23));
    private static final CaseAssessor ASSESSOR = new CaseAssessor(CaseAssessor.Options.defaults(2), NO_MODEL);

    private static VoxelGrid grid(Point3 origin) {
        return VoxelGrid.axisAligned(48, 36, 31, 1, 1.25, 1.5, origin);
    }

    private static Assessment assess(Scenes scenes) throws InputException {
        return ASSESSOR.assess(scenes.build(), AssessmentCriteria.custom(3));
    }

    /** All that a law compares: outcome, intervals, distribution, volumes, shells, recipe, findings. */
    private static List<Object> numbers(Assessment assessment) {
        List<Object> all = new ArrayList<>();
        all.add(assessment.outcome());
        all.add(assessment.organ());
        assessment.warnings().forEach(f -> all.add(f.code()));
        for (LesionAssessment lesion : assessment.lesions()) {
            all.addAll(List.of(lesion.id(), lesion.volumeMl(), lesion.maxDiameterMm(), lesion.subcapsular()));
            for (ZoneAssessment zone : lesion.zones()) {
                all.addAll(List.of(zone.source(), zone.verdict(), zone.possibleVerdicts(), zone.volumeMl()));
                ZoneNumbers n = zone.numbers().orElseThrow();
                MarginResult m = n.margin();
                all.addAll(List.of(
                        m.mamMm(), m.lowerMm(), m.upperMm(), m.guaranteedLowerMm(), m.guaranteedUpperMm(), m.rawMm()));
                all.addAll(List.of(m.excludedMm(), n.bands(), n.quantilesMm(), n.coverageFraction(), n.residualMl()));
                all.addAll(List.of(n.shells(), n.insufficientMarginMl(), n.qam(), n.direction()));
            }
        }
        return all;
    }

    private record Masks(BinaryMask lesion, BinaryMask zone, BinaryMask liver) {
        Scenes scenes() {
            return scene().lesion("met", lesion).zone(zone).liver(liver);
        }
    }

    /** Margins of about -3 to 5 mm; the liver's capsule is near in some. */
    private static Masks masks(int n) {
        Random random = new Random(40 + n);
        double x = random.nextDouble() * 5;
        double y = random.nextDouble() * 4 - 2;
        return new Masks(
                ball(GRID, 0, 0, 0, 4 + random.nextDouble()), ball(GRID, x, y, 0, 9), ball(GRID, -6 + 2 * n, 0, 0, 15));
    }

    /** I5: padding, and cropping without contact, on every mask on its own. */
    @Test
    void paddingAndCroppingChangeNothing() throws InputException {
        for (int n = 0; n < 3; n++) {
            Masks m = masks(n);
            IndexBox near = m.lesion().boundingBox().orElseThrow().grown(1, 2, 1);

            Assessment plain = assess(m.scenes());
            Assessment padded = assess(scene().lesion("met", m.lesion().cropped(near))
                    .zone(m.zone().cropped(GRID.box().grown(9, 0, 3)))
                    .liver(m.liver().cropped(GRID.box().grown(2, 5, 1))));

            assertThat(numbers(padded)).isEqualTo(numbers(plain));
        }
    }

    /** I2. */
    @Test
    void originDoesNotMatter() throws InputException {
        VoxelGrid far = grid(new Point3(-24 + 512.1, -22 - 256.3, -23 + 1024.7));
        for (int n = 0; n < 3; n++) {
            Masks m = masks(n);
            Masks shifted = new Masks(
                    m.lesion().placedOn(far), m.zone().placedOn(far), m.liver().placedOn(far));

            assertThat(numbers(assess(shifted.scenes()))).isEqualTo(numbers(assess(m.scenes())));
        }
    }

    /** I3: what the words for the direction are taken from turns with the lattice, nothing else. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void directionsOfTheLatticeDoNotMatter(boolean leftHanded) throws InputException {
        Direction3 k = Direction3.of(1, 2, -2);
        Direction3 j = k.anyPerpendicular();
        Direction3 i = leftHanded ? k.cross(j) : j.cross(k);
        VoxelGrid turned = VoxelGrid.oriented(48, 36, 31, 1, 1.25, 1.5, i, j, k, new Point3(3, 2, 1));
        for (int n = 0; n < 3; n++) {
            Masks m = masks(n);
            Masks other = new Masks(
                    m.lesion().placedOn(turned),
                    m.zone().placedOn(turned),
                    m.liver().placedOn(turned));

            List<Object> there = numbers(assess(other.scenes()));
            List<Object> here = numbers(assess(m.scenes()));

            assertThat(there.subList(0, there.size() - 1)).isEqualTo(here.subList(0, here.size() - 1));
        }
    }

    /** I23. */
    @Test
    @Tag("H05")
    @Tag("H15")
    void refusalsSurviveAnOriginShift() throws InputException {
        for (double shift : new double[] {0, 512}) {
            VoxelGrid grid = grid(new Point3(-24 + shift, -22, -23));
            VoxelGrid off = grid(new Point3(-23.5 + shift, -22, -23));
            Scenes apart = scene().lesion("met", ball(grid, shift, 0, 0, 5)).zone(ball(off, shift, 0, 0, 9));
            Scenes cut = scene().lesion("met", ball(grid, shift - 22, 0, 0, 5)).zone(ball(grid, shift - 15, 0, 0, 9));
            Scenes relabelled =
                    scene().lesion("other", ball(grid, shift - 22, 0, 0, 5)).zone(ball(grid, shift - 15, 0, 0, 9));

            assertThat(catchThrowableOfType(InputException.class, () -> assess(apart))
                            .code())
                    .isEqualTo("lattices-differ");
            assertThat(assess(cut).outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(assess(cut).lesions().get(0).zones()).isEmpty();
            assertThat(assess(relabelled).outcome()).isEqualTo(Outcome.REFUSED);
        }
    }

    /** I7, I8: neither the order of lesions and zones nor their names change what is measured. */
    @Test
    void orderAndNamesDoNotMatter() throws InputException {
        BinaryMask a = ball(GRID, -8, 0, 0, 5);
        BinaryMask b = ball(GRID, 9, 0, 0, 4);
        BinaryMask zoneA = ball(GRID, -8, 1, 0, 10);
        BinaryMask zoneB = ball(GRID, 9, 0, 1, 7);

        Assessment inOrder =
                assess(scene().lesion("a", a).lesion("b", b).zone(zoneA).zone(zoneB));
        Assessment reversed =
                assess(scene().lesion("b", b).lesion("a", a).zone(zoneB).zone(zoneA));
        Assessment renamed =
                assess(scene().lesion("x", a).lesion("y", b).zone(zoneA).zone(zoneB));

        assertThat(reversed.outcome()).isEqualTo(inOrder.outcome());
        assertThat(numbersOf(reversed, "a")).isEqualTo(numbersOf(inOrder, "a"));
        assertThat(numbersOf(reversed, "b")).isEqualTo(numbersOf(inOrder, "b"));
        assertThat(numbersOf(renamed, "x")).isEqualTo(numbersOf(inOrder, "a"));
        assertThat(numbersOf(renamed, "y")).isEqualTo(numbersOf(inOrder, "b"));
    }

    private static List<Double> numbersOf(Assessment assessment, String id) {
        LesionAssessment lesion = assessment.lesions().stream()
                .filter(l -> l.id().equals(id))
                .findFirst()
                .orElseThrow();
        ZoneNumbers n = lesion.zones().get(0).numbers().orElseThrow();
        return List.of(
                n.margin().mamMm(),
                n.margin().lowerMm(),
                n.margin().upperMm(),
                n.residualMl(),
                n.quantilesMm().q50());
    }

    /** I13. */
    @Test
    void coverageIsOneExactlyWhenNothingIsLeft() throws InputException {
        int covered = 0;
        for (int n = 1; n < 6; n++) {
            BinaryMask lesion = ball(GRID, 0, 0, 0, 5);
            ZoneNumbers numbers = assess(scene().lesion("met", lesion).zone(ball(GRID, n, 0, 0, 8)))
                    .lesions()
                    .get(0)
                    .zones()
                    .get(0)
                    .numbers()
                    .orElseThrow();

            assertThat(numbers.coverageFraction() == 1).isEqualTo(numbers.residualMl() == 0);
            assertThat(numbers.residualIslands().isEmpty()).isEqualTo(numbers.residualMl() == 0);
            assertThat(numbers.residualMl())
                    .isEqualTo(lesion.andNot(ball(GRID, n, 0, 0, 8)).volumeMl());
            covered += numbers.coverageFraction() == 1 ? 1 : 0;
        }
        assertThat(covered).isBetween(1, 4);
    }

    /** Several masks of one source are their union, in any order, also where each is on its own part of the lattice. */
    @Test
    void zonesOfOneSourceAreTheirUnion() throws InputException {
        BinaryMask lesion = ball(GRID, 0, 0, 0, 5);
        BinaryMask one = ball(GRID, -5, 0, 0, 9);
        BinaryMask two = ball(GRID, 5, 1, 0, 9);

        Assessment whole = assess(scene().lesion("met", lesion).zone(one.or(two)));
        Assessment parts = assess(scene().lesion("met", lesion)
                .zone(two.cropped(two.boundingBox().orElseThrow().grown(1, 1, 1)))
                .zone(one.cropped(one.boundingBox().orElseThrow().grown(1, 1, 1))));

        assertThat(numbers(parts)).isEqualTo(numbers(whole));
    }

    /** I18: one more zone never lowers margin, coverage or shells. */
    @Test
    void anotherZoneNeverTakesAway() throws InputException {
        BinaryMask lesion = ball(GRID, 0, 0, 0, 5);
        for (int n = 0; n < 4; n += 3) {
            BinaryMask one = ball(GRID, 3 - n, 1, 0, 8);
            ZoneNumbers alone = first(assess(scene().lesion("met", lesion).zone(one)));
            ZoneNumbers both =
                    first(assess(scene().lesion("met", lesion).zone(one).zone(ball(GRID, 4, 4 - n, 5, 6))));

            assertThat(both.coverageFraction()).isGreaterThanOrEqualTo(alone.coverageFraction());
            assertThat(both.insufficientMarginMl()).isLessThanOrEqualTo(alone.insufficientMarginMl());
            for (int d = 0; d < alone.shells().size(); d++) {
                assertThat(both.shells().get(d).ablatedFraction())
                        .isGreaterThanOrEqualTo(alone.shells().get(d).ablatedFraction());
            }
            // the truth cannot fall, so the intervals must not contradict each other
            assertThat(both.margin().guaranteedUpperMm())
                    .isGreaterThanOrEqualTo(alone.margin().guaranteedLowerMm());
        }
    }

    private static ZoneNumbers first(Assessment assessment) {
        return assessment.lesions().get(0).zones().get(0).numbers().orElseThrow();
    }

    @Test
    void latestSourceDecidesAndBothAreListed() throws InputException {
        BinaryMask lesion = ball(GRID, 0, 0, 0, 5);
        SceneZone planned = new SceneZone.Imported(ZoneSource.PLANNED, ball(GRID, 0, 0, 0, 11), "plan.nii");
        SceneZone observed = new SceneZone.Imported(ZoneSource.OBSERVED, ball(GRID, 5, 0, 0, 8), "after.nii");

        for (List<SceneZone> order : List.of(List.of(planned, observed), List.of(observed, planned))) {
            Assessment assessment =
                    assess(scene().lesion("met", lesion).zone(order.get(0)).zone(order.get(1)));

            List<ZoneAssessment> zones = assessment.lesions().get(0).zones();
            assertThat(zones)
                    .extracting(ZoneAssessment::source)
                    .containsExactly(ZoneSource.PLANNED, ZoneSource.OBSERVED);
            assertThat(zones).extracting(ZoneAssessment::verdict).containsExactly(Outcome.COMPLETE, Outcome.INCOMPLETE);
            assertThat(assessment.outcome()).isEqualTo(Outcome.INCOMPLETE);
            assertThat(assessment.decidedBy()).contains("observed");
        }
    }

    /** A lesion that the plan meant and no observed zone comes near does not count for the observed outcome. */
    @Test
    @Tag("H23")
    void targetsAreThoseOfEachSource() throws InputException {
        Assessment assessment = assess(scene().lesion("a", ball(GRID, -12, 0, 0, 4))
                .lesion("b", ball(GRID, 14, 0, 0, 4))
                .zone(new SceneZone.Imported(
                        ZoneSource.PLANNED, ball(GRID, -12, 0, 0, 9).or(ball(GRID, 14, 0, 0, 8.5)), "plan.nii"))
                .zone(ball(GRID, -12, 0, 0, 9))
                .targets(Map.of("observed", List.of("a"), "planned", List.of("a", "b"))));

        assertThat(assessment.lesions().get(1).outcome(ZoneSource.OBSERVED)).isEqualTo(Outcome.NOT_TARGETED);
        assertThat(assessment.lesions().get(1).zones()).hasSize(1);
        assertThat(assessment.outcome()).isEqualTo(Outcome.COMPLETE);
    }

    @Test
    @Tag("H21")
    void wrongMarginsFailTheSelfCheckAndGiveNoNumber() throws InputException {
        Scenes scenes = scene().lesion("met", ball(GRID, 0, 0, 0, 5)).zone(ball(GRID, 0, 0, 0, 8));
        MarginResult right = new MarginAnalyzer(1)
                .analyze(new MarginQuery(
                        ball(GRID, 0, 0, 0, 5), new ZoneRegion.Sampled(ball(GRID, 0, 0, 0, 8)), Optional.empty(), 0));
        Map<String, MarginResult> wrong = Map.of(
                "not a number", Margins.of(Double.NaN, 2, 4, 1, 5, 3),
                "bounds in disorder", Margins.of(3, 3.5, 4, 1, 5, 3),
                "estimate above its bound", Margins.of(4.5, 2, 4, 1, 5, 4.5),
                "guaranteed inside calibrated", Margins.of(3, 2, 4, 2.5, 5, 3),
                "a zone too small for it", Margins.of(9, 8, 10, -1, 11, 9),
                "unablated nearer than proved", Margins.of(6, 5.8, 6.2, 5.5, 6.5, 3));

        assertThat(SelfCheck.failure(
                        new LesionDistances(ball(GRID, 0, 0, 0, 5)),
                        new ZoneRegion.Sampled(ball(GRID, 0, 0, 0, 8)),
                        Optional.empty(),
                        ball(GRID, 0, 0, 0, 8).volumeMl(),
                        right,
                        0))
                .isEmpty();
        for (var one : wrong.entrySet()) {
            Assessment assessment = new CaseAssessor(CaseAssessor.Options.defaults(1), NO_MODEL, q -> one.getValue())
                    .assess(scenes.build(), AssessmentCriteria.custom(3));

            ZoneAssessment zone = assessment.lesions().get(0).zones().get(0);
            assertThat(zone.verdict()).as(one.getKey()).isEqualTo(Outcome.FAILED);
            assertThat(zone.numbers()).as(one.getKey()).isEmpty();
            assertThat(zone.findings()).extracting(f -> f.code()).containsExactly("self-check-failed");
            assertThat(assessment.outcome()).isEqualTo(Outcome.FAILED);
        }
    }

    /** A margin to organ tissue is checked against the organ's own voxels, on the lattice of the lesion or another. */
    @Test
    @Tag("H21")
    void wrongMarginsToOrganTissueFailTheSelfCheck() {
        BinaryMask lesion = ball(GRID, 0, 0, 0, 5);
        ZoneRegion zone = new ZoneRegion.Sampled(ball(GRID, 0, 0, 0, 8));
        BinaryMask all = new BinaryMask(GRID).not();
        BinaryMask elsewhere =
                all.placedOn(VoxelGrid.axisAligned(48, 36, 31, 1, 1.25, 1.5, new Point3(-23.7, -22, -23)));
        BinaryMask outside = new BinaryMask(GRID);
        for (BinaryMask organ : List.of(all, elsewhere)) {
            // the zone's edge is 3 mm from the lesion's, centres at most two voxel diagonals (4.4 mm) farther
            assertThat(tissueCheck(lesion, zone, organ, 7.5)).isPresent();
            assertThat(tissueCheck(lesion, zone, organ, 2)).isEmpty();
        }
        assertThat(tissueCheck(lesion, zone, outside, 7.5)).isEmpty();
    }

    private static Optional<String> tissueCheck(BinaryMask lesion, ZoneRegion zone, BinaryMask organ, double proved) {
        MarginResult claimed =
                Margins.of(MarginResult.Reference.ORGAN_TISSUE, proved + 1, proved, proved + 2, proved, proved + 2, 3);
        return SelfCheck.failure(
                new LesionDistances(lesion),
                zone,
                Optional.of(organ),
                ball(GRID, 0, 0, 0, 8).volumeMl(),
                claimed,
                0);
    }

    /** A zone cut by the border, one voxel more at a time: what is shown bounds from below, what may be from above. */
    @Test
    @Tag("H16")
    void zoneCutByTheBorderHoldsTheTruthWhereverItIsCut() throws InputException {
        BinaryMask lesion = ball(GRID, 0, 0, 0, 5);
        BinaryMask zone = ball(GRID, 0, 0, 0, 9);
        int high = zone.boundingBox().orElseThrow().iHigh();
        for (int cut = 0; cut <= 2; cut++) {
            BinaryMask shown = zone.cropped(new IndexBox(0, 0, 0, high - cut, GRID.ny(), GRID.nz()));

            Assessment assessment = assess(scene().lesion("met", lesion).zone(shown));

            MarginResult margin = first(assessment).margin();
            assertThat(shown.touchesBorder()).isTrue();
            assertThat(assessment.lesions().get(0).zones().get(0).findings())
                    .extracting(f -> f.code())
                    .contains("zone-cut");
            assertThat(margin.lowerMm()).as("cut by %d voxels", cut).isLessThanOrEqualTo(4);
            assertThat(margin.upperMm()).as("cut by %d voxels", cut).isGreaterThanOrEqualTo(4);
            assertThat(margin.lowerMm()).isLessThanOrEqualTo(4.5 - cut); // nothing beyond the image is ablated
        }
    }

    @Test
    @Tag("H29")
    void masksOfOneSourceOnDifferentLatticesAreRefused() {
        VoxelGrid off = grid(new Point3(-23.5, -22, -23));
        Scenes scenes = scene().lesion("met", ball(GRID, 0, 0, 0, 5))
                .zone(ball(GRID, 0, 0, 0, 9))
                .zone(ball(off, 0, 0, 0, 9))
                .imagesDiffer()
                .registrationErrorMm(1);

        assertThatThrownBy(() -> assess(scenes))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("origins differ");
    }
}
