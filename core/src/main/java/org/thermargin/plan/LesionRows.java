package org.thermargin.plan;

import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * The voxels of a lesion as rows of bits along the first axis. An ellipsoid covers one interval of every row, two roots of
 * a quadratic; so covered voxels are counted by intervals and bit counts, not one by one.
 */
final class LesionRows {
    /** Voxels of a row in one word: its first and its last bit stay free, so that intervals may end beside it. */
    static final int WORD = Long.SIZE - 2;
    /** Rows come in whole blocks of this many; those that fill up the last one have no bits. */
    private static final int BLOCK = 16;
    /** Ellipsoids count as this much larger in square, so that rounding takes no centre on a surface away. */
    private static final double TOUCHING = 1 + 0x1p-30;

    /** Words per row; word w of row r is at w * rows + r. */
    final int words;

    final int rows;
    final long[] bits;
    /** Second and third index of every row, from those of the lesion's box on. */
    final double[] j;

    final double[] k;
    private final double[] corner; // world position of the first voxel of the box, LPS mm
    private final double[] steps; // to the next voxel along i, j and k, mm
    private final long total;
    private final long[] covered;
    private final double[] seen = new double[9];
    private final CoverKernel kernel;

    /** The rows of the lesion that have a voxel. */
    LesionRows(BinaryMask lesion, CoverKernel kernel) {
        this.kernel = kernel;
        VoxelGrid grid = lesion.grid();
        IndexBox box = lesion.boundingBox().orElseThrow();
        int most = box.ny() * box.nz() + BLOCK - 1;
        words = (box.nx() + WORD - 1) / WORD;
        long[] all = new long[words * most];
        j = new double[most];
        k = new double[most];
        int count = 0;
        for (int z = box.kLow(); z < box.kHigh(); z++) {
            for (int y = box.jLow(); y < box.jHigh(); y++) {
                boolean any = false;
                for (int x = 0; x < box.nx(); x++) {
                    if (lesion.get(box.iLow() + x, y, z)) {
                        all[words * count + x / WORD] |= 1L << (1 + x % WORD);
                        any = true;
                    }
                }
                if (any) {
                    j[count] = y - box.jLow();
                    k[count] = z - box.kLow();
                    count++;
                }
            }
        }
        rows = (count + BLOCK - 1) / BLOCK * BLOCK;
        bits = new long[words * rows];
        for (int r = 0; r < count; r++) {
            for (int w = 0; w < words; w++) {
                bits[w * rows + r] = all[words * r + w];
            }
        }
        corner = world(grid, box.iLow(), box.jLow(), box.kLow());
        steps = new double[9];
        for (int axis = 0; axis < 3; axis++) {
            double[] next = world(
                    grid,
                    box.iLow() + (axis == 0 ? 1 : 0),
                    box.jLow() + (axis == 1 ? 1 : 0),
                    box.kLow() + (axis == 2 ? 1 : 0));
            for (int n = 0; n < 3; n++) {
                steps[3 * axis + n] = next[n] - corner[n];
            }
        }
        total = lesion.count();
        covered = new long[bits.length];
    }

    private static double[] world(VoxelGrid grid, int i, int j, int k) {
        return new double[] {grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k)};
    }

    /** Share of the voxels whose centre lies in one of the ellipsoids, 0..1; a centre on a surface lies in it. */
    double coveredFraction(PackedEllipsoids zone) {
        java.util.Arrays.fill(covered, 0);
        for (int n = 0; n < zone.count; n++) {
            see(zone.values, n * PackedEllipsoids.STRIDE);
            kernel.cover(this, seen, covered);
        }
        long count = 0;
        for (int w = 0; w < covered.length; w++) {
            count += Long.bitCount(covered[w] & bits[w]);
        }
        return (double) count / total;
    }

    /**
     * An ellipsoid as the rows see it. Voxel (i, j, k) lies at p + i a + j b + k c in its unit ball; turned so that a lies
     * along the first axis and b in the plane of the first two (Gram and Schmidt), and all divided by |a|, the voxels
     * of a row that it covers are those with (i - m)^2 <= h - f^2 - g^2, where
     *
     * <pre>m = m0 + m1 j + m2 k,  f = f0 + f1 j + f2 k,  g = g0 + g2 k,  h = 1 / |a|^2</pre>
     *
     * <p>Written are m0, m1, m2, f0, f1, f2, g0, g2, h.
     */
    private void see(double[] v, int at) {
        double px = corner[0] - v[at];
        double py = corner[1] - v[at + 1];
        double pz = corner[2] - v[at + 2];
        double p0 = v[at + 3] * px + v[at + 4] * py + v[at + 5] * pz;
        double p1 = v[at + 6] * px + v[at + 7] * py + v[at + 8] * pz;
        double p2 = v[at + 9] * px + v[at + 10] * py + v[at + 11] * pz;
        double a0 = mapped(v, at + 3, 0);
        double a1 = mapped(v, at + 6, 0);
        double a2 = mapped(v, at + 9, 0);
        double b0 = mapped(v, at + 3, 3);
        double b1 = mapped(v, at + 6, 3);
        double b2 = mapped(v, at + 9, 3);
        double c0 = mapped(v, at + 3, 6);
        double c1 = mapped(v, at + 6, 6);
        double c2 = mapped(v, at + 9, 6);
        double h = 1 / (a0 * a0 + a1 * a1 + a2 * a2);
        double m1 = -(a0 * b0 + a1 * b1 + a2 * b2) * h;
        double f0 = b0 + m1 * a0;
        double f1 = b1 + m1 * a1;
        double f2 = b2 + m1 * a2;
        double across = Math.sqrt((f0 * f0 + f1 * f1 + f2 * f2) / h);
        f0 /= across;
        f1 /= across;
        f2 /= across;
        double g0 = a1 * f2 - a2 * f1;
        double g1 = a2 * f0 - a0 * f2;
        double g2 = a0 * f1 - a1 * f0;
        double unit = Math.sqrt(h);
        seen[0] = -(a0 * p0 + a1 * p1 + a2 * p2) * h;
        seen[1] = m1;
        seen[2] = -(a0 * c0 + a1 * c1 + a2 * c2) * h;
        seen[3] = f0 * p0 + f1 * p1 + f2 * p2;
        seen[4] = f0 * b0 + f1 * b1 + f2 * b2;
        seen[5] = f0 * c0 + f1 * c1 + f2 * c2;
        seen[6] = (g0 * p0 + g1 * p1 + g2 * p2) * unit;
        seen[7] = (g0 * c0 + g1 * c1 + g2 * c2) * unit;
        seen[8] = h * TOUCHING;
    }

    /** One coordinate in the unit ball of one step. */
    private double mapped(double[] v, int row, int step) {
        return v[row] * steps[step] + v[row + 1] * steps[step + 1] + v[row + 2] * steps[step + 2];
    }
}
