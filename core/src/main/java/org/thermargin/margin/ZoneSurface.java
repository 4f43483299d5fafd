package org.thermargin.margin;

import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * The surface of an ablation zone as a mesh, for viewing: the value of a vertex is its signed distance to the lesion
 * surface, mm, positive outside the lesion. The reconstructed surface of a mask; for an exact zone its zero level on
 * nodes of about 1 mm.
 */
public final class ZoneSurface {
    private static final double NODE_MM = 1;

    private ZoneSurface() {}

    /** The surface of the zone with distances to the lesion. */
    public static MarginMap of(BinaryMask lesion, ZoneRegion zone) {
        LesionSide side = LesionSide.ofCrop(LesionSide.crop(lesion)).fitted(1);
        SurfaceDistance toLesion = new SurfaceDistance(side.field(), side.fitted());
        Surface surface = zone instanceof ZoneRegion.Sampled sampled ? sampled(sampled.mask()) : exact(zone);
        double[] v = surface.verticesMm();
        double[] outside = new double[surface.vertexCount()];
        for (int n = 0; n < outside.length; n++) {
            outside[n] = -toLesion.at(v[3 * n], v[3 * n + 1], v[3 * n + 2]);
        }
        return new MarginMap(v, surface.triangles(), outside);
    }

    private static Surface sampled(BinaryMask mask) {
        RegionField field = RegionField.of(mask);
        return SurfaceNets.extract(field.phi(), field.nodes());
    }

    private static Surface exact(ZoneRegion zone) {
        Bounds3 box = zone.bounds().grown(2 * NODE_MM);
        Point3 low = box.low();
        VoxelGrid nodes = VoxelGrid.axisAligned(
                (int) Math.ceil((box.high().x() - low.x()) / NODE_MM) + 1,
                (int) Math.ceil((box.high().y() - low.y()) / NODE_MM) + 1,
                (int) Math.ceil((box.high().z() - low.z()) / NODE_MM) + 1,
                NODE_MM,
                NODE_MM,
                NODE_MM,
                low);
        var depth = ((ZoneRegion.Exact) zone).depth();
        double[] phi = new double[nodes.voxelCount()];
        for (int k = 0, n = 0; k < nodes.nz(); k++) {
            for (int j = 0; j < nodes.ny(); j++) {
                for (int i = 0; i < nodes.nx(); i++, n++) {
                    phi[n] = depth.depthMm(nodes.worldX(i, j, k), nodes.worldY(i, j, k), nodes.worldZ(i, j, k));
                }
            }
        }
        return SurfaceNets.extract(phi, nodes);
    }
}
