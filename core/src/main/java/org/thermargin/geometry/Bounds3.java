package org.thermargin.geometry;

/** An axis-aligned box of the world frame, LPS mm, corners included; low is componentwise at most high. */
public record Bounds3(Point3 low, Point3 high) {
    public Bounds3 {
        if (low.x() > high.x() || low.y() > high.y() || low.z() > high.z()) {
            throw new IllegalArgumentException("box corners out of order: " + low + ", " + high);
        }
    }

    /** The box around points, three coordinates each, at least one. */
    public static Bounds3 of(double[] pointsMm) {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int n = 0; n < pointsMm.length; n++) {
            low[n % 3] = Math.min(low[n % 3], pointsMm[n]);
            high[n % 3] = Math.max(high[n % 3], pointsMm[n]);
        }
        return new Bounds3(new Point3(low[0], low[1], low[2]), new Point3(high[0], high[1], high[2]));
    }

    /** The smallest box that holds both. */
    public Bounds3 union(Bounds3 other) {
        return new Bounds3(
                new Point3(
                        Math.min(low.x(), other.low.x()),
                        Math.min(low.y(), other.low.y()),
                        Math.min(low.z(), other.low.z())),
                new Point3(
                        Math.max(high.x(), other.high.x()),
                        Math.max(high.y(), other.high.y()),
                        Math.max(high.z(), other.high.z())));
    }

    /** The box grown by the same distance on every side, mm, at least 0. */
    public Bounds3 grown(double mm) {
        return new Bounds3(low.shifted(-mm, -mm, -mm), high.shifted(mm, mm, mm));
    }

    /** Whether the point lies in the closed box. */
    public boolean contains(double x, double y, double z) {
        return x >= low.x() && x <= high.x() && y >= low.y() && y <= high.y() && z >= low.z() && z <= high.z();
    }

    /** Distance from the point to the box, mm; 0 inside. */
    public double gapMm(double x, double y, double z) {
        double gx = Math.max(0, Math.max(low.x() - x, x - high.x()));
        double gy = Math.max(0, Math.max(low.y() - y, y - high.y()));
        double gz = Math.max(0, Math.max(low.z() - z, z - high.z()));
        return Math.sqrt(gx * gx + gy * gy + gz * gz);
    }

    /** Smallest distance between the two boxes, mm; 0 when they meet. */
    public double gapMm(Bounds3 other) {
        double gx = Math.max(0, Math.max(low.x() - other.high.x(), other.low.x() - high.x()));
        double gy = Math.max(0, Math.max(low.y() - other.high.y(), other.low.y() - high.y()));
        double gz = Math.max(0, Math.max(low.z() - other.high.z(), other.low.z() - high.z()));
        return Math.sqrt(gx * gx + gy * gy + gz * gz);
    }
}
