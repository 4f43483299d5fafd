package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.Solid;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.LesionMask;

class LesionRegionTest {
    private static final double[][] SPACINGS = {
        {1, 1, 1}, {0.5, 0.5, 0.5}, {0.8, 0.9, 1.25}, {0.8, 0.8, 2.5}, {0.7, 0.7, 5}
    };
    private static final double[] RADII_MM = {4, 6, 8, 11, 15};
    private static final int OFFSETS = 8;

    /** The solid on a lattice that is shifted by the offset (0..1 voxels) and holds it with some rim. */
    private static BinaryMask drawn(Solid solid, double[] d, double[] offset) {
        var box = solid.bounds();
        VoxelGrid grid = VoxelGrid.axisAligned(
                (int) ((box.high().x() - box.low().x()) / d[0]) + 5,
                (int) ((box.high().y() - box.low().y()) / d[1]) + 5,
                (int) ((box.high().z() - box.low().z()) / d[2]) + 5,
                d[0],
                d[1],
                d[2],
                new Point3(
                        box.low().x() - (1 + offset[0]) * d[0],
                        box.low().y() - (1 + offset[1]) * d[1],
                        box.low().z() - (1 + offset[2]) * d[2]));
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (solid.contains(grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k))) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    private static LesionRegion region(BinaryMask mask) {
        return new LesionRegion("met", mask, false, "met.nii.gz");
    }

    private static double[] offset(int n) {
        Random random = new Random(100 + n);
        return new double[] {random.nextDouble(), random.nextDouble(), random.nextDouble()};
    }

    private static Ellipsoid ellipsoid(double a, double b, double c, Direction3 u, Direction3 v) {
        return Ellipsoid.of(new Point3(3, -4, 5), u, v, a, b, c);
    }

    /** Two unit vectors at right angles in no particular pose. */
    private static Direction3[] oblique(int n) {
        Random random = new Random(n);
        double[] u = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        double[] w = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        normalise(u);
        double dot = u[0] * w[0] + u[1] * w[1] + u[2] * w[2];
        for (int c = 0; c < 3; c++) {
            w[c] -= dot * u[c];
        }
        normalise(w);
        return new Direction3[] {new Direction3(u[0], u[1], u[2]), new Direction3(w[0], w[1], w[2])};
    }

    private static void normalise(double[] v) {
        double length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        for (int c = 0; c < 3; c++) {
            v[c] /= length;
        }
    }

    @Test
    void maximalDiameterOfEllipsoidsIsTheirLongAxisWithinAVoxel() {
        for (double[] d : SPACINGS) {
            double diagonal = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
            for (int n = 0; n < OFFSETS; n++) {
                Direction3[] axes = oblique(n);
                BinaryMask mask = drawn(ellipsoid(13, 8, 9, axes[0], axes[1]), d, offset(n));

                // both ends are off by at most half a voxel, and the extent of one voxel is added
                assertThat(region(mask).maxDiameterMm())
                        .as("%s mm, pose %d", List.of(d[0], d[1], d[2]), n)
                        .isCloseTo(26, within(diagonal));
            }
        }
    }

    @Test
    void singleVoxelHasItsOwnSize() {
        VoxelGrid grid = VoxelGrid.axisAligned(3, 3, 3, 0.8, 0.9, 2.5, new Point3(0, 0, 0));
        BinaryMask mask = new BinaryMask(grid);
        mask.set(1, 1, 1);

        assertThat(region(mask).maxDiameterMm()).isEqualTo(0.8);
        assertThat(region(mask).centroid()).isEqualTo(grid.toWorld(1, 1, 1));
        assertThat(region(mask).equivalentDiameterMm())
                .isCloseTo(Math.cbrt(6 * 0.8 * 0.9 * 2.5 / Math.PI), within(1e-12));
    }

