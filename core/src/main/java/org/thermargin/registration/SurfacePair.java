package org.thermargin.registration;

import java.util.Arrays;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Point3;

/**
 * Two surfaces of one organ, each with its field and points, and how far they are apart under a pose: the points of each
 * in the field of the other.
 *
 * @param before field of the surface that stays
 * @param after field of the surface that is moved
 * @param beforePoints points of the surface that stays, x, y, z after another, LPS mm
 * @param afterPoints points of the surface that is moved
 */
record SurfacePair(SurfaceField before, SurfaceField after, double[] beforePoints, double[] afterPoints) {
    /** The pair with at most the given number of points of each surface: the first of the list, an even sample. */
    SurfacePair thinned(int points) {
        return new SurfacePair(
                before,
                after,
                Arrays.copyOf(beforePoints, Math.min(3 * points, beforePoints.length)),
                Arrays.copyOf(afterPoints, Math.min(3 * points, afterPoints.length)));
    }

    /** Distances of the points of one surface from the other, mm, at least 0; NaN where the other scan shows nothing. */
    double[] apartMm(Pose pose, boolean ofAfter) {
        AffineMap map = ofAfter ? pose.map() : pose.map().inverse();
        double[] points = ofAfter ? afterPoints : beforePoints;
        SurfaceField field = ofAfter ? before : after;
        SurfaceField.Reading reading = new SurfaceField.Reading();
        double[] apart = new double[points.length / 3];
        for (int n = 0; n < apart.length; n++) {
            Point3 p = map.apply(new Point3(points[3 * n], points[3 * n + 1], points[3 * n + 2]));
            apart[n] = field.read(p.x(), p.y(), p.z(), reading) ? Math.abs(reading.distanceMm) : Double.NaN;
        }
        return apart;
    }

    /**
     * The normal equations of least squares at a pose: a step x (rotation vector about the image of the pivot, rad, then
     * shift, mm) changes the cost by {@code 2 g x + x H x}. The cost is the mean of {@code min(d^2, cut^2)}, the mean of
     * both directions; points farther apart than the cut do not pull.
     */
    static final class Equations {
        /** H, 6 x 6, row by row. */
        final double[] h = new double[36];
        /** g. */
        final double[] g = new double[6];
        /** The cost, mm2. */
        double costSqMm2;
    }

    /** The equations at the pose. */
    Equations equations(Pose pose, double cutMm) {
        Equations sum = new Equations();
        add(pose, true, cutMm, sum);
        add(pose, false, cutMm, sum);
        return sum;
    }

    private void add(Pose pose, boolean ofAfter, double cutMm, Equations sum) {
        AffineMap forward = pose.map();
        AffineMap map = ofAfter ? forward : forward.inverse();
        double[] points = ofAfter ? afterPoints : beforePoints;
        SurfaceField field = ofAfter ? before : after;
        SurfaceField.Reading reading = new SurfaceField.Reading();
        Equations own = new Equations();
        double[] r = pose.turn();
        double[] row = new double[6];
        int seen = 0;
        for (int n = 0; n < points.length; n += 3) {
            Point3 p = new Point3(points[n], points[n + 1], points[n + 2]);
            Point3 q = map.apply(p);
            if (!field.read(q.x(), q.y(), q.z(), reading)) {
                continue;
            }
            seen++;
            double d = reading.distanceMm;
            if (Math.abs(d) > cutMm) {
                own.costSqMm2 += cutMm * cutMm;
                continue;
            }
            own.costSqMm2 += d * d;
            Point3 at = ofAfter ? q : p; // on the scan that stays
            double nx = reading.nx;
            double ny = reading.ny;
            double nz = reading.nz;
            if (!ofAfter) { // moving the surface is moving this point the other way, in its frame
                nx = -(r[0] * reading.nx + r[1] * reading.ny + r[2] * reading.nz);
                ny = -(r[3] * reading.nx + r[4] * reading.ny + r[5] * reading.nz);
                nz = -(r[6] * reading.nx + r[7] * reading.ny + r[8] * reading.nz);
            }
            double x = at.x() - pose.image().x();
            double y = at.y() - pose.image().y();
            double z = at.z() - pose.image().z();
            row[0] = y * nz - z * ny;
            row[1] = z * nx - x * nz;
            row[2] = x * ny - y * nx;
            row[3] = nx;
            row[4] = ny;
            row[5] = nz;
            for (int i = 0; i < 6; i++) {
                own.g[i] += row[i] * d;
                for (int j = 0; j < 6; j++) {
                    own.h[6 * i + j] += row[i] * row[j];
                }
            }
        }
        double weight = 0.5 / Math.max(1, seen);
        for (int i = 0; i < 36; i++) {
            sum.h[i] += weight * own.h[i];
        }
        for (int i = 0; i < 6; i++) {
            sum.g[i] += weight * own.g[i];
        }
        sum.costSqMm2 += weight * own.costSqMm2;
    }
}
