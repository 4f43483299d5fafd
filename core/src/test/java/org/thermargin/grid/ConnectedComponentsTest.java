package org.thermargin.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.ConnectedComponents.Connectivity;

@Tag("H23")
class ConnectedComponentsTest {
    private static VoxelGrid grid(int nx, int ny, int nz) {
        return VoxelGrid.axisAligned(nx, ny, nz, 0.8, 0.9, 1.1, new Point3(3, -5, 7));
    }

    private static BinaryMask random(VoxelGrid grid, double share, Random random) {
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (random.nextDouble() < share) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    /** Part of every voxel by flood fill from the first voxel not yet filled; -1 for unset voxels. */
    private static int[] flooded(BinaryMask mask, Connectivity connectivity) {
        VoxelGrid grid = mask.grid();
        int[] parts = new int[grid.voxelCount()];
        Arrays.fill(parts, -1);
        int count = 0;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (mask.get(i, j, k) && parts[grid.linearIndex(i, j, k)] < 0) {
                        fill(mask, parts, count++, connectivity, i, j, k);
                    }
                }
            }
        }
        return parts;
    }

    private static void fill(BinaryMask mask, int[] parts, int part, Connectivity connectivity, int i, int j, int k) {
        ArrayDeque<int[]> open = new ArrayDeque<>();
        parts[mask.grid().linearIndex(i, j, k)] = part;
        open.add(new int[] {i, j, k});
        while (!open.isEmpty()) {
            int[] v = open.poll();
            for (int n = 0; n < 27; n++) {
                int a = n % 3 - 1;
                int b = n / 3 % 3 - 1;
                int c = n / 9 - 1;
                int steps = Math.abs(a) + Math.abs(b) + Math.abs(c);
                if ((connectivity == Connectivity.FACES_6 && steps != 1)
                        || !mask.getOrFalse(v[0] + a, v[1] + b, v[2] + c)) {
                    continue;
                }
                int at = mask.grid().linearIndex(v[0] + a, v[1] + b, v[2] + c);
                if (parts[at] < 0) {
                    parts[at] = part;
                    open.add(new int[] {v[0] + a, v[1] + b, v[2] + c});
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void partsAndTheirOrderAreThoseOfAFloodFill(Connectivity connectivity) {
        Random random = new Random(7);
        for (int n = 0; n < 150; n++) {
            // rows longer than one and two words of 64 voxels among them; shares around both percolation thresholds
            int nx = n % 5 == 0 ? 60 + random.nextInt(80) : 1 + random.nextInt(12);
            VoxelGrid grid = grid(nx, 1 + random.nextInt(9), 1 + random.nextInt(9));
            BinaryMask mask = random(grid, n % 7 == 0 ? 1 : 0.05 + 0.6 * random.nextDouble(), random);

            ConnectedComponents parts = ConnectedComponents.of(mask, connectivity);

            int[] expected = flooded(mask, connectivity);
            assertThat(parts.count()).isEqualTo(Arrays.stream(expected).max().getAsInt() + 1);
            BitSet onRim = new BitSet();
            for (int k = 0; k < grid.nz(); k++) {
                for (int j = 0; j < grid.ny(); j++) {
                    for (int i = 0; i < grid.nx(); i++) {
                        int part = expected[grid.linearIndex(i, j, k)];
                        assertThat(parts.at(i, j, k)).isEqualTo(part);
                        boolean rim = i % Math.max(1, nx - 1) == 0
                                || j % Math.max(1, grid.ny() - 1) == 0
                                || k % Math.max(1, grid.nz() - 1) == 0;
                        if (rim && part >= 0) {
                            onRim.set(part);
                        }
                    }
                }
            }
            assertThat(parts.onRim()).isEqualTo(onRim);
            for (int part = 0; part < parts.count(); part++) {
                int number = part;
                long voxels = Arrays.stream(expected).filter(p -> p == number).count();
                assertThat(parts.voxels(part)).isEqualTo(voxels);
                assertThat(parts.mask(p -> p == number).count()).isEqualTo(voxels);
            }
            assertThat(parts.mask(p -> true)).isEqualTo(mask);
        }
    }

    @Test
    void emptyMaskHasNoParts() {
        ConnectedComponents parts = ConnectedComponents.of(new BinaryMask(grid(70, 3, 2)), Connectivity.CORNERS_26);

        assertThat(parts.count()).isZero();
        assertThat(parts.at(69, 2, 1)).isEqualTo(-1);
    }

    @Test
    void cornersJoinOnlyWhereAsked() {
        BinaryMask mask = new BinaryMask(grid(3, 3, 3));
        mask.set(0, 2, 0);
        mask.set(1, 1, 1);
        mask.set(2, 0, 2);

        assertThat(ConnectedComponents.of(mask, Connectivity.CORNERS_26).count())
                .isEqualTo(1);
        assertThat(ConnectedComponents.of(mask, Connectivity.FACES_6).count()).isEqualTo(3);
    }

    @Test
    void joinedLatticeHoldsBothPartsAtTheirPlaceAndNoMore() {
        VoxelGrid whole = grid(90, 12, 10);
        VoxelGrid a = whole.subgrid(new IndexBox(0, 3, 2, 70, 9, 5));
        VoxelGrid b = whole.subgrid(new IndexBox(65, 1, 4, 90, 6, 10));

        VoxelGrid joined = a.joined(b);

        assertThat(joined).isEqualTo(b.joined(a));
        assertThat(joined).isEqualTo(whole.subgrid(new IndexBox(0, 1, 2, 90, 9, 10)));
    }

    /** Onto another part of the lattice: set iff set before and inside, whatever the offset. */
    @Test
    void ontoKeepsWorldPlacesAndLosesOnlyWhatLiesOutside() {
        Random random = new Random(11);
        VoxelGrid whole = grid(140, 14, 12);
        for (int n = 0; n < 60; n++) {
            VoxelGrid from = whole.subgrid(box(random));
            VoxelGrid to = whole.subgrid(box(random));
            BinaryMask mask = random(from, 0.4, random);

            BinaryMask moved = mask.onto(to);

            assertThat(moved.grid()).isEqualTo(to);
            VoxelGrid.IndexOffset offset = from.latticeOffset(to);
            for (int k = 0; k < to.nz(); k++) {
                for (int j = 0; j < to.ny(); j++) {
                    for (int i = 0; i < to.nx(); i++) {
                        assertThat(moved.get(i, j, k))
                                .isEqualTo(mask.getOrFalse(i + offset.i(), j + offset.j(), k + offset.k()));
                    }
                }
            }
        }
    }

    private static IndexBox box(Random random) {
        int i = random.nextInt(70) - 10;
        int j = random.nextInt(8) - 3;
        int k = random.nextInt(8) - 3;
        return new IndexBox(i, j, k, i + 1 + random.nextInt(130), j + 1 + random.nextInt(8), k + 1 + random.nextInt(8));
    }
}
