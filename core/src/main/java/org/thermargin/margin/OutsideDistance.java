package org.thermargin.margin;

/**
 * How far points that lie close together are outside a region, up to a limit. Where the tangent plane does not give the
 * sign, the field alone says whether a point is inside; and points farther from all vertices than the limit and the reach
 * of a vertex are beyond the limit. For one thread.
 */
final class OutsideDistance {
    private final SurfaceDistance surface;
    private final NearestVertices vertices;

    OutsideDistance(SurfaceDistance surface) {
        this.surface = surface;
        this.vertices = new NearestVertices(surface.tree());
    }

    /** As {@link org.thermargin.geometry.SignedField#outsideMm}. */
    void find(double[] points, int count, double limitMm, double[] distances) {
        for (int from = 0; from < count; from += NearestVertices.BLOCK) {
            int end = Math.min(count, from + NearestVertices.BLOCK);
            vertices.takeBlock(points, from, end);
            if (!isSettled(points, from, end, limitMm, distances)) {
                for (int n = from; n < end; n += NearestVertices.GROUP) {
                    group(points, n, Math.min(end, n + NearestVertices.GROUP), limitMm, distances);
                }
            }
        }
    }

    private void group(double[] points, int from, int end, double limitMm, double[] distances) {
        vertices.takeGroup(points, from, end);
        if (isSettled(points, from, end, limitMm, distances)) {
            return;
        }
        for (int n = from; n < end; n++) {
            double x = points[3 * n];
            double y = points[3 * n + 1];
            double z = points[3 * n + 2];
            double outside = -surface.at(vertices.find(x, y, z), x, y, z);
            distances[n] = outside > limitMm ? Double.POSITIVE_INFINITY : Math.max(0, outside);
        }
    }

    /** Whether the points taken last are all inside, or beyond the limit where they are not; if so, writes it. */
    private boolean isSettled(double[] points, int from, int end, double limitMm, double[] distances) {
        double least = vertices.leastMm();
        if (least <= surface.signMm() + surface.reachMm()) {
            return false;
        }
        boolean beyond = least > limitMm + surface.reachMm();
        for (int n = from; n < end; n++) {
            boolean inside = surface.field().at(points[3 * n], points[3 * n + 1], points[3 * n + 2]) > 0;
            if (!inside && !beyond) {
                return false;
            }
            distances[n] = inside ? 0 : Double.POSITIVE_INFINITY;
        }
        return true;
    }
}
