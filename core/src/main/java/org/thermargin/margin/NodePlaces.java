package org.thermargin.margin;

import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;

/** Points between the nodes of a lattice along the axes: which cell holds each, and where in it. */
final class NodePlaces {
    private final double[] points;
    private final int rowStep; // from a node to the next along y
    private final int sliceStep; // and along z
    private final int[] cell; // lowest node of it
    private final double[] share; // of the way to the next node, three per point

    /**
     * Of points, three coordinates each, not copied.
     *
     * @param nodes at least 2 x 2 x 2; points outside count as at the border
     */
    NodePlaces(double[] points, VoxelGrid nodes) {
        this.points = points;
        this.rowStep = nodes.nx();
        this.sliceStep = nodes.nx() * nodes.ny();
        this.cell = new int[points.length / 3];
        this.share = new double[points.length];
        Point3 low = nodes.origin();
        for (int p = 0; p < cell.length; p++) {
            cell[p] = place(3 * p, (points[3 * p] - low.x()) / nodes.dxMm(), nodes.nx())
                    + rowStep * place(3 * p + 1, (points[3 * p + 1] - low.y()) / nodes.dyMm(), nodes.ny())
                    + sliceStep * place(3 * p + 2, (points[3 * p + 2] - low.z()) / nodes.dzMm(), nodes.nz());
        }
    }

    private int place(int at, double index, int n) {
        double inside = Math.max(0, Math.min(n - 1, index));
        int node = Math.min((int) inside, n - 2);
        share[at] = inside - node;
        return node;
    }

    /** Three coordinates of every point, not a copy. */
    double[] points() {
        return points;
    }

    /** What a {@link RegionField} with these values at the nodes has at the point, to the last bit. */
    double at(double[] phi, int point) {
        return NodeCells.at(
                phi, cell[point], rowStep, sliceStep, share[3 * point], share[3 * point + 1], share[3 * point + 2]);
    }
}
