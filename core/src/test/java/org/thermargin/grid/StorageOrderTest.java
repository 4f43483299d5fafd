package org.thermargin.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;

@Tag("H01")
@Tag("H08")
class StorageOrderTest {
    private static final int[][] PERMUTATIONS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    private static final VoxelGrid CANONICAL =
            VoxelGrid.axisAligned(4, 5, 6, 0.5, 0.75, 2.5, new Point3(-20.25, 3.5, 100));

    private static VoxelGrid stored(VoxelGrid canonical, int[] perm, int flips) {
        Direction3[] directions = {canonical.iDirection(), canonical.jDirection(), canonical.kDirection()};
        int[] size = {canonical.nx(), canonical.ny(), canonical.nz()};
        double[] spacing = {canonical.dxMm(), canonical.dyMm(), canonical.dzMm()};
        double[] first = new double[3];
        Direction3[] axis = new Direction3[3];
        for (int a = 0; a < 3; a++) {
            boolean flip = (flips >> a & 1) != 0;
            first[perm[a]] = flip ? size[perm[a]] - 1 : 0;
            axis[a] = flip ? directions[perm[a]].reversed() : directions[perm[a]];
        }
        return VoxelGrid.oriented(
                size[perm[0]],
                size[perm[1]],
                size[perm[2]],
                spacing[perm[0]],
                spacing[perm[1]],
                spacing[perm[2]],
                axis[0],
                axis[1],
                axis[2],
                canonical.toWorld(first[0], first[1], first[2]));
    }

    @Test
    void allFortyEightOrdersLeadToOneCanonicalGrid() {
        Set<String> codes = new HashSet<>();
        for (int[] perm : PERMUTATIONS) {
            for (int flips = 0; flips < 8; flips++) {
                VoxelGrid storage = stored(CANONICAL, perm, flips);

                StorageOrder order = StorageOrder.of(storage);

                assertThat(order.canonicalGrid()).isEqualTo(CANONICAL);
                assertThat(order.isIdentity()).isEqualTo(perm == PERMUTATIONS[0] && flips == 0);
                assertSamePlaces(storage, order);
                codes.add(order.code());
            }
        }
        assertThat(codes).hasSize(48).contains("LPS", "RAS", "LAS", "SRP");
    }

    /** Every stored voxel lands on the canonical voxel at its world position. */
    private static void assertSamePlaces(VoxelGrid storage, StorageOrder order) {
        VoxelGrid canonical = order.canonicalGrid();
        for (int k = 0; k < storage.nz(); k++) {
            for (int j = 0; j < storage.ny(); j++) {
                for (int i = 0; i < storage.nx(); i++) {
                    int v = order.canonicalStart()
                            + i * order.canonicalStride(0)
                            + j * order.canonicalStride(1)
                            + k * order.canonicalStride(2);
                    int ci = v % canonical.nx();
                    int cj = v / canonical.nx() % canonical.ny();
                    int ck = v / canonical.nx() / canonical.ny();
                    // rounding of coordinates around 100 mm
                    assertThat(canonical.toWorld(ci, cj, ck).distanceMm(storage.toWorld(i, j, k)))
                            .isCloseTo(0, within(1e-12));
                }
            }
        }
        assertThat(new int[] {order.storageSize(0), order.storageSize(1), order.storageSize(2)})
                .containsExactly(storage.nx(), storage.ny(), storage.nz());
    }

    @Test
    void obliqueGridsBecomeRightHandedAndKeepTheirVoxels() {
        Random random = new Random(11);
        for (int n = 0; n < 200; n++) {
            Direction3 k = Direction3.of(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
            Direction3 j = k.anyPerpendicular();
            Direction3 i = random.nextBoolean() ? j.cross(k) : k.cross(j);
            VoxelGrid storage = VoxelGrid.oriented(3, 4, 5, 0.5, 1, 2, i, j, k, new Point3(10, 20, 30));

            StorageOrder order = StorageOrder.of(storage);
            VoxelGrid canonical = order.canonicalGrid();

            assertThat(canonical.iDirection().x()).isPositive();
            assertThat(canonical.jDirection().y()).isPositive();
            assertThat(canonical.kDirection().z()).isPositive();
            assertThat(canonical.iDirection().cross(canonical.jDirection()).dot(canonical.kDirection()))
                    .isCloseTo(1, within(1e-9));
            assertSamePlaces(storage, order);
        }
    }

    @Test
    void equallyGoodAssignmentsGoToTheFirst() {
        double h = Math.sqrt(0.5);
        VoxelGrid diagonal = VoxelGrid.oriented(
                3,
                4,
                5,
                1,
                1,
                1,
                new Direction3(h, h, 0),
                new Direction3(-h, h, 0),
                Direction3.SUPERIOR,
                new Point3(0, 0, 0));

        assertThat(StorageOrder.of(diagonal).code()).isEqualTo("LPS");
        assertThat(StorageOrder.of(diagonal).isIdentity()).isTrue();
    }
}
