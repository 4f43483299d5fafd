package org.thermargin.plan;

/**
 * The depth of a point in the union of ellipsoids: the distance to the nearest place of its boundary. Outside it is that to
 * the nearest ellipsoid. Inside, that place is the foot on the deepest ellipsoid where no other covers it; else it lies
 * on a crease of two ellipsoids or where three meet. Creases are not traced: from the feet of the point, Newton's method
 * goes to the nearest point of the crease of every two surfaces that pass nearer than the limit, and on to that of every
 * three where a third covers it.
 *
 * <p>Nearer than the smallest radius of curvature, {@link #reachMm}, a place of one surface that is the nearest around is the
 * nearest of all (a ball of that radius rolls inside the ellipsoid), so one foot of each is enough; depths beyond are not
 * asked for. Held against {@link org.thermargin.geometry.EllipsoidUnion}, which traces the creases and takes a millisecond
 * for it. Cost: some microseconds per point, bound by the latency of Newton's steps.
 */
final class UnionDepthKernel {
    /** An ellipsoid covers a point when its level there is below this. */
    private static final double COVERED = -1e-6;

    private static final int STEPS = 20;
    /** A place is found when the last step was shorter, mm; distances are then right to its square. */
    private static final double SETTLED_MM = 1e-4;

    /** Feet at a smaller angle than of this cosine lead to the same place. */
    private static final double TOGETHER = 0.9;
    /** Feet at a wider angle than of this cosine give no hint where the crease of their surfaces is nearest. */
    private static final double APART = 0.2;
    /** Directions, two numbers each, on the corners of a hexagon. */
    private static final double[] AROUND = {
        1, 0, 0.5, 0.866025403784, -0.5, 0.866025403784, -1, 0, -0.5, -0.866025403784, 0.5, -0.866025403784
    };

    /** Steps along a crease are no longer than if the distance bent by this much. */
    private static final double LEAST_BEND = 0.05;

    /** After half of the steps, a place on the crease will do when the last step was shorter, mm. */
    private static final double ROAMING_MM = 0.1;

    private static final int STRIDE = 9;

    /** Per ellipsoid the matrix Q (xx, yy, zz, xy, xz, yz, 1/mm2) and the centre; level = d Q d - 1. */
    private double[] quadrics = new double[STRIDE];

    private double[] depths = new double[1];
    private double[] feet = new double[3];
    private int[] near = new int[1];
    private int nearCount;
    private PackedEllipsoids zone = new PackedEllipsoids();
    private final double[] q = new double[3];
    private final double[] start = new double[3];
    private double px;
    private double py;
    private double pz;
    private double bestMm;
    private double reachMm;

    // what the last call of describe found: halves of level and gradient
    private double level;
    private double gx;
    private double gy;
    private double gz;

    /** Takes a zone in place of the old one. */
    void set(PackedEllipsoids ellipsoids) {
        zone = ellipsoids;
        int count = ellipsoids.count;
        if (near.length < count) {
            quadrics = new double[STRIDE * count];
            depths = new double[count];
            feet = new double[3 * count];
            near = new int[count];
        }
        double[] v = ellipsoids.values;
        reachMm = Double.POSITIVE_INFINITY;
        for (int k = 0; k < count; k++) {
            double shortest = v[k * PackedEllipsoids.STRIDE + PackedEllipsoids.SHORTEST];
            reachMm =
                    Math.min(reachMm, shortest * shortest / v[k * PackedEllipsoids.STRIDE + PackedEllipsoids.LONGEST]);
            int m = k * PackedEllipsoids.STRIDE + PackedEllipsoids.BALL;
            int to = STRIDE * k;
            quadrics[to] = v[m] * v[m] + v[m + 3] * v[m + 3] + v[m + 6] * v[m + 6];
            quadrics[to + 1] = v[m + 1] * v[m + 1] + v[m + 4] * v[m + 4] + v[m + 7] * v[m + 7];
            quadrics[to + 2] = v[m + 2] * v[m + 2] + v[m + 5] * v[m + 5] + v[m + 8] * v[m + 8];
            quadrics[to + 3] = v[m] * v[m + 1] + v[m + 3] * v[m + 4] + v[m + 6] * v[m + 7];
            quadrics[to + 4] = v[m] * v[m + 2] + v[m + 3] * v[m + 5] + v[m + 6] * v[m + 8];
            quadrics[to + 5] = v[m + 1] * v[m + 2] + v[m + 4] * v[m + 5] + v[m + 7] * v[m + 8];
            System.arraycopy(v, k * PackedEllipsoids.STRIDE, quadrics, to + 6, 3);
        }
    }