    /** Spheres, and ellipsoids of axis ratio 1.3 and 1.8, long and flat, along the axes and oblique. */
    private static List<Solid> whole() {
        List<Solid> solids = new ArrayList<>();
        for (double r : RADII_MM) {
            for (double ratio : new double[] {1, 1.3, 1.8}) {
                for (int pose = 0; pose < 4; pose++) {
                    Direction3[] axes = pose == 0
                            ? new Direction3[] {Direction3.SUPERIOR, Direction3.LEFT}
                            : pose == 1 ? new Direction3[] {Direction3.LEFT, Direction3.POSTERIOR} : oblique(pose);
                    double longer = r * StrictMath.cbrt(ratio * ratio);
                    double shorter = r / StrictMath.cbrt(ratio);
                    solids.add(ellipsoid(longer, shorter, shorter, axes[0], axes[1]));
                    solids.add(ellipsoid(r * r / longer * r / longer, longer, longer, axes[0], axes[1]));
                }
            }
        }
        return solids;
    }

    @Test
    @Tag("H15")
    void wholeSpheresAndEllipsoidsRaiseNoAlarm() {
        int count = 0;
        List<String> alarms = new ArrayList<>();
        for (double[] d : SPACINGS) {
            for (Solid solid : whole()) {
                for (int n = 0; n < OFFSETS; n++) {
                    BinaryMask mask = drawn(solid, d, offset(n));
                    if (mask.isEmpty()) {
                        continue; // flat, between two slices of 5 mm
                    }
                    String face = region(mask).flatFace();
                    count++;
                    if (!face.isEmpty()) {
                        alarms.add(
                                face + " of " + solid.bounds() + " at " + List.of(d[0], d[1], d[2]) + ", offset " + n);
                    }
                }
            }
        }

        int drawn = SPACINGS.length * RADII_MM.length * 3 * 4 * 2 * OFFSETS;
        assertThat(count).isBetween(drawn - drawn / 50, drawn);
        assertThat(alarms).isEmpty();
    }

    /**
     * Spheres cut off at 20 to 50 % of their height along each axis and padded. What cannot be told from a whole, blunter
     * lesion: a part cut off that is thinner than two layers (its face is no larger than the first layer of a cap may
     * be), fewer than five layers left, a lesion of fewer than eight of the thickest layers (counting errors are as large
     * as the face); those may or may not raise the alarm.
     */
    @Test
    @Tag("H15")
    void spheresCutAndPaddedRaiseTheAlarmWhereEnoughLayersExist() {
        int tellable = 0;
        List<String> missed = new ArrayList<>();
        for (double[] d : SPACINGS) {
            double widest = Math.max(d[1], d[2]);
            for (double r : RADII_MM) {
                for (int n = 0; n < OFFSETS; n++) {
                    BinaryMask sphere = drawn(ellipsoid(r, r, r, Direction3.LEFT, Direction3.POSTERIOR), d, offset(n));
                    for (double share : new double[] {0.2, 0.3, 0.4, 0.5}) {
                        for (int axis = 0; axis < 3; axis++) {
                            double centre = axis == 0 ? 3 : axis == 1 ? -4 : 5;
                            BinaryMask left = cut(sphere, axis, centre - r + 2 * r * share);
                            double h = d[axis];
                            boolean enough = widest <= 2.5
                                    && 2 * r >= 8 * widest
                                    && 2 * r * share >= 2 * h
                                    && 2 * r * (1 - share) >= 5 * h;
                            if (enough) {
                                tellable++;
                                if (!region(left).flatFace().equals("low " + "ijk".charAt(axis) + " face")) {
                                    missed.add("r " + r + " cut at " + share + " along " + axis + " at "
                                            + List.of(d[0], d[1], d[2]) + ", offset " + n + ": "
                                            + region(left).flatFace());
                                }
                            }
                        }
                    }
                }
            }
        }

        assertThat(tellable).isGreaterThan(700);
        assertThat(missed).isEmpty();
    }

