package org.thermargin.margin;

import java.util.Arrays;
import org.thermargin.distance.Workers;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * Moves every vertex of a reconstructed surface onto the osculating sphere that fits the {@link LatticeCrossings} around
 * it best: {@code d + n.y + u t1.y + v t2.y + a |y|^2 = 0} with y = edge midpoint - vertex, by least squares weighted
 * with the variance of each crossing along its normal, a compact window, and weak priors on the tilt (u, v ~ N(0, 0.5))
 * and the curvature (a ~ N(1/2R, (0.3/2R)^2), R = radius of the sphere of equal volume). Unbiased for areas and shares,
 * where the bending surface alone is slightly too small.
 */
final class FittedSurface {
    private static final double WINDOW = 1.8; // times sqrt(spacing * radius)
    private static final int PASSES = 2;
    private static final double TILT_PRIOR = 1 / (0.5 * 0.5);
    private static final double CURVATURE_SPREAD = 0.3;
    /** Added to the cosine between two normals; crossings for which the sum is positive count. */
    private static final double FACING = 0.3;
    /** Relative slack that no rounding exceeds. */
    private static final double ROUNDING = 1e-9;
    /** Vertices that one thread takes at a time. */
    private static final int CHUNK = 128;

    private final LatticeCrossings crossings;
    private final double windowMm;
    private final double priorCurvature;
    private final double priorWeight;
    private final double moveLimitMm;
    private int[] near; // crossings that count for the vertex
    private final double[] normal = new double[3];
    private final double[] point = new double[3];
    private final double[] matrix = new double[10];
    private final double[] right = new double[4];

    private FittedSurface(VoxelGrid grid, double radius, double windowMm, LatticeCrossings crossings) {
        this.windowMm = windowMm;
        this.crossings = crossings;
        this.near = new int[256];
        this.priorCurvature = 1 / (2 * radius);
        double spread = CURVATURE_SPREAD / (2 * radius);
        this.priorWeight = 1 / (spread * spread);
        this.moveLimitMm = grid.maxSpacingMm();
    }

    /** The fitted surface of the mask in the box; {@code field} and {@code start} are its reconstruction. */
    static Surface of(BinaryMask mask, IndexBox box, double radiusMm, RegionField field, Surface start, int threads) {
        VoxelGrid grid = mask.grid();
        double spacing = StrictMath.cbrt(grid.voxelVolumeMm3());
        double window = Math.max(WINDOW * Math.sqrt(spacing * radiusMm), 1.5 * grid.maxSpacingMm());
        LatticeCrossings crossings = new LatticeCrossings(mask, box, field, window / 2);
        double[] vertices = start.verticesMm().clone();
        Workers.run((start.vertexCount() + CHUNK - 1) / CHUNK, threads, () -> {
            FittedSurface fit = new FittedSurface(grid, radiusMm, window, crossings);
            return chunk -> {
                int end = Math.min(start.vertexCount(), (chunk + 1) * CHUNK);
                for (int v = chunk * CHUNK; v < end; v++) {
                    fit.moveVertex(vertices, start.normals(), v);
                }
            };
        });
        return Surface.of(vertices, start.triangles(), start.spacingMm());
    }

    private void moveVertex(double[] vertices, double[] normals, int v) {
        System.arraycopy(vertices, 3 * v, point, 0, 3);
        System.arraycopy(normals, 3 * v, normal, 0, 3);
        for (int pass = 0; pass < PASSES; pass++) {
            move();
        }
        System.arraycopy(point, 0, vertices, 3 * v, 3);
    }

    private void move() {
        double nx = normal[0];
        double ny = normal[1];
        double nz = normal[2];
        // two tangents
        double ax = Math.abs(nx) < 0.6 ? 1 : 0;
        double ay = 1 - ax;
        double ux = ay * nz;
        double uy = -ax * nz;
        double uz = ax * ny - ay * nx;
        double ul = 1 / Math.sqrt(ux * ux + uy * uy + uz * uz);
        ux *= ul;
        uy *= ul;
        uz *= ul;
        double vx = ny * uz - nz * uy;
        double vy = nz * ux - nx * uz;
        double vz = nx * uy - ny * ux;
        accumulate(nx, ny, nz, ux, uy, uz, vx, vy, vz);
        if (!solve()) {
            return;
        }
        double d = right[0];
        double a = right[3];
        double root = 1 - 4 * a * d;
        double shift = root > 0 ? -2 * d / (1 + Math.sqrt(root)) : -d;
        shift = Math.max(-moveLimitMm, Math.min(moveLimitMm, shift));
        point[0] += shift * nx;
        point[1] += shift * ny;
        point[2] += shift * nz;
        double mx = nx + right[1] * ux + right[2] * vx;
        double my = ny + right[1] * uy + right[2] * vy;
        double mz = nz + right[1] * uz + right[2] * vz;
        double length = 1 / Math.sqrt(mx * mx + my * my + mz * mz);
        normal[0] = mx * length;
        normal[1] = my * length;
        normal[2] = mz * length;
    }

