package org.thermargin.io.dicom;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.thermargin.InputException;
import org.thermargin.geometry.Direction3;
import org.thermargin.grid.StorageOrder;
import org.thermargin.io.LatticeHeader;
import org.thermargin.io.VectorMm;

/**
 * Frames put in order along their normal, and the lattice they make. Order and spacing come from positions alone; the
 * thickness of slices and the numbers of instances say nothing about them (H07).
 *
 * @param lattice of the stack; its third step is the normal times the spacing
 * @param places index of each frame along the third axis, in the order the frames were given
 */
record SliceStack(LatticeHeader lattice, int[] places) {
    /** A gap may be off the median by 1 % or 0.01 mm, whichever is more. */
    private static final double RELATIVE_TOLERANCE = 0.01;

    private static final double TOLERANCE_MM = 0.01;
    /** A slice may be off the even lattice by a tenth of the spacing; gaps within tolerance can add up. */
    private static final double DRIFT_FRACTION = 0.1;
    /** Largest sideways shift per distance along the normal: more is a gantry tilt. */
    private static final double TILT_TOLERANCE = 1e-4;

    /** Numbers larger than this and smaller than its inverse are shown with an exponent. */
    private static final double READABLE = 1e9;

    private static final int MAX_LISTED = 8;

    /** An image series: every slice there, once, evenly spaced, none shifted sideways. */
    static SliceStack ofImages(List<Plane> planes, String file) throws InputException {
        requireAlike(planes, file);
        if (planes.size() < 2) {
            throw new InputException(
                    "slices-too-few",
                    "H07",
                    file,
                    "a series must have at least 2 slices, because spacing comes from positions; had " + planes.size()
                            + "; give the folder of all its slices");
        }
        Direction3 normal = planes.get(0).normal();
        Integer[] order = order(planes, normal);
        double[] along = Arrays.stream(order)
                .mapToDouble(n -> planes.get(n).along(normal))
                .toArray();
        requireEven(along, file);
        double step = (along[along.length - 1] - along[0]) / (along.length - 1);
        Plane first = planes.get(order[0]);
        requireStraight(planes, order, first, normal, file);
        int[] places = new int[planes.size()];
        for (int k = 0; k < order.length; k++) {
            places[order[k]] = k;
        }
        return new SliceStack(lattice(first, normal, step, order.length), places);
    }

    /**
     * A segmentation: frames of several segments may share a place, and places without a frame are empty slices.
     *
     * @param statedMm spacing as stated in the file, 0 when it is not; believed where the positions fit it
     */
    static SliceStack ofSegments(List<Plane> planes, double statedMm, String file) throws InputException {
        requireAlike(planes, file);
        Direction3 normal = planes.get(0).normal();
        Integer[] order = order(planes, normal);
        Plane first = planes.get(order[0]);
        requireStraight(planes, order, first, normal, file);
        double start = first.along(normal);
        double least = Double.POSITIVE_INFINITY;
        double last = start;
        for (int n : order) {
            double gap = planes.get(n).along(normal) - last;
            if (gap > TOLERANCE_MM) {
                least = Math.min(least, gap);
                last = planes.get(n).along(normal);
            }
        }
        double step = statedMm > 0 && fits(planes, normal, start, statedMm) ? statedMm : least;
        if (step == Double.POSITIVE_INFINITY) {
            throw new InputException(
                    "slices-too-few",
                    "H07",
                    file,
                    "a segmentation of one slice must state its spacing between slices, did not");
        }
        if (!fits(planes, normal, start, step)) {
            throw new InputException(
                    "slices-uneven",
                    "H07",
                    file,
                    "frames must lie on an even lattice (within 1 % or 0.01 mm of a slice), did not; the smallest gap is "
                            + number(least) + " mm" + (statedMm > 0 ? ", " + number(statedMm) + " mm are stated" : ""));
        }
        double end = planes.get(order[order.length - 1]).along(normal);
        long slices = Math.round((end - start) / step) + 1;
        // a step measured over the whole stack is better than that of one rounded gap
        double mean = slices > 1 ? (end - start) / (slices - 1) : step;
        int[] places = new int[planes.size()];
        for (int n = 0; n < places.length; n++) {
            places[n] = (int) Math.round((planes.get(n).along(normal) - start) / mean);
        }
        return new SliceStack(lattice(first, normal, mean, slices), places);
    }

