package org.thermargin.io;

import java.util.Locale;
import org.thermargin.InputException;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.StorageOrder;
import org.thermargin.grid.VoxelGrid;

/**
 * The lattice as a header states it, not yet believed: number of samples along the three storage axes (i varies fastest
 * in the file), the world step from one sample to the next along each, and the centre of the first sample.
 *
 * @param ni samples along the fastest axis
 * @param nj samples along the second axis
 * @param nk samples along the slowest axis
 * @param iStep world step along the fastest axis, LPS mm
 * @param jStep world step along the second axis, LPS mm
 * @param kStep world step along the slowest axis, LPS mm
 * @param first centre of the first sample, LPS mm
 */
public record LatticeHeader(long ni, long nj, long nk, VectorMm iStep, VectorMm jStep, VectorMm kStep, VectorMm first) {
    /** Smallest and largest spacing accepted along an axis, mm (H10). */
    public static final double MIN_SPACING_MM = 0.1;

    public static final double MAX_SPACING_MM = 10;
    /** Smallest and largest extent (samples times spacing) accepted along an axis, mm (H10). */
    public static final double MIN_EXTENT_MM = 20;

    public static final double MAX_EXTENT_MM = 1000;
    /** Largest number of voxels: one Java array. */
    public static final long MAX_VOXELS = Integer.MAX_VALUE - 8;

    private static final String[] AXES = {"i", "j", "k"};

    /**
     * A lattice from the arrays of a header, three numbers each.
     *
     * @param size samples along the storage axes
     * @param stepsMm per storage axis the world step, LPS mm
     * @param firstMm centre of the first sample, LPS mm
     */
    public static LatticeHeader of(int[] size, double[][] stepsMm, double[] firstMm) {
        return new LatticeHeader(
                size[0], size[1], size[2], vector(stepsMm[0]), vector(stepsMm[1]), vector(stepsMm[2]), vector(firstMm));
    }

    private static VectorMm vector(double[] mm) {
        return new VectorMm(mm[0], mm[1], mm[2]);
    }

    /** The checked lattice with its storage order: every rule, extent included. */
    public StorageOrder checked(String file) throws InputException {
        StorageOrder order = checkedShape(file);
        checkExtent("extent", file);
        return order;
    }

    /**
     * Refuses an implausible extent along any storage axis; sizes and steps need not have been checked.
     *
     * @param what has the extent, for the message
     * @param file name for the message
     */
    public void checkExtent(String what, String file) throws InputException {
        long[] sizes = {ni, nj, nk};
        double[] spacings = {iStep.lengthMm(), jStep.lengthMm(), kStep.lengthMm()};
        for (int a = 0; a < 3; a++) {
            double extent = sizes[a] * spacings[a];
            if (!(extent >= MIN_EXTENT_MM && extent <= MAX_EXTENT_MM)) {
                throw new InputException(
                        "extent-implausible",
                        "H10",
                        file,
                        String.format(
                                Locale.ROOT,
                                "%s along storage axis %s must be 20 to 1000 mm, was %s mm (%d voxels of %s mm)",
                                what,
                                AXES[a],
                                number(extent),
                                sizes[a],
                                number(spacings[a])));
            }
        }
    }

    /** The lattice continued by whole voxels: so many more before the first and after the last along each axis. */
    public LatticeHeader grown(long[] before, long[] after) {
        return new LatticeHeader(
                ni + before[0] + after[0],
                nj + before[1] + after[1],
                nk + before[2] + after[2],
                iStep,
                jStep,
                kStep,
                at(-before[0], -before[1], -before[2]));
    }

    /**
     * Whether no sample of this lattice lies farther than the tolerance (mm) from the sample of the same index of the
     * other, whose size does not matter. The distance is convex in the index, so that the eight corners decide.
     */
    public boolean agreesWith(LatticeHeader other, double toleranceMm) {
        for (int corner = 0; corner < 8; corner++) {
            long i = (corner & 1) == 0 ? 0 : ni - 1;
            long j = (corner & 2) == 0 ? 0 : nj - 1;
            long k = (corner & 4) == 0 ? 0 : nk - 1;
            if (!(at(i, j, k).plus(-1, other.at(i, j, k)).lengthMm() <= toleranceMm)) {
                return false;
            }
        }
        return true;
    }

    /** Centre of a sample, LPS mm; the index may lie outside. */
    public VectorMm at(long i, long j, long k) {
        return first.plus((double) i, iStep).plus((double) j, jStep).plus((double) k, kStep);
    }

    /**
     * The lattice with its storage order after every rule but the extent's: sizes, finite numbers, spacing, right
     * angles. For files where a small volume has a meaning of its own.
     */
    public StorageOrder checkedShape(String file) throws InputException {
        checkSizes(file);
        VectorMm[] steps = {iStep, jStep, kStep};
        if (!first.isFinite() || first.lengthMm() > 1e6) {
            throw new InputException(
                    "origin-implausible",
                    "H10",
                    file,
                    "origin must be finite and within 1e6 mm, was (" + first.x() + ", " + first.y() + ", " + first.z()
                            + ")");
        }
        for (int a = 0; a < 3; a++) {
            double spacing = steps[a].lengthMm();
            if (!(spacing >= MIN_SPACING_MM && spacing <= MAX_SPACING_MM)) {
                throw new InputException(
                        "spacing-implausible",
                        "H10",
                        file,
                        "spacing along storage axis " + AXES[a] + " must be 0.1 to 10 mm, was " + number(spacing)
                                + " mm");
            }
        }
        checkRightAngles(file);
        return StorageOrder.of(VoxelGrid.oriented(
                (int) ni,
                (int) nj,
                (int) nk,
                iStep.lengthMm(),
                jStep.lengthMm(),
                kStep.lengthMm(),
                direction(iStep),
                direction(jStep),
                direction(kStep),
                new Point3(first.x(), first.y(), first.z())));
    }

    private void checkSizes(String file) throws InputException {
        if (ni < 1 || nj < 1 || nk < 1) {
            throw new InputException(
                    "size-invalid", "H22", file, "size must be at least 1 x 1 x 1 voxels, was " + sizeText());
        }
        boolean fits = ni <= MAX_VOXELS && nj <= MAX_VOXELS && nk <= MAX_VOXELS && ni * nj <= MAX_VOXELS;
        if (!fits || ni * nj * nk > MAX_VOXELS) {
            throw new InputException(
                    "volume-too-large",
                    "H22",
                    file,
                    "volume must have at most " + MAX_VOXELS + " voxels, was " + sizeText() + " = "
                            + String.format(Locale.ROOT, "%.6g", (double) ni * nj * nk));
        }
    }

    private void checkRightAngles(String file) throws InputException {
        Direction3 i = direction(iStep);
        Direction3 j = direction(jStep);
        Direction3 k = direction(kStep);
        double worst = Math.max(Math.abs(i.dot(j)), Math.max(Math.abs(i.dot(k)), Math.abs(j.dot(k))));
        if (!(worst <= VoxelGrid.ORTHONORMAL_TOLERANCE)) {
            throw new InputException(
                    "axes-not-orthogonal",
                    "H04",
                    file,
                    "index axes must be at right angles (cosine at most 1e-4), largest cosine was " + number(worst));
        }
    }

    private static Direction3 direction(VectorMm step) {
        return Direction3.of(step.x(), step.y(), step.z());
    }

    private String sizeText() {
        return ni + " x " + nj + " x " + nk;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
