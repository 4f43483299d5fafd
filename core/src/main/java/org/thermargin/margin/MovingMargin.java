package org.thermargin.margin;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;

/**
 * The margin of a lesion to device zones that are moved about it, the estimate alone, in milliseconds instead of the tenths of
 * a second of {@link MarginAnalyzer}. All that does not depend on the zone is made once: lesion surface, organ around
 * it, and a lattice on which zones are seen. See docs/live.md for the method and its difference to the assessment.
 * Thread-safe.
 */
public final class MovingMargin {
    /** Nodes that the lattice has about; small lesions are seen finer, large ones coarser. */
    private static final double NODES = 100_000;

    private static final double FINEST_MM = 0.5;
    private static final double COARSEST_MM = 2;

    private final PreparedLesion lesion;
    private final double reachMm;
    private final int threads;
    private final CalibrationTable calibration = CalibrationTable.released();
    private final VoxelGrid frameNodes;
    private final VoxelGrid nodes;
    private final Kept<Optional<NodeZone.Organ>> organ;
    private final Kept<int[]> lesionNodes;
    private final NodeCells lesionCells;
    private final Kept<Least.Vertices> surface;
    private final Kept<NodePlaces> places;

    /**
     * Around a lesion.
     *
     * @param reachMm distance from the lesion up to which zones are seen; a margin beyond is only known to be beyond
     */
    public MovingMargin(PreparedLesion lesion, double reachMm, int threads) {
        this.lesion = lesion;
        this.reachMm = reachMm;
        this.threads = threads;
        VoxelGrid crop = lesion.crop().grid();
        Bounds3 box =
                crop.worldBounds(lesion.crop().boundingBox().orElseThrow()).grown(reachMm);
        double x = box.high().x() - box.low().x();
        double y = box.high().y() - box.low().y();
        double z = box.high().z() - box.low().z();
        double h = Math.min(COARSEST_MM, Math.max(FINEST_MM, StrictMath.cbrt(x * y * z / NODES)));
        this.frameNodes = VoxelGrid.axisAligned(
                (int) Math.ceil(x / h) + 1, (int) Math.ceil(y / h) + 1, (int) Math.ceil(z / h) + 1, h, h, h, box.low());
        this.nodes = lesion.frame().toWorld(frameNodes);
        this.organ = new Kept<>(this::findOrgan);
        this.lesionNodes = new Kept<>(this::findLesionNodes);
        this.lesionCells = new NodeCells(lesion.crop(), frameNodes);
        this.surface = new Kept<>(() -> Least.Vertices.of(lesion.side()));
        this.places = new Kept<>(() -> new NodePlaces(surface.get().fitted(), frameNodes));
    }

    /** The lattice on which zones are seen, in the world. */
    public VoxelGrid nodes() {
        return nodes;
    }

    /** Distance from the lesion up to which zones are seen, mm. */
    public double reachMm() {
        return reachMm;
    }

    /** Makes what does not depend on a zone. */
    public void prepare() {
        places.get();
        lesion.shape();
        lesionNodes.get();
        organ.get();
    }

    /** The organ at the nodes; empty where none is known or all lie deep in it. */
    private Optional<NodeZone.Organ> findOrgan() {
        if (lesion.tissue().isEmpty()) {
            return Optional.empty();
        }
        ShallowBlocks deep = ShallowBlocks.ofNone(lesion.tissue().get());
        if (deep.isDeep(frameNodes.worldBounds())) {
            return Optional.empty();
        }
        RegionField field = ZoneSide.organField(lesion.tissue().get(), frameNodes.worldBounds());
        double[] outside = new double[frameNodes.voxelCount()];
        for (int k = 0, n = 0; k < frameNodes.nz(); k++) {
            for (int j = 0; j < frameNodes.ny(); j++) {
                for (int i = 0; i < frameNodes.nx(); i++, n++) {
                    outside[n] = -field.at(
                            frameNodes.worldX(i, j, k), frameNodes.worldY(i, j, k), frameNodes.worldZ(i, j, k));
                }
            }
        }
        double[] vertices = places.get().points();
        double[] inside = new double[vertices.length / 3];
        for (int v = 0; v < inside.length; v++) {
            inside[v] = field.at(vertices[3 * v], vertices[3 * v + 1], vertices[3 * v + 2]);
        }
        return Optional.of(new NodeZone.Organ(field, outside, inside));
    }

