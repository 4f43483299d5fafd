package org.thermargin.phantom;

import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** A closed region of space, known exactly: whether a world point (LPS, mm) lies in it. Thread-safe. */
@FunctionalInterface
public interface Region {
    /** Whether the point lies in the region, boundary included. */
    boolean contains(double x, double y, double z);

    /** The points of this region that lie in the other too. */
    default Region and(Region other) {
        return (x, y, z) -> contains(x, y, z) && other.contains(x, y, z);
    }

    /** The points of either region. */
    default Region or(Region other) {
        return (x, y, z) -> contains(x, y, z) || other.contains(x, y, z);
    }

    /** The points of this region that do not lie in the other. */
    default Region without(Region other) {
        return (x, y, z) -> contains(x, y, z) && !other.contains(x, y, z);
    }

    /** The ball around the centre, radius mm. */
    static Region ball(Point3 centre, double radiusMm) {
        double square = radiusMm * radiusMm;
        return (x, y, z) -> {
            double dx = x - centre.x();
            double dy = y - centre.y();
            double dz = z - centre.z();
            return dx * dx + dy * dy + dz * dz <= square;
        };
    }

    /** The mask of the voxels whose centre lies in the region. */
    default BinaryMask mask(VoxelGrid grid) {
        return mask(grid, grid.worldBounds());
    }

    /** The mask of the voxels whose centre lies in the region and in the box; saves time where the region is small. */
    default BinaryMask mask(VoxelGrid grid, Bounds3 bounds) {
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    double x = grid.worldX(i, j, k);
                    double y = grid.worldY(i, j, k);
                    double z = grid.worldZ(i, j, k);
                    if (bounds.contains(x, y, z) && contains(x, y, z)) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }
}
