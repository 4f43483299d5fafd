package org.thermargin.assess;

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
        return MaskInZone.count(organ, zone);
    }
}
