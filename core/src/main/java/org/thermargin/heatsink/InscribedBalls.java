package org.thermargin.heatsink;

import java.util.Arrays;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.margin.MaskSurface;
import org.thermargin.margin.PointTree;

/**
 * The largest balls inside a vessel wall, largest first. A node of the field is a seed when no neighbour is deeper by
 * {@value #STEEP} of its distance (off the medial ridge the field rises by nearly all of it); from a seed the centre
 * climbs away from the nearest wall vertices until they hold it from all sides. The nearest vertex of a rough wall lies
 * nearer than the wall itself, so the radius is raised to that of the tube through the centre ({@link TubeRadiusKernel}),
 * by at most half the largest voxel spacing.
 */
final class InscribedBalls {
    private static final double STEEP = 0.7;
    /** Smallest step of the climb, in units of the node spacing. */
    private static final double FINE = 0.04;
    /** Farthest climb from a seed, in units of the node spacing. */
    private static final double FAR = 1.8;
    /** Balls that stick out of a larger one by less than this, in units of the node spacing, are left out. */
    private static final double SAME = 0.15;

    /** Most steps of a climb. */
    private static final int MOVES = 24;
    /** How far around a ball its tube is looked at, in units of the largest voxel spacing. */
    private static final double AROUND = 1;
    /** Most by which the tube may exceed the ball, in units of the largest voxel spacing. */
    private static final double RAISE = 0.5;

    private final double[] x;
    private final double[] y;
    private final double[] z;
    private final double[] radius;

    private InscribedBalls(double[] x, double[] y, double[] z, double[] radius) {
        this.x = x;
        this.y = y;
        this.z = z;
        this.radius = radius;
    }

    /** The balls of the surface; the tree holds its vertices. */
    static InscribedBalls of(MaskSurface surface, PointTree tree) {
        Climb climb = new Climb(surface, tree);
        VoxelGrid nodes = surface.nodes();
        double[] phi = surface.fieldMm();
        double[] balls = new double[4 * 256];
        int size = 0;
        double[] rise = rises(nodes);
        int[] step = steps(nodes);
        for (int k = 1; k < nodes.nz() - 1; k++) {
            for (int j = 1; j < nodes.ny() - 1; j++) {
                for (int i = 1; i < nodes.nx() - 1; i++) {
                    int n = nodes.linearIndex(i, j, k);
                    if (phi[n] > 0 && isRidge(phi, n, step, rise)) {
                        climb.from(nodes.worldX(i, j, k), nodes.worldY(i, j, k), nodes.worldZ(i, j, k));
                        if (size == balls.length) {
                            balls = Arrays.copyOf(balls, 2 * size);
                        }
                        balls[size] = climb.x;
                        balls[size + 1] = climb.y;
                        balls[size + 2] = climb.z;
                        balls[size + 3] = climb.distance;
                        size += 4;
                    }
                }
            }
        }
        InscribedBalls strict = largestFirst(balls, size / 4, SAME * nodes.minSpacingMm());
        return strict.raised(surface.mask());
    }

    /** The same centres with the radii of the tubes through them. */
    private InscribedBalls raised(BinaryMask mask) {
        double spacing = mask.grid().maxSpacingMm();
        double[] balls = new double[4 * count()];
        for (int b = 0; b < count(); b++) {
            double tube = TubeRadiusKernel.radiusMm(mask, x[b], y[b], z[b], radius[b] + AROUND * spacing);
            balls[4 * b] = x[b];
            balls[4 * b + 1] = y[b];
            balls[4 * b + 2] = z[b];
            balls[4 * b + 3] = Math.max(radius[b], Math.min(radius[b] + RAISE * spacing, tube));
        }
        return largestFirst(balls, count(), Double.NEGATIVE_INFINITY);
    }

    private static boolean isRidge(double[] phi, int n, int[] step, double[] rise) {
        for (int s = 0; s < step.length; s++) {
            if (phi[n + step[s]] > phi[n] + rise[s]) {
                return false;
            }
        }
        return true;
    }

    private static int[] steps(VoxelGrid nodes) {
        int[] steps = new int[26];
        int size = 0;
        for (int c = 0; c < 27; c++) {
            if (c != 13) {
                steps[size++] = c % 3 - 1 + nodes.nx() * (c / 3 % 3 - 1 + nodes.ny() * (c / 9 - 1));
            }
        }
        return steps;
    }

    private static double[] rises(VoxelGrid nodes) {
        double[] rises = new double[26];
        int size = 0;
        for (int c = 0; c < 27; c++) {
            if (c != 13) {
                double dx = (c % 3 - 1) * nodes.dxMm();
                double dy = (c / 3 % 3 - 1) * nodes.dyMm();
                double dz = (c / 9 - 1) * nodes.dzMm();
                rises[size++] = STEEP * Math.sqrt(dx * dx + dy * dy + dz * dz);
            }
        }
        return rises;
    }

