package org.thermargin.geometry;

/**
 * Local minima of {@code sum e2[i] u[i]^2 - 2 b[i] u[i]} over the unit sphere {@code |u| = 1}, all arrays of length 3,
 * {@code e2 >= 0}. The point-to-ellipsoid problem is of this form (semi-axes e, point y in the frame of the axes,
 * {@code b = e y}, foot {@code e u}), and so are the extremes of one ellipsoid's level on another.
 *
 * <p>A minimum has {@code u[i] = b[i] / (s + a[i])} with {@code a[i] = e2[i] - min e2} and a root s of the secular
 * equation {@code |u|^2 = 1}. The global one is the only root s > 0 (or s = 0 when b vanishes along the smallest e2),
 * bracketed as by Eberly (Distance from a point to an ellipsoid, 2013) and found by the Newton iteration of More and
 * Sorensen (SIAM J. Sci. Stat. Comput. 4, 1983, 553-572) on 1 / |u|, which climbs from the lower bound. By Martinez
 * (SIAM J. Optim. 4, 1994, 159-176) at most one other local minimum exists: the largest root s < 0 at which |u|^2 grows.
 */
final class SphereQuadraticKernel {
    private static final int MAX_STEPS = 100;
    private static final double CONVERGED = 1e-15;

    private SphereQuadraticKernel() {}

    /** Writes a global minimiser into u. */
    static void minimum(double[] e2, double[] b, double[] u) {
        int low = lowest(e2);
        double a0 = e2[0] - e2[low];
        double a1 = e2[1] - e2[low];
        double a2 = e2[2] - e2[low];
        double b0 = Math.abs(b[0]);
        double b1 = Math.abs(b[1]);
        double b2 = Math.abs(b[2]);
        double s = Math.max(b0 - a0, Math.max(b1 - a1, b2 - a2));
        if (s <= 0 && onPlane(e2, b, low, u)) {
            return;
        }
        double left = Math.max(s, 0);
        double right = Math.sqrt(b0 * b0 + b1 * b1 + b2 * b2);
        s = left;
        for (int n = 0; n < MAX_STEPS; n++) {
            double w0 = ratio(b0, s + a0);
            double w1 = ratio(b1, s + a1);
            double w2 = ratio(b2, s + a2);
            double squared = w0 * w0 + w1 * w1 + w2 * w2;
            double slope = w0 * ratio(w0, s + a0) + w1 * ratio(w1, s + a1) + w2 * ratio(w2, s + a2);
            if (squared >= 1) {
                left = s;
            } else {
                right = s;
            }
            double next = s + squared / slope * (Math.sqrt(squared) - 1);
            if (!(next >= left && next <= right)) {
                next = (left + right) / 2;
            }
            boolean done = Math.abs(next - s) <= CONVERGED * next;
            s = next;
            if (done) {
                break;
            }
        }
        u[0] = ratio(b[0], s + a0);
        u[1] = ratio(b[1], s + a1);
        u[2] = ratio(b[2], s + a2);
        normalise(u);
    }

    /**
     * Writes the other local minimiser into u, or the mirror image of the global one when both are equally low, and
     * returns whether there is one.
     */
    static boolean otherMinimum(double[] e2, double[] b, double[] u) {
        int low = lowest(e2);
        if (b[low] == 0) {
            if (!onPlane(e2, b, low, u) || u[low] == 0) {
                return false;
            }
            u[low] = -u[low];
            return true;
        }
        double gap = secondGap(e2, low);
        double r = Math.abs(b[low]); // r = -s; |u[low]| <= 1 needs r >= |b[low]|
        for (int n = 0; n < MAX_STEPS && r < gap; n++) {
            double squared = 0;
            double half = 0;
            for (int i = 0; i < 3; i++) {
                double w = b[i] / (e2[i] - e2[low] - r);
                u[i] = w;
                squared += w * w;
                half += w * w / (e2[i] - e2[low] - r);
            }
            double step =
                    (1 - squared) / (2 * half); // Newton on a convex function from its left: never passes the root
            if (!(half < 0) || !(step >= 0)) {
                return half < 0 && near(squared);
            }
            if (step <= 4 * CONVERGED * r) {
                normalise(u);
                return true;
            }
            r += step;
        }
        return false;
    }

    private static boolean near(double squared) {
        return Math.abs(squared - 1) < 1e-9;
    }

    /** Distance from the smallest e2 to the next one. */
    private static double secondGap(double[] e2, int low) {
        return Math.min(e2[(low + 1) % 3], e2[(low + 2) % 3]) - e2[low];
    }

    /** The case s = 0: b vanishes along the lowest axis and the others leave room; writes u with u[low] >= 0. */
    private static boolean onPlane(double[] e2, double[] b, int low, double[] u) {
        double rest = 1;
        for (int i = 0; i < 3; i++) {
            double a = e2[i] - e2[low];
            if (i != low) {
                if (a == 0 && b[i] != 0) {
                    return false;
                }
                u[i] = ratio(b[i], a);
                rest -= u[i] * u[i];
            }
        }
        if (b[low] != 0 || rest < 0) {
            return false;
        }
        u[low] = Math.sqrt(rest);
        return true;
    }

    private static double ratio(double numerator, double denominator) {
        return numerator == 0 ? 0 : numerator / denominator;
    }

    private static int lowest(double[] e2) {
        int low = e2[1] < e2[0] ? 1 : 0;
        return e2[2] < e2[low] ? 2 : low;
    }

    private static void normalise(double[] u) {
        double length = Math.sqrt(u[0] * u[0] + u[1] * u[1] + u[2] * u[2]);
        u[0] /= length;
        u[1] /= length;
        u[2] /= length;
    }
}
