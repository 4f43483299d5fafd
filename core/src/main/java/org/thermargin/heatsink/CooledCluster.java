package org.thermargin.heatsink;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.thermargin.distance.Workers;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.margin.LevelSurface;
import org.thermargin.zone.ZonePart;

/**
 * Parts of a zone that meet, under the vessels near them: the field on a lattice of 0.5 mm, evaluated only where the edge
 * or a wall is near (cells of 2 mm with a corner near to either), and the distance to its edge.
 */
final class CooledCluster {
    private static final double FINE_MM = 0.5;
    private static final int RATIO = 4;
    private static final double CELL_MM = FINE_MM * RATIO;
    /** Cells with a corner this near to a wall are evaluated in any case: thin layers may live there, mm. */
    private static final double WALL_MM = 2.5;
    /** Values less 1 within about 1.5 mm of the edge: the rise falls off by about 0.07 per mm inside and 0.28 outside. */
    private static final double NEAR_ABOVE = 0.12;

    private static final double NEAR_BELOW = -0.35;
    /** A zone of which nothing is left is kept as one ball of this radius where it is hottest, mm. */
    private static final double REMNANT_MM = 1e-3;

    private final List<ZonePart> parts;
    private final List<CoolingVessel> vessels;
    private final VesselCooling cooling;
    private final Bounds3 bounds;
    private final VoxelGrid cells; // corners of the cells
    private final VoxelGrid nodes;
    private final byte[] kind; // per cell, at the index of its low corner
    private final double[] lostMm3;
    private final int threads;
    private double largestDeficit;
    private double[] phi;
    private LevelSurface surface;
    private Point3 hottest;

    private static final byte OUT = 0;
    private static final byte IN = 1;
    private static final byte MIXED = 2;

    private CooledCluster(List<ZonePart> parts, List<CoolingVessel> vessels, CoolingSettings settings, int threads) {
        this.threads = threads;
        this.parts = parts;
        this.vessels = vessels;
        this.cooling = VesselCooling.of(parts, vessels, settings);
        this.bounds = CooledZone.bounds(parts);
        Bounds3 box = bounds.grown(CELL_MM);
        int nx = cellsAlong(box.high().x() - box.low().x());
        int ny = cellsAlong(box.high().y() - box.low().y());
        int nz = cellsAlong(box.high().z() - box.low().z());
        this.cells = grid(nx + 1, ny + 1, nz + 1, CELL_MM, box.low());
        this.nodes = grid(nx * RATIO + 1, ny * RATIO + 1, nz * RATIO + 1, FINE_MM, box.low());
        this.kind = new byte[cells.voxelCount()];
        this.lostMm3 = new double[vessels.size()];
    }

    static CooledCluster of(List<ZonePart> parts, List<CoolingVessel> vessels, CoolingSettings settings, int threads) {
        CooledCluster cluster = new CooledCluster(parts, vessels, settings, threads);
        int[] who = cluster.classify();
        cluster.phi = cluster.evaluate(who);
        cluster.surface = LevelSurface.of(
                cluster.nodes,
                cluster.phi,
                () -> {
                    VesselCooling.State own = cluster.cooling.state();
                    return (x, y, z) -> cluster.cooling.valueAt(x, y, z, own) - 1;
                },
                threads);
        return cluster;
    }

    private static int cellsAlong(double mm) {
        return (int) Math.ceil(mm / CELL_MM);
    }

    private static VoxelGrid grid(int nx, int ny, int nz, double mm, Point3 low) {
        return VoxelGrid.axisAligned(nx, ny, nz, mm, mm, mm, low);
    }

    /** What the corners of one layer of cells say. */
    private record Layer(double largestDeficit, double hottestValue, Point3 hottest) {}

