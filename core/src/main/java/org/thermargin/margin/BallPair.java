package org.thermargin.margin;

import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * A ball inside the lesion and one inside unablated tissue that the voxels allow: the distance of their centres is at
 * least that of the two sets of centres, and bounds from above what any search for the latter can return. Looked for
 * around the place where an exact zone is thinnest over a lesion; that none is found says nothing.
 */
final class BallPair {
    /**
     * How a pair is looked for.
     *
     * @param aroundMm how far around the place a ball of the lesion is looked for
     * @param stepMm and how finely
     * @param aside angles off the line to the foot at which a ball of tissue is looked for, tangents
     * @param turns and around it
     */
    private record Looks(double aroundMm, double stepMm, double[] aside, int turns) {}

    /** The second, closer look costs a small part of the search that it may save. */
    private static final Looks[] LOOKS = {
        new Looks(0.3, 0.15, new double[] {0, 0.05, 0.1, 0.15}, 6),
        new Looks(0.4, 0.1, new double[] {0, 0.03, 0.06, 0.09, 0.12, 0.16, 0.2}, 8)
    };

    /** More than any rounding, mm. */
    private static final double ROUNDING_MM = 1e-9;

    private final BinaryMask lesion;
    private final double lesionRadiusMm;
    private final BinaryMask tissue;
    private final double tissueRadiusMm;
    private final ExactBoundary zone;

    BallPair(BinaryMask lesion, double lesionRadiusMm, BinaryMask tissue, double tissueRadiusMm, ExactBoundary zone) {
        this.lesion = lesion;
        this.lesionRadiusMm = lesionRadiusMm;
        this.tissue = tissue;
        this.tissueRadiusMm = tissueRadiusMm;
        this.zone = zone;
    }

    /** Whether a pair near the point was found whose balls, surface to surface, are at most so far apart, mm. */
    boolean isWithin(double[] point, double mm) {
        return isWithin(point, mm, LOOKS[0]) || isWithin(point, mm, LOOKS[1]);
    }

    private boolean isWithin(double[] point, double mm, Looks looks) {
        double apart = mm + lesionRadiusMm + tissueRadiusMm - ROUNDING_MM;
        int steps = (int) Math.round(looks.aroundMm / looks.stepMm);
        for (int c = -steps; c <= steps; c++) {
            for (int b = -steps; b <= steps; b++) {
                for (int a = -steps; a <= steps; a++) {
                    double x = point[0] + a * looks.stepMm;
                    double y = point[1] + b * looks.stepMm;
                    double z = point[2] + c * looks.stepMm;
                    if (holdsBall(lesion, x, y, z, lesionRadiusMm)
                            && zone.at(x, y, z) <= mm + lesionRadiusMm + ROUNDING_MM + looks.aroundMm
                            && hasTissue(x, y, z, apart, looks)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Whether a ball of tissue lies about where the zone ends nearest to the point, so far from it. */
    private boolean hasTissue(double x, double y, double z, double apart, Looks looks) {
        double[] u = new double[3];
        zone.foot(x, y, z, u);
        u[0] -= x;
        u[1] -= y;
        u[2] -= z;
        double length = BoxFrame.length(u[0], u[1], u[2]);
        if (!(length > ROUNDING_MM) || !(zone.at(x, y, z) > 0)) {
            return false;
        }
        double[] v = Math.abs(u[0]) < 0.6 * length ? new double[] {0, u[2], -u[1]} : new double[] {-u[2], 0, u[0]};
        double[] w = {u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
        double vScale = length / BoxFrame.length(v[0], v[1], v[2]);
        double wScale = length / BoxFrame.length(w[0], w[1], w[2]);
        for (double aside : looks.aside) {
            for (int turn = 0; turn < (aside == 0 ? 1 : looks.turns); turn++) {
                double p = aside * vScale * StrictMath.cos(turn * 2 * Math.PI / looks.turns);
                double q = aside * wScale * StrictMath.sin(turn * 2 * Math.PI / looks.turns);
                double dx = u[0] + p * v[0] + q * w[0];
                double dy = u[1] + p * v[1] + q * w[1];
                double dz = u[2] + p * v[2] + q * w[2];
                double scale = apart / BoxFrame.length(dx, dy, dz);
                if (holdsBall(tissue, x + scale * dx, y + scale * dy, z + scale * dz, tissueRadiusMm)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether no unset voxel centre is nearer to the point than the radius; beyond the grid all are unset. */
    private static boolean holdsBall(BinaryMask mask, double x, double y, double z, double radiusMm) {
        VoxelGrid g = mask.grid();
        double ci = g.indexI(x, y, z);
        double cj = g.indexJ(x, y, z);
        double ck = g.indexK(x, y, z);
        double squared = radiusMm * radiusMm;
        for (int k = (int) Math.floor(ck - radiusMm / g.dzMm()); k <= ck + radiusMm / g.dzMm() + 1; k++) {
            for (int j = (int) Math.floor(cj - radiusMm / g.dyMm()); j <= cj + radiusMm / g.dyMm() + 1; j++) {
                for (int i = (int) Math.floor(ci - radiusMm / g.dxMm()); i <= ci + radiusMm / g.dxMm() + 1; i++) {
                    if (mask.getOrFalse(i, j, k)) {
                        continue;
                    }
                    double dx = g.worldX(i, j, k) - x;
                    double dy = g.worldY(i, j, k) - y;
                    double dz = g.worldZ(i, j, k) - z;
                    if (dx * dx + dy * dy + dz * dz < squared) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
