package org.thermargin.assess;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.ApplicatorPlacement;

/**
 * The surface of a vessel or structure mask as the midpoints of its voxel faces, and distances to it. A face midpoint is
 * off the true surface by at most half a voxel diagonal. Faces are kept in blocks with their boxes, so that those too far
 * away to be nearest are passed over together.
 */
final class Proximity {
    /** Faces of a block. */
    private static final int BLOCK = 64;
    /** Relative slack that no rounding exceeds. */
    private static final double ROUNDING = 1e-9;

    private final double[] faces; // LPS mm, three per face
    private final double[] boxes; // per block: low x, y, z, high x, y, z

    private Proximity(double[] faces) {
        this.faces = faces;
        this.boxes = new double[6 * ((faces.length / 3 + BLOCK - 1) / BLOCK)];
        for (int b = 0; b < boxes.length; b += 6) {
            Arrays.fill(boxes, b, b + 3, Double.POSITIVE_INFINITY);
            Arrays.fill(boxes, b + 3, b + 6, Double.NEGATIVE_INFINITY);
            for (int f = first(b); f < end(b); f += 3) {
                for (int axis = 0; axis < 3; axis++) {
                    boxes[b + axis] = Math.min(boxes[b + axis], faces[f + axis]);
                    boxes[b + 3 + axis] = Math.max(boxes[b + 3 + axis], faces[f + axis]);
                }
            }
        }
    }

    /** Place of the first face of a block. */
    private static int first(int block) {
        return block / 6 * 3 * BLOCK;
    }

    /** Place after its last face. */
    private int end(int block) {
        return Math.min(faces.length, first(block) + 3 * BLOCK);
    }

    /** No more than the distance from any face of a block to the box, mm, roundings included. */
    private double gapMm(int block, Bounds3 box) {
        double gx = Math.max(
                0,
                Math.max(
                        box.low().x() - boxes[block + 3],
                        boxes[block] - box.high().x()));
        double gy = Math.max(
                0,
                Math.max(
                        box.low().y() - boxes[block + 4],
                        boxes[block + 1] - box.high().y()));
        double gz = Math.max(
                0,
                Math.max(
                        box.low().z() - boxes[block + 5],
                        boxes[block + 2] - box.high().z()));
        return Math.sqrt(gx * gx + gy * gy + gz * gz);
    }

    /** The face midpoints of the mask; faces on the border of the image are no surface. */
    static Proximity of(BinaryMask mask) {
        return of(mask, mask.boundingBox().orElseThrow());
    }

