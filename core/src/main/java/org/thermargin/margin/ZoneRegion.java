package org.thermargin.margin;

import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.PointRow;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;

/**
 * The ablation zone as the margin code sees it: a mask imported from an image, or an exact signed field from a device
 * or a model. Both answer in world coordinates, so lesion and zone need not share a lattice.
 */
public sealed interface ZoneRegion {
    /** Whether the world point (LPS mm) lies in the zone; for a mask, whether the nearest voxel is set. */
    boolean contains(double x, double y, double z);

    /** Sets the bits of the points of the row that lie in the zone, as {@link SignedField#mark}. */
    default void mark(PointRow row, long[] bits) {
        for (int n = 0; n < row.count(); n++) {
            if (contains(row.x(n), row.y(n), row.z(n))) {
                bits[n >> 6] |= 1L << (n & 63);
            }
        }
    }

    /** A world box that holds the whole zone. */
    Bounds3 bounds();

    /**
     * How much more than the distance between two points outside the zone their distances to it can differ as a margin
     * measures them, mm; 0 for distances without error.
     */
    double unevennessMm();

    /** A zone drawn on an image: a voxel belongs to it iff its centre lies inside the true zone. Never empty. */
    final class Sampled implements ZoneRegion {
        private final BinaryMask mask;
        private final IndexBox box;

        /** Of the mask, which must not change any more. */
        public Sampled(BinaryMask mask) {
            this(
                    mask,
                    mask.boundingBox()
                            .orElseThrow(() -> new IllegalArgumentException("an empty zone mask has no margin")));
        }

        /** With the smallest box of its voxels, where it is known. */
        Sampled(BinaryMask mask, IndexBox box) {
            this.mask = mask;
            this.box = box;
        }

        public BinaryMask mask() {
            return mask;
        }

        /** The smallest box of all voxels of the zone. */
        public IndexBox box() {
            return box;
        }

        @Override
        public boolean contains(double x, double y, double z) {
            return mask.holds(x, y, z);
        }

        @Override
        public Bounds3 bounds() {
            return mask.grid().worldBounds(box);
        }

        /** A nearest vertex stands for the surface around it, and vertices lie less than a voxel apart. */
        @Override
        public double unevennessMm() {
            return 2 * mask.grid().maxSpacingMm();
        }
    }

    /**
     * A zone known exactly: {@code depth} is the true signed distance to the boundary of the whole zone (of the union,
     * where it has several parts), as good as
     * the errors say, which widen every interval: how much the absolute depth may be too large, and how much too small.
     */
    record Exact(SignedField depth, Bounds3 bounds, double tooLargeMm, double tooSmallMm) implements ZoneRegion {
        /** Depths are computed that well, mm. */
        private static final double ROUNDING_MM = 1e-3;

        /** With a depth free of error. */
        public Exact(SignedField depth, Bounds3 bounds) {
            this(depth, bounds, 0, 0);
        }

        @Override
        public boolean contains(double x, double y, double z) {
            return depth.contains(x, y, z);
        }

        @Override
        public void mark(PointRow row, long[] bits) {
            depth.mark(row, bits);
        }

        @Override
        public double unevennessMm() {
            return tooLargeMm + tooSmallMm + ROUNDING_MM;
        }
    }
}
