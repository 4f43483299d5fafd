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
        for (int f = 0; f < faces.length && best > 0; f += 3) {
            if (box.gapMm(faces[f], faces[f + 1], faces[f + 2]) < best
                    && known - apartMm(last, f) - unevennessMm < best) {
                known = -field.depthMm(faces[f], faces[f + 1], faces[f + 2]);
                last = f;
                best = Math.min(best, Math.max(0, known));
            }
        }
        return best;
    }

    /** Place of the first face nearest to the box. */
    private int nearestTo(Bounds3 box) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int f = 0; f < faces.length && least > 0; f += 3) {
            double gap = box.gapMm(faces[f], faces[f + 1], faces[f + 2]);
            if (gap < least) {
                least = gap;
                nearest = f;
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
        for (int f = 0; f < faces.length; f += 3) {
            double gap = box.gapMm(faces[f], faces[f + 1], faces[f + 2]);
            if (gap == 0 || gap < best) {
                double distance = -field.depthMm(faces[f], faces[f + 1], faces[f + 2]);
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
