package org.thermargin.heatsink;

import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * Radius of a tube through a point from the share of voxel centres around it. With the weight {@code rho^2 - d^2} on the
 * ball of radius rho, a straight tube of radius r through the centre holds the share {@code f = 1 - (1 - (r/rho)^2)^(5/2)};
 * solved for r. A centre counts as a whole voxel, so the share is unbiased on any spacing, which no distance to a voxel
 * border is.
 */
final class TubeRadiusKernel {
    private TubeRadiusKernel() {}

    /** The radius, mm, at most rho; voxels outside the grid of the mask count as outside the tube. */
    static double radiusMm(BinaryMask mask, double x, double y, double z, double rho) {
        VoxelGrid g = mask.grid();
        double ci = g.indexI(x, y, z);
        double cj = g.indexJ(x, y, z);
        double ck = g.indexK(x, y, z);
        int kFrom = (int) Math.ceil(ck - rho / g.dzMm());
        int kTo = (int) Math.floor(ck + rho / g.dzMm());
        int jFrom = (int) Math.ceil(cj - rho / g.dyMm());
        int jTo = (int) Math.floor(cj + rho / g.dyMm());
        long[] words = mask.words();
        double all = 0;
        double inside = 0;
        for (int k = kFrom; k <= kTo; k++) {
            double dz = (k - ck) * g.dzMm();
            double restZ = rho * rho - dz * dz;
            for (int j = jFrom; j <= jTo; j++) {
                double dy = (j - cj) * g.dyMm();
                double rest = restZ - dy * dy;
                if (rest <= 0) {
                    continue;
                }
                double half = Math.sqrt(rest) / g.dxMm();
                int iFrom = (int) Math.ceil(ci - half);
                int iTo = (int) Math.floor(ci + half);
                boolean row = j >= 0 && j < g.ny() && k >= 0 && k < g.nz();
                int base = row ? (j + g.ny() * k) * mask.wordsPerRow() : 0;
                for (int i = iFrom; i <= iTo; i++) {
                    double dx = (i - ci) * g.dxMm();
                    double weight = rest - dx * dx;
                    all += weight;
                    if (row && i >= 0 && i < g.nx() && (words[base + (i >> 6)] >>> (i & 63) & 1) != 0) {
                        inside += weight;
                    }
                }
            }
        }
        double outside = all > 0 ? Math.max(0, 1 - inside / all) : 0;
        return rho * Math.sqrt(Math.max(0, 1 - StrictMath.pow(outside, 0.4)));
    }
}
