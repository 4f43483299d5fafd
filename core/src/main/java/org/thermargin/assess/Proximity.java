package org.thermargin.assess;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.ApplicatorPlacement;

/**
 * The surface of a vessel or structure mask as the midpoints of its voxel faces, and distances to it. A face midpoint is
 * off the true surface by at most half a voxel diagonal.
 */
final class Proximity {
    private final double[] faces; // LPS mm, three per face

    private Proximity(double[] faces) {
        this.faces = faces;
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
        int[][] steps = {{-1, 0, 0}, {1, 0, 0}, {0, -1, 0}, {0, 1, 0}, {0, 0, -1}, {0, 0, 1}};
        long[] words = mask.words();
        for (int k = box.kLow(); k < box.kHigh(); k++) {
            for (int j = box.jLow(); j < box.jHigh(); j++) {
                for (int w = box.iLow() >> 6; w <= (box.iHigh() - 1) >> 6; w++) {
                    long left = words[(j + grid.ny() * k) * mask.wordsPerRow() + w];
                    while (left != 0) {
                        int i = (w << 6) + Long.numberOfTrailingZeros(left);
                        left &= left - 1;
                        for (int[] s : steps) {
                            int ni = i + s[0];
                            int nj = j + s[1];
                            int nk = k + s[2];
                            if (!grid.contains(ni, nj, nk) || mask.get(ni, nj, nk)) {
                                continue;
                            }
                            if (size == faces.length) {
                                faces = Arrays.copyOf(faces, 2 * size);
                            }
                            double ci = i + 0.5 * s[0];
                            double cj = j + 0.5 * s[1];
                            double ck = k + 0.5 * s[2];
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

    /**
     * Smallest distance between this surface and a region within the box, mm; 0 where they meet. Infinite for a mask
     * without faces.
     *
     * @param depth signed distance to the region's boundary, positive inside
     */
    double toRegionMm(SignedField depth, Bounds3 box) {
        double best = Double.POSITIVE_INFINITY;
        for (int f = 0; f < faces.length; f += 3) {
            double gap = box.gapMm(faces[f], faces[f + 1], faces[f + 2]);
            if (gap < best) {
                best = Math.min(best, Math.max(0, -depth.depthMm(faces[f], faces[f + 1], faces[f + 2])));
                if (best == 0) {
                    return 0;
                }
            }
        }
        return best;
    }

    /** A place of this surface and its distance to a region, mm, 0 inside it. */
    record Nearest(Point3 place, double distanceMm) {}

    /**
     * The place of this surface nearest to a region within the box, or deepest inside it. The surface must not be empty.
     *
     * @param depth signed distance to the region's boundary, positive inside
     */
    Nearest nearest(SignedField depth, Bounds3 box) {
        int start = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int f = 0; f < faces.length && least > 0; f += 3) {
            double gap = box.gapMm(faces[f], faces[f + 1], faces[f + 2]);
            if (gap < least) {
                least = gap;
                start = f;
            }
        }
        int found = start;
        double best = -depth.depthMm(faces[start], faces[start + 1], faces[start + 2]);
        for (int f = 0; f < faces.length; f += 3) {
            double gap = box.gapMm(faces[f], faces[f + 1], faces[f + 2]);
            if (gap == 0 || gap < best) {
                double distance = -depth.depthMm(faces[f], faces[f + 1], faces[f + 2]);
                if (distance < best) {
                    best = distance;
                    found = f;
                }
            }
        }
        return new Nearest(new Point3(faces[found], faces[found + 1], faces[found + 2]), Math.max(0, best));
    }

    /** Distance from the point to this surface, mm; infinite for a mask without faces. */
    double toPointMm(Point3 point) {
        double best = Double.POSITIVE_INFINITY;
        for (int f = 0; f < faces.length; f += 3) {
            double dx = faces[f] - point.x();
            double dy = faces[f + 1] - point.y();
            double dz = faces[f + 2] - point.z();
            best = Math.min(best, dx * dx + dy * dy + dz * dz);
        }
        return Math.sqrt(best);
    }

    /** Smallest distance to the shafts (entry to tip), mm; empty when there are none. */
    OptionalDouble toShaftMm(List<ApplicatorPlacement> placements) {
        double best = Double.POSITIVE_INFINITY;
        for (ApplicatorPlacement placement : placements) {
            Point3 a = placement.entry();
            double ux = placement.direction().x();
            double uy = placement.direction().y();
            double uz = placement.direction().z();
            double length = placement.lengthMm();
            for (int f = 0; f < faces.length; f += 3) {
                double dx = faces[f] - a.x();
                double dy = faces[f + 1] - a.y();
                double dz = faces[f + 2] - a.z();
                double along = Math.max(0, Math.min(length, dx * ux + dy * uy + dz * uz));
                dx -= along * ux;
                dy -= along * uy;
                dz -= along * uz;
                best = Math.min(best, dx * dx + dy * dy + dz * dz);
            }
        }
        return Double.isFinite(best) ? OptionalDouble.of(Math.sqrt(best)) : OptionalDouble.empty();
    }

    /** Whether the mask has any surface within its image. */
    boolean isEmpty() {
        return faces.length == 0;
    }
}
