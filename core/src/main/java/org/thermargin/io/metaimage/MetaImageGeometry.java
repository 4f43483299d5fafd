package org.thermargin.io.metaimage;

import java.util.Locale;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.io.LatticeHeader;

/**
 * The storage lattice of a MetaImage file in the world. MetaImage coordinates are LPS millimetres; the first three
 * numbers of the matrix are the direction of the first axis, and so on (as ITK reads them).
 */
final class MetaImageGeometry {
    /** Smallest sum, over the axes, of the cosine between axis and named anatomical axis that counts as agreement. */
    private static final double AGREEING_COSINES = 1.5;

    private static final Set<String> UNSTATED = Set.of("??", "???");

    private MetaImageGeometry() {}

    /** The lattice that the header states in full, not yet checked. */
    static LatticeHeader lattice(MetaImageHeader header) throws InputException {
        long dimensions = header.integer("NDims");
        if (dimensions != 3) {
            throw header.refused("metaimage-dimension", "H08", "MetaImage 'NDims' must be 3, was " + dimensions);
        }
        requireStated(header, "TransformMatrix", "H03", "metaimage-orientation-absent");
        requireStated(header, "Offset", "H03", "metaimage-orientation-absent");
        requireStated(header, "ElementSpacing", "H10", "metaimage-spacing-absent");
        requireMillimetres(header);
        double[] sizes = header.numbers("DimSize", 3);
        double[] spacing = header.numbers("ElementSpacing", 3);
        double[] matrix = header.numbers("TransformMatrix", 9);
        int[] size = new int[3];
        double[][] columns = new double[3][3];
        for (int axis = 0; axis < 3; axis++) {
            if (sizes[axis] < 1 || sizes[axis] > Integer.MAX_VALUE || sizes[axis] != Math.rint(sizes[axis])) {
                throw header.refused(
                        "metaimage-size",
                        "H22",
                        "MetaImage 'DimSize' must be whole numbers of at least 1, was " + sizes[axis]);
            }
            if (!(spacing[axis] > 0)) {
                throw header.refused(
                        "metaimage-spacing", "H10", "MetaImage 'ElementSpacing' must be > 0 mm, was " + spacing[axis]);
            }
            size[axis] = (int) sizes[axis];
            double[] direction = {matrix[3 * axis], matrix[3 * axis + 1], matrix[3 * axis + 2]};
            requireUnit(header, direction);
            for (int n = 0; n < 3; n++) {
                columns[axis][n] = direction[n] == 0 ? 0 : direction[n] * spacing[axis];
            }
        }
        requireAgreement(header, matrix);
        return LatticeHeader.of(size, columns, header.numbers("Offset", 3));
    }

    private static void requireStated(MetaImageHeader header, String key, String hazard, String code)
            throws InputException {
        if (!header.has(key)) {
            throw header.refused(code, hazard, "MetaImage must state '" + key + "', was absent");
        }
    }

    private static void requireMillimetres(MetaImageHeader header) throws InputException {
        if (header.has("DistanceUnits")) {
            String units = header.required("DistanceUnits");
            if (!units.equals("mm") && !units.equals("?")) {
                throw header.refused(
                        "metaimage-units", "H09", "MetaImage 'DistanceUnits' must be mm, was '" + units + "'");
            }
        }
    }

    private static void requireUnit(MetaImageHeader header, double[] direction) throws InputException {
        double square = direction[0] * direction[0] + direction[1] * direction[1] + direction[2] * direction[2];
        if (!(Math.abs(square - 1) <= 1e-4)) {
            throw header.refused(
                    "metaimage-direction",
                    "H04",
                    "MetaImage 'TransformMatrix' must hold directions of length 1 within 1e-4, had squared length "
                            + square);
        }
    }

    /**
     * MetaIO's letters name the side an axis comes FROM: an identity matrix is RAI. The matrix decides; letters that
     * contradict it leave two readings of left and right, so the file is refused.
     */
    private static void requireAgreement(MetaImageHeader header, double[] matrix) throws InputException {
        if (!header.has("AnatomicalOrientation")) {
            return;
        }
        String code = header.required("AnatomicalOrientation").toUpperCase(Locale.ROOT);
        if (UNSTATED.contains(code)) {
            return;
        }
        double sum = 0;
        boolean agrees = code.matches("[RLAPIS]{3}");
        for (int axis = 0; agrees && axis < 3; axis++) {
            int letter = "RAILPS".indexOf(code.charAt(axis));
            double cosine = letter < 3 ? matrix[3 * axis + letter] : -matrix[3 * axis + letter - 3];
            agrees = cosine > 0;
            sum += cosine;
        }
        if (!agrees || sum < AGREEING_COSINES) {
            throw header.refused(
                    "metaimage-orientation-conflict",
                    "H01",
                    "MetaImage 'AnatomicalOrientation' must agree with 'TransformMatrix' (RAI for the identity: letters"
                            + " name where the axes come from), was " + code + " with matrix "
                            + header.required("TransformMatrix"));
        }
    }
}
