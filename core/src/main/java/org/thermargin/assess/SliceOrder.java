package org.thermargin.assess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thermargin.Finding;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;

/**
 * Looks for slices of a mask that repeat their neighbour or lie out of place, along each axis: under a header that reads
 * well only the shape can tell. A shape that bends smoothly changes by little from slice to slice, and by nothing only
 * where it is widest.
 */
final class SliceOrder {
    /** A change from slice to slice that is seen, as a share of the slice. */
    private static final double SEEN = 0.1;
    /**
     * At the widest slice of a ball of R slices, 2 / R^2 of its voxels have no neighbour in either adjacent slice; what is
     * out of place shows above that.
     */
    private static final double WIDEST = 2.6;
    /** How much more than the usual slice one out of place differs from both neighbours where these agree. */
    private static final double FOLD = 5;

    /** Fewer slices, the rim of two included, tell nothing. */
    private static final int MIN_SLICES = 8;
    /** From so many to so many slices, the rim included, a pair exchanged still looks like a shape; only areas tell. */
    private static final int FEWEST_SLICES = 6;

    private static final int FEW_SLICES = 9;
    /** Third differences of the areas of a shape near an ellipsoid, as a share of the largest area. */
    private static final double EVEN = 0.04;
    /** The same in disorder, by the number of slices: the fewer, the more often a ragged shape becomes even by chance. */
    private static final double[] UNEVEN = {0.7, 0.5, 0.25, 0.25};

    private final String what;
    private final String file;
    private final BinaryMask mask;

    private SliceOrder(String what, String file, BinaryMask mask) {
        this.what = what;
        this.file = file;
        this.mask = mask;
    }

    /** What is odd about the slices of the mask. */
    static List<Finding> of(String what, String file, BinaryMask mask) {
        return new SliceOrder(
                        what,
                        file,
                        mask.cropped(mask.boundingBox().orElseThrow().grown(1, 1, 1)))
                .findings();
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        IndexBox box = mask.grid().box();
        int[] sizes = {box.nx(), box.ny(), box.nz()};
        for (int axis = 0; axis < 3; axis++) {
            int n = sizes[axis];
            if (n >= FEWEST_SLICES) {
                counted(axis, new long[n], new long[n], new long[n], findings);
            }
        }
        return findings;
    }

    /**
     * Counts along the axis: set voxels of each slice, voxels that change towards the next, and voxels that differ from
     * both neighbours where these agree.
     */
    private void counted(int axis, long[] area, long[] changed, long[] alone, List<Finding> findings) {
        long[] words = mask.packed();
        int row = mask.wordsPerRow();
        int ny = mask.grid().ny();
        int nz = mask.grid().nz();
        int step = axis == 1 ? row : row * ny;
        for (int k = 1; k < nz - 1; k++) {
            for (int j = 1; j < ny - 1; j++) {
                int start = (j + ny * k) * row;
                for (int w = 0; w < row; w++) {
                    long here = words[start + w];
                    if (axis == 0) {
                        long before = here << 1 | (w > 0 ? words[start + w - 1] >>> 63 : 0);
                        long after = here >>> 1 | (w + 1 < row ? words[start + w + 1] << 63 : 0);
                        spread(here, 64 * w, area);
                        spread(here ^ after, 64 * w, changed);
                        spread((here ^ before) & (here ^ after), 64 * w, alone);
                    } else {
                        int slice = axis == 1 ? j : k;
                        long before = words[start + w - step];
                        long after = words[start + w + step];
                        area[slice] += Long.bitCount(here);
                        changed[slice] += Long.bitCount(here ^ after);
                        alone[slice] += Long.bitCount((here ^ before) & (here ^ after));
                    }
                }
            }
        }
        judge(axis, area, changed, alone, findings);
    }

    private static void spread(long bits, int from, long[] counts) {
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            counts[Math.min(counts.length - 1, from + Long.numberOfTrailingZeros(rest))]++;
        }
    }

    private void judge(int axis, long[] area, long[] changed, long[] alone, List<Finding> findings) {
        int n = area.length;
        if (n <= FEW_SLICES && isExchanged(area)) {
            findings.add(new Finding(
                    "slices-exchanged",
                    "H07",
                    what + ": the areas of its few slices along " + "ijk".charAt(axis)
                            + " are uneven, and those of an ellipsoid once two slices change places; slices may be in disorder",
                    file));
        }
        if (n < MIN_SLICES) {
            return;
        }
        long[] sorted = Arrays.copyOfRange(alone, 1, n - 1);
        Arrays.sort(sorted);
        double usual = Math.max(1, sorted[sorted.length / 4]); // a pair out of place spoils half of a small mask
        for (int s = 2; s < n - 3; s++) {
            // where a shape is widest two slices may be equal: there its area grows before and shrinks after them
            boolean onTheWay = (area[s] - area[s - 1]) * (area[s + 2] - area[s + 1]) > 0;
            if (onTheWay && changed[s] == 0 && changed[s - 1] > SEEN * area[s] && changed[s + 1] > SEEN * area[s + 1]) {
                findings.add(new Finding(
                        "slice-doubled",
                        "H07",
                        what + ": two neighbouring slices along " + "ijk".charAt(axis)
                                + " are equal where those around them change; one may be a copy, and the mask was then made"
                                + " from fewer slices than it has",
                        file));
                break;
            }
        }
        double radius = 0.5 * (n - 2);
        double plain = Math.max(SEEN, WIDEST / (radius * radius));
        for (int s = 2; s < n - 2; s++) {
            boolean outside = alone[s] > plain * Math.max(area[s], Math.max(area[s - 1], area[s + 1]));
            if (outside && alone[s] > FOLD * usual && 2 * alone[s] > Math.max(changed[s - 1], changed[s])) {
                findings.add(new Finding(
                        "slice-out-of-place",
                        "H07",
                        what + ": a slice along " + "ijk".charAt(axis)
                                + " differs from both neighbours where these agree; slices may be in disorder",
                        file));
                break;
            }
        }
    }

    /**
     * Whether exchanging two slices turns uneven areas into even ones. The areas of the slices of an ellipsoid in any pose
     * are a quadratic of the position, so that their third differences vanish but for the counting of voxels. A shape
     * that is far from an ellipsoid is far from one after most exchanges too.
     */
    private static boolean isExchanged(long[] area) {
        double[] inner = new double[area.length - 2];
        double largest = 0;
        for (int s = 0; s < inner.length; s++) {
            inner[s] = area[s + 1];
            largest = Math.max(largest, inner[s]);
        }
        if (unevenness(inner) < UNEVEN[area.length - FEWEST_SLICES] * largest) {
            return false;
        }
        for (int a = 0; a < inner.length; a++) {
            for (int b = a + 1; b < inner.length; b++) {
                double[] other = inner.clone();
                other[a] = inner[b];
                other[b] = inner[a];
                if (unevenness(other) < EVEN * largest) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Root mean square of the third differences. */
    private static double unevenness(double[] area) {
        double sum = 0;
        for (int s = 3; s < area.length; s++) {
            double third = area[s] - 3 * area[s - 1] + 3 * area[s - 2] - area[s - 3];
            sum += third * third;
        }
        return Math.sqrt(sum / (area.length - 3));
    }
}