    /** The voxels whose centre is not below the plane across the axis. */
    private static BinaryMask cut(BinaryMask mask, int axis, double atMm) {
        VoxelGrid grid = mask.grid();
        int[] from = new int[3];
        double origin = axis == 0
                ? grid.origin().x()
                : axis == 1 ? grid.origin().y() : grid.origin().z();
        double spacing = axis == 0 ? grid.dxMm() : axis == 1 ? grid.dyMm() : grid.dzMm();
        from[axis] = (int) Math.ceil((atMm - origin) / spacing);
        IndexBox kept = new IndexBox(from[0], from[1], from[2], grid.nx(), grid.ny(), grid.nz());
        return mask.cropped(kept).onto(grid);
    }

    @Test
    @Tag("H23")
    void partsAreLessionsLargestFirstAndSpecksAreCounted() {
        VoxelGrid grid = VoxelGrid.axisAligned(70, 40, 40, 1, 1.1, 1.2, new Point3(0, 0, 0));
        BinaryMask both = Scenes.ball(grid, 15, 20, 20, 6).or(Scenes.ball(grid, 50, 20, 20, 9));
        BinaryMask speck = Scenes.ball(grid, 32, 8, 8, 2); // 0.034 mL
        BinaryMask joined = Scenes.ball(grid, 20, 20, 20, 6).or(Scenes.ball(grid, 31, 20, 20, 6));

        LesionSplitter split = LesionSplitter.split(List.of(
                new LesionMask("a", both.or(speck), Optional.empty(), "a.nii"),
                new LesionMask("b", joined, Optional.empty(), "b.nii")));

        assertThat(split.lesions()).extracting(LesionRegion::id).containsExactly("a-1", "a-2", "b");
        assertThat(split.lesions().get(0).mask().onto(grid)).isEqualTo(Scenes.ball(grid, 50, 20, 20, 9));
        assertThat(split.lesions().get(1).mask().onto(grid)).isEqualTo(Scenes.ball(grid, 15, 20, 20, 6));
        assertThat(split.findings()).extracting(f -> f.code()).containsExactly("lesion-specks");
        assertThat(split.findings().get(0).text()).startsWith("1 part of lesion mask a below 0.05 mL");
    }

    @Test
    @Tag("H23")
    void aLabelIsOneLesionEvenInTwoParts() {
        VoxelGrid grid = VoxelGrid.axisAligned(70, 40, 40, 1, 1.1, 1.2, new Point3(0, 0, 0));
        BinaryMask both = Scenes.ball(grid, 15, 20, 20, 6).or(Scenes.ball(grid, 50, 20, 20, 2));

        LesionSplitter split = LesionSplitter.split(List.of(new LesionMask("a", both, Optional.of(3), "a.nii")));

        assertThat(split.lesions()).hasSize(1);
        assertThat(split.lesions().get(0).mask().onto(grid)).isEqualTo(both);
    }

    @Test
    @Tag("H15")
    void everyOneOfTheSixFacesOfTheImageCuts() {
        VoxelGrid grid = VoxelGrid.axisAligned(30, 31, 32, 1, 1.1, 1.2, new Point3(0, 0, 0));
        BinaryMask inside = new BinaryMask(grid)
                .not()
                .cropped(new IndexBox(1, 1, 1, 29, 30, 31))
                .onto(grid);
        int[][] beyond = {{0, 9, 9}, {29, 9, 9}, {9, 0, 9}, {9, 30, 9}, {9, 9, 0}, {9, 9, 31}};

        assertThat(cutByBorder(inside)).isFalse();
        for (int[] v : beyond) {
            BinaryMask touching = inside.or(new BinaryMask(grid));
            touching.set(v[0], v[1], v[2]);
            assertThat(cutByBorder(touching)).isTrue();
        }
    }

    private static boolean cutByBorder(BinaryMask mask) {
        return LesionSplitter.split(List.of(new LesionMask("a", mask, Optional.empty(), "a.nii")))
                .lesions()
                .get(0)
                .cutByBorder();
    }
}
