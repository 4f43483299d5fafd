package org.thermargin.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.plan.Correction.Kind;

/** Shifts beside a vein against all shifts of a lattice, each judged by the assessment. */
class CooledMovesTest {
    @ParameterizedTest
    @ValueSource(ints = {18, 26, 27})
    void noShiftOfALatticeThatPassesIsShorter(int scene) throws Exception {
        holds(VeinScene.number(scene), 2);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("scenes")
    void noShiftOfALatticeThatPassesIsMissed(int scene) throws Exception {
        holds(VeinScene.number(scene), 2.5);
    }

    static List<Integer> scenes() {
        return IntStream.range(0, 48).boxed().toList();
    }

    private static void holds(VeinScene scene, double latticeMm) throws Exception {
        List<Correction> corrections = BallCase.corrections(scene.open());
        if (corrections.isEmpty()) {
            assertThat(scene.passesAfter(0, 0, 0)).isTrue();
            return;
        }
        Correction.Option shift = BallCase.option(corrections.get(0), Kind.SHIFT);
        double limit =
                shift.passes() ? BallCase.lengthMm(shift) - CorrectionSearch.TOLERANCE_MM : CorrectionSearch.REACH_MM;

        assertThat(scene.shortestOfLattice(latticeMm, limit)).isEqualTo(limit);
        assertThat(corrections.get(0).judged()).isLessThanOrEqualTo(2 * (MoveSearch.TRIALS + 2) + 4);
        if (shift.passes()) {
            List<Double> v = shift.shiftMm();
            assertThat(scene.passesAfter(v.get(0), v.get(1), v.get(2))).isTrue();
            assertThat(shift.smallest()).isFalse(); // a search result, not proved
        }
    }
}