    /** Normal equations over (d, u, v, a); right-hand side -n.y. */
    private void accumulate(
            double nx, double ny, double nz, double ux, double uy, double uz, double vx, double vy, double vz) {
        double m00 = 0;
        double m01 = 0;
        double m02 = 0;
        double m03 = 0;
        double m11 = TILT_PRIOR;
        double m12 = 0;
        double m13 = 0;
        double m22 = TILT_PRIOR;
        double m23 = 0;
        double m33 = priorWeight;
        double r0 = 0;
        double r1 = 0;
        double r2 = 0;
        double r3 = priorWeight * priorCurvature;
        double w2 = windowMm * windowMm;
        double inverse = 1 / w2;
        LatticeCrossings c = crossings;
        int count = gather(nx, ny, nz, w2);
        double px = point[0];
        double py = point[1];
        double pz = point[2];
        for (int n = 0; n < count; n++) {
            int e = near[n];
            double dx = c.x[e] - px;
            double dy = c.y[e] - py;
            double dz = c.z[e] - pz;
            double q = dx * dx + dy * dy + dz * dz;
            double facing = c.nx[e] * nx + c.ny[e] * ny + c.nz[e] * nz + FACING;
            double window = 1 - q * inverse;
            double w = window * window * Math.min(facing, 1) * c.inverseVariance[e];
            double h = nx * dx + ny * dy + nz * dz;
            double s = ux * dx + uy * dy + uz * dz;
            double t = vx * dx + vy * dy + vz * dz;
            double ws = w * s;
            double wt = w * t;
            double wq = w * q;
            double wh = w * h;
            m00 += w;
            m01 += ws;
            m02 += wt;
            m03 += wq;
            m11 += ws * s;
            m12 += ws * t;
            m13 += ws * q;
            m22 += wt * t;
            m23 += wt * q;
            m33 += wq * q;
            r0 -= wh;
            r1 -= wh * s;
            r2 -= wh * t;
            r3 -= wh * q;
        }
        matrix[0] = m00;
        matrix[1] = m01;
        matrix[2] = m02;
        matrix[3] = m03;
        matrix[4] = m11;
        matrix[5] = m12;
        matrix[6] = m13;
        matrix[7] = m22;
        matrix[8] = m23;
        matrix[9] = m33;
        right[0] = r0;
        right[1] = r1;
        right[2] = r2;
        right[3] = r3;
    }

    /**
     * Lists the crossings in the window that face as the normal does; how many. Apart from the sums and without branches,
     * since which crossings are near is anyone's guess.
     */
    private int gather(double nx, double ny, double nz, double windowSq) {
        LatticeCrossings c = crossings;
        double px = point[0];
        double py = point[1];
        double pz = point[2];
        int y1 = c.axisBin(py + windowMm, 1);
        int z1 = c.axisBin(pz + windowMm, 2);
        int count = 0;
        for (int bz = c.axisBin(pz - windowMm, 2); bz <= z1; bz++) {
            double gapZ = c.gapMm(pz, bz, 2);
            for (int by = c.axisBin(py - windowMm, 1); by <= y1; by++) {
                double gapY = c.gapMm(py, by, 1);
                double rest = windowSq * (1 + ROUNDING) - gapY * gapY - gapZ * gapZ;
                if (rest <= 0) {
                    continue;
                }
                double half = Math.sqrt(rest);
                int start = c.runStart(c.axisBin(px - half, 0), by, bz);
                int end = c.runEnd(c.axisBin(px + half, 0), by, bz);
                if (near.length < count + end - start) {
                    near = Arrays.copyOf(near, 2 * (count + end - start));
                }
                int[] list = near;
                for (int e = start; e < end; e++) {
                    double dx = c.x[e] - px;
                    double dy = c.y[e] - py;
                    double dz = c.z[e] - pz;
                    double q = dx * dx + dy * dy + dz * dz;
                    double facing = c.nx[e] * nx + c.ny[e] * ny + c.nz[e] * nz + FACING;
                    list[count] = e;
                    // both signs negative: in the window, and facing; one that does not face at all weighs nothing
                    long signs = Double.doubleToRawLongBits(q - windowSq) & Double.doubleToRawLongBits(-facing);
                    count += (int) (signs >>> 63);
                }
            }
        }
        return count;
    }

    /** Solves the symmetric 4 x 4 system in place by Cholesky factors; false when no edge was near. */
    private boolean solve() {
        double[] m = matrix;
        if (!(m[0] > 0)) {
            return false;
        }
        double l00 = Math.sqrt(m[0]);
        double l10 = m[1] / l00;
        double l20 = m[2] / l00;
        double l30 = m[3] / l00;
        double l11 = Math.sqrt(m[4] - l10 * l10);
        double l21 = (m[5] - l20 * l10) / l11;
        double l31 = (m[6] - l30 * l10) / l11;
        double l22 = Math.sqrt(m[7] - l20 * l20 - l21 * l21);
        double l32 = (m[8] - l30 * l20 - l31 * l21) / l22;
        double l33 = Math.sqrt(m[9] - l30 * l30 - l31 * l31 - l32 * l32);
        double y0 = right[0] / l00;
        double y1 = (right[1] - l10 * y0) / l11;
        double y2 = (right[2] - l20 * y0 - l21 * y1) / l22;
        double y3 = (right[3] - l30 * y0 - l31 * y1 - l32 * y2) / l33;
        right[3] = y3 / l33;
        right[2] = (y2 - l32 * right[3]) / l22;
        right[1] = (y1 - l21 * right[2] - l31 * right[3]) / l11;
        right[0] = (y0 - l10 * right[1] - l20 * right[2] - l30 * right[3]) / l00;
        return Double.isFinite(right[0] + right[1] + right[2] + right[3]);
    }
}
