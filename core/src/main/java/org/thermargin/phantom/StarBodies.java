package org.thermargin.phantom;

import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;

/** Star bodies by formula: ellipsoids, boxes, unions, harmonic stars. Only + - * / and sqrt. */
public final class StarBodies {
    private StarBodies() {}

    /** A ball. */
    public static StarBody ball(Point3 centre, double radiusMm) {
        return new StarBody(centre, (x, y, z) -> radiusMm, radiusMm);
    }

    /** An ellipsoid with the given semi-axes along the frame's axes. */
    public static StarBody ellipsoid(Point3 centre, Frame frame, double aMm, double bMm, double cMm) {
        StarBody.Radius radius = (x, y, z) -> {
            double u = (x * frame.i().x() + y * frame.i().y() + z * frame.i().z()) / aMm;
            double v = (x * frame.j().x() + y * frame.j().y() + z * frame.j().z()) / bMm;
            double w = (x * frame.k().x() + y * frame.k().y() + z * frame.k().z()) / cMm;
            return 1 / Math.sqrt(u * u + v * v + w * w);
        };
        return new StarBody(centre, radius, Math.max(aMm, Math.max(bMm, cMm)));
    }

    /** A box with the given half edges along the frame's axes. */
    public static StarBody box(Point3 centre, Frame frame, double aMm, double bMm, double cMm) {
        StarBody.Radius radius = (x, y, z) -> {
            double u = Math.abs(x * frame.i().x()
                            + y * frame.i().y()
                            + z * frame.i().z())
                    / aMm;
            double v = Math.abs(x * frame.j().x()
                            + y * frame.j().y()
                            + z * frame.j().z())
                    / bMm;
            double w = Math.abs(x * frame.k().x()
                            + y * frame.k().y()
                            + z * frame.k().z())
                    / cMm;
            return 1 / Math.max(u, Math.max(v, w));
        };
        return new StarBody(centre, radius, Math.sqrt(aMm * aMm + bMm * bMm + cMm * cMm));
    }

    /** The body seen from another of its points; the line of sight to every surface point must lie in the body. */
    public static StarBody seenFrom(Point3 eye, Ellipsoid part) {
        return new StarBody(eye, part.radiusFrom(eye), part.outerMm() + eye.distanceMm(part.centre()));
    }

    /** The union of bodies that have one centre. */
    public static StarBody union(StarBody... parts) {
        double outer = 0;
        for (StarBody part : parts) {
            if (!part.centre().equals(parts[0].centre())) {
                throw new IllegalArgumentException("parts of a union need one centre");
            }
            outer = Math.max(outer, part.outerMm());
        }
        StarBody.Radius radius = (x, y, z) -> {
            double far = 0;
            for (StarBody part : parts) {
                far = Math.max(far, part.radius().alongMm(x, y, z));
            }
            return far;
        };
        return new StarBody(parts[0].centre(), radius, outer);
    }

    /**
     * A star of zonal harmonics: radius R (1 + sum of amplitude times the Legendre polynomial of degree 2, 3 or 4 of the
     * cosine to an axis); amplitudes sum to less than 1.
     */
    public static StarBody harmonic(
            Point3 centre, double radiusMm, Direction3[] axes, int[] degrees, double[] amplitudes) {
        double sum = 0;
        for (double amplitude : amplitudes) {
            sum += Math.abs(amplitude);
        }
        StarBody.Radius radius = (x, y, z) -> {
            double r = 1;
            for (int n = 0; n < axes.length; n++) {
                double c = x * axes[n].x() + y * axes[n].y() + z * axes[n].z();
                r += amplitudes[n] * legendre(degrees[n], c);
            }
            return radiusMm * r;
        };
        return new StarBody(centre, radius, radiusMm * (1 + sum));
    }

    private static double legendre(int degree, double c) {
        double q = c * c;
        return switch (degree) {
            case 2 -> 1.5 * q - 0.5;
            case 3 -> c * (2.5 * q - 1.5);
            case 4 -> (4.375 * q - 3.75) * q + 0.375;
            default -> throw new IllegalArgumentException("degree must be 2, 3 or 4, was " + degree);
        };
    }

    /** Three directions at right angles, right-handed. */
    public record Frame(Direction3 i, Direction3 j, Direction3 k) {
        /** The axes of the world. */
        public static final Frame WORLD = new Frame(Direction3.LEFT, Direction3.POSTERIOR, Direction3.SUPERIOR);
    }

    /** An ellipsoid that other bodies are made of. */
    public record Ellipsoid(Point3 centre, Frame frame, double aMm, double bMm, double cMm) {
        double outerMm() {
            return Math.max(aMm, Math.max(bMm, cMm));
        }

        /** Distance to the surface from an inner point: the larger root of a quadratic. */
        StarBody.Radius radiusFrom(Point3 eye) {
            double[] o = scaled(eye.x() - centre.x(), eye.y() - centre.y(), eye.z() - centre.z());
            double c = o[0] * o[0] + o[1] * o[1] + o[2] * o[2] - 1;
            if (c >= 0) {
                throw new IllegalArgumentException("the eye must lie inside the ellipsoid");
            }
            return (x, y, z) -> {
                double u =
                        (x * frame.i().x() + y * frame.i().y() + z * frame.i().z()) / aMm;
                double v =
                        (x * frame.j().x() + y * frame.j().y() + z * frame.j().z()) / bMm;
                double w =
                        (x * frame.k().x() + y * frame.k().y() + z * frame.k().z()) / cMm;
                double a = u * u + v * v + w * w;
                double b = u * o[0] + v * o[1] + w * o[2];
                return (Math.sqrt(b * b - a * c) - b) / a;
            };
        }

        private double[] scaled(double x, double y, double z) {
            return new double[] {
                (x * frame.i().x() + y * frame.i().y() + z * frame.i().z()) / aMm,
                (x * frame.j().x() + y * frame.j().y() + z * frame.j().z()) / bMm,
                (x * frame.k().x() + y * frame.k().y() + z * frame.k().z()) / cMm
            };
        }
    }
}
