package org.thermargin.geometry;

/** The nearest of the candidates offered so far to a fixed world point. Mutable working storage of one query. */
final class NearestPoint {
    final double x;
    final double y;
    final double z;
    /** Distance to the nearest candidate, mm; infinite before the first. */
    double distanceMm = Double.POSITIVE_INFINITY;
    /** The nearest candidate, LPS mm. */
    final double[] foot = new double[3];

    NearestPoint(double x, double y, double z) {
        this.x = x;
        this.y = y;
        this.z = z;
    }

    /** Distance to the point that starts at the given place of the array, mm. */
    double to(double[] points, int at) {
        double dx = points[at] - x;
        double dy = points[at + 1] - y;
        double dz = points[at + 2] - z;
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    void take(double[] points, int at, double distance) {
        distanceMm = distance;
        System.arraycopy(points, at, foot, 0, 3);
    }
}
