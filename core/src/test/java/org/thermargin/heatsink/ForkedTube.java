package org.thermargin.heatsink;

import java.util.SplittableRandom;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SweptSphere;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** Three tubes of one diameter from a point near the origin, at least 60 degrees apart; two of them end round, 11 mm out. */
final class ForkedTube {
    private static final double END_MM = 11;
    private static final double BEYOND_MM = 60;
    private static final double LEAST_COSINE = 0.5;

    private final Point3 fork;
    private final Direction3[] branches;
    private final double radiusMm;

    private ForkedTube(Point3 fork, Direction3[] branches, double radiusMm) {
        this.fork = fork;
        this.branches = branches;
        this.radiusMm = radiusMm;
    }

    static ForkedTube of(double radiusMm, SplittableRandom random) {
        Point3 fork = new Point3(random.nextDouble(), random.nextDouble(), 5 * random.nextDouble() - 2.5);
        while (true) {
            Direction3[] d = {BentTube.direction(random), BentTube.direction(random), BentTube.direction(random)};
            if (d[0].dot(d[1]) <= LEAST_COSINE && d[0].dot(d[2]) <= LEAST_COSINE && d[1].dot(d[2]) <= LEAST_COSINE) {
                return new ForkedTube(fork, d, radiusMm);
            }
        }
    }

    /** The voxels whose centres lie in a tube, on a box of 56 x 56 x 64 mm. */
    BinaryMask mask(double dx, double dy, double dz) {
        VoxelGrid grid = VoxelGrid.axisAligned(
                (int) (56 / dx), (int) (56 / dy), (int) (64 / dz), dx, dy, dz, new Point3(-28, -28, -32));
        BinaryMask mask = new BinaryMask(grid);
        SweptSphere[] tubes = new SweptSphere[branches.length];
        for (int n = 0; n < tubes.length; n++) {
            tubes[n] = new SweptSphere(fork, fork.along(branches[n], n == 0 ? BEYOND_MM : END_MM), radiusMm);
        }
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    for (SweptSphere tube : tubes) {
                        if (tube.depthMm(grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k)) >= 0) {
                            mask.set(i, j, k);
                        }
                    }
                }
            }
        }
        return mask;
    }

    /** A point of the wall of a branch that the other branches leave free, so far along its middle line. */
    Point3 wallPoint(int branch, double alongMm, SplittableRandom random) {
        Direction3 x = branches[branch].anyPerpendicular();
        Direction3 y = branches[branch].cross(x);
        double a = 2 * Math.PI * random.nextDouble();
        return fork.along(branches[branch], alongMm)
                .along(x, radiusMm * StrictMath.cos(a))
                .along(y, radiusMm * StrictMath.sin(a));
    }
}
