package org.thermargin.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/** The harness itself: what it draws and what a failure says. */
class HarnessTest {
    private static final int SEEDS = 300;

    @Test
    void oneSeedIsOneCase() {
        assertThat(CaseGenerator.of(7, 1)).isEqualTo(CaseGenerator.of(7, 1));
        assertThat(CaseGenerator.of(8, 0).grid())
                .isNotEqualTo(CaseGenerator.of(7, 0).grid());
    }

    @Test
    void gridsStayInTheirRangeAndReachItsEnds() {
        double largestRatio = 1;
        int thin = 0;
        int largest = 0;
        double finest = 10;
        double coarsest = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            VoxelGrid grid = CaseGenerator.of(seed, 0).grid();
            assertThat(grid.minSpacingMm()).isGreaterThanOrEqualTo(0.2);
            assertThat(grid.maxSpacingMm()).isLessThanOrEqualTo(10);
            assertThat((double) (float) grid.origin().x())
                    .isEqualTo(grid.origin().x());
            assertThat((double) (float) grid.dyMm()).isEqualTo(grid.dyMm());
            int longest = Math.max(grid.nx(), Math.max(grid.ny(), grid.nz()));
            assertThat(longest).isLessThanOrEqualTo(64);
            largest = Math.max(largest, longest);
            thin += Math.min(grid.nx(), Math.min(grid.ny(), grid.nz())) == 1 ? 1 : 0;
            finest = Math.min(finest, grid.minSpacingMm());
            coarsest = Math.max(coarsest, grid.maxSpacingMm());
            largestRatio = Math.max(largestRatio, grid.maxSpacingMm() / grid.minSpacingMm());
        }

        assertThat(largest).isGreaterThan(60);
        assertThat(thin).isGreaterThan(SEEDS / 20);
        assertThat(finest).isLessThan(0.25);
        assertThat(coarsest).isGreaterThan(9);
        assertThat(largestRatio).isBetween(10.0, 25.0);
    }

    @Test
    void masksAreOfAllKindsAndNeverEmpty() {
        Set<String> kinds = new TreeSet<>();
        int contact = 0;
        int covered = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            LawCase c = CaseGenerator.of(seed, 0);
            assertThat(c.lesion().isEmpty() || c.zone().isEmpty())
                    .as(c.toString())
                    .isFalse();
            kinds.add(c.kind());
            contact += touchesBorder(c.lesion()) ? 1 : 0;
            covered += c.lesion().andNot(c.zone()).isEmpty() ? 1 : 0;
        }

        assertThat(kinds).hasSize(12); // nine pairs of shapes and three covering ones
        assertThat(contact).isBetween(SEEDS / 5, SEEDS * 4 / 5);
        assertThat(covered).isBetween(SEEDS / 4, SEEDS * 3 / 4);
    }

    @Test
    void failuresNameTheSeedAndTheSmallestCase() {
        AssertionError failure = catchThrowableOfType(
                AssertionError.class,
                () -> Law.check(
                        5, c -> assertThat(c.grid().nx() * c.grid().ny()).isLessThan(4)));

        assertThat(failure)
                .hasMessageContaining("-Dthermargin.seed=5")
                .hasMessageContaining("smallest: seed 5, halved");
        assertThat(failure.getMessage()).doesNotContain("smallest: seed 5, halved 0 times");
        assertThatCode(() -> Law.check(5, c -> assertThat(c.grid().nx()).isPositive()))
                .doesNotThrowAnyException();
    }

    @Test
    void seedAndTriesCanBeSet() {
        assertThat(SeedStream.seeds(null, null, 1).count()).isEqualTo(200);
        assertThat(SeedStream.seeds(null, null, 10).count()).isEqualTo(20);
        assertThat(SeedStream.seeds("42", null, 10).toArray()).containsExactly(42);
        assertThat(SeedStream.seeds("42", "3", 1).toArray()).containsExactly(42, 43, 44);
        assertThat(SeedStream.seeds(null, "10000", 10).count()).isEqualTo(1000);
    }

    private static boolean touchesBorder(BinaryMask mask) {
        IndexBox box = mask.boundingBox().orElseThrow();
        VoxelGrid grid = mask.grid();
        return box.iLow() == 0
                || box.jLow() == 0
                || box.kLow() == 0
                || box.iHigh() == grid.nx()
                || box.jHigh() == grid.ny()
                || box.kHigh() == grid.nz();
    }
}
