package org.thermargin.assess;

import java.util.Arrays;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Direction3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * The voxel faces between a mask and what is not set, in blocks with their boxes. Most blocks of a vessel tree lie far from
 * all that is asked for, so that the mask tells only where there are faces until their block is looked at. Faces come in the
 * order of rows, voxels and sides. Thread-safe.
 */
final class FaceBlocks {
    /** A block ends with the word of voxels that brings it to so many faces. */
    private static final int BLOCK = 64;
    /** Most faces of a block: all but the last word bring fewer. */
    private static final int MOST = BLOCK - 1 + 6 * 64;
    /** More than any rounding, mm. */
    private static final double ROUNDING_MM = 1e-9;

    private final BinaryMask mask;
    private final double[] step; // from a voxel to the next along i, j, k: x, y, z of each, by amount, mm
    private int[] words = new int[1024]; // places of the words with a face
    private int[] starts = new int[256]; // of each block among them, and their end
    private double[] boxes = new double[6 * 256]; // per block: low x, y, z, high x, y, z
    private int count;

    /** The faces of the mask; those on the border of the image are none. */
    FaceBlocks(BinaryMask mask, IndexBox set) {
        this.mask = mask;
        VoxelGrid grid = mask.grid();
        this.step = new double[9];
        steps(0, grid.iDirection(), grid.dxMm());
        steps(3, grid.jDirection(), grid.dyMm());
        steps(6, grid.kDirection(), grid.dzMm());
        int size = 0;
        int faces = 0; // of the block at hand
        int iLow = grid.nx(); // and the box of its voxels
        int iHigh = 0;
        int jLow = grid.ny();
        int jHigh = 0;
        long[] bare = new long[6];
        for (int k = set.kLow(); k < set.kHigh(); k++) {
            for (int j = set.jLow(); j < set.jHigh(); j++) {
                for (int w = set.iLow() >> 6; w <= (set.iHigh() - 1) >> 6; w++) {
                    long any = bare(w, j, k, bare);
                    if (any == 0) {
                        continue;
                    }
                    words = size == words.length ? Arrays.copyOf(words, 2 * size) : words;
                    words[size++] = (j + grid.ny() * k) * mask.wordsPerRow() + w;
                    iLow = Math.min(iLow, (w << 6) + Long.numberOfTrailingZeros(any));
                    iHigh = Math.max(iHigh, (w << 6) + 64 - Long.numberOfLeadingZeros(any));
                    jLow = Math.min(jLow, j);
                    jHigh = Math.max(jHigh, j + 1);
                    for (long side : bare) {
                        faces += Long.bitCount(side);
                    }
                    if (faces >= BLOCK) {
                        end(size, iLow, iHigh, jLow, jHigh);
                        faces = 0;
                        iLow = grid.nx();
                        iHigh = 0;
                        jLow = grid.ny();
                        jHigh = 0;
                    }
                }
            }
        }
        if (faces > 0) {
            end(size, iLow, iHigh, jLow, jHigh);
        }
    }

    private void steps(int at, Direction3 along, double spacingMm) {
        step[at] = Math.abs(along.x()) * spacingMm;
        step[at + 1] = Math.abs(along.y()) * spacingMm;
        step[at + 2] = Math.abs(along.z()) * spacingMm;
    }

