package org.thermargin.assess;

import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.margin.ZoneRegion;

/** How much of the organ a zone takes, as vessels leave it where they change it, counted at the organ's voxel centres. */
final class OrganAblation {
    private OrganAblation() {}

    static Assessment.OrganSummary of(BinaryMask organ, SourceZone zone) {
        double voxelMl = organ.grid().voxelVolumeMm3() / 1000;
        double volume = organ.count() * voxelMl;
        double ablated = ablatedVoxels(organ, (zone.isDeformed() ? zone.deformed() : zone).region()) * voxelMl;
        return new Assessment.OrganSummary(volume, ablated, volume > 0 ? ablated / volume : 0);
    }

    private static long ablatedVoxels(BinaryMask organ, ZoneRegion zone) {
        VoxelGrid grid = organ.grid();
        if (zone instanceof ZoneRegion.Sampled sampled
                && grid.sameLattice(sampled.mask().grid())) {
            return sampled.mask().onto(grid).and(organ).count();
        }
        Bounds3 box = zone.bounds();
        long count = 0;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (organ.get(i, j, k)) {
                        Point3 p = grid.toWorld(i, j, k);
                        if (box.contains(p.x(), p.y(), p.z()) && zone.contains(p.x(), p.y(), p.z())) {
                            count++;
                        }
                    }
                }
            }
        }
        return count;
    }
}
