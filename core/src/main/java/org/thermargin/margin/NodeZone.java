package org.thermargin.margin;

import java.util.Arrays;
import java.util.Optional;
import org.thermargin.distance.Workers;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.PointRow;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.VoxelGrid;

/**
 * A zone known by its depths at the nodes of a lattice around a lesion: its boundary, that of everything which is not
 * unablated organ tissue, and which points it holds, by linear interpolation.
 */
final class NodeZone {
    /** Where a zone ends so near to the capsule, in units of the spacing, nodes do not tell whether it ends in the organ. */
    private static final double RIM = 0.4;

    private final RegionField field;
    private final boolean coversLesion;
    private final NodeBoundary raw;
    private final Organ organ; // null where it does not matter
    private final Boundary tissue;

    /**
     * A zone at the nodes.
     *
     * @param organ what is known of the organ; null where it does not matter
     * @param lesionNodes the nodes around the voxels of the lesion
     * @param reachMm how far the box reaches beyond the lesion; stands for the boundary where none is in the box
     */
    NodeZone(VoxelGrid nodes, double[] depthMm, Organ organ, int[] lesionNodes, double reachMm) {
        this.field = RegionField.ofNodes(nodes, depthMm);
        this.coversLesion = covers(depthMm, lesionNodes);
        Bounds3 box = nodes.worldBounds();
        Bounds3 asked = new Bounds3(
                box.low().shifted(reachMm, reachMm, reachMm), box.high().shifted(-reachMm, -reachMm, -reachMm));
        this.raw = new NodeBoundary(nodes, () -> depthMm, reachMm, asked);
        this.organ = organ;
        if (organ == null) {
            this.tissue = raw;
        } else {
            Boundary union = new NodeBoundary(nodes, () -> union(depthMm, organ.outsideMm), reachMm, asked);
            this.tissue = TissueBoundary.seen(raw, organ.field, () -> union, RIM * nodes.maxSpacingMm());
        }
    }

    /**
     * The organ around the lesion.
     *
     * @param field positive inside
     * @param outsideMm how far the nodes lie outside, mm
     * @param vertexMm how deep the vertices of the lesion's fitted surface lie in it, mm
     */
    record Organ(RegionField field, double[] outsideMm, double[] vertexMm) {}

    private static boolean covers(double[] depthMm, int[] lesionNodes) {
        for (int n : lesionNodes) {
            if (!(depthMm[n] > 0)) {
                return false;
            }
        }
        return true;
    }

    private static double[] union(double[] depthMm, double[] outside) {
        double[] union = new double[depthMm.length];
        for (int n = 0; n < union.length; n++) {
            union[n] = Math.max(depthMm[n], outside[n]);
        }
        return union;
    }

    /** The zone as margins are measured to it. */
    ZoneSide side() {
        return of(raw, tissue);
    }

    /**
     * The margin of every vertex of the lesion's fitted surface, mm.
     *
     * @param order so that neighbours follow each other
     */
    double[] marginsMm(NodePlaces vertices, int[] order, int threads) {
        raw.prepare();
        double[] found = new double[order.length];
        Workers.run((found.length + Boundary.CHUNK - 1) / Boundary.CHUNK, threads, () -> {
            TriangleFoot foot = new TriangleFoot();
            return chunk -> {
                int end = Math.min(found.length, (chunk + 1) * Boundary.CHUNK);
                for (int n = chunk * Boundary.CHUNK; n < end; n++) {
                    found[order[n]] = marginMm(vertices, order[n], foot);
                }
            };
        });
        return found;
    }

    /** As a {@link PointMargin}, the zone being asked once. */
    private double marginMm(NodePlaces vertices, int v, TriangleFoot foot) {
        double toZone = raw.at(vertices, v, foot);
        if (organ == null) {
            return toZone;
        }
        double[] p = vertices.points();
        double toTissue = ((TissueBoundary) tissue).at(p[3 * v], p[3 * v + 1], p[3 * v + 2], toZone, organ.vertexMm[v]);
        return toTissue >= 0 ? toTissue : Math.min(0, toZone);
    }

    /** The voxels whose centre is not held. */
    long uncovered(NodeCells lesion) {
        return coversLesion ? 0 : lesion.below(field.phi());
    }

    /** Whether every voxel of the lesion lies in the zone for certain. */
    boolean coversLesion() {
        return coversLesion;
    }

    /** A zone of which only the boundary counts. */
    static ZoneSide side(Boundary boundary) {
        return of(boundary, boundary);
    }

    private static ZoneSide of(Boundary raw, Boundary tissue) {
        return new ZoneSide(raw, tissue, raw, tissue, Optional.empty(), Optional.empty(), false, false);
    }

    /** The zone as a region of the points that it holds. */
    ZoneRegion region() {
        return new ZoneRegion.Exact(new Inside(), field.nodes().worldBounds());
    }

    private final class Inside implements SignedField {
        @Override
        public double depthMm(double x, double y, double z) {
            return field.at(x, y, z);
        }

        /** Of rows through the lesion, which is all that is asked for. */
        @Override
        public void mark(PointRow row, long[] bits) {
            if (coversLesion) {
                Arrays.fill(bits, -1L);
            } else {
                SignedField.super.mark(row, bits);
            }
        }
    }
}
