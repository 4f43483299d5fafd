package org.thermargin.margin;

import java.util.Arrays;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * The edges of the voxel lattice whose two ends differ in a mask: all that the mask says about its surface. The surface
 * crosses such an edge somewhere, uniformly likely over its length; seen along the surface normal n the midpoint is off
 * by a variance of {@code (n_a h_a)^2 / 12} for an edge along axis a. Edges are binned in cubes for range queries.
 */
final class LatticeCrossings {
    private static final double MIN_VARIANCE = 0.01; // of the smallest spacing squared

    /** Slack for coordinates on the border of a bin. */
    private static final double ROUNDING_MM = 1e-9;

    /** Values of a crossing: place, outward normal, inverse of the variance along it; one is left free. */
    static final int VALUES = 8;

    static final int NORMAL = 3;
    static final int INVERSE_VARIANCE = 6;

    /** Value c of crossing e at e * VALUES + c. */
    final double[] values;

    private final double binMm;
    private final double[] low;
    private final int[] bins;
    private final int[] binStart;

    /** All unlike lattice edges of the mask within the box; normals are those of the field, outward. */
    LatticeCrossings(BinaryMask mask, IndexBox box, RegionField field, double binMm) {
        VoxelGrid grid = mask.grid();
        double[][] raw = collect(mask, box);
        int n = raw[0].length;
        this.binMm = binMm;
        this.low = new double[] {min(raw[0]), min(raw[1]), min(raw[2])};
        this.bins = new int[] {binCount(raw[0], 0), binCount(raw[1], 1), binCount(raw[2], 2)};
        int[] order = new int[n];
        this.binStart = new int[bins[0] * bins[1] * bins[2] + 1];
        int[] bin = new int[n];
        for (int e = 0; e < n; e++) {
            bin[e] = binOf(raw[0][e], raw[1][e], raw[2][e]);
            binStart[bin[e] + 1]++;
        }
        for (int b = 0; b < binStart.length - 1; b++) {
            binStart[b + 1] += binStart[b];
        }
        int[] fill = binStart.clone();
        for (int e = 0; e < n; e++) {
            order[fill[bin[e]]++] = e;
        }
        values = new double[n * VALUES];
        double[] normal = new double[3];
        double floor = MIN_VARIANCE * grid.minSpacingMm() * grid.minSpacingMm();
        for (int p = 0; p < n; p++) {
            int e = order[p];
            int to = p * VALUES;
            values[to] = raw[0][e];
            values[to + 1] = raw[1][e];
            values[to + 2] = raw[2][e];
            field.outwardNormal(raw[0][e], raw[1][e], raw[2][e], normal);
            System.arraycopy(normal, 0, values, to + NORMAL, 3);
            double along = alongEdge(grid, (int) raw[3][e], normal);
            values[to + INVERSE_VARIANCE] = 1 / (along * along / 12 + floor);
        }
    }

    /** Number of crossings. */
    int count() {
        return values.length / VALUES;
    }

    /** Component of the normal along the lattice axis, times the spacing: the uncertainty of the crossing in mm. */
    private static double alongEdge(VoxelGrid grid, int axis, double[] n) {
        var direction = axis == 0 ? grid.iDirection() : axis == 1 ? grid.jDirection() : grid.kDirection();
        double spacing = axis == 0 ? grid.dxMm() : axis == 1 ? grid.dyMm() : grid.dzMm();
        return spacing * (n[0] * direction.x() + n[1] * direction.y() + n[2] * direction.z());
    }

    private static double[][] collect(BinaryMask mask, IndexBox box) {
        VoxelGrid grid = mask.grid();
        double[][] found = new double[4][1024];
        int size = 0;
        for (int k = box.kLow(); k < box.kHigh(); k++) {
            boolean lastK = k == box.kHigh() - 1;
            for (int j = box.jLow(); j < box.jHigh(); j++) {
                boolean lastJ = j == box.jHigh() - 1;
                for (int w = box.iLow() >> 6; w <= (box.iHigh() - 1) >> 6; w++) {
                    long own = mask.word(w, j, k);
                    long[] unlike = {
                        (own ^ (own >>> 1 | mask.word(w + 1, j, k) << 63))
                                & RowBits.between(w, box.iLow(), box.iHigh() - 1),
                        lastJ ? 0 : (own ^ mask.word(w, j + 1, k)) & RowBits.between(w, box.iLow(), box.iHigh()),
                        lastK ? 0 : (own ^ mask.word(w, j, k + 1)) & RowBits.between(w, box.iLow(), box.iHigh())
                    };
                    long left = unlike[0] | unlike[1] | unlike[2];
                    for (; left != 0; left &= left - 1) {
                        int bit = Long.numberOfTrailingZeros(left);
                        for (int axis = 0; axis < 3; axis++) {
                            if ((unlike[axis] >>> bit & 1) == 0) {
                                continue;
                            }
                            if (size == found[0].length) {
                                for (int c = 0; c < 4; c++) {
                                    found[c] = Arrays.copyOf(found[c], 2 * size);
                                }
                            }
                            double ci = (w << 6) + bit + (axis == 0 ? 0.5 : 0);
                            double cj = j + (axis == 1 ? 0.5 : 0);
                            double ck = k + (axis == 2 ? 0.5 : 0);
                            found[0][size] = grid.worldX(ci, cj, ck);
                            found[1][size] = grid.worldY(ci, cj, ck);
                            found[2][size] = grid.worldZ(ci, cj, ck);
                            found[3][size++] = axis;
                        }
                    }
                }
            }
        }
        for (int c = 0; c < 4; c++) {
            found[c] = Arrays.copyOf(found[c], size);
        }
        return found;
    }

    private static double min(double[] values) {
        double min = Double.POSITIVE_INFINITY;
        for (double value : values) {
            min = Math.min(min, value);
        }
        return min;
    }

    private int binCount(double[] values, int axis) {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            max = Math.max(max, value);
        }
        return (int) Math.floor((max - low[axis]) / binMm) + 1;
    }

    private int binOf(double px, double py, double pz) {
        return axisBin(px, 0) + bins[0] * (axisBin(py, 1) + bins[1] * axisBin(pz, 2));
    }

    /** Bin of a coordinate along an axis, clamped to the bins there are. */
    int axisBin(double coordinate, int axis) {
        return (int) Math.max(0, Math.min(bins[axis] - 1, Math.floor((coordinate - low[axis]) / binMm)));
    }

    /** Distance along an axis from a coordinate to a bin, 0 in it. */
    double gapMm(double coordinate, int bin, int axis) {
        double from = low[axis] + bin * binMm;
        return Math.max(0, Math.max(from - coordinate, coordinate - from - binMm) - ROUNDING_MM);
    }

    /** First edge of a run of neighbouring bins along x. */
    int runStart(int binX, int binY, int binZ) {
        return binStart[binX + bins[0] * (binY + bins[1] * binZ)];
    }

    /** One past the last edge of the bin. */
    int runEnd(int binX, int binY, int binZ) {
        return binStart[binX + bins[0] * (binY + bins[1] * binZ) + 1];
    }
}
