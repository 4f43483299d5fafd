package org.thermargin.margin;

import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * The ablation zone as the margin code sees it: a mask imported from an image, or an exact signed field from a device
 * or a model. Both answer in world coordinates, so lesion and zone need not share a lattice.
 */
public sealed interface ZoneRegion {
    /** Whether the world point (LPS mm) lies in the zone; for a mask, whether the nearest voxel is set. */
    boolean contains(double x, double y, double z);

    /** A world box that holds the whole zone. */
    Bounds3 bounds();

    /** A zone drawn on an image: a voxel belongs to it iff its centre lies inside the true zone. Never empty. */
    record Sampled(BinaryMask mask) implements ZoneRegion {
        public Sampled {
            if (mask.isEmpty()) {
                throw new IllegalArgumentException("an empty zone mask has no margin");
            }
        }

        @Override
        public boolean contains(double x, double y, double z) {
            VoxelGrid grid = mask.grid();
            return mask.getOrFalse(
                    (int) Math.floor(grid.indexI(x, y, z) + 0.5), (int) Math.floor(grid.indexJ(x, y, z) + 0.5), (int)
                            Math.floor(grid.indexK(x, y, z) + 0.5));
        }

        @Override
        public Bounds3 bounds() {
            return mask.worldBounds().orElseThrow();
        }
    }

    /**
     * A zone known exactly: {@code depth} is the true signed distance to the boundary of the whole zone (of the union,
     * where it has several parts), as good as
     * the errors say, which widen every interval: how much the absolute depth may be too large, and how much too small.
     */
    record Exact(SignedField depth, Bounds3 bounds, double tooLargeMm, double tooSmallMm) implements ZoneRegion {
        /** With a depth free of error. */
        public Exact(SignedField depth, Bounds3 bounds) {
            this(depth, bounds, 0, 0);
        }

        @Override
        public boolean contains(double x, double y, double z) {
            return depth.contains(x, y, z);
        }
    }
}
