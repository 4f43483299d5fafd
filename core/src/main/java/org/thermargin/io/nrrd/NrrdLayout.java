package org.thermargin.io.nrrd;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.io.LatticeHeader;
import org.thermargin.io.StoredSamples;

/**
 * How the samples of a NRRD file lie in memory and in the world: three spatial axes in storage order (fastest first),
 * and possibly several layers (the {@code list} axis of segmentations), either the fastest axis or the slowest.
 *
 * @param size voxels along the three spatial axes
 * @param columnsMm per spatial axis the world step of one voxel, LPS mm
 * @param originMm world position of the centre of the first voxel, LPS mm
 * @param layers number of layers, at least 1
 * @param layersFirst whether the layer is the fastest index (samples of one voxel side by side)
 */
record NrrdLayout(int[] size, double[][] columnsMm, double[] originMm, int layers, boolean layersFirst) {
    private static final Set<String> SPATIAL_KINDS = Set.of("domain", "space", "???", "none");
    private static final Set<String> LAYER_KINDS = Set.of("list", "???", "none");

    /** The layout that the header states. */
    static NrrdLayout of(NrrdHeader header) throws InputException {
        NrrdSpace space = NrrdSpace.of(header);
        int dimension = header.integer("dimension", -1);
        int[] sizes = header.integers("sizes");
        if (dimension < 3 || dimension > 4) {
            throw header.refused("nrrd-dimension", "H08", "NRRD 'dimension' must be 3 or 4, was " + dimension);
        }
        List<double[]> directions = NrrdVectors.parse(header, "space directions", space.dimension());
        requireCount(header, "sizes", sizes.length, dimension);
        requireCount(header, "space directions", directions.size(), dimension);
        for (int size : sizes) {
            if (size < 1) {
                throw header.refused("nrrd-size", "H22", "NRRD 'sizes' must be at least 1, was " + size);
            }
        }
        List<Integer> spatial = new ArrayList<>();
        int layerAxis = -1;
        for (int axis = 0; axis < dimension; axis++) {
            if (isSpatial(header, directions.get(axis), axis)) {
                spatial.add(axis);
            } else if (sizes[axis] > 1 || directions.get(axis).length == 0) {
                layerAxis = layerAxis(header, sizes, axis, layerAxis);
            }
        }
        if (spatial.size() != 3) {
            throw header.refused(
                    "nrrd-dimension", "H08", "NRRD must have 3 axes with a direction, had " + spatial.size());
        }
        return assemble(header, space, sizes, directions, spatial, layerAxis);
    }

    /** The lattice of the three spatial axes, not yet checked. */
    LatticeHeader lattice() {
        return LatticeHeader.of(size, columnsMm, originMm);
    }

    private static NrrdLayout assemble(
            NrrdHeader header,
            NrrdSpace space,
            int[] sizes,
            List<double[]> directions,
            List<Integer> spatial,
            int layerAxis)
            throws InputException {
        List<double[]> origins = NrrdVectors.parse(header, "space origin", space.dimension());
        requireCount(header, "space origin", origins.size(), 1);
        requireCount(header, "space origin", origins.get(0).length, space.dimension());
        checkMeasurementFrame(header, space.dimension());
        int[] size = new int[3];
        double[][] columns = new double[3][];
        for (int n = 0; n < 3; n++) {
            size[n] = sizes[spatial.get(n)];
            columns[n] = toLpsMm(space, directions.get(spatial.get(n)));
            checkSpacing(header, directions.get(spatial.get(n)), spatial.get(n));
        }
        boolean first = layerAxis >= 0 && layerAxis < spatial.get(0);
        return new NrrdLayout(
                size, columns, toLpsMm(space, origins.get(0)), layerAxis < 0 ? 1 : sizes[layerAxis], first);
    }

