package org.thermargin.margin;

import java.util.function.Supplier;
import org.thermargin.geometry.Bounds3;
import org.thermargin.grid.VoxelGrid;

/**
 * The boundary of a region known at the nodes of a lattice, linear between them; made when it is first asked for. Where there is
 * none in the box, all of it counts as so far inside or outside as the box reaches.
 */
final class NodeBoundary implements Boundary {
    /** By how much distances to the triangles may be too large, in units of the spacing. */
    private static final double SLACK = 0.25;

    private final double slackMm;
    private final double farMm;
    private final Kept<Made> made;

    /** The surface, or null and on which side of it all nodes lie. */
    private record Made(LevelSurface surface, boolean inside) {
        double everywhere(double farMm) {
            return inside ? farMm : -farMm;
        }
    }

    /**
     * A region at the nodes.
     *
     * @param farMm distance that stands for the boundary where none is in the box
     * @param asked box of the points that are asked for
     */
    NodeBoundary(VoxelGrid nodes, Supplier<double[]> depthMm, double farMm, Bounds3 asked) {
        this.slackMm = SLACK * nodes.maxSpacingMm();
        this.farMm = farMm;
        this.made = new Kept<>(() -> {
            double[] phi = depthMm.get();
            return new Made(LevelSurface.ofNodes(nodes, phi, asked), phi[0] > 0);
        });
    }

    /** Makes the surface. */
    void prepare() {
        made.get();
    }

    @Override
    public double at(double x, double y, double z) {
        Made known = made.get();
        return known.surface == null ? known.everywhere(farMm) : known.surface.depthMm(x, y, z);
    }

    /** The same for one of the points whose places are known; the foot of the caller is written over. */
    double at(NodePlaces points, int n, TriangleFoot foot) {
        Made known = made.get();
        return known.surface == null ? known.everywhere(farMm) : known.surface.depthMm(points, n, foot);
    }

    @Override
    public void foot(double x, double y, double z, double[] point) {
        Made known = made.get();
        if (known.surface == null) {
            point[0] = x;
            point[1] = y;
            point[2] = z;
        } else {
            known.surface.foot(x, y, z, point);
        }
    }

    @Override
    public boolean isAbove(double x, double y, double z, double mm) {
        return at(x, y, z) > mm;
    }

    @Override
    public double atLeast(double x, double y, double z) {
        return at(x, y, z);
    }

    @Override
    public double slackMm() {
        return slackMm;
    }
}