    /** Sets the kind of every cell; returns the vessel that takes most at each corner. */
    private int[] classify() {
        float[] over = new float[kind.length];
        boolean[] nearWall = new boolean[kind.length];
        int[] who = new int[kind.length];
        Layer[] layers = new Layer[cells.nz()];
        Workers.run(cells.nz(), threads, () -> {
            VesselCooling.State state = cooling.state();
            return k -> layers[k] = layer(k, over, nearWall, who, state);
        });
        double best = -1;
        for (Layer layer : layers) {
            largestDeficit = Math.max(largestDeficit, layer.largestDeficit);
            if (layer.hottestValue > best) {
                best = layer.hottestValue;
                hottest = layer.hottest;
            }
        }
        for (int k = 0; k < cells.nz() - 1; k++) {
            for (int j = 0; j < cells.ny() - 1; j++) {
                for (int i = 0; i < cells.nx() - 1; i++) {
                    kind[cells.linearIndex(i, j, k)] = kind(over, nearWall, i, j, k);
                }
            }
        }
        return who;
    }

    private Layer layer(int k, float[] over, boolean[] nearWall, int[] who, VesselCooling.State state) {
        double deficit = 0;
        double best = -1;
        Point3 place = null;
        for (int j = 0, n = cells.linearIndex(0, 0, k); j < cells.ny(); j++) {
            for (int i = 0; i < cells.nx(); i++, n++) {
                double x = cells.worldX(i, j, k);
                double y = cells.worldY(i, j, k);
                double z = cells.worldZ(i, j, k);
                double value = cooling.at(x, y, z, state);
                over[n] = (float) (value - 1);
                who[n] = state.vessel;
                nearWall[n] = Math.abs(state.wallMm) < WALL_MM && state.free > 0.7;
                if (state.free > CooledZone.COUNTS) {
                    deficit = Math.max(deficit, state.free - value);
                }
                if (value > best) {
                    best = value;
                    place = new Point3(x, y, z);
                }
            }
        }
        return new Layer(deficit, best, place);
    }

    private byte kind(float[] over, boolean[] nearWall, int i, int j, int k) {
        boolean first = over[cells.linearIndex(i, j, k)] >= 0;
        for (int corner = 0; corner < 8; corner++) {
            int n = cells.linearIndex(i + (corner & 1), j + (corner >> 1 & 1), k + (corner >> 2));
            if (over[n] >= 0 != first || nearWall[n] || (over[n] > NEAR_BELOW && over[n] < NEAR_ABOVE)) {
                return MIXED;
            }
        }
        return first ? IN : OUT;
    }

    /** Values less 1 at all nodes: the field in mixed cells, +1 or -1 elsewhere; counts what is lost on the way. */
    private double[] evaluate(int[] who) {
        double[] phi = new double[nodes.voxelCount()];
        Arrays.fill(phi, Double.NaN);
        int layers = cells.nz() - 1;
        long[][] lost = new long[layers][vessels.size()]; // nodes, by the layer of cells that came to them first
        for (int parity = 0; parity < 2; parity++) { // layers next to each other share nodes, every other one does not
            int first = parity;
            Workers.run((layers + 1 - first) / 2, threads, () -> {
                VesselCooling.State state = cooling.state();
                return l -> fillLayer(phi, MIXED, 2 * l + first, who, lost[2 * l + first], state);
            });
        }
        for (byte pass : new byte[] {OUT, IN}) {
            for (int k = 0; k < layers; k++) {
                fillLayer(phi, pass, k, who, lost[k], null);
            }
        }
        double node = nodes.voxelVolumeMm3();
        for (int v = 0; v < lostMm3.length; v++) {
            for (int k = 0; k < layers; k++) {
                for (long n = 0; n < lost[k][v]; n++) {
                    lostMm3[v] += node;
                }
            }
        }
        return phi;
    }

    private void fillLayer(double[] phi, byte pass, int k, int[] who, long[] lost, VesselCooling.State state) {
        for (int j = 0; j < cells.ny() - 1; j++) {
            for (int i = 0; i < cells.nx() - 1; i++) {
                int cell = cells.linearIndex(i, j, k);
                if (kind[cell] == pass) {
                    fill(phi, pass, i * RATIO, j * RATIO, k * RATIO, who[cell], lost, state);
                }
            }
        }
    }

