package org.thermargin.assess;

import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * One lesion on a box of its lattice, with what its shape says.
 *
 * @param id name, unique in the case
 * @param mask its voxels on its bounding box and a rim of one voxel
 * @param cutByBorder whether it reaches the outermost voxel layer of its image
 * @param file file it comes from
 */
record LesionRegion(String id, BinaryMask mask, boolean cutByBorder, String file) {
    private static final int DIRECTIONS = 300;
    /** Layers along an axis from which a cut can be told from a cap. */
    private static final int MIN_LAYERS = 4;
    /** Of thick layers three tell whether the areas grow towards an end. */
    private static final int WIDE_LAYERS = 3;
    /** Share of the largest layer that must be left beyond it; an ellipsoid that goes on has nearly as much. */
    private static final double WIDE_BEYOND = 0.5;
    /** How much larger than the cap of a sphere: lesions may be blunter than a sphere. */
    private static final double FLAT_AREA = 1.3;
    /** Share of the face that the continued layers must leave beyond it. */
    private static final double FLAT_BEYOND = 0.25;
    /**
     * Error of the continued area by counting, in units of w sqrt(w q) for a disc of radius q on pixels of the wider side
     * w: its count is wrong by 0.7 of that (standard deviation); the layers enter with weights 3, 3 and 1; twice that.
     */
    private static final double COUNTING = 6;

    double volumeMl() {
        return mask.volumeMl();
    }

    /** Diameter of the sphere of equal volume, mm. */
    double equivalentDiameterMm() {
        return 2 * StrictMath.cbrt(3000 * volumeMl() / (4 * Math.PI));
    }

    Bounds3 bounds() {
        return mask.worldBounds().orElseThrow();
    }

