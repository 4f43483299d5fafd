package org.thermargin.margin;

import java.util.Arrays;
import java.util.function.Supplier;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * Where an exact zone may come near the surface of its organ: blocks of its box into which it may reach and whose points
 * are not all deep in the organ. A point is deep when every organ voxel around its cell is set as far as the field of the
 * organ is bent: there {@link RegionField} keeps the distance of voxel centres, which is positive, and no one needs to
 * make it to know its sign.
 */
final class ShallowBlocks {
    private static final double BLOCK_MM = 6;
    /** Largest travel from a point to the foot that three corrections by the depth find, in units of the depth there. */
    private static final double TRAVEL = 7;
    /** The same for what depths are uneven by: a point may leave the zone by that at every correction. */
    private static final double UNEVEN = 4;

    private final BinaryMask organ;
    private final int[] rim; // voxels along each axis
    private final double slackMm;
    private final Supplier<OrganDepth> around; // the lesion; null: nobody asks
    private double[] blocks = new double[6 * 16]; // low x, y, z, high x, y, z
    private int size;

    private ShallowBlocks(BinaryMask organ, double slackMm, Supplier<OrganDepth> around) {
        this.organ = organ;
        this.slackMm = slackMm;
        this.around = around;
        VoxelGrid grid = organ.grid();
        double band = RegionField.bandMm(WorkingLattice.of(grid, grid.box()));
        this.rim = new int[] {
            (int) Math.ceil(band / grid.dxMm()),
            (int) Math.ceil(band / grid.dyMm()),
            (int) Math.ceil(band / grid.dzMm())
        };
    }

    /** Of no zone: only what is deep in the organ can be asked. */
    static ShallowBlocks ofNone(BinaryMask organ) {
        return new ShallowBlocks(organ, 0, null);
    }

    /** How far all is deep around points of the box. */
    static OrganDepth around(Bounds3 box, BinaryMask organ) {
        int[] rim = ofNone(organ).rim;
        VoxelGrid grid = organ.grid();
        return new OrganDepth(
                box,
                organ,
                BoxFrame.length((rim[0] + 1) * grid.dxMm(), (rim[1] + 1) * grid.dyMm(), (rim[2] + 1) * grid.dzMm()));
    }

    /**
     * The blocks of the zone's box.
     *
     * @param around how far all is deep around the lesion
     */
    static ShallowBlocks of(ExactBoundary zone, Bounds3 bounds, BinaryMask organ, Supplier<OrganDepth> around) {
        ShallowBlocks shallow = new ShallowBlocks(organ, zone.slackMm(), around);
        Bounds3 box = bounds.grown(UNEVEN * zone.slackMm());
        int nx = blocks(box.high().x() - box.low().x());
        int ny = blocks(box.high().y() - box.low().y());
        int nz = blocks(box.high().z() - box.low().z());
        Point3 low = box.low();
        if (shallow.isDeep(new Bounds3(low, low.shifted(nx * BLOCK_MM, ny * BLOCK_MM, nz * BLOCK_MM)))) {
            return shallow;
        }
        for (int n = 0; n < nx * ny * nz; n++) {
            double x = box.low().x() + n % nx * BLOCK_MM;
            double y = box.low().y() + n / nx % ny * BLOCK_MM;
            double z = box.low().z() + n / nx / ny * BLOCK_MM;
            shallow.offer(zone, x, y, z);
        }
        return shallow;
    }

    private static int blocks(double mm) {
        return Math.max(1, (int) Math.ceil(mm / BLOCK_MM));
    }

    private void offer(ExactBoundary zone, double x, double y, double z) {
        double half = BLOCK_MM / 2;
        double reach = half * Math.sqrt(3) + UNEVEN * slackMm;
        if (!isDeep(x, y, z, x + BLOCK_MM, y + BLOCK_MM, z + BLOCK_MM)
                && zone.at(x + half, y + half, z + half) >= -reach) {
            if (size == blocks.length) {
                blocks = Arrays.copyOf(blocks, 2 * size);
            }
            double[] block = {x, y, z, x + BLOCK_MM, y + BLOCK_MM, z + BLOCK_MM};
            System.arraycopy(block, 0, blocks, size, 6);
            size += 6;
        }
    }

    /** Whether a block lies within the distance of the box, mm. */
    boolean isNear(Bounds3 box, double mm) {
        for (int b = 0; b < size; b += 6) {
            Bounds3 block = new Bounds3(
                    new Point3(blocks[b], blocks[b + 1], blocks[b + 2]),
                    new Point3(blocks[b + 3], blocks[b + 4], blocks[b + 5]));
            if (block.gapMm(box) <= mm) {
                return true;
            }
        }
        return false;
    }

    /** Whether the foot of a point of the zone with that depth, mm, is deep in the organ for certain. */
    boolean isFootDeep(double x, double y, double z, double depthMm) {
        return isBeyond(x, y, z, travelMm(depthMm));
    }

    /** The same, near the lesion, of all points within the radius whose depths are that much at least and at most, mm. */
    boolean areFeetDeep(double x, double y, double z, double radiusMm, double leastMm, double mostMm) {
        double travel = radiusMm + travelMm(Math.max(-leastMm, mostMm));
        return leastMm >= 0 ? isBeyond(x, y, z, travel) : around.get().isDeep(x, y, z, travel);
    }

    private double travelMm(double depthMm) {
        return TRAVEL * depthMm + TRAVEL * UNEVEN * slackMm;
    }

    private boolean isBeyond(double x, double y, double z, double travel) {
        double squared = travel * travel;
        for (int b = 0; b < size; b += 6) {
            double dx = Math.max(0, Math.max(blocks[b] - x, x - blocks[b + 3]));
            double dy = Math.max(0, Math.max(blocks[b + 1] - y, y - blocks[b + 4]));
            double dz = Math.max(0, Math.max(blocks[b + 2] - z, z - blocks[b + 5]));
            if (dx * dx + dy * dy + dz * dz <= squared) {
                return false;
            }
        }
        return true;
    }

    /** Whether the point is deep in the organ. */
    boolean isDeep(double x, double y, double z) {
        return isDeep(x, y, z, x, y, z);
    }

    /** Whether the whole box is deep in the organ. */
    boolean isDeep(Bounds3 box) {
        Point3 low = box.low();
        Point3 high = box.high();
        return isDeep(low.x(), low.y(), low.z(), high.x(), high.y(), high.z());
    }

    private boolean isDeep(double x0, double y0, double z0, double x1, double y1, double z1) {
        VoxelGrid grid = organ.grid();
        IndexBox cells = indexBox(grid, x0, y0, z0, x1, y1, z1).grown(rim[0], rim[1], rim[2]);
        int iLow = clamp(cells.iLow(), grid.nx());
        int iHigh = clamp(cells.iHigh() - 1, grid.nx());
        for (int k = clamp(cells.kLow(), grid.nz()); k <= clamp(cells.kHigh() - 1, grid.nz()); k++) {
            for (int j = clamp(cells.jLow(), grid.ny()); j <= clamp(cells.jHigh() - 1, grid.ny()); j++) {
                if (!organ.isRunSet(iLow, iHigh + 1, j, k)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static IndexBox indexBox(VoxelGrid grid, double x0, double y0, double z0, double x1, double y1, double z1) {
        return grid.indexBox(new Bounds3(new Point3(x0, y0, z0), new Point3(x1, y1, z1)));
    }

    private static int clamp(int index, int n) {
        return Math.max(0, Math.min(n - 1, index));
    }
}
