package org.thermargin.heatsink;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.thermargin.distance.Workers;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.zone.ZonePart;

/**
 * The nodes of a lattice under the vessels near them, for zones whose parts are moved one after another: walls are looked up
 * once, and a part that stays is not asked for again. What vessels leave of a zone is the union of what they leave of its
 * parts ({@link VesselCooling}: of several parts the one that heats most counts), so parts are kept apart. Thread-safe.
 */
public final class CooledNodes {
    private static final int WALL = 5; // x, y, z, distance, radius

    private final VoxelGrid nodes;
    private final List<CoolingVessel> vessels;
    private final CoolingSettings settings;
    private final int threads;
    private final float[][] walls; // by vessel: five numbers per node
    private final ExpTable exp = new ExpTable();
    private final Map<Heat, Shares> shares = new ConcurrentHashMap<>();

    /** What the share that a wall takes depends on, beside the wall. */
    private record Heat(double decayPerMm, WallRule wall) {}

    /** What walls take at the nodes, as shares of the rise without vessels at the wall. */
    static final class Shares {
        /** Numbers per node of the vessel with the largest share: place and distance of the wall, and the share. */
        static final int FIRST = 5;

        private final float[][] byVessel;
        private final byte[] first;
        private final float[] ofFirst;
        private final float[] second;

        private Shares(float[][] byVessel, float[][] walls, int nodes) {
            int vessels = byVessel.length;
            this.byVessel = byVessel;
            this.first = new byte[vessels == 0 ? 0 : nodes];
            this.ofFirst = new float[FIRST * first.length];
            this.second = new float[first.length];
            for (int n = 0; n < first.length; n++) {
                for (int v = 1; v < Math.min(vessels, Byte.MAX_VALUE); v++) {
                    first[n] = byVessel[v][n] > byVessel[first[n]][n] ? (byte) v : first[n];
                }
                System.arraycopy(walls[first[n]], WALL * n, ofFirst, FIRST * n, FIRST - 1);
                ofFirst[FIRST * n + FIRST - 1] = byVessel[first[n]][n];
                for (int v = 0; v < vessels; v++) {
                    boolean outside = walls[v][WALL * n + 3] > 0;
                    second[n] = v == first[n]
                            ? second[n]
                            : Math.max(second[n], outside ? byVessel[v][n] : Float.POSITIVE_INFINITY);
                }
            }
        }

        /** The share that the vessel takes at the node. */
        double of(int vessel, int node) {
            return byVessel[vessel][node];
        }

        /** The vessel with the largest share at the node. */
        int first(int node) {
            return first[node];
        }

        /** {@link #FIRST} numbers per node of that vessel, not a copy. */
        float[] ofFirst() {
            return ofFirst;
        }

        /** The largest share of any other vessel at the node; infinite in the lumen of one, 0 if there is none. */
        double second(int node) {
            return second[node];
        }
    }

    /**
     * A part of a zone at the nodes: depth in mm to first order next to the edge, elsewhere of the right sign.
     *
     * @param plainMm depth in the part as tabled
     * @param cooledMm depth in what the vessels leave of it; {@code plainMm} itself where they take nothing worth naming
     */
    public record Part(float[] plainMm, float[] cooledMm) {
        /** Whether vessels change the part at the nodes. */
        public boolean isDeformed() {
            return cooledMm != plainMm;
        }
    }

    /**
     * The nodes under the vessels.
     *
     * @param vessels those near the nodes; none: nothing is cooled
     */
    public CooledNodes(VoxelGrid nodes, List<CoolingVessel> vessels, CoolingSettings settings, int threads) {
        this.nodes = nodes;
        this.vessels = List.copyOf(vessels);
        this.settings = settings;
        this.threads = threads;
        this.walls = new float[vessels.size()][WALL * nodes.voxelCount()];
        for (int v = 0; v < walls.length; v++) {
            CoolingVessel vessel = vessels.get(v);
            float[] wall = walls[v];
            Workers.run(nodes.ny() * nodes.nz(), threads, () -> {
                CoolingVessel.Nearest near = new CoolingVessel.Nearest();
                return row -> lookUp(vessel, wall, row, near);
            });
        }
    }

    private void lookUp(CoolingVessel vessel, float[] wall, int row, CoolingVessel.Nearest near) {
        int j = row % nodes.ny();
        int k = row / nodes.ny();
        int at = WALL * nodes.linearIndex(0, j, k);
        for (int i = 0; i < nodes.nx(); i++, at += WALL) {
            vessel.nearest(nodes.worldX(i, j, k), nodes.worldY(i, j, k), nodes.worldZ(i, j, k), near);
            wall[at] = (float) near.wallX;
            wall[at + 1] = (float) near.wallY;
            wall[at + 2] = (float) near.wallZ;
            wall[at + 3] = (float) near.distanceMm;
            wall[at + 4] = (float) near.radiusMm;
        }
    }

    private Shares shares(Heat heat) {
        return shares.computeIfAbsent(heat, h -> {
            VesselCooling cooling = new VesselCooling(List.of(), vessels, settings);
            VesselCooling.Source source = new VesselCooling.Source((x, y, z) -> 0, h.decayPerMm, h.wall);
            float[][] made = new float[walls.length][nodes.voxelCount()];
            for (int v = 0; v < made.length; v++) {
                VesselCooling.Wall wall = new VesselCooling.Wall();
                CoolingVessel.Nearest near = new CoolingVessel.Nearest();
                for (int n = 0; n < made[v].length; n++) {
                    near.distanceMm = walls[v][WALL * n + 3];
                    near.radiusMm = walls[v][WALL * n + 4];
                    made[v][n] = (float) cooling.share(source, near, wall);
                }
            }
            return new Shares(made, walls, nodes.voxelCount());
        });
    }

    /** What a part of a zone ablates at the nodes, without and with the vessels. */
    public Part of(ZonePart part) {
        double decay = settings.decayPerMm(part.timeS());
        Shares share = shares(new Heat(decay, settings.wall(part.modality())));
        float[] plain = new float[nodes.voxelCount()];
        float[] cooled = vessels.isEmpty() ? plain : new float[plain.length];
        boolean[] deformed = new boolean[nodes.nz()];
        Workers.run(nodes.nz(), threads, () -> {
            PartAtNodesKernel kernel =
                    new PartAtNodesKernel(nodes, part, walls, part.halfWidthMm() * decay, settings.heatCap(), exp);
            return k -> deformed[k] = kernel.slice(k, share, plain, cooled);
        });
        for (boolean slice : deformed) {
            if (slice) {
                return new Part(plain, cooled);
            }
        }
        return new Part(plain, plain);
    }

    /** Whether vessels take anything worth naming from the part anywhere, looked at every few millimetres of it. */
    public boolean isDeformed(ZonePart part) {
        return !vessels.isEmpty() && CooledZone.isDeformed(part, vessels, settings);
    }

    /** The depth in the union of the parts at every node, mm. */
    public static double[] union(List<float[]> parts) {
        float[] deepest = parts.get(0).clone();
        for (float[] part : parts.subList(1, parts.size())) {
            for (int n = 0; n < deepest.length; n++) {
                deepest[n] = Math.max(deepest[n], part[n]);
            }
        }
        double[] depth = new double[deepest.length];
        for (int n = 0; n < depth.length; n++) {
            depth[n] = deepest[n];
        }
        return depth;
    }
}
