package org.thermargin.registration;

import java.util.SplittableRandom;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * Points of the surface of a mask, drawn evenly by area: middles of voxel faces between a set and an unset voxel. Faces at
 * the border of the grid are no surface, the organ goes on there.
 */
final class SurfacePoints {
    private static final long SEED = 1;

    private SurfacePoints() {}

    /**
     * About as many points as asked, x, y, z after another, LPS mm, in an order drawn from a fixed seed, so that any first
     * part is an even sample too; all faces where there are fewer. Empty for a mask without a surface in its grid.
     *
     * @param field of this mask: its gradient says how oblique a face is, since a staircase has more area than its slope
     */
    static double[] of(BinaryMask whole, SurfaceField field, int most) {
        BinaryMask mask = whole.cropped(whole.boundingBox()
                .orElseThrow(() -> new IllegalArgumentException("an empty mask"))
                .grown(1, 1, 1)
                .clippedTo(whole.grid()));
        double[] total = {0};
        faces(mask, (x, y, z, areaMm2, axis) -> total[0] += areaMm2 * share(field, x, y, z, axis));
        SplittableRandom random = new SplittableRandom(SEED);
        double perMm2 = total[0] > 0 ? most / total[0] : 0;
        DoubleList drawn = new DoubleList();
        faces(mask, (x, y, z, areaMm2, axis) -> {
            if (random.nextDouble() < perMm2 * areaMm2 * share(field, x, y, z, axis)) {
                drawn.add(x);
                drawn.add(y);
                drawn.add(z);
            }
        });
        double[] points = drawn.toArray();
        shuffle(points, random);
        return points;
    }

    /** Cosine between the normals of the face and of the surface there. */
    private static double share(SurfaceField field, double x, double y, double z, int axis) {
        SurfaceField.Reading reading = new SurfaceField.Reading();
        return field.read(x, y, z, reading) ? Math.abs(field.alongAxis(reading, axis)) : 0;
    }

    private interface Face {
        void at(double x, double y, double z, double areaMm2, int axis);
    }

    private static void faces(BinaryMask mask, Face face) {
        VoxelGrid grid = mask.grid();
        int[][] steps = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        double[] areasMm2 = {grid.dyMm() * grid.dzMm(), grid.dxMm() * grid.dzMm(), grid.dxMm() * grid.dyMm()};
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    boolean here = mask.get(i, j, k);
                    for (int axis = 0; axis < 3; axis++) {
                        int[] s = steps[axis];
                        if (grid.contains(i + s[0], j + s[1], k + s[2])
                                && mask.get(i + s[0], j + s[1], k + s[2]) != here) {
                            double u = i + 0.5 * s[0];
                            double v = j + 0.5 * s[1];
                            double w = k + 0.5 * s[2];
                            face.at(
                                    grid.worldX(u, v, w),
                                    grid.worldY(u, v, w),
                                    grid.worldZ(u, v, w),
                                    areasMm2[axis],
                                    axis);
                        }
                    }
                }
            }
        }
    }

    private static void shuffle(double[] points, SplittableRandom random) {
        for (int n = points.length / 3 - 1; n > 0; n--) {
            int m = random.nextInt(n + 1);
            for (int c = 0; c < 3; c++) {
                double kept = points[3 * n + c];
                points[3 * n + c] = points[3 * m + c];
                points[3 * m + c] = kept;
            }
        }
    }

    private static final class DoubleList {
        private double[] values = new double[3 * 4096];
        private int size;

        void add(double value) {
            if (size == values.length) {
                values = java.util.Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        double[] toArray() {
            return java.util.Arrays.copyOf(values, size);
        }
    }
}