    /** Whether the axis runs through the patient: it has a direction, and not only one along time. */
    private static boolean isSpatial(NrrdHeader header, double[] direction, int axis) throws InputException {
        if (direction.length == 0) {
            return false;
        }
        boolean alongTimeOnly = direction.length == 4 && direction[0] == 0 && direction[1] == 0 && direction[2] == 0;
        if (alongTimeOnly) {
            return false;
        }
        if (direction.length == 4 && direction[3] != 0) {
            throw header.refused(
                    "nrrd-vector",
                    "H04",
                    "NRRD axis " + axis + " must not mix space and time, has time " + direction[3]);
        }
        String kind = kind(header, axis);
        if (!SPATIAL_KINDS.contains(kind)) {
            throw header.refused(
                    "nrrd-kind", "H08", "NRRD axis " + axis + " with a direction must be of kind domain, was " + kind);
        }
        return true;
    }

    private static int layerAxis(NrrdHeader header, int[] sizes, int axis, int before) throws InputException {
        String kind = kind(header, axis);
        boolean single = sizes[axis] == 1;
        if (!single && !LAYER_KINDS.contains(kind)) {
            throw header.refused(
                    "nrrd-kind",
                    "H08",
                    "NRRD axis " + axis + " of size " + sizes[axis]
                            + " without direction must be of kind list (layers of a segmentation), was " + kind);
        }
        if (before >= 0 || (axis != 0 && axis != sizes.length - 1) || sizes[axis] > StoredSamples.MAX_LAYERS) {
            throw header.refused(
                    "nrrd-layers",
                    "H22",
                    "NRRD layers must be one axis, the first or the last, of at most "
                            + StoredSamples.MAX_LAYERS + ", was axis "
                            + axis + " of size " + sizes[axis]);
        }
        return axis;
    }

    private static String kind(NrrdHeader header, int axis) throws InputException {
        if (!header.has("kinds")) {
            return "???";
        }
        List<String> kinds = NrrdHeader.words(header.required("kinds"));
        requireCount(header, "kinds", kinds.size(), header.integer("dimension", -1));
        return kinds.get(axis).toLowerCase(Locale.ROOT);
    }

    /** Orientation of tensor components, meaningless for scalars: must be well formed, is otherwise not used. */
    private static void checkMeasurementFrame(NrrdHeader header, int dimension) throws InputException {
        if (header.has("measurement frame")) {
            NrrdVectors.parse(header, "measurement frame", dimension);
        }
    }

    /** A spacing beside a direction must repeat its length (0.1 %); NaN is the format's word for "see direction". */
    private static void checkSpacing(NrrdHeader header, double[] direction, int axis) throws InputException {
        if (!header.has("spacings")) {
            return;
        }
        List<String> words = NrrdHeader.words(header.required("spacings"));
        requireCount(header, "spacings", words.size(), header.integer("dimension", -1));
        if (words.get(axis).equalsIgnoreCase("nan")) {
            return;
        }
        double stated = NrrdVectors.number(header, "spacings", words.get(axis));
        double length =
                Math.sqrt(direction[0] * direction[0] + direction[1] * direction[1] + direction[2] * direction[2]);
        if (!(Math.abs(stated - length) <= 1e-3 * length)) {
            throw header.refused(
                    "nrrd-spacing-conflict",
                    "H10",
                    "NRRD 'spacings' must agree with the length of 'space directions' within 0.1 %, axis " + axis
                            + " has " + stated + " and " + length);
        }
    }

    private static double[] toLpsMm(NrrdSpace space, double[] vector) {
        double[] mm = new double[3];
        for (int n = 0; n < 3; n++) {
            mm[n] = vector[n] == 0 ? 0 : vector[n] * space.factorMm()[n];
        }
        return mm;
    }

    private static void requireCount(NrrdHeader header, String field, int found, int wanted) throws InputException {
        if (found != wanted) {
            throw header.refused(
                    "nrrd-count", "H08", "NRRD '" + field + "' must have " + wanted + " entries, had " + found);
        }
    }
}
