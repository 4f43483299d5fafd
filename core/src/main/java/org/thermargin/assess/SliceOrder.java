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
    /** So many voxels change by chance together, since both ends of a row often do; fewer tell nothing. */
    private static final int CHANGED = 16;
    /** Where a copy stands for a slice the change beyond it is twice the usual; smaller shares of a slice are noise. */
    private static final double COPIED = 0.04;
    /**
     * The same beyond one alone: where a ball of R slices changes by nothing it is near its widest, and the next change is less
     * than 3 / R^2 of a slice.
     */
    private static final double JUMP = 0.3;
    /** Voxels in which two slices must differ for their order to be told. */
    private static final int TOLD = 8;
    /**
     * Change that goes away when two neighbouring slices change places, in units of what they differ by: 2 where that puts
     * a shape in order, -2 where it puts one in disorder, 0 where one slice is drawn too large or too small.
     */
    private static final double PUT_RIGHT = 1.4;
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
                counted(axis, new Counts(n), findings);
            }
        }
        return findings;
    }

    /**
     * Counts along an axis.
     *
     * @param area set voxels of each slice
     * @param changed voxels that change towards the next
     * @param beyond voxels that change towards the one after the next
     * @param alone voxels that differ from both neighbours where these agree
     */
    private record Counts(long[] area, long[] changed, long[] beyond, long[] alone) {
        Counts(int slices) {
            this(new long[slices], new long[slices], new long[slices], new long[slices]);
        }
    }

    private void counted(int axis, Counts counts, List<Finding> findings) {
        long[] words = mask.packed();
        int row = mask.wordsPerRow();
        int ny = mask.grid().ny();
        int nz = mask.grid().nz();
        // the rim has no voxel, but what changes from it to the first slice counts
        for (int k = 0; k < nz; k++) {
            for (int j = 0; j < ny; j++) {
                int start = (j + ny * k) * row;
                for (int w = 0; w < row; w++) {
                    if (axis == 0) {
                        alongRow(words, start, w, counts);
                    } else {
                        int slice = axis == 1 ? j : k;
                        int last = (axis == 1 ? ny : nz) - 1;
                        across(words, start + w, axis == 1 ? row : row * ny, slice, last, counts);
                    }
                }
            }
        }
        judge(axis, counts, findings);
    }

    private void alongRow(long[] words, int start, int w, Counts counts) {
        int row = mask.wordsPerRow();
        long here = words[start + w];
        long next = w + 1 < row ? words[start + w + 1] : 0;
        long before = here << 1 | (w > 0 ? words[start + w - 1] >>> 63 : 0);
        long after = here >>> 1 | next << 63;
        spread(here, 64 * w, counts.area);
        spread(here ^ after, 64 * w, counts.changed);
        spread(here ^ (here >>> 2 | next << 62), 64 * w, counts.beyond);
        spread((here ^ before) & (here ^ after), 64 * w, counts.alone);
    }

    private static void across(long[] words, int place, int step, int slice, int last, Counts counts) {
        long here = words[place];
        long before = slice > 0 ? words[place - step] : 0;
        long after = slice < last ? words[place + step] : 0;
        counts.area[slice] += Long.bitCount(here);
        counts.changed[slice] += Long.bitCount(here ^ after);
        counts.beyond[slice] += slice < last - 1 ? Long.bitCount(here ^ words[place + 2 * step]) : 0;
        counts.alone[slice] += Long.bitCount((here ^ before) & (here ^ after));
    }

    private static void spread(long bits, int from, long[] counts) {
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            counts[Math.min(counts.length - 1, from + Long.numberOfTrailingZeros(rest))]++;
        }
    }

    private void judge(int axis, Counts counts, List<Finding> findings) {
        long[] area = counts.area;
        int n = area.length;
        if (n <= FEW_SLICES && isExchanged(area)) {
            add(
                    "slices-exchanged",
                    axis,
                    "the areas of its few slices along %s are uneven, and those of an ellipsoid once two slices change"
                            + " places; slices may be in disorder",
                    findings);
        } else if (isPutRight(counts)) {
            add(
                    "slices-exchanged",
                    axis,
                    "two neighbouring slices along %s fit those around them once they change places; slices may be in"
                            + " disorder",
                    findings);
        }
        if (isDoubled(counts)) {
            add(
                    "slice-doubled",
                    axis,
                    "two neighbouring slices along %s are equal where those around them change; one may be a copy, and the"
                            + " mask was then made from fewer slices than it has",
                    findings);
        }
        if (n >= MIN_SLICES && isOutOfPlace(counts)) {
            add(
                    "slice-out-of-place",
                    axis,
                    "a slice along %s differs from both neighbours where these agree; slices may be in disorder",
                    findings);
        }
    }

    private void add(String code, int axis, String text, List<Finding> findings) {
        findings.add(new Finding(
                code, "H07", what + ": " + text.replace("%s", String.valueOf("ijk".charAt(axis))), file));
    }

    private static boolean isPutRight(Counts counts) {
        for (int s = 1; s < counts.area.length - 2; s++) {
            long between = counts.changed[s];
            long gain = counts.changed[s - 1] + counts.changed[s + 1] - counts.beyond[s - 1] - counts.beyond[s];
            boolean told = between >= TOLD && between > SEEN * Math.max(counts.area[s], counts.area[s + 1]);
            if (told && gain > PUT_RIGHT * between) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDoubled(Counts counts) {
        long[] area = counts.area;
        for (int s = 1; s < area.length - 3; s++) {
            // where a shape is widest two slices may be equal: there its area grows before and shrinks after them
            boolean onTheWay = (area[s] - area[s - 1]) * (area[s + 2] - area[s + 1]) > 0;
            double seen = Math.max(CHANGED, COPIED * area[s]);
            double jump = Math.max(CHANGED, JUMP * area[s]);
            long before = counts.changed[s - 1];
            long after = counts.changed[s + 1];
            // an end slice grows from nothing, so that only what follows its copy tells
            boolean both = (s == 1 || before >= seen) && after >= seen;
            boolean one = s > 1 && Math.max(before, after) >= jump;
            if (onTheWay && counts.changed[s] == 0 && (both || one)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutOfPlace(Counts counts) {
        long[] area = counts.area;
        long[] alone = counts.alone;
        int n = area.length;
        long[] sorted = Arrays.copyOfRange(alone, 1, n - 1);
        Arrays.sort(sorted);
        double usual = Math.max(1, sorted[sorted.length / 4]); // a pair out of place spoils half of a small mask
        double radius = 0.5 * (n - 2);
        double plain = Math.max(SEEN, WIDEST / (radius * radius));
        for (int s = 2; s < n - 2; s++) {
            boolean outside = alone[s] > plain * Math.max(area[s], Math.max(area[s - 1], area[s + 1]));
            boolean alike = 2 * alone[s] > Math.max(counts.changed[s - 1], counts.changed[s]);
            if (outside && alone[s] > FOLD * usual && alike) {
                return true;
            }
        }
        return false;
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
