package org.thermargin.heatsink;

import org.thermargin.geometry.Ellipsoid;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.zone.ZonePart;

/**
 * The closed form of {@link VesselCooling} for one part of a zone at the nodes of a lattice. With the level s of a node and the
 * deficit D that the vessel which leaves least causes, the depth is {@code R (1 - s / (1 - s D))}: zero where
 * {@code 1 / s - D = 1}, which is the edge of the closed form (outside the plain part, where its rise is less than 1/s,
 * nothing is ablated by either), and {@code R (1 - s)} without vessels. For one thread.
 */
final class PartAtNodesKernel {
    /** Nodes farther outside than this, mm, are only known to be outside. */
    private static final double OUTSIDE_MM = 3;
    /** Depth that stands for any deeper one outside, mm. */
    private static final double FAR_MM = -20;

    private static final int WALL = 5;

    private final VoxelGrid nodes;
    private final ZonePart part;
    private final float[][] walls; // by vessel: place of the nearest wall, distance, radius
    private final double steepness;
    private final double cap;
    private final ExpTable exp;
    private final double halfWidthMm;
    private final double farLevel;
    private final boolean isEllipsoid;
    private final double[] m = new double[12]; // unit ball coordinates: three rows of three, and the centre
    private final double[] unit = new double[12]; // the same from node indices: of node (0, 0, 0), and by each step

    PartAtNodesKernel(VoxelGrid nodes, ZonePart part, float[][] walls, double steepness, double cap, ExpTable exp) {
        this.nodes = nodes;
        this.part = part;
        this.walls = walls;
        this.steepness = steepness;
        this.cap = cap;
        this.exp = exp;
        this.halfWidthMm = part.halfWidthMm();
        this.farLevel = 1 + OUTSIDE_MM / halfWidthMm;
        this.isEllipsoid = part.shape() instanceof Ellipsoid;
        if (part.shape() instanceof Ellipsoid ellipsoid) {
            for (int axis = 0; axis < 3; axis++) {
                double e = ellipsoid.semiAxisMm(axis);
                m[3 * axis] = ellipsoid.axis(axis).x() / e;
                m[3 * axis + 1] = ellipsoid.axis(axis).y() / e;
                m[3 * axis + 2] = ellipsoid.axis(axis).z() / e;
            }
            m[9] = ellipsoid.centre().x();
            m[10] = ellipsoid.centre().y();
            m[11] = ellipsoid.centre().z();
            for (int step = 0; step < 4; step++) {
                int i = step == 1 ? 1 : 0;
                int j = step == 2 ? 1 : 0;
                int k = step == 3 ? 1 : 0;
                for (int row = 0; row < 3; row++) {
                    double at = m[3 * row] * (nodes.worldX(i, j, k) - m[9])
                            + m[3 * row + 1] * (nodes.worldY(i, j, k) - m[10])
                            + m[3 * row + 2] * (nodes.worldZ(i, j, k) - m[11]);
                    unit[3 * step + row] = step == 0 ? at : at - unit[row];
                }
            }
        }
    }

    /** Writes one slice of nodes; whether vessels take anything worth naming there. */
    boolean slice(int k, CooledNodes.Shares shares, float[] plain, float[] cooled) {
        boolean deformed = false;
        for (int j = 0; j < nodes.ny(); j++) {
            int n = nodes.linearIndex(0, j, k);
            levels(j, k, n, plain);
            if (walls.length > 0) {
                deformed |= cool(n, shares, plain, cooled);
            }
            for (int i = n; i < n + nodes.nx(); i++) {
                plain[i] = (float) Math.max(FAR_MM, halfWidthMm * (1 - plain[i]));
            }
        }
        return deformed;
    }

    /** Writes the levels of a row. */
    private void levels(int j, int k, int from, float[] level) {
        if (!isEllipsoid) {
            for (int i = 0; i < nodes.nx(); i++) {
                level[from + i] =
                        (float) part.level(nodes.worldX(i, j, k), nodes.worldY(i, j, k), nodes.worldZ(i, j, k));
            }
            return;
        }
        double a = unit[0] + j * unit[6] + k * unit[9];
        double b = unit[1] + j * unit[7] + k * unit[10];
        double c = unit[2] + j * unit[8] + k * unit[11];
        for (int i = 0; i < nodes.nx(); i++) {
            double x = a + i * unit[3];
            double y = b + i * unit[4];
            double z = c + i * unit[5];
            level[from + i] = (float) Math.sqrt(x * x + y * y + z * z);
        }
    }

    /** Writes the depths of a row in what vessels leave; the row of levels is read. */
    private boolean cool(int from, CooledNodes.Shares shares, float[] level, float[] cooled) {
        boolean deformed = false;
        for (int n = from; n < from + nodes.nx(); n++) {
            double s = level[n];
            double left = inside(s);
            cooled[n] = (float) Math.max(FAR_MM, halfWidthMm * (1 - s));
            if (s < farLevel) {
                double deficit = deficit(left, n, shares);
                if (deficit > 0) {
                    deformed = deformed || (deficit > CooledZone.NEGLIGIBLE && free(s) > CooledZone.COUNTS);
                    left -= deficit;
                    cooled[n] = (float) Math.max(
                            FAR_MM, left > 0 ? Math.min(cooled[n], halfWidthMm * (1 - 1 / left)) : FAR_MM);
                }
            }
        }
        return deformed;
    }

    /** What the vessel that leaves least takes of the rise, continued from the inside where the node is outside. */
    private double deficit(double rise, int n, CooledNodes.Shares shares) {
        float[] wall = shares.ofFirst(); // most often it leaves least, and the others need not be asked
        int at = CooledNodes.Shares.FIRST * n;
        double most = Math.max(0, taken(wall, at, wall[at + 4], rise));
        if (shares.second(n) * cap > most) {
            int first = shares.first(n);
            for (int v = 0; v < walls.length; v++) {
                if (v != first && (shares.of(v, n) * cap > most || !(walls[v][WALL * n + 3] > 0))) {
                    most = Math.max(most, taken(walls[v], WALL * n, shares.of(v, n), rise));
                }
            }
        }
        return most;
    }

    private double taken(float[] wall, int at, double share, double rise) {
        double atWall = free(level(wall[at], wall[at + 1], wall[at + 2]));
        // in the lumen the value of the wall counts
        return wall[at + 3] > 0 ? share * atWall : rise - atWall * (1 - share);
    }

    private double free(double s) {
        return s >= 1 ? exp.at((s - 1) * steepness) / s : inside(s);
    }

    private double inside(double s) {
        return s * cap <= 1 ? cap : 1 / s;
    }

    private double level(double x, double y, double z) {
        if (!isEllipsoid) {
            return part.level(x, y, z);
        }
        double dx = x - m[9];
        double dy = y - m[10];
        double dz = z - m[11];
        double a = m[0] * dx + m[1] * dy + m[2] * dz;
        double b = m[3] * dx + m[4] * dy + m[5] * dz;
        double c = m[6] * dx + m[7] * dy + m[8] * dz;
        return Math.sqrt(a * a + b * b + c * c);
    }
}