    /** Up to here depths are right, mm. */
    double reachMm() {
        return reachMm;
    }

    /**
     * Depth of a point, mm, negative outside; the limit where it is not less. Error below 0.001 mm.
     *
     * @param limitMm at most {@link #reachMm}
     */
    double depthMm(double x, double y, double z, double limitMm) {
        px = x;
        py = y;
        pz = z;
        bestMm = limitMm;
        int deepest = 0;
        double deepestMm = Double.NEGATIVE_INFINITY;
        nearCount = 0;
        for (int k = 0; k < zone.count; k++) {
            double depth = zone.depthMm(k, x, y, z, feet, 3 * k);
            depths[k] = Math.abs(depth);
            if (depth > deepestMm) {
                deepestMm = depth;
                deepest = k;
            }
            if (Math.abs(depth) < limitMm) {
                near[nearCount++] = k;
            }
        }
        if (deepestMm <= 0 || deepestMm >= limitMm) {
            return Math.min(deepestMm, limitMm);
        }
        System.arraycopy(feet, 3 * deepest, q, 0, 3);
        if (isExposed(deepest, deepest, deepest)) {
            return deepestMm;
        }
        for (int i = 0; i < nearCount; i++) {
            for (int j = i + 1; j < nearCount; j++) {
                pair(near[i], near[j]);
            }
        }
        return Math.max(deepestMm, bestMm);
    }

    /** Whether no other ellipsoid covers q. */
    private boolean isExposed(int i, int j, int k) {
        for (int n = 0; n < zone.count; n++) {
            if (n != i && n != j && n != k) {
                describe(n);
                if (2 * level < COVERED) {
                    return false;
                }
            }
        }
        return true;
    }

    private double distanceMm() {
        double x = q[0] - px;
        double y = q[1] - py;
        double z = q[2] - pz;
        return Math.sqrt(x * x + y * y + z * z);
    }

    /** Offers the nearest points of the crease of two surfaces, sought from the feet and, where those lie apart, around. */
    private void pair(int i, int j) {
        if (Math.max(depths[i], depths[j]) >= bestMm) {
            return; // a crease is no nearer than either surface
        }
        double ix = feet[3 * i] - px;
        double iy = feet[3 * i + 1] - py;
        double iz = feet[3 * i + 2] - pz;
        double jx = feet[3 * j] - px;
        double jy = feet[3 * j + 1] - py;
        double jz = feet[3 * j + 2] - pz;
        double cosine = (ix * jx + iy * jy + iz * jz) / (depths[i] * depths[j]);
        System.arraycopy(feet, 3 * i, q, 0, 3);
        crease(i, j);
        if (cosine < TOGETHER) {
            System.arraycopy(feet, 3 * j, q, 0, 3);
            crease(i, j);
        }
        if (cosine < APART) {
            around(i, j, ix - jx, iy - jy, iz - jz);
        }
    }

    /** Seeks a crease all around a direction. */
    private void around(int i, int j, double x, double y, double z) {
        double length = Math.sqrt(x * x + y * y + z * z);
        double nx = x / length;
        double ny = y / length;
        double nz = z / length;
        // two directions at right angles to n and to each other (Duff et al. 2017, JCGT 6(1))
        double sign = Math.copySign(1, nz);
        double a = -1 / (sign + nz);
        double b = nx * ny * a;
        for (int n = 0; n < AROUND.length; n += 2) {
            double c = bestMm * AROUND[n];
            double d = bestMm * AROUND[n + 1];
            q[0] = px + c * (1 + sign * nx * nx * a) + d * b;
            q[1] = py + c * sign * b + d * (sign + ny * ny * a);
            q[2] = pz - c * sign * nx - d * ny;
            crease(i, j);
        }
    }

    /** Offers the nearest point of a crease, sought from q; what covers it leads on to where three meet. */
    private void crease(int i, int j) {
        if (!toCrease(i, j) || distanceMm() >= bestMm) {
            return;
        }
        if (isExposed(i, j, j)) {
            bestMm = distanceMm();
            return;
        }
        System.arraycopy(q, 0, start, 0, 3);
        for (int n = 0; n < nearCount; n++) {
            int k = near[n];
            if (k != i && k != j && depths[k] < bestMm) {
                System.arraycopy(start, 0, q, 0, 3);
                if (toMeeting(i, j, k) && distanceMm() < bestMm && isExposed(i, j, k)) {
                    bestMm = distanceMm();
                }
            }
        }
    }

