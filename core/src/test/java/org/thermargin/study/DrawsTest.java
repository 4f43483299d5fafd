package org.thermargin.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;

class DrawsTest {
    private static final int DRAWS = 100_000;

    private static StudyDesign design(StudyDesign.Method method, int draws, long seed, OffsetError needle) {
        return new StudyDesign(
                method,
                draws,
                seed,
                needle,
                new ScalarError.None(),
                false,
                new ScalarError.None(),
                new OffsetError.None(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static double shareWithin(StudyDesign design, double mm) {
        DrawReader.Draws draws = new DrawReader.Draws(design, 1);
        int near = 0;
        for (int n = 0; n < DRAWS; n++) {
            near += draws.at(n).needles().get(0).tip().lengthMm() <= mm ? 1 : 0;
        }
        return (double) near / DRAWS;
    }

    /** chi3-CDF(2) = erf(sqrt 2) - sqrt(2/pi) 2 exp(-2) = 0.7385359; 4 standard errors of 100,000 draws are 0.0056. */
    @Test
    void isotropicNormalOffsetsFollowTheChiDistributionOfThreeDegrees() {
        OffsetError error = new OffsetError.Normal(2.5, 2.5);

        assertThat(shareWithin(design(StudyDesign.Method.RANDOM, DRAWS, 3, error), 5))
                .isCloseTo(0.7385359, within(0.0056));
        // low-discrepancy points do better: a tenth of that
        assertThat(shareWithin(design(StudyDesign.Method.SOBOL, DRAWS, 3, error), 5))
                .isCloseTo(0.7385359, within(0.00056));
    }

    /** Lateral only: 1 - exp(-x^2 / 2) at x = 2. */
    @Test
    void lateralNormalOffsetsFollowTheRayleighDistribution() {
        OffsetError error = new OffsetError.Normal(2.5, 0);

        assertThat(shareWithin(design(StudyDesign.Method.RANDOM, DRAWS, 4, error), 5))
                .isCloseTo(0.8646647, within(0.0044));
    }

    @Test
    void distancesAreExactAndDirectionsAverageOut() {
        DrawReader.Draws draws = new DrawReader.Draws(
                design(StudyDesign.Method.SOBOL, 1024, 1, new OffsetError.Distances(List.of(4.0))), 1);
        double[] sum = new double[3];

        for (int n = 0; n < 1024; n++) {
            Draw.Offset tip = draws.at(n).needles().get(0).tip();
            assertThat(tip.lengthMm()).isCloseTo(4, within(1e-12));
            sum[0] += tip.x();
            sum[1] += tip.y();
            sum[2] += tip.z();
        }

        // 4 mm / sqrt(3) each, independent: the mean has a standard error of 0.07; Sobol points stay far below
        for (double s : sum) {
            assertThat(s / 1024).isCloseTo(0, within(0.05));
        }
    }

    @Test
    @Tag("H34")
    void aDrawDependsOnItsNumberAndTheSeedAlone() {
        for (StudyDesign.Method method : StudyDesign.Method.values()) {
            StudyDesign design = design(method, 100, 5, new OffsetError.Normal(1, 2));
            DrawReader.Draws forward = new DrawReader.Draws(design, 2);
            DrawReader.Draws backward = new DrawReader.Draws(design, 2);
            List<Draw> first = new ArrayList<>();
            for (int n = 0; n < 100; n++) {
                first.add(forward.at(n));
            }

            for (int n = 99; n >= 0; n--) {
                assertThat(backward.at(n)).isEqualTo(first.get(n));
            }
            assertThat(new DrawReader.Draws(design(method, 100, 6, new OffsetError.Normal(1, 2)), 2).at(0))
                    .isNotEqualTo(first.get(0));
            assertThat(first.get(0).needles().get(0))
                    .isNotEqualTo(first.get(0).needles().get(1));
        }
    }

    @Test
    void theGridHasEveryCombinationOnceAndTheSameDrawsAtEachPoint() {
        StudyDesign design = new StudyDesign(
                StudyDesign.Method.SOBOL,
                3,
                0,
                new OffsetError.Distances(List.of(2.0, 4.0)),
                new ScalarError.None(),
                false,
                new ScalarError.Values(List.of(0.9, 1.0, 1.1)),
                new OffsetError.None(),
                List.of(),
                List.of(5.0, 10.0),
                Optional.empty());
        DrawReader.Draws draws = new DrawReader.Draws(design, 1);
        List<String> points = new ArrayList<>();

        for (int n = 0; n < design.tasksPerCase(); n++) {
            Draw draw = draws.at(n);
            points.add(draw.targetMm().getAsDouble() + " " + draw.zoneScale() + " "
                    + Math.round(draw.needles().get(0).tip().lengthMm()) + " " + n % 3);
        }

        assertThat(design.tasksPerCase()).isEqualTo(36);
        assertThat(points).doesNotHaveDuplicates().startsWith("5.0 0.9 2 0").endsWith("10.0 1.1 4 2");
        Draw.Offset near = draws.at(1).needles().get(0).tip();
        Draw.Offset far = draws.at(4).needles().get(0).tip();
        assertThat(far.x()).isCloseTo(2 * near.x(), within(1e-12));
    }

    @Test
    void tiltTurnsTheShaftAboutItsTip() throws InputException {
        ApplicatorPlacement needle = ApplicatorPlacement.once(
                "n", new Point3(-60, 10, 30), new Point3(1, 2, 3), "d", Application.atTip(OptionalDouble.of(60), 300));
        double tilt = StrictMath.toRadians(5);
        Draw draw = new Draw(
                1,
                List.of(new Draw.NeedleError(Draw.Offset.ZERO, tilt, 1.2)),
                1,
                Draw.Offset.ZERO,
                Optional.of(new StudyDesign.Setting(OptionalDouble.of(100), 600)),
                OptionalDouble.empty());

        ApplicatorPlacement turned = Perturbation.of(List.of(needle), draw).get(0);

        assertThat(turned.tip()).isEqualTo(needle.tip());
        assertThat(turned.lengthMm()).isCloseTo(needle.lengthMm(), within(1e-9));
        assertThat(turned.direction().dot(needle.direction())).isCloseTo(StrictMath.cos(tilt), within(1e-12));
        assertThat(turned.applications().get(0).powerW()).hasValue(100);
        assertThat(turned.applications().get(0).timeS()).isEqualTo(600);
    }

    @Test
    void anOffsetAlongTheShaftAdvancesTheTip() {
        ApplicatorPlacement needle = ApplicatorPlacement.once(
                "n", new Point3(-60, 10, 30), new Point3(1, 2, 3), "d", Application.atTip(OptionalDouble.of(60), 300));

        Point3 offset = Perturbation.tipOffset(needle, new Draw.NeedleError(new Draw.Offset(0, 0, 2, false), 0, 0));

        assertThat(needle.tip()
                        .shifted(offset.x(), offset.y(), offset.z())
                        .distanceMm(needle.advanced(2).tip()))
                .isCloseTo(0, within(1e-12));
    }

    @Test
    void designsThatCannotBeRunAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Studies.off(0, 1.0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Studies.off(1_000_001, 1.0).tasksPerCase());
        assertThatIllegalArgumentException().isThrownBy(() -> new OffsetError.Distances(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new OffsetError.Normal(Double.NaN, 1));
    }
}
