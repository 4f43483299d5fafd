package org.thermargin.registration;

import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Point3;

/**
 * A rigid motion while it is looked for: a turn about a pivot, then the pivot's shift to its image.
 *
 * @param turn rotation matrix, row by row
 * @param pivot the point turned about, LPS mm
 * @param image where the pivot comes to, LPS mm
 */
record Pose(double[] turn, Point3 pivot, Point3 image) {
    private static final double[] NO_TURN = {1, 0, 0, 0, 1, 0, 0, 0, 1};

    /** The pivot taken to its image after a turn about the axis through it, unit vector and angle. */
    static Pose turned(double x, double y, double z, double rad, Point3 pivot, Point3 image) {
        return new Pose(rotation(x * rad, y * rad, z * rad), pivot, image);
    }

    /** A rigid map as a pose about the pivot. */
    static Pose of(AffineMap map, Point3 pivot) {
        double[] turn = {
            map.x().a(), map.x().b(), map.x().c(),
            map.y().a(), map.y().b(), map.y().c(),
            map.z().a(), map.z().b(), map.z().c()
        };
        return new Pose(turn, pivot, map.apply(pivot));
    }

    /** The map of points. */
    AffineMap map() {
        return AffineMap.about(turn, pivot, image);
    }

    /** First this pose, then a turn about its image by the rotation vector (rad) and a shift, mm. */
    Pose then(double[] step) {
        double[] more = rotation(step[0], step[1], step[2]);
        double[] both = new double[9];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                both[3 * row + column] = more[3 * row] * turn[column]
                        + more[3 * row + 1] * turn[3 + column]
                        + more[3 * row + 2] * turn[6 + column];
            }
        }
        return new Pose(both, pivot, image.shifted(step[3], step[4], step[5]));
    }

    /** Rodrigues' formula for a rotation vector. */
    private static double[] rotation(double x, double y, double z) {
        double rad = Math.sqrt(x * x + y * y + z * z);
        if (rad == 0) {
            return NO_TURN.clone();
        }
        double u = x / rad;
        double v = y / rad;
        double w = z / rad;
        double s = StrictMath.sin(rad);
        double c = StrictMath.cos(rad);
        double d = 1 - c;
        return new double[] {
            c + u * u * d,
            u * v * d - w * s,
            u * w * d + v * s,
            v * u * d + w * s,
            c + v * v * d,
            v * w * d - u * s,
            w * u * d - v * s,
            w * v * d + u * s,
            c + w * w * d
        };
    }
}