    private void fill(
            double[] phi, byte pass, int i0, int j0, int k0, int who, long[] lost, VesselCooling.State state) {
        if (pass == MIXED) {
            cooling.around(
                    nodes.worldX(i0 + RATIO / 2, j0 + RATIO / 2, k0 + RATIO / 2),
                    nodes.worldY(i0 + RATIO / 2, j0 + RATIO / 2, k0 + RATIO / 2),
                    nodes.worldZ(i0 + RATIO / 2, j0 + RATIO / 2, k0 + RATIO / 2),
                    CELL_MM,
                    state);
        }
        for (int k = k0; k <= k0 + RATIO; k++) {
            for (int j = j0; j <= j0 + RATIO; j++) {
                int n = nodes.linearIndex(i0, j, k);
                for (int i = i0; i <= i0 + RATIO; i++, n++) {
                    if (Double.isNaN(phi[n])) {
                        int taker = who;
                        if (pass == MIXED) {
                            phi[n] = cooling.valueAt(
                                            nodes.worldX(i, j, k), nodes.worldY(i, j, k), nodes.worldZ(i, j, k), state)
                                    - 1;
                            taker = state.vessel;
                        } else {
                            phi[n] = pass == IN ? 1 : -1;
                        }
                        if (taker >= 0
                                && phi[n] < 0
                                && inPlain(nodes.worldX(i, j, k), nodes.worldY(i, j, k), nodes.worldZ(i, j, k))) {
                            lost[taker]++;
                        }
                    }
                }
            }
        }
    }

    private boolean inPlain(double x, double y, double z) {
        for (int n = 0; n < parts.size(); n++) {
            if (parts.get(n).shape().contains(x, y, z)) {
                return true;
            }
        }
        return false;
    }

    double largestDeficit() {
        return largestDeficit;
    }

    double lostMl(CoolingVessel vessel) {
        int index = vessels.indexOf(vessel);
        return index < 0 ? 0 : lostMm3[index] / 1000;
    }

    /** Distance from the point to the box of the parts, mm; the depth is at most minus this, or positive where it is 0. */
    double gapMm(double x, double y, double z) {
        double gap = bounds.gapMm(x, y, z);
        return gap == 0 ? Double.NEGATIVE_INFINITY : gap;
    }

    /** The edge of what is left; empty where that is next to nothing. */
    Optional<LevelSurface> surface() {
        return Optional.ofNullable(surface);
    }

    double depthMm(double x, double y, double z) {
        if (surface == null) {
            return REMNANT_MM - hottest.distanceMm(new Point3(x, y, z));
        }
        return surface.depthMm(x, y, z);
    }

    boolean contains(double x, double y, double z) {
        int i = (int) Math.floor(cells.indexI(x, y, z));
        int j = (int) Math.floor(cells.indexJ(x, y, z));
        int k = (int) Math.floor(cells.indexK(x, y, z));
        if (i < 0 || j < 0 || k < 0 || i >= cells.nx() - 1 || j >= cells.ny() - 1 || k >= cells.nz() - 1) {
            return false;
        }
        byte cell = kind[cells.linearIndex(i, j, k)];
        return cell == MIXED ? inMixed(x, y, z) : cell == IN;
    }

    /** By the eight nodes around the point where they agree, else by the closed form. */
    private boolean inMixed(double x, double y, double z) {
        int n = nodes.linearIndex(
                (int) Math.floor(nodes.indexI(x, y, z)), (int) Math.floor(nodes.indexJ(x, y, z)), (int)
                        Math.floor(nodes.indexK(x, y, z)));
        int inside = 0;
        for (int corner = 0; corner < 8; corner++) {
            int at = n + (corner & 1) + nodes.nx() * ((corner >> 1 & 1) + nodes.ny() * (corner >> 2));
            inside += phi[at] >= 0 ? 1 : 0;
        }
        return inside == 8 || (inside > 0 && cooling.valueAt(x, y, z, cooling.state()) >= 1);
    }

    Optional<String> vesselAt(Point3 point, double negligible) {
        VesselCooling.State state = cooling.state();
        double value = cooling.at(point.x(), point.y(), point.z(), state);
        return state.vessel >= 0 && state.free - value > negligible
                ? Optional.of(vessels.get(state.vessel).name())
                : Optional.empty();
    }
}