    /**
     * The checked lattice with its storage order. Across the slices a stack may be as thin as what was scanned or
     * segmented: positions are in mm by the standard, so that a small extent is no sign of a wrong unit.
     *
     * @param padding empty slices to add on either side
     */
    StorageOrder order(long padding, String file) throws InputException {
        double step = lattice.kStep().lengthMm();
        long enough = (long) Math.ceil(LatticeHeader.MIN_EXTENT_MM / step);
        new LatticeHeader(
                        lattice.ni(),
                        lattice.nj(),
                        Math.max(lattice.nk(), enough),
                        lattice.iStep(),
                        lattice.jStep(),
                        lattice.kStep(),
                        lattice.first())
                .checkExtent("extent", file);
        return lattice.grown(new long[] {0, 0, padding}, new long[] {0, 0, padding})
                .checkedShape(file);
    }

    private static boolean fits(List<Plane> planes, Direction3 normal, double start, double step) {
        double tolerance = Math.max(TOLERANCE_MM, RELATIVE_TOLERANCE * step);
        double end = planes.stream().mapToDouble(p -> p.along(normal)).max().orElse(start);
        long slices = Math.round((end - start) / step);
        double mean = slices > 0 ? (end - start) / slices : step;
        return Math.abs(mean - step) <= tolerance
                && planes.stream().allMatch(p -> {
                    double place = (p.along(normal) - start) / mean;
                    return Math.abs(place - Math.rint(place)) * mean <= tolerance;
                });
    }

    private static LatticeHeader lattice(Plane first, Direction3 normal, double step, long slices) {
        return new LatticeHeader(
                first.columns(),
                first.rows(),
                slices,
                step(first.i(), first.columnStepMm()),
                step(first.j(), first.rowStepMm()),
                step(normal, step),
                first.first());
    }

    private static VectorMm step(Direction3 direction, double mm) {
        return new VectorMm(direction.x() * mm, direction.y() * mm, direction.z() * mm);
    }

