package org.thermargin.plan;

/**
 * Finds the least deep points by walking the tree of the surface, the more promising child first. Always present. Cost:
 * a few hundred bounds of nodes and some tens of solves per plan, bound by the latency of square roots and divisions.
 */
final class TreeThinnestKernel implements ThinnestKernel {
    private final BallTree surface;
    private final int[] stack = new int[128];
    private final double[] floors = new double[128];

    TreeThinnestKernel(BallTree surface) {
        this.surface = surface;
    }

    @Override
    public int thinnest(PackedEllipsoids zone, int guess) {
        double[] p = surface.points;
        int thinnest = guess;
        double least = zone.deepestMm(p[3 * guess], p[3 * guess + 1], p[3 * guess + 2]);
        int top = 0;
        stack[top] = 0;
        floors[top++] = Double.NEGATIVE_INFINITY;
        while (top > 0) {
            int node = stack[--top];
            if (floors[top] > least + BallTree.ROUNDING_MM) {
                continue;
            }
            if (!surface.isLeaf(node)) {
                top = descend(zone, node, top);
                continue;
            }
            int to = surface.first[node] + surface.size[node];
            for (int n = surface.first[node]; n < to; n++) {
                if (mayBeShallower(zone, n, least)) {
                    double depth = zone.deepestMm(p[3 * n], p[3 * n + 1], p[3 * n + 2]);
                    if (depth < least || (depth == least && n < thinnest)) {
                        least = depth;
                        thinnest = n;
                    }
                }
            }
        }
        return thinnest;
    }

    @Override
    public int shallowerThan(double limitMm, PackedEllipsoids zone, int[] points) {
        int count = 0;
        int top = 0;
        stack[top++] = 0;
        while (top > 0) {
            int node = stack[--top];
            if (zone.depthAtLeastMm(surface.nodes, BallTree.STRIDE * node) > limitMm + BallTree.ROUNDING_MM) {
                continue;
            }
            if (!surface.isLeaf(node)) {
                stack[top++] = 2 * node + 2;
                stack[top++] = 2 * node + 1;
                continue;
            }
            int to = surface.first[node] + surface.size[node];
            for (int n = surface.first[node]; n < to; n++) {
                if (mayBeShallower(zone, n, limitMm)) {
                    points[count++] = n;
                }
            }
        }
        return count;
    }

    private int descend(PackedEllipsoids zone, int node, int from) {
        int top = from;
        int left = 2 * node + 1;
        double leftFloor = zone.depthAtLeastMm(surface.nodes, BallTree.STRIDE * left);
        double rightFloor = zone.depthAtLeastMm(surface.nodes, BallTree.STRIDE * (left + 1));
        boolean leftLast = leftFloor > rightFloor;
        stack[top] = leftLast ? left : left + 1;
        floors[top++] = Math.max(leftFloor, rightFloor);
        stack[top] = leftLast ? left + 1 : left;
        floors[top++] = Math.min(leftFloor, rightFloor);
        return top;
    }

    private boolean mayBeShallower(PackedEllipsoids zone, int n, double limitMm) {
        double[] p = surface.points;
        double limit = limitMm + BallTree.ROUNDING_MM;
        return zone.depthAtLeastMm(p[3 * n], p[3 * n + 1], p[3 * n + 2]) <= limit
                && zone.depthCloselyAtLeastMm(p[3 * n], p[3 * n + 1], p[3 * n + 2]) <= limit;
    }
}