    /** Sorts by radius, then place, and leaves out balls that larger ones nearly hold. */
    private static InscribedBalls largestFirst(double[] balls, int count, double same) {
        Integer[] order = new Integer[count];
        for (int b = 0; b < count; b++) {
            order[b] = b;
        }
        Arrays.sort(order, (a, b) -> {
            int byRadius = Double.compare(balls[4 * b + 3], balls[4 * a + 3]);
            return byRadius != 0 ? byRadius : Integer.compare(a, b);
        });
        double[] x = new double[count];
        double[] y = new double[count];
        double[] z = new double[count];
        double[] r = new double[count];
        int kept = 0;
        for (int b : order) {
            double cx = balls[4 * b];
            double cy = balls[4 * b + 1];
            double cz = balls[4 * b + 2];
            double radius = balls[4 * b + 3];
            boolean held = false;
            for (int n = 0; n < kept && !held; n++) {
                double dx = x[n] - cx;
                double dy = y[n] - cy;
                double dz = z[n] - cz;
                double slack = r[n] - radius + same;
                held = slack > 0 && dx * dx + dy * dy + dz * dz <= slack * slack;
            }
            if (!held) {
                x[kept] = cx;
                y[kept] = cy;
                z[kept] = cz;
                r[kept++] = radius;
            }
        }
        return new InscribedBalls(
                Arrays.copyOf(x, kept), Arrays.copyOf(y, kept), Arrays.copyOf(z, kept), Arrays.copyOf(r, kept));
    }

    int count() {
        return radius.length;
    }

    /** Radius of the largest ball that reaches into the box, mm; 0 when none does. */
    double largestNearMm(Bounds3 box) {
        for (int b = 0; b < radius.length; b++) {
            Point3 centre = new Point3(x[b], y[b], z[b]);
            if (box.gapMm(new Bounds3(centre, centre)) <= radius[b]) {
                return radius[b];
            }
        }
        return 0;
    }

    /** Radius of the largest ball within the tolerance (mm) of the point; of the nearest ball when none is; 0 without any. */
    double radiusAt(double px, double py, double pz, double toleranceMm) {
        double nearest = Double.POSITIVE_INFINITY;
        double found = 0;
        for (int b = 0; b < radius.length; b++) {
            double dx = x[b] - px;
            double dy = y[b] - py;
            double dz = z[b] - pz;
            double squared = dx * dx + dy * dy + dz * dz;
            double reach = radius[b] + toleranceMm;
            if (squared <= reach * reach) {
                return radius[b];
            }
            double limit = radius[b] + nearest;
            if (squared < limit * limit) {
                nearest = Math.sqrt(squared) - radius[b];
                found = radius[b];
            }
        }
        return found;
    }

    /** Moves a centre away from the wall until vertices hold it from all sides. */
    private static final class Climb {
        private final double[] vertices;
        private final PointTree tree;
        private final double spacing;
        private double x;
        private double y;
        private double z;
        private double distance;

        Climb(MaskSurface surface, PointTree tree) {
            this.vertices = surface.verticesMm();
            this.tree = tree;
            this.spacing = surface.nodes().minSpacingMm();
        }

        void from(double seedX, double seedY, double seedZ) {
            x = seedX;
            y = seedY;
            z = seedZ;
            int holding = tree.nearest(x, y, z);
            distance = distanceTo(holding, x, y, z);
            double step = 0.5 * spacing;
            double ux = 0;
            double uy = 0;
            double uz = 0;
            int hold = holding;
            for (int move = 0; move < MOVES && step > FINE * spacing && distance > 0; move++) {
                double dx = x - vertices[3 * hold];
                double dy = y - vertices[3 * hold + 1];
                double dz = z - vertices[3 * hold + 2];
                double away = Math.sqrt(dx * dx + dy * dy + dz * dz);
                ux += dx / away;
                uy += dy / away;
                uz += dz / away;
                double length = Math.sqrt(ux * ux + uy * uy + uz * uz);
                if (length < 0.1) {
                    return; // held from opposite sides
                }
                double nx = x + step * ux / length;
                double ny = y + step * uy / length;
                double nz = z + step * uz / length;
                int next = tree.nearest(nx, ny, nz);
                double reached = distanceTo(next, nx, ny, nz);
                double cx = nx - seedX;
                double cy = ny - seedY;
                double cz = nz - seedZ;
                if (reached > distance && cx * cx + cy * cy + cz * cz < FAR * FAR * spacing * spacing) {
                    x = nx;
                    y = ny;
                    z = nz;
                    distance = reached;
                    ux = 0;
                    uy = 0;
                    uz = 0;
                    hold = next;
                } else if (next == hold) {
                    step /= 2;
                    ux = 0;
                    uy = 0;
                    uz = 0;
                    hold = tree.nearest(x, y, z);
                } else {
                    hold = next;
                    step *= 0.7;
                }
            }
        }

        private double distanceTo(int vertex, double px, double py, double pz) {
            double dx = vertices[3 * vertex] - px;
            double dy = vertices[3 * vertex + 1] - py;
            double dz = vertices[3 * vertex + 2] - pz;
            return Math.sqrt(dx * dx + dy * dy + dz * dz);
        }
    }
}
