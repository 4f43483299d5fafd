package org.thermargin.margin;

/**
 * How far points that lie close together are outside a region, up to a limit. Where the tangent plane does not give the
 * sign, the field alone says whether a point is inside; and points farther from all vertices than the limit and the reach
 * of a vertex are beyond the limit. For one thread.
 */
final class OutsideDistance implements NearestVertices.Asked {
    private final SurfaceDistance surface;
    private final NearestVertices vertices;
    private double[] points;
    private double limitMm;
    private double[] distances;

    OutsideDistance(SurfaceDistance surface) {
        this.surface = surface;
        this.vertices = new NearestVertices(surface.tree());
    }

    /** As {@link org.thermargin.geometry.SignedField#outsideMm}. */
    void find(double[] points, int count, double limitMm, double[] distances) {
        this.points = points;
        this.limitMm = limitMm;
        this.distances = distances;
        vertices.find(points, count, this);
    }

    @Override
    public void take(int n, int vertex) {
        double outside = -surface.at(vertex, points[3 * n], points[3 * n + 1], points[3 * n + 2]);
        distances[n] = outside > limitMm ? Double.POSITIVE_INFINITY : Math.max(0, outside);
    }

    /** Whether the points are all inside, or beyond the limit where they are not; if so, writes it. */
    @Override
    public boolean isSettled(int from, int end, double leastMm) {
        if (leastMm <= surface.signMm() + surface.reachMm()) {
            return false;
        }
        boolean beyond = leastMm > limitMm + surface.reachMm();
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
