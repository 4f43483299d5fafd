package org.thermargin.io.dicom;

import org.thermargin.InputException;
import org.thermargin.geometry.Direction3;
import org.thermargin.io.VectorMm;

/**
 * Where one frame lies, as its data set states it.
 *
 * @param columns samples per row
 * @param rows of the frame
 * @param columnStepMm distance between columns, along {@code i}
 * @param rowStepMm distance between rows, along {@code j}
 * @param i direction from one column to the next
 * @param j direction from one row to the next
 * @param first centre of the first sample, LPS mm
 */
record Plane(int columns, int rows, double columnStepMm, double rowStepMm, Direction3 i, Direction3 j, VectorMm first) {
    /** Largest departure of a stated direction from length 1, and of two from a right angle. */
    private static final double DIRECTION_TOLERANCE = 1e-4;

    /** The plane of a frame; each of the three data sets states its part. */
    static Plane of(SampleLayout layout, DataSet position, DataSet orientation, DataSet measures)
            throws InputException {
        requirePlaced(position, Tags.POSITION);
        requirePlaced(orientation, Tags.ORIENTATION);
        requirePlaced(measures, Tags.PIXEL_SPACING);
        double[] p = position.decimals(Tags.POSITION, 3);
        double[] o = orientation.decimals(Tags.ORIENTATION, 6);
        double[] spacing = measures.decimals(Tags.PIXEL_SPACING, 2);
        VectorMm i = new VectorMm(o[0], o[1], o[2]);
        VectorMm j = new VectorMm(o[3], o[4], o[5]);
        double worst =
                Math.max(Math.abs(i.dotSqMm(j)), Math.max(Math.abs(i.lengthMm() - 1), Math.abs(j.lengthMm() - 1)));
        if (!(worst <= DIRECTION_TOLERANCE)) {
            throw orientation.refused(
                    "axes-not-orthogonal",
                    "H04",
                    "row and column directions must have length 1 and a right angle (within 1e-4), were off by "
                            + SliceStack.number(worst));
        }
        if (!(spacing[0] > 0 && spacing[1] > 0)) {
            throw measures.refused(
                    "spacing-implausible",
                    "H10",
                    "pixel spacing must be over 0 mm, was " + spacing[0] + " and " + spacing[1]);
        }
        return new Plane(
                layout.columns(),
                layout.rows(),
                spacing[1],
                spacing[0],
                Direction3.of(i.x(), i.y(), i.z()),
                Direction3.of(j.x(), j.y(), j.z()),
                new VectorMm(p[0], p[1], p[2]));
    }

    private static void requirePlaced(DataSet set, int tag) throws InputException {
        if (!set.has(tag)) {
            throw set.refused(
                    "dicom-placement-missing",
                    "H03",
                    "an image must state its position, orientation and pixel spacing, " + Tags.text(tag)
                            + " was absent");
        }
    }

    /** Normal of the frame: columns, rows and normal are right-handed. */
    Direction3 normal() {
        return i.cross(j);
    }

    /** Distance of the first sample from the origin along a direction, mm. */
    double along(Direction3 direction) {
        return first.x() * direction.x() + first.y() * direction.y() + first.z() * direction.z();
    }

    /** Whether the other has the same size and spacing. */
    boolean sameShape(Plane other) {
        return columns == other.columns
                && rows == other.rows
                && Math.abs(columnStepMm - other.columnStepMm) <= 1e-5 * columnStepMm
                && Math.abs(rowStepMm - other.rowStepMm) <= 1e-5 * rowStepMm;
    }

    /** Whether the other has the same orientation within 1e-4. */
    boolean sameOrientation(Plane other) {
        return distance(i, other.i) <= DIRECTION_TOLERANCE && distance(j, other.j) <= DIRECTION_TOLERANCE;
    }

    private static double distance(Direction3 a, Direction3 b) {
        return new VectorMm(a.x() - b.x(), a.y() - b.y(), a.z() - b.z()).lengthMm();
    }
}
