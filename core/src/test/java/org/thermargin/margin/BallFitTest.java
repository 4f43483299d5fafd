package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** What masks say of the balls that a region is made of, against every voxel asked alone, and the work of asking. */
@Tag("H18")
class BallFitTest {
    private static final double RADIUS_MM = 3;

    private static BinaryMask balls(double sliceMm, int count, double radiusMm, long seed) {
        int slices = (int) Math.ceil(40 / sliceMm);
        VoxelGrid grid = VoxelGrid.axisAligned(70, 44, slices, 0.7, 0.9, sliceMm, new Point3(0, 0, 0));
        SplittableRandom random = new SplittableRandom(seed);
        BinaryMask mask = new BinaryMask(grid);
        for (int n = 0; n < count; n++) {
            Point3 centre = new Point3(random.nextDouble(12, 37), random.nextDouble(12, 28), random.nextDouble(12, 28));
            for (int k = 0; k < grid.nz(); k++) {
                for (int j = 0; j < grid.ny(); j++) {
                    for (int i = 0; i < grid.nx(); i++) {
                        if (grid.toWorld(i, j, k).distanceMm(centre) <= radiusMm) {
                            mask.set(i, j, k);
                        }
                    }
                }
            }
        }
        return mask;
    }

    private static BallCells cells(BinaryMask mask) {
        double radius = Math.max(RADIUS_MM, BallInterval.leastRadiusMm(mask.grid()));
        return new BallCells(
                new ForbiddenCentres(mask, ForbiddenCentres.Beyond.UNKNOWN), radius, BoxFrame.of(mask.grid()));
    }

    /** Every outer voxel asked alone: first for a voxel centre that may be a ball's, then for any point. */
    private static boolean fitsVoxelByVoxel(BinaryMask mask) {
        BallCells cells = cells(mask);
        double r = cells.radiusMm();
        VoxelGrid grid = mask.grid();
        double[] centres = VoxelCentres.all(BallFit.centres(cells));
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (mask.get(i, j, k) && hasUnsetNeighbour(mask, i, j, k)) {
                        Point3 p = grid.toWorld(i, j, k);
                        boolean held = false;
                        for (int n = 0; n < centres.length && !held; n += 3) {
                            held = p.distanceMm(new Point3(centres[n], centres[n + 1], centres[n + 2])) <= r;
                        }
                        if (!held && BallBounds.distanceFromPointMm(cells, p.x(), p.y(), p.z()) > r) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    private static boolean hasUnsetNeighbour(BinaryMask mask, int i, int j, int k) {
        for (int n = 0; n < 27; n++) {
            if (!mask.get(i + n % 3 - 1, j + n / 3 % 3 - 1, k + n / 9 - 1)) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.9, 2.5, 4})
    void saysWhatEveryOuterVoxelAskedAloneSays(double sliceMm) {
        int fitting = 0;
        for (long seed = 0; seed < 12; seed++) {
            double radius = seed % 2 == 0 ? RADIUS_MM + 1 : RADIUS_MM - 0.6;
            BinaryMask mask = balls(sliceMm, 1 + (int) seed / 3, radius, seed);

            boolean fits = BallFit.of(cells(mask));

            assertThat(fits).isEqualTo(fitsVoxelByVoxel(mask));
            fitting += fits ? 1 : 0;
        }
        assertThat(fitting).isBetween(1, 11);
    }

    @Test
    void unionOfBallsFitsTheirRadius() {
        assertThat(BallFit.of(cells(balls(0.9, 6, RADIUS_MM, 1)))).isTrue();
    }

    @Test
    void ballWithThornOfAVoxelDoesNotFit() {
        BinaryMask mask = balls(0.9, 1, 6, 2);
        int j = mask.boundingBox().orElseThrow().jHigh();
        for (int i = 0; i < mask.grid().nx(); i++) {
            for (int k = 0; k < mask.grid().nz(); k++) {
                if (mask.get(i, j - 1, k)) {
                    mask.set(i, j, k);
                    mask.set(i, j + 1, k);
                    mask.set(i, j + 2, k);
                    assertThat(BallFit.of(cells(mask))).isFalse();
                    return;
                }
            }
        }
    }

    @Test
    void voxelsFarFromAQuestionStayInGroups() {
        BallCells cells = cells(balls(0.9, 1, 11, 3));

        double distance = BallBounds.distanceFromPointMm(cells, 0, 0, 0);

        assertThat(distance).isPositive();
        // halved all at once, there would be nearly twice as many groups and voxels as voxels are listed
        assertThat(cells.voxelCount()).isGreaterThan(1500);
        assertThat(cells.nodeCount()).isLessThan(cells.voxelCount() / 2);
    }

    @Test
    void halvingAllGroupsFirstChangesNoDistance() {
        BinaryMask mask = balls(2.5, 5, 5, 4);
        BallCells asked = cells(mask);
        BallCells whole = cells(mask).whole();
        SplittableRandom random = new SplittableRandom(5);
        for (int n = 0; n < 200; n++) {
            double x = random.nextDouble(-5, 55);
            double y = random.nextDouble(-5, 45);
            double z = random.nextDouble(-5, 45);

            assertThat(BallBounds.distanceFromPointMm(asked, x, y, z))
                    .isEqualTo(BallBounds.distanceFromPointMm(whole, x, y, z));
        }
    }
}
