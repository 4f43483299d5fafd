package org.thermargin.report;

import java.util.Arrays;
import java.util.Optional;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.VoxelGrid;

/**
 * An image of the patient behind the outlines of a section, read between voxel centres. Values that reach down to air
 * count as Hounsfield units and are shown in the abdominal window, 40 HU with a width of 400; others, as of MR, from the 1st to
 * the 99th percentile of their values, so that a few bright voxels do not make all else dark.
 */
public final class ImageBackdrop {
    private static final float AIR_HU = -500;
    private static final double WINDOW_LOW_HU = -160;
    private static final double WINDOW_HIGH_HU = 240;
    private static final double PIXEL_MM = 0.5;
    /** Percentiles are those of at most so many values, taken at equal steps. */
    private static final int SAMPLE = 1 << 20;

    private final ScalarVolume image;
    private final double low;
    private final double high;
    private final boolean hounsfield;

    private ImageBackdrop(ScalarVolume image, double low, double high, boolean hounsfield) {
        this.image = image;
        this.low = low;
        this.high = high;
        this.hounsfield = hounsfield;
    }

    /** The image with the window that fits its values; values that are no numbers are left out. */
    public static ImageBackdrop of(ScalarVolume image) {
        for (float value : image.values()) {
            if (Float.isFinite(value) && value <= AIR_HU) {
                return new ImageBackdrop(image, WINDOW_LOW_HU, WINDOW_HIGH_HU, true);
            }
        }
        float[] sorted = sample(image.values());
        if (sorted.length == 0) {
            return new ImageBackdrop(image, 0, 1, false);
        }
        float low = percentile(sorted, 1);
        float high = percentile(sorted, 99);
        if (low == high) { // all but a few are alike
            low = sorted[0];
            high = sorted[sorted.length - 1];
        }
        return new ImageBackdrop(image, low, Math.max(high, Math.nextUp(low)), false);
    }

    /** Values that are numbers, ascending. */
    private static float[] sample(float[] values) {
        int step = Math.max(1, values.length / SAMPLE);
        float[] taken = new float[(values.length + step - 1) / step];
        int count = 0;
        for (int n = 0; n < values.length; n += step) {
            if (Float.isFinite(values[n])) {
                taken[count++] = values[n];
            }
        }
        float[] sorted = Arrays.copyOf(taken, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private static float percentile(float[] sorted, int percent) {
        return sorted[(int) Math.round((sorted.length - 1) * (percent / 100.0))];
    }

    /** The image itself. */
    public ScalarVolume volume() {
        return image;
    }

    /** Value shown black. */
    double low() {
        return low;
    }

    /** Value shown white. */
    double high() {
        return high;
    }

    /** What the grey means. */
    String words() {
        return hounsfield
                ? "image behind, window 40 HU, width 400"
                : "image behind, grey from the 1st to the 99th percentile of its values";
    }

    /** The section as an embedded image, rows from the top; empty where the image does not reach the window. */
    Optional<String> section(SectionPlane plane) {
        int width = (int) Math.round((plane.highU() - plane.lowU()) / PIXEL_MM);
        int height = (int) Math.round((plane.highV() - plane.lowV()) / PIXEL_MM);
        byte[] grey = new byte[width * height];
        boolean reached = false;
        for (int row = 0, n = 0; row < height; row++) {
            double v = plane.highV() - (row + 0.5) * PIXEL_MM;
            for (int column = 0; column < width; column++, n++) {
                double value = value(plane.at(plane.lowU() + (column + 0.5) * PIXEL_MM, v));
                if (!Double.isNaN(value)) {
                    reached = true;
                    grey[n] = (byte) Math.round(255 * Math.max(0, Math.min(1, (value - low) / (high - low))));
                }
            }
        }
        return reached ? Optional.of(GreyPng.dataAddress(width, height, grey)) : Optional.empty();
    }

    /** The image at the point, linear between voxel centres; NaN outside. */
    private double value(Point3 p) {
        VoxelGrid grid = image.grid();
        double fi = grid.indexI(p.x(), p.y(), p.z());
        double fj = grid.indexJ(p.x(), p.y(), p.z());
        double fk = grid.indexK(p.x(), p.y(), p.z());
        if (!(fi >= -0.5
                && fj >= -0.5
                && fk >= -0.5
                && fi < grid.nx() - 0.5
                && fj < grid.ny() - 0.5
                && fk < grid.nz() - 0.5)) {
            return Double.NaN;
        }
        int i = (int) Math.floor(fi);
        int j = (int) Math.floor(fj);
        int k = (int) Math.floor(fk);
        double sum = 0;
        for (int corner = 0; corner < 8; corner++) {
            int di = corner & 1;
            int dj = corner >> 1 & 1;
            int dk = corner >> 2;
            double weight =
                    (di == 1 ? fi - i : 1 - fi + i) * (dj == 1 ? fj - j : 1 - fj + j) * (dk == 1 ? fk - k : 1 - fk + k);
            sum += weight * image.get(within(i + di, grid.nx()), within(j + dj, grid.ny()), within(k + dk, grid.nz()));
        }
        return sum;
    }

    private static int within(int index, int size) {
        return Math.max(0, Math.min(size - 1, index));
    }
}