    /** Places of the frames sorted along the normal; equal ones in the order given. */
    private static Integer[] order(List<Plane> planes, Direction3 normal) {
        Integer[] order = IntStream.range(0, planes.size()).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(n -> planes.get(n).along(normal)));
        return order;
    }

    private static void requireAlike(List<Plane> planes, String file) throws InputException {
        Plane first = planes.get(0);
        List<String> turned = new ArrayList<>();
        List<String> shaped = new ArrayList<>();
        for (int n = 0; n < planes.size(); n++) {
            Plane plane = planes.get(n);
            if (!plane.sameOrientation(first)) {
                turned.add(at(plane));
            } else if (!plane.sameShape(first)) {
                shaped.add(at(plane));
            }
        }
        refuse(
                turned,
                "slices-other-orientation",
                "all slices must have the orientation of the first, " + turned.size() + " of " + planes.size()
                        + " have not (localizers? move them to a folder of their own), with first samples at",
                file);
        refuse(
                shaped,
                "slices-other-shape",
                "all slices must have the size and pixel spacing of the first (" + first.columns() + " x "
                        + first.rows() + " of " + number(first.columnStepMm()) + " x " + number(first.rowStepMm())
                        + " mm), " + shaped.size() + " of " + planes.size() + " have not, with first samples at",
                file);
    }

    private static String at(Plane plane) {
        VectorMm p = plane.first();
        return "(" + number(p.x()) + ", " + number(p.y()) + ", " + number(p.z()) + ")";
    }

    private static void requireEven(double[] along, String file) throws InputException {
        double[] gaps = new double[along.length - 1];
        for (int k = 0; k < gaps.length; k++) {
            gaps[k] = along[k + 1] - along[k];
        }
        List<String> doubled = new ArrayList<>();
        double[] distinct =
                Arrays.stream(gaps).filter(gap -> gap > TOLERANCE_MM).sorted().toArray();
        double median = distinct.length == 0 ? 0 : distinct[distinct.length / 2];
        List<String> missing = new ArrayList<>();
        List<String> uneven = new ArrayList<>();
        for (int k = 0; k < gaps.length; k++) {
            double off = Math.abs(gaps[k] - median);
            if (gaps[k] <= TOLERANCE_MM) {
                doubled.add(number(along[k]));
            } else if (off > RELATIVE_TOLERANCE * median && off > TOLERANCE_MM) {
                long steps = Math.round(gaps[k] / median);
                boolean whole = steps > 1 && Math.abs(gaps[k] - steps * median) <= 0.05 * median;
                (whole ? missing : uneven).add(number(along[k]) + " to " + number(along[k + 1]));
            }
        }
        refuse(doubled, "slices-doubled", "slices must have a place each, two lie at", file);
        String even =
                "slices must be evenly spaced (gaps within 1 % or 0.01 mm of their median " + number(median) + " mm), ";
        refuse(missing, "slices-missing", even + "slices are missing between", file);
        refuse(uneven, "slices-uneven", even + "were not between", file);
        double step = (along[along.length - 1] - along[0]) / gaps.length;
        for (int k = 0; k < along.length; k++) {
            if (Math.abs(along[k] - along[0] - k * step) > DRIFT_FRACTION * step) {
                uneven.add(number(along[k]));
            }
        }
        refuse(
                uneven,
                "slices-uneven",
                "slices must lie within a tenth of the mean spacing " + number(step)
                        + " mm of an even lattice, did not at",
                file);
    }

    private static void requireStraight(
            List<Plane> planes, Integer[] order, Plane first, Direction3 normal, String file) throws InputException {
        Plane last = planes.get(order[order.length - 1]);
        double length = last.along(normal) - first.along(normal);
        double shift = shiftMm(first, last, normal);
        if (length > 0 && shift > TILT_TOLERANCE * length && shift > TOLERANCE_MM) {
            throw new InputException(
                    "slices-tilted",
                    "H04",
                    file,
                    "slices must be stacked along their normal, are shifted sideways by " + number(shift) + " mm over "
                            + number(length) + " mm (gantry tilt or sheared scan)");
        }
        List<String> shifted = new ArrayList<>();
        for (int n : order) {
            if (shiftMm(first, planes.get(n), normal)
                    > Math.max(TOLERANCE_MM, RELATIVE_TOLERANCE * first.columnStepMm())
                            + TILT_TOLERANCE * Math.max(length, 0)) {
                shifted.add(number(planes.get(n).along(normal)));
            }
        }
        refuse(shifted, "slices-shifted", "slices must not be shifted sideways against the first, are at", file);
    }

    /** Distance between the first samples of two planes across the normal, mm. */
    private static double shiftMm(Plane a, Plane b, Direction3 normal) {
        double along = b.along(normal) - a.along(normal);
        return new VectorMm(
                        b.first().x() - a.first().x() - along * normal.x(),
                        b.first().y() - a.first().y() - along * normal.y(),
                        b.first().z() - a.first().z() - along * normal.z())
                .lengthMm();
    }

    private static void refuse(List<String> places, String code, String rule, String file) throws InputException {
        if (!places.isEmpty()) {
            String more = places.size() > MAX_LISTED ? " and " + (places.size() - MAX_LISTED) + " more" : "";
            throw new InputException(
                    code,
                    "H07",
                    file,
                    rule + " "
                            + String.join(", ", places.subList(0, Math.min(MAX_LISTED, places.size())))
                            + " mm" + more);
        }
    }

    /** At most six digits; what is no length a person can read is shown as Java does, also when it is not finite. */
    static String number(double value) {
        double size = Math.abs(value);
        if (!(size < READABLE) || (size > 0 && size < 1 / READABLE)) {
            return Double.toString(value);
        }
        return new BigDecimal(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
