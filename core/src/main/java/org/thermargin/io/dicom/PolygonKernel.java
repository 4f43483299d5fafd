package org.thermargin.io.dicom;

import java.util.Arrays;
import java.util.List;
import org.thermargin.grid.BinaryMask;

/**
 * Polygons to voxels by the even-odd rule at voxel centres. Edges count from their lower end up to but without their
 * upper end, and a centre on a crossing counts as right of it, so that polygons that share an edge share no voxel.
 */
final class PolygonKernel {
    private PolygonKernel() {}

    /**
     * Sets the voxels of one slice whose centres lie inside an odd number of polygons.
     *
     * @param polygons x and y of the points in turn, in columns and rows; closed from last to first
     * @param columns of the slice
     * @param rows of the slice
     * @param start linear index of the first voxel of the slice
     * @param columnStride step of the linear index from column to column
     * @param rowStride step from row to row
     * @param mask is changed
     */
    static void fill(
            List<double[]> polygons,
            int columns,
            int rows,
            int start,
            int columnStride,
            int rowStride,
            BinaryMask mask) {
        double[] crossings = new double[16];
        int nx = mask.grid().nx();
        for (int r = 0; r < rows; r++) {
            int count = 0;
            for (double[] polygon : polygons) {
                int points = polygon.length / 2;
                if (count + points > crossings.length) {
                    crossings = Arrays.copyOf(crossings, 2 * (count + points));
                }
                count = cross(polygon, r, crossings, count);
            }
            Arrays.sort(crossings, 0, count);
            for (int n = 0; n + 1 < count; n += 2) {
                int from = (int) Math.max(0, Math.ceil(crossings[n]));
                int to = (int) Math.min(columns, Math.ceil(crossings[n + 1])); // first column not inside
                for (int c = from; c < to; c++) {
                    int v = start + r * rowStride + c * columnStride;
                    mask.words()[v / nx * mask.wordsPerRow() + ((v % nx) >> 6)] |= 1L << ((v % nx) & 63);
                }
            }
        }
    }

    private static int cross(double[] polygon, double y, double[] crossings, int count) {
        int n = count;
        double x0 = polygon[polygon.length - 2];
        double y0 = polygon[polygon.length - 1];
        for (int p = 0; p < polygon.length; p += 2) {
            double x1 = polygon[p];
            double y1 = polygon[p + 1];
            if (y0 <= y != y1 <= y) {
                crossings[n++] = x0 + (y - y0) / (y1 - y0) * (x1 - x0);
            }
            x0 = x1;
            y0 = y1;
        }
        return n;
    }
}