    /** The nodes whose cells may hold a voxel centre of the lesion. */
    private int[] findLesionNodes() {
        double near = -frameNodes.voxelDiagonalMm();
        int[] found = new int[frameNodes.voxelCount()];
        int count = 0;
        for (int k = 0, n = 0; k < frameNodes.nz(); k++) {
            for (int j = 0; j < frameNodes.ny(); j++) {
                for (int i = 0; i < frameNodes.nx(); i++, n++) {
                    double x = frameNodes.worldX(i, j, k);
                    double y = frameNodes.worldY(i, j, k);
                    double z = frameNodes.worldZ(i, j, k);
                    if (lesion.depth().at(x, y, z) >= near) {
                        found[count++] = n;
                    }
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    /**
     * A zone seen at the nodes.
     *
     * @param depthMm its depth at every one of {@link #nodes}, mm: to first order next to its edge, elsewhere of the right
     *     sign; made when it is needed
     * @param exact the same zone where its distances are exact: then the estimate is that of the assessment, bit for bit,
     *     where the place at which it ends lies deep in the organ or none is known
     * @param tooLargeMm by how much distances of the zone may be too large, which widens the interval
     * @param tooSmallMm and too small
     */
    public Seen see(
            Supplier<double[]> depthMm, Optional<ZoneRegion.Exact> exact, double tooLargeMm, double tooSmallMm) {
        return new Seen(depthMm, exact, tooLargeMm, tooSmallMm);
    }

    /** A zone at one place. */
    public final class Seen {
        private final Optional<ZoneRegion.Exact> exact;
        private final double tooLargeMm;
        private final double tooSmallMm;
        private final Kept<long[]> uncovered; // of an exact zone, packed as the lesion
        private final Kept<Long> uncoveredVoxels;
        private final Kept<NodeZone> zone;
        private final Kept<double[]> margins;

        private Seen(Supplier<double[]> depthMm, Optional<ZoneRegion.Exact> exact, double tooLarge, double tooSmall) {
            this.exact = exact.map(e -> (ZoneRegion.Exact) lesion.frame().zone(e));
            this.uncovered = new Kept<>(() -> MinimalMargin.uncovered(lesion.crop(), this.exact.orElseThrow()));
            this.uncoveredVoxels = new Kept<>(this::countUncovered);
            this.tooLargeMm = tooLarge;
            this.tooSmallMm = tooSmall;
            this.zone = new Kept<>(() ->
                    new NodeZone(frameNodes, depthMm.get(), organ.get().orElse(null), lesionNodes.get(), reachMm));
            this.margins = new Kept<>(
                    () -> zone.get().marginsMm(places.get(), surface.get().order(), threads));
        }

        /** Makes the margin of every vertex, by the nodes. */
        public void prepare() {
            margins.get();
        }

        /** The margin. */
        public ProvisionalMargin margin(double registrationBoundMm) {
            Least least = exact.flatMap(e -> alone(e, uncovered.get()))
                    .orElseGet(() -> Least.of(zone.get(), lesion.bendingSide(), surface.get(), margins.get()));
            double halfWidth = halfWidthMm(least.witness());
            double mam = Math.min(least.marginMm(), least.uncoveredMm());
            double lower = least.isInterior() ? Double.NEGATIVE_INFINITY : mam - halfWidth;
            double upper = Math.min(mam + halfWidth, least.uncoveredMm());
            return new ProvisionalMargin(
                    mam,
                    lesion.organ().isPresent()
                            ? MarginResult.Reference.ORGAN_TISSUE
                            : MarginResult.Reference.COMPLEMENT,
                    lower - registrationBoundMm - (lower < 0 ? tooSmallMm : tooLargeMm),
                    upper + registrationBoundMm + (upper < 0 ? tooLargeMm : tooSmallMm),
                    lesion.frame().toWorld(least.witness()));
        }

        /** The lesion surface with the margin of every vertex, by the nodes, in the world. */
        public MarginMap surface() {
            return lesion.shape().with(VertexMargins.of(margins.get()));
        }

        /** The voxels of the lesion whose centre the zone does not hold. */
        public long uncoveredVoxels() {
            return uncoveredVoxels.get();
        }

        private long countUncovered() {
            if (exact.isEmpty()) {
                return zone.get().uncovered(lesionCells);
            }
            long count = 0;
            for (long word : uncovered.get()) {
                count += Long.bitCount(word);
            }
            return count;
        }
    }

    /** The least margin to the zone itself, where the place at which it ends lies deep in the organ; else empty. */
    private Optional<Least> alone(ZoneRegion.Exact zone, long[] uncovered) {
        Boundary raw = new ExactBoundary(zone.depth(), zone.unevennessMm());
        Least least = Least.of(raw, lesion.bendingSide(), uncovered, halfWidthMm());
        Point3 end = least.witness().zone();
        boolean ends = lesion.tissue().isEmpty()
                || ShallowBlocks.ofNone(lesion.tissue().get()).isDeep(end.x(), end.y(), end.z());
        return ends ? Optional.of(least) : Optional.empty();
    }

    /** The larger half-width of the calibrated interval, whatever the direction, mm. */
    private double halfWidthMm() {
        MarginResult.Witness along =
                new MarginResult.Witness(new Point3(0, 0, 0), new Point3(0, 0, 1), Direction3.SUPERIOR);
        MarginResult.Witness across =
                new MarginResult.Witness(new Point3(0, 0, 0), new Point3(1, 0, 0), Direction3.LEFT);
        return Math.max(halfWidthMm(along), halfWidthMm(across));
    }

    private double halfWidthMm(MarginResult.Witness witness) {
        String kind = CalibrationTable.kind(true, lesion.organ().isPresent());
        double width = halfWidthMm(kind, lesion.crop().grid(), witness);
        return lesion.tissue().isEmpty()
                ? width
                : Math.max(width, halfWidthMm(kind, lesion.tissue().get().grid(), witness));
    }

    private double halfWidthMm(String kind, VoxelGrid grid, MarginResult.Witness witness) {
        return calibration.halfWidthMm(kind, witness.isAlongThickAxis(grid), grid.minSpacingMm(), grid.maxSpacingMm());
    }
}
