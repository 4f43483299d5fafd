package org.thermargin.heatsink;

import java.util.Arrays;
import org.thermargin.distance.DistanceTransform;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * The largest balls inside a mask, largest first. Seeds are the voxels on the ridge of the distance to the outside: no
 * neighbour is deeper by {@value #STEEP} of its distance (off the ridge the depth rises by nearly all of it), and no
 * larger seed's ball holds theirs. From a seed the centre moves to the axis of the tube around it, and the radius is the
 * tube's ({@link TubeKernel}), within a voxel of the depth.
 */
final class InscribedBalls {
    private static final double STEEP = 0.7;
    /** A seed is left out when its ball sticks out of a larger one by less than this, in units of the largest spacing. */
    private static final double SAME = 0.6;
    /** How far around a seed its tube is looked at, in units of the largest spacing. */
    private static final double AROUND = 1;
    /** Most by which a tube may exceed the depth of its seed, in units of the largest spacing. */
    private static final double RAISE = 0.3;
    /** Farthest that the centre may move from the seed, in units of the largest spacing. */
    private static final double FAR = 1;

    private static final int MOVES = 3;

    private final double[] balls; // x, y, z, radius

    private InscribedBalls(double[] balls) {
        this.balls = balls;
    }

    /** The balls of the mask that come near the world box. */
    static InscribedBalls of(BinaryMask mask, Bounds3 near) {
        VoxelGrid grid = mask.grid();
        float[] squared = DistanceTransform.squaredVolumeMm2(mask.not(), 1).values();
        double spacing = grid.maxSpacingMm();
        double[] seeds = largestFirst(seeds(mask, squared, near), SAME * spacing);
        double[] ball = new double[4];
        for (int s = 0; s < seeds.length; s += 4) {
            double depth = seeds[s + 3];
            double rho = depth + AROUND * spacing;
            System.arraycopy(seeds, s, ball, 0, 4);
            double radius = 0;
            for (int move = 0; move < MOVES; move++) {
                double x = ball[0];
                double y = ball[1];
                double z = ball[2];
                TubeKernel.fit(mask, rho, ball);
                radius = ball[3];
                double dx = ball[0] - seeds[s];
                double dy = ball[1] - seeds[s + 1];
                double dz = ball[2] - seeds[s + 2];
                if (move == MOVES - 1 || dx * dx + dy * dy + dz * dz > FAR * FAR * spacing * spacing) {
                    ball[0] = x;
                    ball[1] = y;
                    ball[2] = z;
                    break;
                }
            }
            System.arraycopy(ball, 0, seeds, s, 3);
            double least = Math.max(depth - spacing, grid.minSpacingMm() / 2);
            seeds[s + 3] = Math.max(least, Math.min(depth + RAISE * spacing, radius));
        }
        return new InscribedBalls(largestFirst(seeds, SAME * grid.minSpacingMm()));
    }

    private static double[] seeds(BinaryMask mask, float[] squared, Bounds3 near) {
        VoxelGrid grid = mask.grid();
        double[] seeds = new double[4 * 256];
        int size = 0;
        double[] length = new double[26];
        int[] step = new int[26];
        neighbours(grid, step, length);
        for (int k = 1; k < grid.nz() - 1; k++) {
            for (int j = 1; j < grid.ny() - 1; j++) {
                for (int i = mask.nextSet(1, j, k); i < grid.nx() - 1; i = mask.nextSet(i + 1, j, k)) {
                    int n = grid.linearIndex(i, j, k);
                    double depth = Math.sqrt(squared[n]);
                    if (!Double.isFinite(depth) || !isRidge(squared, n, depth, step, length)) {
                        continue;
                    }
                    Point3 p = grid.toWorld(i, j, k);
                    if (near.gapMm(new Bounds3(p, p)) > depth + grid.maxSpacingMm()) {
                        continue;
                    }
                    if (size == seeds.length) {
                        seeds = Arrays.copyOf(seeds, 2 * size);
                    }
                    seeds[size++] = p.x();
                    seeds[size++] = p.y();
                    seeds[size++] = p.z();
                    seeds[size++] = depth;
                }
            }
        }
        return Arrays.copyOf(seeds, size);
    }

    private static boolean isRidge(float[] squared, int n, double depth, int[] step, double[] length) {
        for (int s = 0; s < step.length; s++) {
            double reach = depth + STEEP * length[s];
            if (squared[n + step[s]] > reach * reach) {
                return false;
            }
        }
        return true;
    }

    private static void neighbours(VoxelGrid grid, int[] step, double[] length) {
        int size = 0;
        for (int c = 0; c < 27; c++) {
            if (c != 13) {
                int di = c % 3 - 1;
                int dj = c / 3 % 3 - 1;
                int dk = c / 9 - 1;
                double x = di * grid.dxMm();
                double y = dj * grid.dyMm();
                double z = dk * grid.dzMm();
                length[size] = Math.sqrt(x * x + y * y + z * z);
                step[size++] = di + grid.nx() * (dj + grid.ny() * dk);
            }
        }
    }

    /** By radius, then in the order given; without those that a larger one holds but for less than the slack. */
    private static double[] largestFirst(double[] balls, double slackMm) {
        int count = balls.length / 4;
        Integer[] order = new Integer[count];
        for (int b = 0; b < count; b++) {
            order[b] = b;
        }
        Arrays.sort(order, (a, b) -> {
            int byRadius = Double.compare(balls[4 * b + 3], balls[4 * a + 3]);
            return byRadius != 0 ? byRadius : Integer.compare(a, b);
        });
        double[] kept = new double[balls.length];
        int size = 0;
        for (int b : order) {
            if (!isHeld(kept, size, balls, 4 * b, slackMm)) {
                System.arraycopy(balls, 4 * b, kept, size, 4);
                size += 4;
            }
        }
        return Arrays.copyOf(kept, size);
    }

    private static boolean isHeld(double[] kept, int size, double[] balls, int b, double slackMm) {
        for (int n = 0; n < size; n += 4) {
            double dx = kept[n] - balls[b];
            double dy = kept[n + 1] - balls[b + 1];
            double dz = kept[n + 2] - balls[b + 2];
            double reach = kept[n + 3] - balls[b + 3] + slackMm;
            if (dx * dx + dy * dy + dz * dz <= reach * reach) {
                return true;
            }
        }
        return false;
    }

    int count() {
        return balls.length / 4;
    }

    /** Centre and radius of every ball, four numbers each, not a copy. */
    double[] values() {
        return balls;
    }

    /** Radius of the largest ball that reaches to within the tolerance (mm) of the point; of the nearest when none does. */
    double radiusAt(double px, double py, double pz, double toleranceMm) {
        double nearest = Double.POSITIVE_INFINITY;
        double found = 0;
        for (int b = 0; b < balls.length; b += 4) {
            double dx = balls[b] - px;
            double dy = balls[b + 1] - py;
            double dz = balls[b + 2] - pz;
            double gap = Math.sqrt(dx * dx + dy * dy + dz * dz) - balls[b + 3];
            if (gap <= toleranceMm) {
                return balls[b + 3];
            }
            if (gap < nearest) {
                nearest = gap;
                found = balls[b + 3];
            }
        }
        return found;
    }
}