    Point3 centroid() {
        double[] sum = new double[3];
        VoxelGrid grid = mask.grid();
        long count = 0;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (mask.get(i, j, k)) {
                        sum[0] += i;
                        sum[1] += j;
                        sum[2] += k;
                        count++;
                    }
                }
            }
        }
        return grid.toWorld(sum[0] / count, sum[1] / count, sum[2] / count);
    }

    /**
     * Largest distance between two voxel centres plus the extent of one voxel along it, mm. Searched over the widths in
     * 300 directions spread evenly over the half sphere, then between farthest points until nothing grows.
     */
    double maxDiameterMm() {
        double[] points = surfacePoints();
        int bestA = 0;
        int bestB = 0;
        double best = -1;
        for (int n = 0; n < DIRECTIONS; n++) {
            double uz = (n + 0.5) / DIRECTIONS;
            double turn = n * 2.399963229728653; // golden angle, rad
            double radius = Math.sqrt(1 - uz * uz);
            double ux = radius * StrictMath.cos(turn);
            double uy = radius * StrictMath.sin(turn);
            int low = 0;
            int high = 0;
            double lowest = Double.POSITIVE_INFINITY;
            double highest = Double.NEGATIVE_INFINITY;
            for (int p = 0; p < points.length; p += 3) {
                double along = ux * points[p] + uy * points[p + 1] + uz * points[p + 2];
                if (along < lowest) {
                    lowest = along;
                    low = p;
                }
                if (along > highest) {
                    highest = along;
                    high = p;
                }
            }
            double squared = squared(points, low, high);
            if (squared > best) {
                best = squared;
                bestA = low;
                bestB = high;
            }
        }
        for (int idle = 0; idle < 2; idle++) {
            for (int p = 0; p < points.length; p += 3) {
                if (squared(points, bestA, p) > best) {
                    best = squared(points, bestA, p);
                    bestB = p;
                    idle = -1;
                }
            }
            int swap = bestA;
            bestA = bestB;
            bestB = swap;
        }
        return Math.sqrt(best) + voxelExtentMm(points, bestA, bestB);
    }

    private static double squared(double[] points, int a, int b) {
        double dx = points[a] - points[b];
        double dy = points[a + 1] - points[b + 1];
        double dz = points[a + 2] - points[b + 2];
        return dx * dx + dy * dy + dz * dz;
    }

    /** Extent of a voxel along the line of two points: that of the ellipsoid inscribed in the voxel, mm. */
    private double voxelExtentMm(double[] points, int a, int b) {
        VoxelGrid grid = mask.grid();
        double length = Math.sqrt(squared(points, a, b));
        if (length == 0) {
            return grid.minSpacingMm();
        }
        double dx = (points[a] - points[b]) / length;
        double dy = (points[a + 1] - points[b + 1]) / length;
        double dz = (points[a + 2] - points[b + 2]) / length;
        double sum = dx * dx / (grid.dxMm() * grid.dxMm())
                + dy * dy / (grid.dyMm() * grid.dyMm())
                + dz * dz / (grid.dzMm() * grid.dzMm());
        return 1 / Math.sqrt(sum);
    }

    /** Centres of the voxels with an unset face neighbour, mm along i, j and k from the corner of their box. */
    private double[] surfacePoints() {
        VoxelGrid grid = mask.grid();
        IndexBox box = mask.boundingBox().orElseThrow();
        double[] points = new double[Math.toIntExact(3 * mask.count())];
        int size = 0;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (mask.get(i, j, k)
                            && !(mask.getOrFalse(i - 1, j, k)
                                    && mask.getOrFalse(i + 1, j, k)
                                    && mask.getOrFalse(i, j - 1, k)
                                    && mask.getOrFalse(i, j + 1, k)
                                    && mask.getOrFalse(i, j, k - 1)
                                    && mask.getOrFalse(i, j, k + 1))) {
                        points[size++] = (i - box.iLow()) * grid.dxMm();
                        points[size++] = (j - box.jLow()) * grid.dyMm();
                        points[size++] = (k - box.kLow()) * grid.dzMm();
                    }
                }
            }
        }
        return java.util.Arrays.copyOf(points, size);
    }

    /**
     * Whether a face of the bounding box looks like a cut: its voxel layer is larger than the cap, one voxel deep, of a
     * sphere of equal volume, and the areas of the outer three layers, continued by one layer, still leave a large area.
     * The layers of an ellipsoid in any pose are a quadratic of the depth, so that beyond its end nothing is left but the
     * error of counting voxels. Empty text when no face does; otherwise the face in words.
     */
    String flatFace() {
        VoxelGrid grid = mask.grid();
        IndexBox box = mask.boundingBox().orElseThrow();
        double radius = equivalentDiameterMm() / 2;
        double[] spacing = {grid.dxMm(), grid.dyMm(), grid.dzMm()};
        int[] layers = {box.nx(), box.ny(), box.nz()};
        for (int axis = 0; axis < 3; axis++) {
            double h = spacing[axis];
            if (layers[axis] < MIN_LAYERS || h > radius / 2) {
                continue; // too few layers to tell a cut from a cap
            }
            double cap = Math.PI * (2 * radius * h - h * h);
            for (int side = 0; side < 2; side++) {
                End end = end(axis, side == 0 ? 0 : layers[axis] - 1, side == 0 ? 1 : -1);
                if (end.faceMm2 > FLAT_AREA * cap && end.beyondMm2 > FLAT_BEYOND * end.faceMm2 + end.countingMm2) {
                    return face(axis, side);
                }
            }
        }
        return "";
    }

    /**
     * Whether a lesion of so few layers that {@link #flatFace} asks nothing of it ends in its largest layer, and the outer
     * three, continued by one layer as those of an ellipsoid, still leave a large area. Text as there.
     */
    String wideEnd() {
        VoxelGrid grid = mask.grid();
        IndexBox box = mask.boundingBox().orElseThrow();
        double[] spacing = {grid.dxMm(), grid.dyMm(), grid.dzMm()};
        int[] layers = {box.nx(), box.ny(), box.nz()};
        for (int axis = 0; axis < 3; axis++) {
            boolean few = layers[axis] < MIN_LAYERS || spacing[axis] > equivalentDiameterMm() / 4;
            if (layers[axis] < WIDE_LAYERS || !few) {
                continue;
            }
            double largest = 0;
            for (int layer = 0; layer < layers[axis]; layer++) {
                largest = Math.max(largest, layerAreaMm2(axis, layer));
            }
            for (int side = 0; side < 2; side++) {
                End end = end(axis, side == 0 ? 0 : layers[axis] - 1, side == 0 ? 1 : -1);
                if (end.faceMm2 >= largest && end.beyondMm2 > WIDE_BEYOND * end.faceMm2 + end.countingMm2) {
                    return face(axis, side);
                }
            }
        }
        return "";
    }

    /** Area of the last layer of an end, of the layer beyond as the outer three let expect, and its error of counting. */
    private record End(double faceMm2, double beyondMm2, double countingMm2) {}

    private End end(int axis, int first, int step) {
        VoxelGrid grid = mask.grid();
        double[] spacing = {grid.dxMm(), grid.dyMm(), grid.dzMm()};
        double wide = Math.max(spacing[(axis + 1) % 3], spacing[(axis + 2) % 3]);
        double face = layerAreaMm2(axis, first);
        double next = layerAreaMm2(axis, first + step);
        return new End(
                face,
                3 * face - 3 * next + layerAreaMm2(axis, first + 2 * step),
                COUNTING * wide * Math.sqrt(wide * Math.sqrt(next / Math.PI)));
    }

    private static String face(int axis, int side) {
        return (side == 0 ? "low" : "high") + " " + "ijk".charAt(axis) + " face";
    }

    /** Area of a layer of the bounding box, counted from 0. */
    private double layerAreaMm2(int axis, int layer) {
        VoxelGrid grid = mask.grid();
        IndexBox box = mask.boundingBox().orElseThrow();
        IndexBox slice = switch (axis) {
            case 0 ->
                new IndexBox(
                        box.iLow() + layer, box.jLow(), box.kLow(), box.iLow() + layer + 1, box.jHigh(), box.kHigh());
            case 1 ->
                new IndexBox(
                        box.iLow(), box.jLow() + layer, box.kLow(), box.iHigh(), box.jLow() + layer + 1, box.kHigh());
            default ->
                new IndexBox(
                        box.iLow(), box.jLow(), box.kLow() + layer, box.iHigh(), box.jHigh(), box.kLow() + layer + 1);
        };
        double spacing = axis == 0 ? grid.dxMm() : axis == 1 ? grid.dyMm() : grid.dzMm();
        return mask.cropped(slice).count() * grid.voxelVolumeMm3() / spacing;
    }
}
