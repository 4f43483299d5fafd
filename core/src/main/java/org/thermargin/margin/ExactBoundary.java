package org.thermargin.margin;

import org.thermargin.geometry.SignedField;

/**
 * The boundary of a region whose signed distance is known.
 *
 * @param depth the signed distance
 * @param slackMm by how much its values may differ by more than the distance of two points
 */
record ExactBoundary(SignedField depth, double slackMm) implements Boundary {
    private static final double STEP_MM = 1e-4;

    @Override
    public double at(double x, double y, double z) {
        return depth.depthMm(x, y, z);
    }

    @Override
    public boolean isAbove(double x, double y, double z, double mm) {
        return depth.depthMm(x, y, z) > mm;
    }

    @Override
    public double atLeast(double x, double y, double z) {
        return depth.atLeastMm(x, y, z);
    }

    @Override
    public double upTo(double x, double y, double z, double limitMm) {
        double least = depth.hasQuickBounds() ? depth.atLeastMm(x, y, z) : Double.NEGATIVE_INFINITY;
        return least > limitMm ? least : depth.depthMm(x, y, z);
    }

    @Override
    public void range(double x, double y, double z, double radiusMm, double[] range) {
        depth.rangeMm(x, y, z, range);
        double reach = radiusMm > 0 ? radiusMm + slackMm : 0;
        range[0] -= reach;
        range[1] += reach;
    }

    /** Follows the gradient of the distance (central differences) to the boundary; three corrections. */
    @Override
    public void foot(double x, double y, double z, double[] point) {
        double px = x;
        double py = y;
        double pz = z;
        for (int pass = 0; pass < 3; pass++) {
            double s = at(px, py, pz);
            if (Math.abs(s) < 1e-9) {
                break;
            }
            double gx = at(px + STEP_MM, py, pz) - at(px - STEP_MM, py, pz);
            double gy = at(px, py + STEP_MM, pz) - at(px, py - STEP_MM, pz);
            double gz = at(px, py, pz + STEP_MM) - at(px, py, pz - STEP_MM);
            double length = Math.sqrt(gx * gx + gy * gy + gz * gz);
            if (!(length > 0)) {
                break;
            }
            px -= s * gx / length;
            py -= s * gy / length;
            pz -= s * gz / length;
        }
        point[0] = px;
        point[1] = py;
        point[2] = pz;
    }
}
