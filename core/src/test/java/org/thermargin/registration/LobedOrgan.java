package org.thermargin.registration;

import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** A body about as large and as uneven as a liver, known exactly, as masks on scans on which it lies otherwise. */
final class LobedOrgan {
    /** Centre x, y, z and semi-axes, mm: right lobe, tip, left lobe; the last is cut out. */
    private static final double[][] LOBES = {
        {-55, 5, 5, 52, 56, 64}, {-72, 12, -38, 28, 40, 40}, {6, -28, 32, 58, 28, 26}, {8, 28, -40, 54, 56, 58}
    };

    /** A box that holds it. */
    static final Bounds3 BOX = new Bounds3(new Point3(-108, -57, -79), new Point3(65, 62, 70));

    private LobedOrgan() {}

    /** Whether the point is in the body. */
    static boolean contains(double x, double y, double z) {
        return (inLobe(0, x, y, z) || inLobe(1, x, y, z) || inLobe(2, x, y, z)) && !inLobe(3, x, y, z);
    }

    private static boolean inLobe(int n, double x, double y, double z) {
        double[] e = LOBES[n];
        double u = (x - e[0]) / e[3];
        double v = (y - e[1]) / e[4];
        double w = (z - e[2]) / e[5];
        return u * u + v * v + w * w <= 1;
    }

    /** A body as a test of points. */
    interface Body {
        boolean contains(double x, double y, double z);
    }

    /** The voxels whose centre the motion brought from inside the body, on a lattice along the axes with 10 mm around. */
    static BinaryMask mask(Body body, AffineMap motion, double dx, double dy, double dz) {
        Bounds3 box = null;
        for (Point3 corner : Hold.corners(BOX)) {
            Point3 p = motion.apply(corner);
            box = box == null ? new Bounds3(p, p) : box.union(new Bounds3(p, p));
        }
        Bounds3 wide = box.grown(10);
        VoxelGrid grid = VoxelGrid.axisAligned(
                (int) Math.ceil((wide.high().x() - wide.low().x()) / dx),
                (int) Math.ceil((wide.high().y() - wide.low().y()) / dy),
                (int) Math.ceil((wide.high().z() - wide.low().z()) / dz),
                dx,
                dy,
                dz,
                wide.low());
        return mask(body, motion, grid);
    }

    /** The same on a given grid. */
    static BinaryMask mask(Body body, AffineMap motion, VoxelGrid grid) {
        AffineMap back = motion.inverse();
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    Point3 p = back.apply(grid.toWorld(i, j, k));
                    if (body.contains(p.x(), p.y(), p.z())) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    /** Largest distance, at the corners of the box, between where two maps take a point, mm. */
    static double apartMm(AffineMap found, AffineMap truth) {
        double most = 0;
        for (Point3 corner : Hold.corners(BOX)) {
            most = Math.max(most, found.apply(truth.inverse().apply(corner)).distanceMm(corner));
        }
        return most;
    }
}
