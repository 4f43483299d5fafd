package org.thermargin.phantom;

import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;

/** Signed distances in closed form or by a bracketed root: ball, ellipsoid, union of two balls; 1e-9 mm. */
public final class ClosedDepths {
    private static final int BISECTIONS = 64;
    private static final double OFF_AXIS = 1e-10;

    private ClosedDepths() {}

    /** Depth in a ball. */
    public static SignedField ball(Point3 centre, double radiusMm) {
        return (x, y, z) -> radiusMm - distance(centre, x, y, z);
    }

    /**
     * Depth in an ellipsoid: the foot is {@code e_i^2 y_i / (t + e_i^2)} with t the largest root of
     * {@code sum (e_i y_i / (t + e_i^2))^2 = 1} (Eberly, Distance from a point to an ellipsoid, 2013), by bisection.
     */
    public static SignedField ellipsoid(Point3 centre, StarBodies.Frame frame, double aMm, double bMm, double cMm) {
        double smallest = Math.min(aMm, Math.min(bMm, cMm));
        return (x, y, z) -> {
            double dx = x - centre.x();
            double dy = y - centre.y();
            double dz = z - centre.z();
            double u = offAxis(
                    dx * frame.i().x() + dy * frame.i().y() + dz * frame.i().z());
            double v = offAxis(
                    dx * frame.j().x() + dy * frame.j().y() + dz * frame.j().z());
            double w = offAxis(
                    dx * frame.k().x() + dy * frame.k().y() + dz * frame.k().z());
            double low = -smallest * smallest;
            double high = low + aMm * u + bMm * v + cMm * w + aMm * aMm + bMm * bMm + cMm * cMm;
            for (int n = 0; n < BISECTIONS; n++) {
                double t = 0.5 * (low + high);
                double p = aMm * u / (t + aMm * aMm);
                double q = bMm * v / (t + bMm * bMm);
                double r = cMm * w / (t + cMm * cMm);
                if (p * p + q * q + r * r > 1) {
                    low = t;
                } else {
                    high = t;
                }
            }
            double t = 0.5 * (low + high);
            double fu = aMm * aMm * u / (t + aMm * aMm) - u;
            double fv = bMm * bMm * v / (t + bMm * bMm) - v;
            double fw = cMm * cMm * w / (t + cMm * cMm) - w;
            double distance = Math.sqrt(fu * fu + fv * fv + fw * fw);
            return t < 0 ? distance : -distance;
        };
    }

    /** Keeps a coordinate off the symmetry planes, where the root would coincide with a pole; errs by 1e-10 mm. */
    private static double offAxis(double coordinate) {
        return Math.max(OFF_AXIS, Math.abs(coordinate));
    }

    /**
     * Depth in the union of two balls that overlap, neither inside the other: within the union the nearest boundary is
     * the part of either sphere outside the other ball, or the crease circle.
     */
    public static SignedField twoBalls(Point3 a, double aRadiusMm, Point3 b, double bRadiusMm) {
        double d = a.distanceMm(b);
        double along = (d * d + aRadiusMm * aRadiusMm - bRadiusMm * bRadiusMm) / (2 * d);
        double crease = Math.sqrt(aRadiusMm * aRadiusMm - along * along);
        double nx = (b.x() - a.x()) / d;
        double ny = (b.y() - a.y()) / d;
        double nz = (b.z() - a.z()) / d;
        return (x, y, z) -> {
            double da = distance(a, x, y, z);
            double db = distance(b, x, y, z);
            if (da > aRadiusMm && db > bRadiusMm) {
                return -Math.min(da - aRadiusMm, db - bRadiusMm);
            }
            double h = (x - a.x()) * nx + (y - a.y()) * ny + (z - a.z()) * nz;
            double rho = Math.sqrt(Math.max(0, da * da - h * h));
            double best = Math.sqrt((h - along) * (h - along) + (rho - crease) * (rho - crease));
            if (h * aRadiusMm <= along * da) {
                best = Math.min(best, Math.abs(aRadiusMm - da));
            }
            if ((d - h) * bRadiusMm <= (d - along) * db) {
                best = Math.min(best, Math.abs(bRadiusMm - db));
            }
            return best;
        };
    }

    private static double distance(Point3 p, double x, double y, double z) {
        double dx = x - p.x();
        double dy = y - p.y();
        double dz = z - p.z();
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
}
