package org.thermargin.geometry;

/**
 * An ellipsoid with any axes. The signed distance is the true Euclidean one, for points anywhere (also at the centre, on
 * an axis and far away); error below 1e-9 mm for axes up to 1000 mm. Method: {@link SphereQuadraticKernel}.
 */
public final class Ellipsoid implements Solid {
    private static final double ORTHOGONAL_TOLERANCE = 1e-9;
    private static final double MAX_SEMI_AXIS_MM = 1e5;
    /** By how much depths may be off for every mm of the longest semi-axis, mm. */
    private static final double ERROR = 1e-9;

    private final Point3 centre;
    private final Direction3[] axes;
    /** Semi-axes, mm. */
    private final double[] e;

    private final double[] e2;
    private final EllipsoidRangeKernel bounds;
    private final double error; // of a depth, mm

    private Ellipsoid(Point3 centre, Direction3[] axes, double[] semiAxesMm) {
        for (double semiAxis : semiAxesMm) {
            if (!(semiAxis > 0) || semiAxis > MAX_SEMI_AXIS_MM) {
                throw new IllegalArgumentException("a semi-axis must be > 0 and <= 100000 mm, was " + semiAxis);
            }
        }
        this.centre = centre;
        this.axes = axes;
        this.e = semiAxesMm;
        this.e2 = new double[] {e[0] * e[0], e[1] * e[1], e[2] * e[2]};
        this.bounds = new EllipsoidRangeKernel(e);
        this.error = ERROR * Math.max(1, longestMm());
    }

    /**
     * The ellipsoid with semi-axis {@code aMm} along {@code u}, {@code bMm} along {@code v} and {@code cMm} along their
     * vector product; u and v must be at right angles to 1e-9.
     */
    public static Ellipsoid of(Point3 centre, Direction3 u, Direction3 v, double aMm, double bMm, double cMm) {
        if (Math.abs(u.dot(v)) > ORTHOGONAL_TOLERANCE) {
            throw new IllegalArgumentException("axes must be at right angles, scalar product was " + u.dot(v));
        }
        Direction3 w = u.cross(v);
        return new Ellipsoid(centre, new Direction3[] {u, w.cross(u), w}, new double[] {aMm, bMm, cMm});
    }

    /** The ellipsoid of revolution with semi-axis {@code alongMm} on the axis and {@code acrossMm} across it. */
    public static Ellipsoid ofRevolution(Point3 centre, Direction3 axis, double alongMm, double acrossMm) {
        return of(centre, axis, axis.anyPerpendicular(), alongMm, acrossMm, acrossMm);
    }

    public Point3 centre() {
        return centre;
    }

    /** Direction of one axis, 0 to 2, in the order of construction. */
    public Direction3 axis(int index) {
        return axes[index];
    }

    /** Length of one semi-axis, 0 to 2, mm. */
    public double semiAxisMm(int index) {
        return e[index];
    }

    @Override
    public double depthMm(double x, double y, double z) {
        double[] local = local(x, y, z);
        if (e[0] == e[1] && e[1] == e[2]) {
            return e[0] - Math.sqrt(local[0] * local[0] + local[1] * local[1] + local[2] * local[2]);
        }
        double[] u = new double[3];
        SphereQuadraticKernel.minimum(e2, scaled(local), u);
        double d0 = local[0] - e[0] * u[0];
        double d1 = local[1] - e[1] * u[1];
        double d2 = local[2] - e[2] * u[2];
        double distance = Math.sqrt(d0 * d0 + d1 * d1 + d2 * d2);
        return levelMinusOne(local) <= 0 ? distance : -distance;
    }

    @Override
    public boolean hasQuickBounds() {
        return true;
    }

    @Override
    public double atLeastMm(double x, double y, double z) {
        double dx = x - centre.x();
        double dy = y - centre.y();
        double dz = z - centre.z();
        double least = bounds.atLeastMm(along(0, dx, dy, dz), along(1, dx, dy, dz), along(2, dx, dy, dz));
        return Double.isNaN(least) ? depthMm(x, y, z) : least - error;
    }

    @Override
    public void rangeMm(double x, double y, double z, double[] range) {
        rangeMm(x, y, z, range, null);
    }

    /**
     * The same; writes a world point of the surface that is about as near as any, or NaN where none is known.
     *
     * @param near may be null
     */
    void rangeMm(double x, double y, double z, double[] range, double[] near) {
        double dx = x - centre.x();
        double dy = y - centre.y();
        double dz = z - centre.z();
        bounds.rangeMm(along(0, dx, dy, dz), along(1, dx, dy, dz), along(2, dx, dy, dz), range, near);
        boolean known = range[0] <= range[1];
        range[0] = known ? range[0] - error : depthMm(x, y, z);
        range[1] = known ? range[1] + error : range[0];
        if (near != null && known) {
            toWorld(near[0], near[1], near[2], near);
            near[0] += centre.x();
            near[1] += centre.y();
            near[2] += centre.z();
        } else if (near != null) {
            near[0] = Double.NaN;
        }
    }