    /** Ends a block with the words so far and writes its box. */
    private void end(int size, int iLow, int iHigh, int jLow, int jHigh) {
        if (count + 1 == starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
            boxes = Arrays.copyOf(boxes, 6 * starts.length);
        }
        VoxelGrid grid = mask.grid();
        int slice = mask.wordsPerRow() * grid.ny();
        int kLow = words[starts[count]] / slice;
        int kHigh = words[size - 1] / slice + 1;
        double i = (iLow + iHigh - 1) / 2.0;
        double j = (jLow + jHigh - 1) / 2.0;
        double k = (kLow + kHigh - 1) / 2.0;
        double[] middle = {grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k)};
        for (int axis = 0; axis < 3; axis++) {
            double half =
                    ((iHigh - iLow) * step[axis] + (jHigh - jLow) * step[3 + axis] + (kHigh - kLow) * step[6 + axis])
                                    / 2
                            + ROUNDING_MM;
            boxes[6 * count + axis] = middle[axis] - half;
            boxes[6 * count + 3 + axis] = middle[axis] + half;
        }
        starts[++count] = size;
    }

    /** Number of blocks; 0 where there is no face. */
    int count() {
        return count;
    }

    /** The box of a block holds its faces: a coordinate of its low corner, LPS mm. */
    double low(int block, int axis) {
        return boxes[6 * block + axis];
    }

    /** The same of its high corner. */
    double high(int block, int axis) {
        return boxes[6 * block + 3 + axis];
    }

    /** No more than the distance from any face of a block to the box, mm, roundings included. */
    double gapMm(int block, Bounds3 box) {
        int b = 6 * block;
        double gx = Math.max(
                0, Math.max(box.low().x() - boxes[b + 3], boxes[b] - box.high().x()));
        double gy = Math.max(
                0,
                Math.max(box.low().y() - boxes[b + 4], boxes[b + 1] - box.high().y()));
        double gz = Math.max(
                0,
                Math.max(box.low().z() - boxes[b + 5], boxes[b + 2] - box.high().z()));
        return Math.sqrt(gx * gx + gy * gy + gz * gz);
    }

    /** The first of the blocks with the least {@link #gapMm}; there must be one. */
    int nearestTo(Bounds3 box) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int b = 0; b < count && least > 0; b++) {
            double gap = gapMm(b, box);
            if (gap < least) {
                least = gap;
                nearest = b;
            }
        }
        return nearest;
    }

    /** The faces of one block after another, for one thread. */
    final class Reader {
        private final double[] faces = new double[3 * MOST];
        private final long[] bare = new long[6];
        private int size;

        /** Midpoints of the faces of the last block read, three coordinates each, LPS mm; of length {@link #size}. */
        double[] faces() {
            return faces;
        }

        /** Three times the number of faces of the last block read. */
        int size() {
            return size;
        }

        /** Makes the faces of a block. */
        void read(int block) {
            VoxelGrid grid = mask.grid();
            size = 0;
            for (int n = starts[block]; n < starts[block + 1]; n++) {
                int w = words[n] % mask.wordsPerRow();
                int row = words[n] / mask.wordsPerRow();
                read(grid, w, row % grid.ny(), row / grid.ny());
            }
        }

        private void read(VoxelGrid grid, int w, int j, int k) {
            for (long left = bare(w, j, k, bare); left != 0; left &= left - 1) {
                int bit = Long.numberOfTrailingZeros(left);
                for (int side = 0; side < 6; side++) {
                    if ((bare[side] >>> bit & 1) == 0) {
                        continue;
                    }
                    double half = (side & 1) == 0 ? -0.5 : 0.5;
                    double ci = (w << 6) + bit + (side < 2 ? half : 0);
                    double cj = j + (side >> 1 == 1 ? half : 0);
                    double ck = k + (side >> 1 == 2 ? half : 0);
                    faces[size++] = grid.worldX(ci, cj, ck);
                    faces[size++] = grid.worldY(ci, cj, ck);
                    faces[size++] = grid.worldZ(ci, cj, ck);
                }
            }
        }
    }

    /** Writes which voxels of a word have a face to -i, i, -j, j, -k, k; those with any. */
    private long bare(int w, int j, int k, long[] bare) {
        VoxelGrid grid = mask.grid();
        long set = mask.word(w, j, k);
        if (set == 0) {
            return 0;
        }
        bare[0] = set & ~(set << 1 | (w == 0 ? 1 : mask.word(w - 1, j, k) >>> 63));
        bare[1] = set & ~(set >>> 1 | mask.word(w + 1, j, k) << 63);
        int last = grid.nx() - 1;
        bare[1] &= w == last >> 6 ? ~(1L << (last & 63)) : -1L;
        bare[2] = j == 0 ? 0 : set & ~mask.word(w, j - 1, k);
        bare[3] = j == grid.ny() - 1 ? 0 : set & ~mask.word(w, j + 1, k);
        bare[4] = k == 0 ? 0 : set & ~mask.word(w, j, k - 1);
        bare[5] = k == grid.nz() - 1 ? 0 : set & ~mask.word(w, j, k + 1);
        return bare[0] | bare[1] | bare[2] | bare[3] | bare[4] | bare[5];
    }
}
