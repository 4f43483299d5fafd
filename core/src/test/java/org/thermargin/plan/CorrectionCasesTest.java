package org.thermargin.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.CaseDifferences;
import org.thermargin.assess.OpenCase;
import org.thermargin.assess.Outcome;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.geometry.Point3;
import org.thermargin.plan.Correction.Kind;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;

/** Corrections with organ, vessels, several applicators, settings and targets. */
class CorrectionCasesTest {
    @Test
    void capsuleSparesTheMoveThatTheComplementWouldNeed() throws Exception {
        // organ ends 7 mm to the left of the middle; the zone is 6 mm too far right
        OpenCase within = new BallCase()
                .liver(BallCase.mask(97, 81, 77, (x, y, z) -> x <= 7 && x * x + y * y + z * z < 36 * 36))
                .zone(planned(BallCase.needle("a", new Point3(-9, 0, 0))))
                .open();
        OpenCase without = new BallCase()
                .zone(planned(BallCase.needle("a", new Point3(-9, 0, 0))))
                .open();

        Correction.Option toTissue =
                BallCase.option(BallCase.corrections(within).get(0), Kind.SHIFT);
        Correction.Option toComplement =
                BallCase.option(BallCase.corrections(without).get(0), Kind.SHIFT);

        assertThat(toTissue.passes()).isTrue();
        assertThat(toTissue.verdict()).isEqualTo(Outcome.COMPLETE);
        assertThat(toTissue.smallest()).isFalse(); // organ tissue beside the normals is not in the model
        assertThat(BallCase.lengthMm(toTissue)).isLessThan(BallCase.lengthMm(toComplement));
    }

    @Test
    void severalApplicatorsAreAUnionInWhichNoShiftIsProvedSmallest() throws Exception {
        OpenCase open = new BallCase()
                .target(8)
                .zone(planned(BallCase.needle("a", new Point3(5, 0, 8)), BallCase.needle("b", new Point3(-5, 0, 8))))
                .open();

        Correction correction = BallCase.corrections(open).get(0);

        assertThat(correction.options())
                .extracting(Correction.Option::kind)
                .containsExactly(Kind.SHIFT, Kind.ADVANCE, Kind.SINGLE_SHIFT, Kind.SINGLE_ADVANCE, Kind.SETTING);
        Correction.Option shift = BallCase.option(correction, Kind.SHIFT);
        assertThat(shift.passes()).isTrue();
        assertThat(shift.smallest()).isFalse();
        assertThat(shift.applicators()).containsExactly("a", "b");
        assertThat(BallCase.option(correction, Kind.SINGLE_SHIFT).applicators()).hasSize(1);
        // 4 moves of each of 4 kinds and one more, 4 settings; no other lesion
        assertThat(correction.judged()).isLessThanOrEqualTo(4 * (MoveSearch.TRIALS + 1) + 4);
        assertThat(BallCase.option(correction, Kind.ADVANCE).smallest()).isTrue(); // the union's depth is exact
    }

    @Test
    void moveBesideAVesselPassesAsPrinted() throws Exception {
        // a vein of 5 mm radius along z, 11 mm to the left of the lesion's surface
        ApplicatorPlacement needle = BallCase.needle("a", new Point3(-7, 0, 0));
        OpenCase open = new BallCase()
                .vessel(BallCase.mask(97, 81, 77, (x, y, z) -> (x - 22) * (x - 22) + y * y <= 25))
                .zone(planned(needle))
                .open();

        Correction.Option shift = BallCase.option(BallCase.corrections(open).get(0), Kind.SHIFT);

        List<Double> v = shift.shiftMm();
        var again = open.trial("lesion", ZoneSource.PLANNED, List.of(needle.shifted(v.get(0), v.get(1), v.get(2))));
        assertThat(shift.passes()).isTrue();
        assertThat(again.cooling()).isPresent();
        assertThat(again.verdict()).isEqualTo(Outcome.COMPLETE);
        assertThat(again.numbers().orElseThrow().margin().mamMm()).isEqualTo(shift.mamMm());
        if (again.deformedByVessels()) {
            assertThat(shift.smallest()).isFalse();
        }
    }