    /** The same for a mask whose bounding box is known. */
    static Proximity of(BinaryMask mask, IndexBox box) {
        VoxelGrid grid = mask.grid();
        double[] faces = new double[3 * 4096];
        int size = 0;
        long[] bare = new long[6]; // voxels of a word with a face to -i, i, -j, j, -k, k
        for (int k = box.kLow(); k < box.kHigh(); k++) {
            for (int j = box.jLow(); j < box.jHigh(); j++) {
                for (int w = box.iLow() >> 6; w <= (box.iHigh() - 1) >> 6; w++) {
                    long left = bare(mask, w, j, k, bare);
                    while (left != 0) {
                        int bit = Long.numberOfTrailingZeros(left);
                        left &= left - 1;
                        for (int side = 0; side < 6; side++) {
                            if ((bare[side] >>> bit & 1) == 0) {
                                continue;
                            }
                            if (size == faces.length) {
                                faces = Arrays.copyOf(faces, 2 * size);
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
        }
        return new Proximity(Arrays.copyOf(faces, size));
    }

    /** Writes which voxels of a word have a face to each side; those with any. */
    private static long bare(BinaryMask mask, int w, int j, int k, long[] bare) {
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

    /** The same for a region whose signed distance is free of error. */
    double toRegionMm(SignedField depth, Bounds3 box) {
        return toRegionMm(depth, box, 0);
    }

    /**
     * Smallest distance between this surface and a region within the box, mm; 0 where they meet. Infinite for a mask
     * without faces. Faces are passed over where the last one asked for lies too far away for them to be nearer than the
     * nearest so far.
     *
     * @param depth signed distance to the region's boundary, positive inside
     * @param unevennessMm how much more than the distance between two points their distances to the region can differ
     */
    double toRegionMm(SignedField depth, Bounds3 box, double unevennessMm) {
        if (faces.length == 0) {
            return Double.POSITIVE_INFINITY;
        }
        SignedField field = depth.walker();
        int last = nearestTo(box);
        double known = -field.depthMm(faces[last], faces[last + 1], faces[last + 2]);
        double best = Math.max(0, known);
        for (int b = 0; b < boxes.length && best > 0; b += 6) {
            if (gapMm(b, box) >= best) {
                continue;
            }
            for (int f = first(b); f < end(b) && best > 0; f += 3) {
                if (box.gapMm(faces[f], faces[f + 1], faces[f + 2]) < best
                        && known - apartMm(last, f) - unevennessMm < best) {
                    known = -field.depthMm(faces[f], faces[f + 1], faces[f + 2]);
                    last = f;
                    best = Math.min(best, Math.max(0, known));
                }
            }
        }
        return best;
    }

    /** Place of the first face nearest to the box. */
    private int nearestTo(Bounds3 box) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int b = 0; b < boxes.length && least > 0; b += 6) {
            if (gapMm(b, box) >= least) {
                continue;
            }
            for (int f = first(b); f < end(b); f += 3) {
                double gap = box.gapMm(faces[f], faces[f + 1], faces[f + 2]);
                if (gap < least) {
                    least = gap;
                    nearest = f;
                }
            }
        }
        return nearest;
    }

    private double apartMm(int a, int b) {
        double dx = faces[a] - faces[b];
        double dy = faces[a + 1] - faces[b + 1];
        double dz = faces[a + 2] - faces[b + 2];
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    /** A place of this surface and its distance to a region, mm, 0 inside it. */
    record Nearest(Point3 place, double distanceMm) {}

    /**
     * The place of this surface nearest to a region within the box, or deepest inside it. The surface must not be empty.
     *
     * @param depth signed distance to the region's boundary, positive inside
     */
    Nearest nearest(SignedField depth, Bounds3 box) {
        SignedField field = depth.walker();
        int start = nearestTo(box);
        int found = start;
        double best = -field.depthMm(faces[start], faces[start + 1], faces[start + 2]);
        for (int b = 0; b < boxes.length; b += 6) {
            double toBlock = gapMm(b, box);
            if (toBlock > 0 && toBlock >= best) {
                continue;
            }
            for (int f = first(b); f < end(b); f += 3) {
                double gap = box.gapMm(faces[f], faces[f + 1], faces[f + 2]);
                if (gap == 0 || gap < best) {
                    double distance = -field.depthMm(faces[f], faces[f + 1], faces[f + 2]);
                    if (distance < best) {
                        best = distance;
                        found = f;
                    }
                }
            }
        }
        return new Nearest(new Point3(faces[found], faces[found + 1], faces[found + 2]), Math.max(0, best));
    }

    /** Distance from the point to this surface, mm; infinite for a mask without faces. */
    double toPointMm(Point3 point) {
        return toPointMm(point, Double.POSITIVE_INFINITY);
    }

    /** The same up to a distance, mm; beyond it some number that is larger. */
    double toPointMm(Point3 point, double withinMm) {
        Bounds3 box = new Bounds3(point, point);
        double best = withinMm * withinMm * (1 + ROUNDING);
        for (int b = 0; b < boxes.length; b += 6) {
            double gap = gapMm(b, box);
            if (gap * gap * (1 - ROUNDING) >= best) {
                continue;
            }
            for (int f = first(b); f < end(b); f += 3) {
                double dx = faces[f] - point.x();
                double dy = faces[f + 1] - point.y();
                double dz = faces[f + 2] - point.z();
                best = Math.min(best, dx * dx + dy * dy + dz * dz);
            }
        }
        return Math.sqrt(best);
    }

    /** Smallest distance to the shafts (entry to tip), mm; empty when there are none. */
    OptionalDouble toShaftMm(List<ApplicatorPlacement> placements) {
        double best = Double.POSITIVE_INFINITY;
        for (ApplicatorPlacement placement : placements) {
            Point3 entry = placement.entry();
            Direction3 along = placement.direction();
            double length = placement.lengthMm();
            for (int b = 0; b < boxes.length; b += 6) {
                double x = (boxes[b] + boxes[b + 3]) / 2;
                double y = (boxes[b + 1] + boxes[b + 4]) / 2;
                double z = (boxes[b + 2] + boxes[b + 5]) / 2;
                double dx = boxes[b + 3] - x;
                double dy = boxes[b + 4] - y;
                double dz = boxes[b + 5] - z;
                double reach = Math.sqrt(best) + Math.sqrt(dx * dx + dy * dy + dz * dz);
                if (toShaftSq(entry, along, length, x, y, z) * (1 - ROUNDING) >= reach * reach) {
                    continue;
                }
                for (int f = first(b); f < end(b); f += 3) {
                    best = Math.min(best, toShaftSq(entry, along, length, faces[f], faces[f + 1], faces[f + 2]));
                }
            }
        }
        return Double.isFinite(best) ? OptionalDouble.of(Math.sqrt(best)) : OptionalDouble.empty();
    }

    /** Squared distance of a point from a shaft, mm2. */
    private static double toShaftSq(Point3 entry, Direction3 u, double lengthMm, double x, double y, double z) {
        double dx = x - entry.x();
        double dy = y - entry.y();
        double dz = z - entry.z();
        double along = Math.max(0, Math.min(lengthMm, dx * u.x() + dy * u.y() + dz * u.z()));
        dx -= along * u.x();
        dy -= along * u.y();
        dz -= along * u.z();
        return dx * dx + dy * dy + dz * dz;
    }

    /** Whether the mask has any surface within its image. */
    boolean isEmpty() {
        return faces.length == 0;
    }
}
