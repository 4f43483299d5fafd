package org.thermargin.geometry;

import java.util.List;

/**
 * Oracle: does any part of the boundary of a union of ellipsoids lie nearer to a point than a radius? Subdivides the
 * surface of every part and drops a cell only when it is proved too far (Lipschitz) or proved covered by another part. Knows
 * nothing of creases.
 */
final class ExposedSurfaceSearch {
    /** Outcome of a search; UNRESOLVED when the budget ran out first. */
    enum Answer {
        NONE_NEARER,
        NEARER,
        UNRESOLVED
    }

    private static final int BUDGET = 1_000_000;

    private final List<Ellipsoid> parts;
    private int cells;

    ExposedSurfaceSearch(List<Ellipsoid> parts) {
        this.parts = parts;
    }

    Answer anyNearer(Point3 p, double radius) {
        cells = 0;
        for (Ellipsoid part : parts) {
            if (part.depthMm(p) >= radius) {
                return Answer.NONE_NEARER; // the whole ball lies in this part
            }
        }
        for (int n = 0; n < parts.size(); n++) {
            for (int face = 0; face < 6; face++) {
                Answer answer = cell(n, face, 0, 0, 1, p, radius);
                if (answer != Answer.NONE_NEARER) {
                    return answer;
                }
            }
        }
        return Answer.NONE_NEARER;
    }

    /** A cell of the cube's face, centre (a, b), half width w, pushed onto the unit sphere. */
    private Answer cell(int n, int face, double a, double b, double w, Point3 p, double radius) {
        if (++cells > BUDGET) {
            return Answer.UNRESOLVED;
        }
        double[] u = new double[3];
        u[face % 3] = face < 3 ? 1 : -1;
        u[(face + 1) % 3] = a;
        u[(face + 2) % 3] = b;
        double length = Math.sqrt(1 + a * a + b * b);
        for (int i = 0; i < 3; i++) {
            u[i] /= length;
        }
        double[] q = new double[3];
        Ellipsoid part = parts.get(n);
        part.surface(u, q);
        Point3 point = new Point3(q[0], q[1], q[2]);
        double reach = w * Math.sqrt(2) * part.longestMm(); // projection onto the sphere does not stretch
        double distance = point.distanceMm(p);
        if (distance - reach >= radius) {
            return Answer.NONE_NEARER;
        }
        boolean exposed = true;
        for (int k = 0; k < parts.size(); k++) {
            if (k != n) {
                double level = Math.sqrt(parts.get(k).level(q[0], q[1], q[2]) + 1);
                if (level + reach / parts.get(k).shortestMm() < 1) {
                    return Answer.NONE_NEARER;
                }
                exposed &= level >= 1;
            }
        }
        if (exposed && distance < radius) {
            return Answer.NEARER;
        }
        for (int child = 0; child < 4; child++) {
            double ca = a + ((child & 1) == 0 ? w / 2 : -w / 2);
            double cb = b + ((child & 2) == 0 ? w / 2 : -w / 2);
            Answer answer = cell(n, face, ca, cb, w / 2, p, radius);
            if (answer != Answer.NONE_NEARER) {
                return answer;
            }
        }
        return Answer.NONE_NEARER;
    }
}