    @Test
    void leastEnergyThatPassesIsFoundAndALesserOneFails() throws Exception {
        ApplicatorPlacement needle = BallCase.needle("a", new Point3(0, 0, 0), 75, 300);
        OpenCase open = new BallCase().target(10.2).zone(planned(needle)).open();

        Correction.Option setting = BallCase.option(BallCase.corrections(open).get(0), Kind.SETTING);

        double energy = setting.powerW().getAsDouble() * setting.timeS().getAsDouble();
        assertThat(setting.passes()).isTrue();
        assertThat(verdict(open, setting.powerW().getAsDouble(), setting.timeS().getAsDouble()))
                .isEqualTo(Outcome.COMPLETE);
        int lesser = 0;
        for (double power = 75; power <= 100; power += 5) {
            for (double time = 300; time <= 600; time += 30) {
                if (power * time < energy && isTabled(power, time)) {
                    assertThat(verdict(open, power, time)).isNotEqualTo(Outcome.COMPLETE);
                    lesser++;
                }
            }
        }
        assertThat(lesser).isPositive();
    }

    @Test
    void noSettingPassesWhereTheTableIsTooSmall() throws Exception {
        OpenCase open = new BallCase()
                .target(20)
                .zone(planned(BallCase.needle("a", new Point3(0, 0, 0))))
                .open();

        Correction.Option setting = BallCase.option(BallCase.corrections(open).get(0), Kind.SETTING);

        assertThat(setting.passes()).isFalse();
        assertThat(setting.smallest()).isFalse();
    }

    @Test
    void onlyTheApplicatorsMeantForTheLesionAreMoved() throws Exception {
        OpenCase open = new BallCase()
                .lesion("far", BallCase.mask(97, 81, 77, (x, y, z) -> (x - 30) * (x - 30) + y * y + z * z <= 36))
                .zone(planned(BallCase.needle("a", new Point3(-9, 0, 0)), BallCase.needle("b", new Point3(30, 0, 0))))
                .targets(Map.of("a", List.of("lesion"), "b", List.of("far")))
                .open();

        List<Correction> corrections = BallCase.corrections(open);

        assertThat(corrections).extracting(Correction::lesionId).containsExactly("lesion");
        assertThat(corrections.get(0).options()).allSatisfy(o -> {
            assertThat(o.applicators()).containsExactly("a");
            assertThat(o.worsens()).isEmpty();
        });
    }

    @Test
    void sourceThatDoesNotTargetALesionIsNotComparedForIt() throws Exception {
        OpenCase open = new BallCase()
                .zone(planned(BallCase.needle("a", new Point3(9, 0, 0))))
                .zone(new SceneZone.Imported(
                        ZoneSource.OBSERVED,
                        BallCase.mask(97, 81, 77, (x, y, z) -> (x - 30) * (x - 30) + y * y + z * z <= 144),
                        "zone.nii.gz"))
                .lesion("far", BallCase.mask(97, 81, 77, (x, y, z) -> (x - 30) * (x - 30) + y * y + z * z <= 36))
                .targets(Map.of("planned", List.of("lesion"), "observed", List.of("far")))
                .open();

        CaseDifferences differences = CaseDifferences.of(open.scene(), open.assessment());

        assertThat(differences.sources()).isEmpty();
        // only the planned zone comes from applicators
        assertThat(BallCase.corrections(open)).extracting(Correction::source).containsExactly(ZoneSource.PLANNED);
    }

    @Test
    void printedMoveIsTheOneThatWasJudged() throws Exception {
        ApplicatorPlacement needle = BallCase.needle("a", new Point3(8.37, 2.21, 1.13));
        OpenCase open = new BallCase().zone(planned(needle)).open();

        for (Correction.Option option : BallCase.corrections(open).get(0).options()) {
            for (double mm : option.shiftMm()) {
                assertThat(10 * mm).isCloseTo(Math.rint(10 * mm), within(1e-9));
            }
            option.advanceMm().ifPresent(mm -> assertThat(10 * mm).isCloseTo(Math.rint(10 * mm), within(1e-9)));
        }
        assertThat(open.assessment().criteria()).isEqualTo(AssessmentCriteria.custom(5));
    }

    private static boolean isTabled(double powerW, double timeS) throws Exception {
        return !DeviceCatalogue.released()
                .device("emprint")
                .table()
                .orElseThrow()
                .at(OptionalDouble.of(powerW), timeS)
                .isExtrapolated();
    }

    private static Outcome verdict(OpenCase open, double powerW, double timeS) throws Exception {
        return open.verdict(
                        "lesion", ZoneSource.PLANNED, List.of(BallCase.needle("a", new Point3(0, 0, 0), powerW, timeS)))
                .verdict();
    }

    private static SceneZone planned(ApplicatorPlacement... placements) {
        return new SceneZone.Applied(ZoneSource.PLANNED, List.of(placements));
    }
}
