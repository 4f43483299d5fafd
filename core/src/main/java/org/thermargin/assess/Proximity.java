package org.thermargin.assess;

import java.util.List;
import java.util.OptionalDouble;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.scene.ApplicatorPlacement;

/**
 * The surface of a vessel or structure mask as the midpoints of its voxel faces, and distances to it. A face midpoint is
 * off the true surface by at most half a voxel diagonal. Faces are kept in blocks with their boxes, so that those too far
 * away to be nearest are passed over together.
 */
final class Proximity {
    /** Relative slack that no rounding exceeds. */
    private static final double ROUNDING = 1e-9;

    private final FaceBlocks blocks;

    private Proximity(FaceBlocks blocks) {
        this.blocks = blocks;
    }

    /** The face midpoints of the mask; faces on the border of the image are no surface. */
    static Proximity of(BinaryMask mask) {
        return of(mask, mask.boundingBox().orElseThrow());
    }

    /** The same for a mask whose bounding box is known. */
    static Proximity of(BinaryMask mask, IndexBox box) {
        return new Proximity(new FaceBlocks(mask, box));
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
        if (isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        SignedField field = depth.walker();
        FaceBlocks.Reader reader = blocks.new Reader();
        double[] faces = reader.faces();
        double[] last = nearestTo(box, reader);
        double known = -field.depthMm(last[0], last[1], last[2]);
        double best = Math.max(0, known);
        for (int b = 0; b < blocks.count() && best > 0; b++) {
            if (blocks.gapMm(b, box) >= best) {
                continue;
            }
            reader.read(b);
            for (int f = 0; f < reader.size() && best > 0; f += 3) {
                if (box.gapMm(faces[f], faces[f + 1], faces[f + 2]) < best
                        && known - apartMm(last, faces, f) - unevennessMm < best) {
                    known = -field.depthMm(faces[f], faces[f + 1], faces[f + 2]);
                    System.arraycopy(faces, f, last, 0, 3);
                    best = Math.min(best, Math.max(0, known));
                }
            }
        }
        return best;
    }

    /** The first face nearest to the box: blocks farther than a face of the nearest one hold none such. */
    private double[] nearestTo(Bounds3 box, FaceBlocks.Reader reader) {
        double[] faces = reader.faces();
        double enough = Double.POSITIVE_INFINITY;
        reader.read(blocks.nearestTo(box));
        for (int f = 0; f < reader.size(); f += 3) {
            enough = Math.min(enough, box.gapMm(faces[f], faces[f + 1], faces[f + 2]));
        }
        double[] nearest = new double[3];
        double least = Double.POSITIVE_INFINITY;
        for (int b = 0; b < blocks.count() && least > 0; b++) {
            double gapMm = blocks.gapMm(b, box);
            if (gapMm > enough || gapMm >= least) {
                continue;
            }
            reader.read(b);
            for (int f = 0; f < reader.size(); f += 3) {
                double gap = box.gapMm(faces[f], faces[f + 1], faces[f + 2]);
                if (gap < least) {
                    least = gap;
                    System.arraycopy(faces, f, nearest, 0, 3);
                }
            }
        }
        return nearest;
    }

    private static double apartMm(double[] a, double[] faces, int f) {
        double dx = a[0] - faces[f];
        double dy = a[1] - faces[f + 1];
        double dz = a[2] - faces[f + 2];
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
        FaceBlocks.Reader reader = blocks.new Reader();
        double[] faces = reader.faces();
        double[] found = nearestTo(box, reader);
        double best = -field.depthMm(found[0], found[1], found[2]);
        for (int b = 0; b < blocks.count(); b++) {
            double toBlock = blocks.gapMm(b, box);
            if (toBlock > 0 && toBlock >= best) {
                continue;
            }
            reader.read(b);
            for (int f = 0; f < reader.size(); f += 3) {
                double gap = box.gapMm(faces[f], faces[f + 1], faces[f + 2]);
                if (gap == 0 || gap < best) {
                    double distance = -field.depthMm(faces[f], faces[f + 1], faces[f + 2]);
                    if (distance < best) {
                        best = distance;
                        System.arraycopy(faces, f, found, 0, 3);
                    }
                }
            }
        }
        return new Nearest(new Point3(found[0], found[1], found[2]), Math.max(0, best));
    }

    /** Distance from the point to this surface, mm; infinite for a mask without faces. */
    double toPointMm(Point3 point) {
        return toPointMm(point, Double.POSITIVE_INFINITY);
    }

    /** The same up to a distance, mm; beyond it some number that is larger. */
    double toPointMm(Point3 point, double withinMm) {
        if (isEmpty()) {
            return withinMm;
        }
        Bounds3 box = new Bounds3(point, point);
        FaceBlocks.Reader reader = blocks.new Reader();
        int nearest = blocks.nearestTo(box);
        double best = leastSq(reader, nearest, point, withinMm * withinMm * (1 + ROUNDING));
        for (int b = 0; b < blocks.count(); b++) {
            double gap = blocks.gapMm(b, box);
            if (b != nearest && gap * gap * (1 - ROUNDING) < best) {
                best = leastSq(reader, b, point, best);
            }
        }
        return Math.sqrt(best);
    }

    /** The smaller of a squared distance and that of the nearest face of a block, mm2. */
    private static double leastSq(FaceBlocks.Reader reader, int block, Point3 point, double knownSq) {
        double[] faces = reader.faces();
        double best = knownSq;
        reader.read(block);
        for (int f = 0; f < reader.size(); f += 3) {
            double dx = faces[f] - point.x();
            double dy = faces[f + 1] - point.y();
            double dz = faces[f + 2] - point.z();
            best = Math.min(best, dx * dx + dy * dy + dz * dz);
        }
        return best;
    }

    /** Smallest distance to the shafts (entry to tip), mm; empty when there are none. */
    OptionalDouble toShaftMm(List<ApplicatorPlacement> placements) {
        if (isEmpty() || placements.isEmpty()) {
            return OptionalDouble.empty();
        }
        List<Shaft> shafts = placements.stream().map(Shaft::of).toList();
        double[] apart = new double[blocks.count()]; // from the middle of a block
        int nearest = 0;
        for (int b = 0; b < apart.length; b++) {
            double x = (blocks.low(b, 0) + blocks.high(b, 0)) / 2;
            double y = (blocks.low(b, 1) + blocks.high(b, 1)) / 2;
            double z = (blocks.low(b, 2) + blocks.high(b, 2)) / 2;
            apart[b] = Math.sqrt(toShaftSq(shafts, x, y, z));
            nearest = apart[b] < apart[nearest] ? b : nearest;
        }
        FaceBlocks.Reader reader = blocks.new Reader();
        double best = toShaftSq(reader, nearest, shafts);
        for (int b = 0; b < apart.length; b++) {
            double dx = (blocks.high(b, 0) - blocks.low(b, 0)) / 2;
            double dy = (blocks.high(b, 1) - blocks.low(b, 1)) / 2;
            double dz = (blocks.high(b, 2) - blocks.low(b, 2)) / 2;
            double least = apart[b] * (1 - ROUNDING) - Math.sqrt(dx * dx + dy * dy + dz * dz);
            if (b != nearest && (least < 0 || least * least < best)) {
                best = Math.min(best, toShaftSq(reader, b, shafts));
            }
        }
        return OptionalDouble.of(Math.sqrt(best));
    }

    /** A shaft from its entry to its tip. */
    private record Shaft(Point3 entry, Direction3 along, double lengthMm) {
        static Shaft of(ApplicatorPlacement placement) {
            return new Shaft(placement.entry(), placement.direction(), placement.lengthMm());
        }
    }

    /** Squared distance of the faces of a block from the shafts, mm2. */
    private static double toShaftSq(FaceBlocks.Reader reader, int block, List<Shaft> shafts) {
        double[] faces = reader.faces();
        double best = Double.POSITIVE_INFINITY;
        reader.read(block);
        for (int f = 0; f < reader.size(); f += 3) {
            best = Math.min(best, toShaftSq(shafts, faces[f], faces[f + 1], faces[f + 2]));
        }
        return best;
    }

    /** Squared distance of a point from the shafts, mm2. */
    private static double toShaftSq(List<Shaft> shafts, double x, double y, double z) {
        double best = Double.POSITIVE_INFINITY;
        for (Shaft shaft : shafts) {
            Direction3 u = shaft.along();
            double dx = x - shaft.entry().x();
            double dy = y - shaft.entry().y();
            double dz = z - shaft.entry().z();
            double along = Math.max(0, Math.min(shaft.lengthMm(), dx * u.x() + dy * u.y() + dz * u.z()));
            dx -= along * u.x();
            dy -= along * u.y();
            dz -= along * u.z();
            best = Math.min(best, dx * dx + dy * dy + dz * dz);
        }
        return best;
    }

    /** Whether the mask has any surface within its image. */
    boolean isEmpty() {
        return blocks.count() == 0;
    }
}
