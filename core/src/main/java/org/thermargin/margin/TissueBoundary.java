package org.thermargin.margin;

import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;

/**
 * The boundary of "not unablated organ tissue", zone or outside of the organ, where zone and organ do not share a
 * lattice: the union of the two regions. Where the foot on the zone's boundary lies in the organ, the zone's own distance
 * is the answer; elsewhere (the zone reaches beyond the capsule) the answer comes from the surface of the union,
 * extracted on a lattice of about the finest spacing. A film of tissue between the two surfaces that is thinner than
 * their common uncertainty counts as ablated: two masks of a zone that ends at the capsule would always show one.
 */
final class TissueBoundary implements Boundary {
    private final Boundary zone;
    private final RegionField organ;
    private final SurfaceDistance union;
    private final double filmMm;

    private TissueBoundary(Boundary zone, RegionField organ, SurfaceDistance union, double filmMm) {
        this.zone = zone;
        this.organ = organ;
        this.union = union;
        this.filmMm = filmMm;
    }

    /**
     * The boundary within the given world box, with nodes of the given spacing and films up to the given thickness
     * ignored; null when no unablated organ tissue
     * lies in the box.
     */
    static TissueBoundary of(Boundary zone, RegionField organ, Bounds3 box, double spacingMm, double filmMm) {
        Point3 low = box.low();
        Point3 high = box.high();
        VoxelGrid nodes = VoxelGrid.axisAligned(
                (int) Math.ceil((high.x() - low.x()) / spacingMm) + 1,
                (int) Math.ceil((high.y() - low.y()) / spacingMm) + 1,
                (int) Math.ceil((high.z() - low.z()) / spacingMm) + 1,
                spacingMm,
                spacingMm,
                spacingMm,
                low);
        double[] psi = new double[nodes.voxelCount()];
        boolean unablated = false;
        boolean spared = false;
        for (int k = 0, n = 0; k < nodes.nz(); k++) {
            for (int j = 0; j < nodes.ny(); j++) {
                double known = 0; // zone depth at the last node of the row where it was asked for
                int since = 0; // nodes since then
                for (int i = 0; i < nodes.nx(); i++, n++) {
                    double x = nodes.worldX(i, j, k);
                    double y = nodes.worldY(i, j, k);
                    double z = nodes.worldZ(i, j, k);
                    double outside = filmMm - organ.at(x, y, z);
                    since++;
                    if (outside > 2 * spacingMm) {
                        psi[n] = outside;
                    } else {
                        // the depth is 1-Lipschitz: farther than three spacings from the edge a bound of it will do
                        double least = Math.abs(known) - since * spacingMm;
                        double depth;
                        if (least > 3 * spacingMm) {
                            depth = known > 0 ? least : -least;
                        } else {
                            depth = zone.at(x, y, z);
                            known = depth;
                            since = 0;
                        }
                        psi[n] = Math.max(depth, outside);
                    }
                    unablated |= psi[n] <= 0;
                    spared |= psi[n] > 0;
                }
            }
        }
        if (!unablated || !spared) {
            return null;
        }
        RegionField field = RegionField.ofNodes(nodes, psi);
        Surface surface = SurfaceNets.extract(psi, nodes);
        return surface.vertexCount() == 0
                ? null
                : new TissueBoundary(zone, organ, new SurfaceDistance(field, surface), filmMm);
    }

    @Override
    public double at(double x, double y, double z) {
        double[] foot = new double[3];
        zone.foot(x, y, z, foot);
        double toZone = zone.at(x, y, z);
        if (organ.at(foot[0], foot[1], foot[2]) > filmMm) {
            return toZone;
        }
        return Math.max(toZone, union.at(x, y, z));
    }

    @Override
    public void foot(double x, double y, double z, double[] point) {
        zone.foot(x, y, z, point);
        if (organ.at(point[0], point[1], point[2]) <= filmMm) {
            union.foot(x, y, z, point);
        }
    }
}