    /** Moves q to the nearest point of a crease; whether there is one nearby. */
    private boolean toCrease(int i, int j) {
        for (int n = 0; n < STEPS; n++) {
            describe(i);
            double f = level;
            double ax = gx;
            double ay = gy;
            double az = gz;
            describe(j);
            double aa = ax * ax + ay * ay + az * az;
            double bb = gx * gx + gy * gy + gz * gz;
            double ab = ax * gx + ay * gy + az * gz;
            double det = aa * bb - ab * ab;
            if (!(det > 1e-12 * aa * bb)) {
                return false;
            }
            double alpha = (f * bb - level * ab) / det;
            double beta = (level * aa - f * ab) / det;
            double length = Math.sqrt(det);
            double tx = (ay * gz - az * gy) / length;
            double ty = (az * gx - ax * gz) / length;
            double tz = (ax * gy - ay * gx) / length;
            double r = -bending(i, tx, ty, tz);
            double s = -bending(j, tx, ty, tz);
            double curveA = (r * bb - s * ab) / det;
            double curveB = (s * aa - r * ab) / det;
            double x = px - q[0];
            double y = py - q[1];
            double z = pz - q[2];
            double along = x * tx + y * ty + z * tz;
            double bend = 1 - curveA * (x * ax + y * ay + z * az) - curveB * (x * gx + y * gy + z * gz);
            double step = along / Math.max(LEAST_BEND, Math.abs(bend));
            step = Math.max(-bestMm / 2, Math.min(bestMm / 2, step));
            double a = step * step / 2 * curveA - alpha;
            double b = step * step / 2 * curveB - beta;
            double mx = a * ax + b * gx + step * tx;
            double my = a * ay + b * gy + step * ty;
            double mz = a * az + b * gz + step * tz;
            double moved = Math.sqrt(mx * mx + my * my + mz * mz);
            double share = moved > bestMm ? bestMm / moved : 1;
            q[0] += share * mx;
            q[1] += share * my;
            q[2] += share * mz;
            boolean onCrease = Math.max(f * f * bb, level * level * aa) < SETTLED_MM * SETTLED_MM * det;
            if (moved < SETTLED_MM || (n >= STEPS / 2 && onCrease && moved < ROAMING_MM)) {
                return true; // where all places are nearly as near, one will do
            }
        }
        return false;
    }

    /** Moves q to a place where three surfaces meet; whether there is one nearby. */
    private boolean toMeeting(int i, int j, int k) {
        for (int n = 0; n < STEPS; n++) {
            describe(i);
            double f = level;
            double ax = gx;
            double ay = gy;
            double az = gz;
            describe(j);
            double g = level;
            double bx = gx;
            double by = gy;
            double bz = gz;
            describe(k);
            double ux = by * gz - bz * gy;
            double uy = bz * gx - bx * gz;
            double uz = bx * gy - by * gx;
            double det = ax * ux + ay * uy + az * uz;
            double mx = f * ux + g * (gy * az - gz * ay) + level * (ay * bz - az * by);
            double my = f * uy + g * (gz * ax - gx * az) + level * (az * bx - ax * bz);
            double mz = f * uz + g * (gx * ay - gy * ax) + level * (ax * by - ay * bx);
            double moved = Math.sqrt(mx * mx + my * my + mz * mz) / Math.abs(det);
            if (!(moved < Double.POSITIVE_INFINITY)) {
                return false;
            }
            double share = (moved > bestMm ? bestMm / moved : 1) / det;
            q[0] -= share * mx;
            q[1] -= share * my;
            q[2] -= share * mz;
            if (moved < SETTLED_MM) {
                return true;
            }
        }
        return false;
    }

    /** Half the level of an ellipsoid and half its gradient at q. */
    private void describe(int k) {
        double[] v = quadrics;
        int at = STRIDE * k;
        double x = q[0] - v[at + 6];
        double y = q[1] - v[at + 7];
        double z = q[2] - v[at + 8];
        gx = v[at] * x + v[at + 3] * y + v[at + 4] * z;
        gy = v[at + 3] * x + v[at + 1] * y + v[at + 5] * z;
        gz = v[at + 4] * x + v[at + 5] * y + v[at + 2] * z;
        level = 0.5 * (x * gx + y * gy + z * gz - 1);
    }

    /** Half the second derivative of the level of an ellipsoid along a direction. */
    private double bending(int k, double x, double y, double z) {
        double[] v = quadrics;
        int at = STRIDE * k;
        return v[at] * x * x
                + v[at + 1] * y * y
                + v[at + 2] * z * z
                + 2 * (v[at + 3] * x * y + v[at + 4] * x * z + v[at + 5] * y * z);
    }
}
