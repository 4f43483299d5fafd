package org.thermargin.plan;

import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * The voxels of a lesion as rows of bits along the first axis. An ellipsoid covers one interval of every row, two roots of a quadratic;
 * so covered voxels are counted by intervals and bit counts, not one by one. Cost: a square root per row and ellipsoid.
 */
final class LesionRows {
    private static final int WORD = 64;

    private final int words; // per row
    private final long[] bits;
    private final double[] starts; // world position of bit 0 of every row, LPS mm
    private final double stepX; // from one bit to the next, mm
    private final double stepY;
    private final double stepZ;
    private final int total;
    private final long[] covered;

    /** The rows of the lesion that have a voxel. */
    LesionRows(BinaryMask lesion) {
        VoxelGrid grid = lesion.grid();
        IndexBox box = lesion.boundingBox().orElseThrow();
        words = (box.nx() + WORD - 1) / WORD;
        long[] all = new long[words * box.ny() * box.nz()];
        double[] where = new double[3 * box.ny() * box.nz()];
        int rows = 0;
        for (int k = box.kLow(); k < box.kHigh(); k++) {
            for (int j = box.jLow(); j < box.jHigh(); j++) {
                boolean any = false;
                for (int i = box.iLow(); i < box.iHigh(); i++) {
                    if (lesion.get(i, j, k)) {
                        int bit = i - box.iLow();
                        all[words * rows + bit / WORD] |= 1L << (bit % WORD);
                        any = true;
                    }
                }
                if (any) {
                    where[3 * rows] = grid.worldX(box.iLow(), j, k);
                    where[3 * rows + 1] = grid.worldY(box.iLow(), j, k);
                    where[3 * rows + 2] = grid.worldZ(box.iLow(), j, k);
                    rows++;
                }
            }
        }
        bits = java.util.Arrays.copyOf(all, words * rows);
        starts = java.util.Arrays.copyOf(where, 3 * rows);
        stepX = grid.worldX(1, 0, 0) - grid.worldX(0, 0, 0);
        stepY = grid.worldY(1, 0, 0) - grid.worldY(0, 0, 0);
        stepZ = grid.worldZ(1, 0, 0) - grid.worldZ(0, 0, 0);
        total = (int) lesion.count();
        covered = new long[bits.length];
    }

    /** Share of the voxels whose centre lies in one of the ellipsoids, 0..1; a centre on a surface may go either way. */
    double coveredFraction(PackedEllipsoids zone) {
        java.util.Arrays.fill(covered, 0);
        for (int k = 0; k < zone.count; k++) {
            cover(zone.values, k * PackedEllipsoids.STRIDE);
        }
        int count = 0;
        for (int w = 0; w < covered.length; w++) {
            count += Long.bitCount(covered[w] & bits[w]);
        }
        return (double) count / total;
    }

    /** Marks what one ellipsoid covers: of every row the bits n with |u + n s|^2 <= 1 in its unit ball. */
    private void cover(double[] v, int at) {
        double x = v[at];
        double y = v[at + 1];
        double z = v[at + 2];
        double m00 = v[at + 3];
        double m01 = v[at + 4];
        double m02 = v[at + 5];
        double m10 = v[at + 6];
        double m11 = v[at + 7];
        double m12 = v[at + 8];
        double m20 = v[at + 9];
        double m21 = v[at + 10];
        double m22 = v[at + 11];
        double s0 = m00 * stepX + m01 * stepY + m02 * stepZ;
        double s1 = m10 * stepX + m11 * stepY + m12 * stepZ;
        double s2 = m20 * stepX + m21 * stepY + m22 * stepZ;
        double a = s0 * s0 + s1 * s1 + s2 * s2;
        double inverse = 1 / a;
        double last = words * WORD - 1;
        double[] from = starts;
        for (int row = 0; 3 * row < from.length; row++) {
            double dx = from[3 * row] - x;
            double dy = from[3 * row + 1] - y;
            double dz = from[3 * row + 2] - z;
            double u0 = m00 * dx + m01 * dy + m02 * dz;
            double u1 = m10 * dx + m11 * dy + m12 * dz;
            double u2 = m20 * dx + m21 * dy + m22 * dz;
            double b = u0 * s0 + u1 * s1 + u2 * s2;
            double discriminant = b * b - a * (u0 * u0 + u1 * u1 + u2 * u2 - 1);
            if (discriminant >= 0) {
                double root = Math.sqrt(discriminant);
                double low = Math.max(0, (-b - root) * inverse);
                double high = Math.min(last, (root - b) * inverse);
                int first = (int) low;
                mark(row * words, first < low ? first + 1 : first, (int) Math.max(-1, high));
            }
        }
    }

    private void mark(int row, int from, int to) {
        if (words == 1) {
            covered[row] |= from > to ? 0 : (-1L << from) & (-1L >>> (WORD - 1 - to));
            return;
        }
        for (int w = from / WORD; from <= to && w <= to / WORD; w++) {
            long mask = -1L;
            if (w == from / WORD) {
                mask &= -1L << (from % WORD);
            }
            if (w == to / WORD) {
                mask &= -1L >>> (WORD - 1 - to % WORD);
            }
            covered[row + w] |= mask;
        }
    }
}
