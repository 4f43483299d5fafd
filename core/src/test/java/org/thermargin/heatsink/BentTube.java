package org.thermargin.heatsink;

import java.util.SplittableRandom;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Frame3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** A tube around an arc or a helix through the origin's voxel, in a random direction, as balls along its middle line. */
final class BentTube {
    private static final double STEP_MM = 0.1;
    private static final double HALF_LENGTH_MM = 22;
    private static final double NEAR_MM = 6;

    private final Point3[] middle;
    private final double radiusMm;

    private BentTube(Point3[] middle, double radiusMm) {
        this.middle = middle;
        this.radiusMm = radiusMm;
    }

    /** An arc of the radius of curvature, or a helix of the same curvature that climbs as fast as it turns. */
    static BentTube of(boolean helix, double bendMm, double radiusMm, SplittableRandom random) {
        Direction3 z = direction(random);
        Direction3 x = z.anyPerpendicular();
        Point3 at = new Point3(random.nextDouble(), random.nextDouble(), 5 * random.nextDouble() - 2.5);
        Frame3 frame = new Frame3(at, x, z.cross(x), z);
        int count = 2 * (int) (HALF_LENGTH_MM / STEP_MM) + 1;
        Point3[] middle = new Point3[count];
        double turn = helix ? bendMm / 2 : bendMm; // of a helix of radius and pitch r the curvature is 1 / (2 r)
        double lengthPerRad = helix ? turn * Math.sqrt(2) : turn;
        for (int n = 0; n < count; n++) {
            double a = Math.max(-2.3, Math.min(2.3, (n - count / 2) * STEP_MM / lengthPerRad)); // an arc does not close
            double across = turn * (StrictMath.cos(a) - 1);
            middle[n] = helix
                    ? frame.toWorld(across, turn * StrictMath.sin(a), turn * a)
                    : frame.toWorld(across, 0, turn * StrictMath.sin(a));
        }
        return new BentTube(middle, radiusMm);
    }

    static Direction3 direction(SplittableRandom random) {
        double z = 2 * random.nextDouble() - 1;
        double a = 2 * Math.PI * random.nextDouble();
        double r = Math.sqrt(1 - z * z);
        return Direction3.of(r * StrictMath.cos(a), r * StrictMath.sin(a), z);
    }

    /** The voxels whose centres lie in the tube, on a box of 56 x 56 x 64 mm. */
    BinaryMask mask(double dx, double dy, double dz) {
        VoxelGrid grid = VoxelGrid.axisAligned(
                (int) (56 / dx), (int) (56 / dy), (int) (64 / dz), dx, dy, dz, new Point3(-28, -28, -32));
        BinaryMask mask = new BinaryMask(grid);
        for (Point3 p : middle) {
            for (int k = low(grid.indexK(p.x(), p.y(), p.z()), dz); k <= high(p.z() + 32, dz, grid.nz()); k++) {
                for (int j = low(grid.indexJ(p.x(), p.y(), p.z()), dy); j <= high(p.y() + 28, dy, grid.ny()); j++) {
                    for (int i = low(grid.indexI(p.x(), p.y(), p.z()), dx); i <= high(p.x() + 28, dx, grid.nx()); i++) {
                        if (grid.toWorld(i, j, k).distanceMm(p) <= radiusMm) {
                            mask.set(i, j, k);
                        }
                    }
                }
            }
        }
        return mask;
    }

    private int low(double index, double spacing) {
        return Math.max(0, (int) Math.ceil(index - radiusMm / spacing));
    }

    private int high(double fromOrigin, double spacing, int size) {
        return Math.min(size - 1, (int) Math.floor((fromOrigin + radiusMm) / spacing));
    }

    /** A point of the wall whose place on the middle line is within 6 mm of its middle. */
    Point3 wallPoint(SplittableRandom random) {
        int n = middle.length / 2 + (int) ((2 * random.nextDouble() - 1) * NEAR_MM / STEP_MM);
        Direction3 along = Direction3.between(middle[n - 1], middle[n + 1]);
        Direction3 x = along.anyPerpendicular();
        Direction3 y = along.cross(x);
        double a = 2 * Math.PI * random.nextDouble();
        return middle[n].along(x, radiusMm * StrictMath.cos(a)).along(y, radiusMm * StrictMath.sin(a));
    }
}
