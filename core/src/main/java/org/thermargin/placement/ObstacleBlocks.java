package org.thermargin.placement;

import java.util.Arrays;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * The set voxels of a mask by blocks of its lattice, so that those near a shaft are found without looking at all. A block
 * knows the ball around its voxels; the voxels themselves are read from the mask when they are asked for.
 */
final class ObstacleBlocks {
    /** Voxels along each axis of a block, so many that a row of it is a byte of a word of the mask. */
    private static final int SIDE = 8;
    /** Blocks that a word of the mask crosses. */
    private static final int PER_WORD = Long.SIZE / SIDE;
    /** Numbers of a block: lowest voxel along i, j, k, one past the highest. */
    private static final int BOX = 6;

    private final BinaryMask mask;
    private final int[] boxes;
    private final double[] balls; // per block: centre in mm along the axes of the grid, radius

    private ObstacleBlocks(BinaryMask mask, int[] boxes) {
        this.mask = mask;
        this.boxes = boxes;
        this.balls = new double[boxes.length / BOX * 4];
        VoxelGrid grid = mask.grid();
        double[] spacing = {grid.dxMm(), grid.dyMm(), grid.dzMm()};
        for (int b = 0; b < boxes.length / BOX; b++) {
            double squared = 0;
            for (int axis = 0; axis < 3; axis++) {
                double low = boxes[BOX * b + axis] * spacing[axis];
                double high = (boxes[BOX * b + 3 + axis] - 1) * spacing[axis];
                balls[4 * b + axis] = (low + high) / 2;
                squared += (high - low) * (high - low);
            }
            balls[4 * b + 3] = Math.sqrt(squared) / 2;
        }
    }

    static ObstacleBlocks of(BinaryMask mask) {
        IndexBox set = mask.boundingBox().orElse(null);
        if (set == null) {
            return new ObstacleBlocks(mask, new int[0]);
        }
        int first = set.iLow() / SIDE;
        int nx = (set.iHigh() - 1) / SIDE - first + 1;
        int[] bits = new int[nx]; // voxels along i that occur in a row of blocks
        int[] boxes = new int[BOX * 256];
        int size = 0;
        for (int kLow = set.kLow(); kLow < set.kHigh(); kLow += SIDE) {
            int kHigh = Math.min(set.kHigh(), kLow + SIDE);
            for (int jLow = set.jLow(); jLow < set.jHigh(); jLow += SIDE) {
                int jHigh = Math.min(set.jHigh(), jLow + SIDE);
                if (boxes.length < size + BOX * nx) {
                    boxes = Arrays.copyOf(boxes, 2 * (size + BOX * nx));
                }
                size = row(mask, first, jLow, jHigh, kLow, kHigh, bits, boxes, size);
            }
        }
        return new ObstacleBlocks(mask, Arrays.copyOf(boxes, size));
    }

    /** Appends the boxes of a row of blocks along i, of those that hold a voxel; the number of numbers after it. */
    private static int row(
            BinaryMask mask, int first, int jLow, int jHigh, int kLow, int kHigh, int[] bits, int[] boxes, int size) {
        int nx = bits.length;
        int[] box = new int[4 * nx]; // lowest j, lowest k, highest j, highest k
        Arrays.fill(bits, 0);
        for (int k = kLow; k < kHigh; k++) {
            for (int j = jLow; j < jHigh; j++) {
                for (int w = first / PER_WORD; w <= (first + nx - 1) / PER_WORD; w++) {
                    long left = mask.word(w, j, k);
                    while (left != 0) {
                        int at = Long.numberOfTrailingZeros(left) / SIDE;
                        int b = w * PER_WORD + at - first;
                        int found = (int) (left >>> (SIDE * at)) & 0xFF;
                        if (bits[b] == 0) {
                            box[4 * b] = j;
                            box[4 * b + 1] = k;
                            box[4 * b + 2] = j;
                        }
                        box[4 * b] = Math.min(box[4 * b], j);
                        box[4 * b + 2] = Math.max(box[4 * b + 2], j);
                        box[4 * b + 3] = k;
                        bits[b] |= found;
                        left &= ~(0xFFL << (SIDE * at));
                    }
                }
            }
        }
        int end = size;
        for (int b = 0; b < nx; b++) {
            if (bits[b] != 0) {
                boxes[end] = (first + b) * SIDE + Integer.numberOfTrailingZeros(bits[b]);
                boxes[end + 1] = box[4 * b];
                boxes[end + 2] = box[4 * b + 1];
                boxes[end + 3] = (first + b) * SIDE + Integer.SIZE - Integer.numberOfLeadingZeros(bits[b]);
                boxes[end + 4] = box[4 * b + 2] + 1;
                boxes[end + 5] = box[4 * b + 3] + 1;
                end += BOX;
            }
        }
        return end;
    }

    VoxelGrid grid() {
        return mask.grid();
    }

    int count() {
        return boxes.length / BOX;
    }

    /** Copies the centre of the ball that holds the voxel centres of a block; its radius. */
    double ball(int block, double[] c) {
        System.arraycopy(balls, 4 * block, c, 0, 3);
        return balls[4 * block + 3];
    }

    /** What is done with the centre of a voxel, mm along the axes of the grid from the centre of voxel 0. */
    interface Visitor {
        void at(double[] centre);
    }

    /** Shows every voxel of a block, by rows. */
    void visit(int block, double[] centre, Visitor visitor) {
        VoxelGrid grid = mask.grid();
        int b = BOX * block;
        for (int k = boxes[b + 2]; k < boxes[b + 5]; k++) {
            for (int j = boxes[b + 1]; j < boxes[b + 4]; j++) {
                int end = boxes[b + 3];
                for (int i = mask.nextSet(boxes[b], j, k); i < end; i = mask.nextSet(i + 1, j, k)) {
                    centre[0] = i * grid.dxMm();
                    centre[1] = j * grid.dyMm();
                    centre[2] = k * grid.dzMm();
                    visitor.at(centre);
                }
            }
        }
    }
}
