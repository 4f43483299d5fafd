package org.thermargin.assess;

import java.util.Arrays;
import org.thermargin.geometry.Bounds3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.margin.ZoneRegion;

/**
 * Area of the wall of a mask inside a zone. Voxel faces overstate an oblique wall, by up to 1.7 times: each face counts
 * with the share |n . e| of its area, n being the normal of the wall there and e that of the face. For a plane the sum is
 * its area whatever its direction. The normal points away from the set voxels within two of the largest spacings.
 */
final class WallArea {
    private static final double AROUND = 2;
    /** Share of the faces of a convex body in its area, on average over all directions; where there is no normal. */
    private static final double MEAN_SHARE = 2.0 / 3;

    private final BinaryMask mask;
    private final VoxelGrid grid;
    private final int[] offsets; // i, j, k

    private WallArea(BinaryMask mask) {
        this.mask = mask;
        this.grid = mask.grid();
        this.offsets = offsets(grid, AROUND * grid.maxSpacingMm());
    }

    /** Wall inside the zone, mm2; what ends at the border of the image has no wall there. */
    static double insideMm2(BinaryMask mask, IndexBox set, ZoneRegion zone) {
        Bounds3 box = zone.bounds();
        VoxelGrid grid = mask.grid();
        if (grid.worldBounds(set).gapMm(box) > 0) {
            return 0;
        }
        IndexBox near = grid.indexBox(box.grown(grid.voxelDiagonalMm()));
        int iLow = Math.max(set.iLow(), near.iLow());
        int jLow = Math.max(set.jLow(), near.jLow());
        int kLow = Math.max(set.kLow(), near.kLow());
        int iHigh = Math.min(set.iHigh(), near.iHigh());
        int jHigh = Math.min(set.jHigh(), near.jHigh());
        int kHigh = Math.min(set.kHigh(), near.kHigh());
        WallArea walls = new WallArea(mask);
        double area = 0;
        for (int k = kLow; k < kHigh; k++) {
            for (int j = jLow; j < jHigh; j++) {
                for (int i = iLow; i < iHigh; i++) {
                    if (mask.get(i, j, k)) {
                        area += walls.ofVoxel(i, j, k, zone);
                    }
                }
            }
        }
        return area;
    }

    private double ofVoxel(int i, int j, int k, ZoneRegion zone) {
        double area = 0;
        double[] normal = null;
        for (int axis = 0; axis < 3; axis++) {
            for (int side = -1; side <= 1; side += 2) {
                int di = axis == 0 ? side : 0;
                int dj = axis == 1 ? side : 0;
                int dk = axis == 2 ? side : 0;
                if (!grid.contains(i + di, j + dj, k + dk) || mask.get(i + di, j + dj, k + dk)) {
                    continue;
                }
                double fi = i + 0.5 * di;
                double fj = j + 0.5 * dj;
                double fk = k + 0.5 * dk;
                if (zone.contains(grid.worldX(fi, fj, fk), grid.worldY(fi, fj, fk), grid.worldZ(fi, fj, fk))) {
                    normal = normal == null ? normal(i, j, k) : normal;
                    area += Math.abs(normal[axis]) * faceMm2(axis);
                }
            }
        }
        return area;
    }

    private double faceMm2(int axis) {
        return switch (axis) {
            case 0 -> grid.dyMm() * grid.dzMm();
            case 1 -> grid.dxMm() * grid.dzMm();
            default -> grid.dxMm() * grid.dyMm();
        };
    }

    /** Unit normal along the axes of the grid; the mean share on every axis where the voxels around say nothing. */
    private double[] normal(int i, int j, int k) {
        double x = 0;
        double y = 0;
        double z = 0;
        for (int n = 0; n < offsets.length; n += 3) {
            if (mask.getOrFalse(i + offsets[n], j + offsets[n + 1], k + offsets[n + 2])) {
                x += offsets[n] * grid.dxMm();
                y += offsets[n + 1] * grid.dyMm();
                z += offsets[n + 2] * grid.dzMm();
            }
        }
        double length = Math.sqrt(x * x + y * y + z * z);
        return length > 0
                ? new double[] {x / length, y / length, z / length}
                : new double[] {MEAN_SHARE, MEAN_SHARE, MEAN_SHARE};
    }

    private static int[] offsets(VoxelGrid grid, double mm) {
        int di = (int) (mm / grid.dxMm());
        int dj = (int) (mm / grid.dyMm());
        int dk = (int) (mm / grid.dzMm());
        int[] all = new int[3 * (2 * di + 1) * (2 * dj + 1) * (2 * dk + 1)];
        int size = 0;
        for (int k = -dk; k <= dk; k++) {
            for (int j = -dj; j <= dj; j++) {
                for (int i = -di; i <= di; i++) {
                    double x = i * grid.dxMm();
                    double y = j * grid.dyMm();
                    double z = k * grid.dzMm();
                    if (x * x + y * y + z * z <= mm * mm) {
                        all[size++] = i;
                        all[size++] = j;
                        all[size++] = k;
                    }
                }
            }
        }
        return Arrays.copyOf(all, size);
    }
}
