package org.thermargin.phantom;

import java.util.List;
import org.thermargin.geometry.SignedField;

/**
 * Signed distance to a star body with voids, found by dense sampling of its surfaces and local descent from every
 * sample that can still win; 1e-4 mm on bodies whose details are coarser than the samples (1.4 mm on a radius of 25 mm).
 * Positive inside the body and outside the voids.
 */
final class StarDepth implements SignedField {
    private static final int SAMPLES = 4096;
    private static final int SECTORS = 32;

    private final StarBody body;
    private final List<StarBody> voids;
    private final StarSamples[] surfaces;

    StarDepth(StarBody body, List<StarBody> voids) {
        this.body = body;
        this.voids = List.copyOf(voids);
        this.surfaces = new StarSamples[1 + voids.size()];
        surfaces[0] = new StarSamples(body, SAMPLES);
        for (int v = 0; v < voids.size(); v++) {
            surfaces[v + 1] = new StarSamples(voids.get(v), SAMPLES);
        }
    }

    private boolean inside(double x, double y, double z) {
        return body.contains(x, y, z) && !StarBody.inAny(voids, x, y, z);
    }

    @Override
    public double depthMm(double x, double y, double z) {
        double distance = Double.POSITIVE_INFINITY;
        for (StarSamples surface : surfaces) {
            distance = Math.min(distance, distanceMm(surface, x, y, z));
        }
        return inside(x, y, z) ? distance : -distance;
    }

    /** As the depth, from the samples alone: too large in magnitude by up to the sagitta of their spacing. */
    double roughDepthMm(double x, double y, double z) {
        double sq = Double.POSITIVE_INFINITY;
        for (StarSamples surface : surfaces) {
            double[] p = surface.points();
            for (int n = 0; n < p.length; n += 3) {
                double dx = p[n] - x;
                double dy = p[n + 1] - y;
                double dz = p[n + 2] - z;
                sq = Math.min(sq, dx * dx + dy * dy + dz * dz);
            }
        }
        double distance = Math.sqrt(sq);
        return inside(x, y, z) ? distance : -distance;
    }

    private static double distanceMm(StarSamples surface, double x, double y, double z) {
        int count = surface.count();
        int per = count / SECTORS;
        int[] start = new int[SECTORS];
        double[] near = new double[SECTORS];
        double best = Double.POSITIVE_INFINITY;
        double[] p = surface.points();
        for (int s = 0; s < SECTORS; s++) {
            near[s] = Double.POSITIVE_INFINITY;
            for (int n = s * per; n < (s + 1) * per; n++) {
                double dx = p[3 * n] - x;
                double dy = p[3 * n + 1] - y;
                double dz = p[3 * n + 2] - z;
                double sq = dx * dx + dy * dy + dz * dz;
                if (sq < near[s]) {
                    near[s] = sq;
                    start[s] = n;
                }
            }
            near[s] = Math.sqrt(near[s]);
            best = Math.min(best, near[s]);
        }
        double spacing = surface.spacingMm();
        double slack = Math.min(spacing, 0.5 * spacing * spacing / (best + 0.1 * spacing));
        double result = Double.POSITIVE_INFINITY;
        for (int s = 0; s < SECTORS; s++) {
            if (near[s] <= best + slack) {
                double[] point = {x, y, z};
                double[] foot = new double[3];
                result = Math.min(result, surface.descend(start[s], foot, () -> {
                    double dx = foot[0] - point[0];
                    double dy = foot[1] - point[1];
                    double dz = foot[2] - point[2];
                    return Math.sqrt(dx * dx + dy * dy + dz * dz);
                }));
            }
        }
        return result;
    }
}
