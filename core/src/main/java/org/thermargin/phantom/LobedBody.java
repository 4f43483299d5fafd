package org.thermargin.phantom;

import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;

/**
 * An ellipsoid with lobes and dents, star-shaped about its centre: the surface point in direction u of the scaled frame
 * is {@code centre + semiAxes * u * (1 + sum_n a_n ((1 + u.d_n) / 2)^p_n)}, with d_n the direction, a_n the height and
 * p_n the sharpness of bump n (a power of two, so that squaring gives the same bits everywhere).
 */
final class LobedBody implements Region, StarSurface {
    private final Point3 centre;
    private final double[] semiAxesMm;
    private final Bump[] bumps;
    private final double innermost;
    private final double outermost;

    /**
     * A lobe (height > 0) or dent (height < 0).
     *
     * @param towards its direction in the scaled frame
     * @param height change of the scaled radius at its peak
     * @param squarings the cosine term is squared this often: 2 gives a broad bump, 5 a narrow one
     */
    record Bump(Direction3 towards, double height, int squarings) {}

    LobedBody(Point3 centre, double aMm, double bMm, double cMm, Bump... bumps) {
        this.centre = centre;
        this.semiAxesMm = new double[] {aMm, bMm, cMm};
        this.bumps = bumps.clone();
        double low = 1;
        double high = 1;
        for (Bump bump : bumps) {
            low = low + Math.min(0, bump.height());
            high = high + Math.max(0, bump.height());
        }
        if (low <= 0) {
            throw new IllegalArgumentException("dents must leave a radius > 0, left " + low);
        }
        innermost = low;
        outermost = high;
    }

    Point3 centre() {
        return centre;
    }

    /** A box that holds the body. */
    Bounds3 bounds() {
        double a = semiAxesMm[0] * outermost;
        double b = semiAxesMm[1] * outermost;
        double c = semiAxesMm[2] * outermost;
        return new Bounds3(centre.shifted(-a, -b, -c), centre.shifted(a, b, c));
    }

    @Override
    public boolean contains(double x, double y, double z) {
        double u = (x - centre.x()) / semiAxesMm[0];
        double v = (y - centre.y()) / semiAxesMm[1];
        double w = (z - centre.z()) / semiAxesMm[2];
        double q = Math.sqrt(u * u + v * v + w * w);
        if (q <= innermost) {
            return true;
        }
        return q <= outermost && q <= radius(u / q, v / q, w / q);
    }

    @Override
    public void surfacePoint(double u, double v, double w, double[] xyz) {
        double q = Math.sqrt(u * u + v * v + w * w);
        double r = radius(u / q, v / q, w / q) / q;
        xyz[0] = centre.x() + semiAxesMm[0] * u * r;
        xyz[1] = centre.y() + semiAxesMm[1] * v * r;
        xyz[2] = centre.z() + semiAxesMm[2] * w * r;
    }

    private double radius(double u, double v, double w) {
        double r = 1;
        for (Bump bump : bumps) {
            Direction3 d = bump.towards();
            double t = 0.5 * (1 + (u * d.x() + v * d.y() + w * d.z()));
            for (int n = 0; n < bump.squarings(); n++) {
                t = t * t;
            }
            r = r + bump.height() * t;
        }
        return r;
    }
}
