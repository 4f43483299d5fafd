package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.phantom.SceneFamily;
import org.thermargin.phantom.SceneFamily.Use;
import org.thermargin.phantom.SceneTruth;

/** Random analytic scenes against the gates of accuracy and against the claims of both intervals. */
@Tag("H18")
class MarginGatesTest {
    /** Gates by spacing of {@link FieldScene#SPACINGS}; covered smooth shapes. */
    private static final double[] MEAN_MM = {0.10, 0.05, 0.10, 0.20, 0.45};

    private static final double[] WORST_MM = {0.6, 0.25, 0.6, 1.2, 2.8};
    private static final double[] BIAS_MM = {0.05, 0.03, 0.05, 0.10, 0.15};
    private static final double[] CALIBRATED_WIDTH_MM = {0.9, 0.5, 0.9, 1.6, 4.3};
    private static final double[] GUARANTEED_WIDTH_MM = {2.0, 1.7, 2.0, 3.2, 7.6};
    private static final double[] SHARE = {0.005, 0.003, 0.005, 0.008, 0.020};
    /** The truth is a numerical minimum. */
    private static final double TRUTH_MM = 1e-3;

    private record Trial(SceneFamily family, SceneFamily.Case known, MarginResult result) {
        double errorMm() {
            return result.mamMm() - known.truth().mamMm();
        }

        boolean isCovered() {
            return known.truth().mamMm() >= 0;
        }

        boolean isGuaranteed() {
            double truth = known.truth().mamMm();
            return result.guaranteedLowerMm() <= truth + TRUTH_MM && truth <= result.guaranteedUpperMm() + TRUTH_MM;
        }

        boolean isCalibrated() {
            double truth = known.truth().mamMm();
            return result.lowerMm() <= truth && truth <= result.upperMm();
        }

        boolean fulfilsTheAssumption() {
            return SceneTruth.isUnionOfBalls(known.scene().lesion(), radius("lesion_ball_radius"))
                    && SceneTruth.isOutsideUnionOfBalls(known.scene(), radius("unablated_ball_radius"));
        }

        private double radius(String name) {
            return result.components().stream()
                    .filter(c -> c.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .mm();
        }
    }

    private static List<Trial> trials(Use use, int spacing, long firstSeed, int scenes) {
        double[] s = FieldScene.SPACINGS[spacing];
        List<Trial> trials = new ArrayList<>();
        for (SceneFamily family : SceneFamily.values()) {
            for (long seed = firstSeed; family.use() == use && seed < firstSeed + scenes; seed++) {
                SceneFamily.Case known = family.scene(seed, false);
                VoxelGrid grid = known.scene().lattice(s[0], s[1], s[2], 4, new SplittableRandom(seed));
                BinaryMask lesion = known.scene().lesionMask(grid);
                BinaryMask zone = known.scene().zoneMask(grid);
                if (!lesion.isEmpty() && !zone.isEmpty()) {
                    MarginQuery query = new MarginQuery(lesion, new ZoneRegion.Sampled(zone), Optional.empty(), 0);
                    trials.add(new Trial(family, known, new MarginAnalyzer(2).analyze(query)));
                }
            }
        }
        return trials;
    }

    @Test
    void truthLiesInTheGuaranteedIntervalWhereTheAssumptionHolds() {
        for (int spacing : new int[] {0, 3, 4}) {
            for (Use use : Use.values()) {
                assertContained(trials(use, spacing, 700_000, 1), spacing);
            }
        }
    }

    private static void assertContained(List<Trial> trials, int spacing) {
        for (Trial trial : trials) {
            if (!trial.isGuaranteed()) {
                assertThat(trial.fulfilsTheAssumption())
                        .as(
                                "%s on %s: truth %s outside [%s, %s] although the assumption holds",
                                trial.family,
                                Arrays.toString(FieldScene.SPACINGS[spacing]),
                                trial.known.truth().mamMm(),
                                trial.result.guaranteedLowerMm(),
                                trial.result.guaranteedUpperMm())
                        .isFalse();
            }
        }
    }

    @Test
    @Tag("slow")
    void smoothCoveredShapesMeetTheGates() {
        for (int spacing = 0; spacing < FieldScene.SPACINGS.length; spacing++) {
            List<Trial> trials = trials(Use.CALIBRATION, spacing, 800_000, spacing == 1 ? 8 : 24);
            assertContained(trials, spacing);
            double bias = 0;
            double absolute = 0;
            double share = 0;
            int covered = 0;
            for (Trial trial : trials) {
                if (trial.isCovered()) {
                    covered++;
                    bias += trial.errorMm();
                    absolute += Math.abs(trial.errorMm());
                    assertThat(Math.abs(trial.errorMm())).isLessThan(WORST_MM[spacing]);
                }
                share += shareError(trial);
            }
            String where = Arrays.toString(FieldScene.SPACINGS[spacing]);
            assertThat(absolute / covered).as(where).isLessThan(MEAN_MM[spacing]);
            // the mean of n errors of this size scatters by 1.25 mean |e| / sqrt(n)
            assertThat(Math.abs(bias / covered))
                    .as(where)
                    .isLessThan(BIAS_MM[spacing] + 2 * 1.25 * MEAN_MM[spacing] / Math.sqrt(covered));
            assertThat(share / trials.size()).as(where).isLessThan(SHARE[spacing]);
        }
    }

    /** Mean error of the four shares of area at 0, 5 and 10 mm. */
    private static double shareError(Trial trial) {
        double[] truth = SceneTruth.sharesAtLeast(trial.known.scene(), 0, 5, 10);
        MarginMap surface = trial.result.surface();
        double[] found = {surface.fractionAtLeast(0), surface.fractionAtLeast(5), surface.fractionAtLeast(10)};
        double error = Math.abs(truth[0] - found[0]) + Math.abs(truth[2] - found[2]);
        for (int band = 0; band < 2; band++) {
            error += Math.abs(truth[band] - truth[band + 1] - (found[band] - found[band + 1]));
        }
        return error / 4;
    }

    @Test
    @Tag("slow")
    void intervalsHoldAndAreNarrowOnShapesNeverCalibratedOn() {
        for (int spacing = 0; spacing < FieldScene.SPACINGS.length; spacing++) {
            List<Trial> trials = trials(Use.HELD_OUT, spacing, 900_000, spacing == 1 ? 15 : 60);
            assertContained(trials, spacing);
            double width = 0;
            double guaranteedWidth = 0;
            int calibrated = 0;
            for (Trial trial : trials) {
                width += trial.result.upperMm() - trial.result.lowerMm();
                guaranteedWidth += trial.result.guaranteedUpperMm() - trial.result.guaranteedLowerMm();
                calibrated += trial.isCalibrated() ? 1 : 0;
            }
            String where = Arrays.toString(FieldScene.SPACINGS[spacing]);
            assertThat(calibrated).as(where).isGreaterThanOrEqualTo((int) Math.floor(0.985 * trials.size()));
            assertThat(width / trials.size()).as(where).isLessThan(CALIBRATED_WIDTH_MM[spacing]);
            assertThat(guaranteedWidth / trials.size()).as(where).isLessThan(GUARANTEED_WIDTH_MM[spacing]);
        }
    }
}
