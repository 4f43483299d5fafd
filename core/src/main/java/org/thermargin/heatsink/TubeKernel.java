package org.thermargin.heatsink;

import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * Axis and radius of a tube from the voxel centres around a point. With the weight {@code rho^2 - d^2} on the ball of
 * radius rho about the point, a straight tube of radius r through it holds the share {@code f = 1 - (1 - (r/rho)^2)^(5/2)},
 * solved for r; the weighted centroid of the share lies towards the axis. A centre counts as a whole voxel, so both are
 * unbiased on any spacing, which no distance to a voxel border is. Arrays: {@code ball} is x, y, z (LPS mm) and radius, in
 * and out.
 */
final class TubeKernel {
    private TubeKernel() {}

    /** Moves the centre to the centroid and sets the radius of the tube; voxels beyond the grid count as outside. */
    static void fit(BinaryMask mask, double rho, double[] ball) {
        VoxelGrid g = mask.grid();
        double ci = g.indexI(ball[0], ball[1], ball[2]);
        double cj = g.indexJ(ball[0], ball[1], ball[2]);
        double ck = g.indexK(ball[0], ball[1], ball[2]);
        int kTo = (int) Math.floor(ck + rho / g.dzMm());
        int jTo = (int) Math.floor(cj + rho / g.dyMm());
        long[] words = mask.packed();
        double all = 0;
        double allI = 0;
        double allJ = 0;
        double allK = 0;
        double inside = 0;
        double insideI = 0;
        double insideJ = 0;
        double insideK = 0;
        for (int k = (int) Math.ceil(ck - rho / g.dzMm()); k <= kTo; k++) {
            double dz = (k - ck) * g.dzMm();
            double restZ = rho * rho - dz * dz;
            for (int j = (int) Math.ceil(cj - rho / g.dyMm()); j <= jTo; j++) {
                double dy = (j - cj) * g.dyMm();
                double rest = restZ - dy * dy;
                if (rest <= 0) {
                    continue;
                }
                double half = Math.sqrt(rest) / g.dxMm();
                int iTo = (int) Math.floor(ci + half);
                boolean row = j >= 0 && j < g.ny() && k >= 0 && k < g.nz();
                int base = row ? (j + g.ny() * k) * mask.wordsPerRow() : 0;
                double rowAll = 0;
                double rowAllI = 0;
                double rowInside = 0;
                double rowInsideI = 0;
                for (int i = (int) Math.ceil(ci - half); i <= iTo; i++) {
                    double dx = (i - ci) * g.dxMm();
                    double weight = rest - dx * dx;
                    rowAll += weight;
                    rowAllI += weight * (i - ci);
                    if (row && i >= 0 && i < g.nx() && (words[base + (i >> 6)] >>> (i & 63) & 1) != 0) {
                        rowInside += weight;
                        rowInsideI += weight * (i - ci);
                    }
                }
                all += rowAll;
                allI += rowAllI;
                allJ += rowAll * (j - cj);
                allK += rowAll * (k - ck);
                inside += rowInside;
                insideI += rowInsideI;
                insideJ += rowInside * (j - cj);
                insideK += rowInside * (k - ck);
            }
        }
        if (inside <= 0) {
            ball[3] = 0;
            return;
        }
        double i = ci + insideI / inside - allI / all;
        double j = cj + insideJ / inside - allJ / all;
        double k = ck + insideK / inside - allK / all;
        ball[0] = g.worldX(i, j, k);
        ball[1] = g.worldY(i, j, k);
        ball[2] = g.worldZ(i, j, k);
        double outside = Math.max(0, 1 - inside / all);
        ball[3] = rho * Math.sqrt(Math.max(0, 1 - StrictMath.pow(outside, 0.4)));
    }
}