    @Override
    public boolean contains(double x, double y, double z) {
        return level(x, y, z) <= 0;
    }

    /** The point of the surface nearest to the given one; a fixed choice where several are nearest. */
    public Point3 foot(Point3 point) {
        double[] u = new double[3];
        SphereQuadraticKernel.minimum(e2, scaled(local(point.x(), point.y(), point.z())), u);
        double[] q = new double[3];
        surface(u, q);
        return new Point3(q[0], q[1], q[2]);
    }

    @Override
    public Bounds3 bounds() {
        double hx = halfWidth(axes[0].x(), axes[1].x(), axes[2].x());
        double hy = halfWidth(axes[0].y(), axes[1].y(), axes[2].y());
        double hz = halfWidth(axes[0].z(), axes[1].z(), axes[2].z());
        return new Bounds3(centre.shifted(-hx, -hy, -hz), centre.shifted(hx, hy, hz));
    }

    private double halfWidth(double c0, double c1, double c2) {
        return Math.sqrt(e2[0] * c0 * c0 + e2[1] * c1 * c1 + e2[2] * c2 * c2);
    }

    @Override
    public double volumeMm3() {
        return 4 * Math.PI / 3 * e[0] * e[1] * e[2];
    }

    /**
     * Local minima of the distance from a world point over the surface, at most two, three world coordinates each into
     * {@code feet} (length 6), the nearest first; returns how many. Of a circle or sphere of nearest points one or two
     * are given.
     */
    int nearestFeet(double x, double y, double z, double[] feet) {
        double[] b = scaled(local(x, y, z));
        double[] u = new double[3];
        double[] q = new double[3];
        SphereQuadraticKernel.minimum(e2, b, u);
        surface(u, q);
        System.arraycopy(q, 0, feet, 0, 3);
        if (!SphereQuadraticKernel.otherMinimum(e2, b, u)) {
            return 1;
        }
        surface(u, q);
        System.arraycopy(q, 0, feet, 3, 3);
        return 2;
    }

    /** Level of a world point less 1: the sum of squares of its coordinates over the semi-axes, negative inside. */
    public double level(double x, double y, double z) {
        return levelMinusOne(local(x, y, z));
    }

    /** Gradient of {@link #level} at a world point into {@code g}. */
    void gradient(double x, double y, double z, double[] g) {
        double[] local = local(x, y, z);
        double c0 = 2 * local[0] / e2[0];
        double c1 = 2 * local[1] / e2[1];
        double c2 = 2 * local[2] / e2[2];
        toWorld(c0, c1, c2, g);
    }

    /** Second derivative of {@link #level} along a world vector. */
    double bending(double[] t) {
        double sum = 0;
        for (int n = 0; n < 3; n++) {
            double along = along(n, t[0], t[1], t[2]);
            sum += along * along / e2[n];
        }
        return 2 * sum;
    }

    /** The world point of the surface with unit-sphere coordinates u. */
    void surface(double[] u, double[] q) {
        toWorld(e[0] * u[0], e[1] * u[1], e[2] * u[2], q);
        q[0] += centre.x();
        q[1] += centre.y();
        q[2] += centre.z();
    }

    /** The ellipsoid with all semi-axes multiplied by the factor. */
    Ellipsoid scaled(double factor) {
        return new Ellipsoid(centre, axes, new double[] {factor * e[0], factor * e[1], factor * e[2]});
    }

    double shortestMm() {
        return Math.min(e[0], Math.min(e[1], e[2]));
    }

    double longestMm() {
        return Math.max(e[0], Math.max(e[1], e[2]));
    }

    private void toWorld(double c0, double c1, double c2, double[] out) {
        out[0] = axes[0].x() * c0 + axes[1].x() * c1 + axes[2].x() * c2;
        out[1] = axes[0].y() * c0 + axes[1].y() * c1 + axes[2].y() * c2;
        out[2] = axes[0].z() * c0 + axes[1].z() * c1 + axes[2].z() * c2;
    }

    private double[] local(double x, double y, double z) {
        double dx = x - centre.x();
        double dy = y - centre.y();
        double dz = z - centre.z();
        return new double[] {along(0, dx, dy, dz), along(1, dx, dy, dz), along(2, dx, dy, dz)};
    }

    private double along(int axis, double dx, double dy, double dz) {
        return axes[axis].x() * dx + axes[axis].y() * dy + axes[axis].z() * dz;
    }

    private double[] scaled(double[] local) {
        return new double[] {e[0] * local[0], e[1] * local[1], e[2] * local[2]};
    }

    private double levelMinusOne(double[] local) {
        double l0 = local[0] / e[0];
        double l1 = local[1] / e[1];
        double l2 = local[2] / e[2];
        return l0 * l0 + l1 * l1 + l2 * l2 - 1;
    }
}
