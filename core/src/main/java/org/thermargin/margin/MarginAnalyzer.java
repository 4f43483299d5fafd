package org.thermargin.margin;

import java.util.ArrayList;
import java.util.List;
import org.thermargin.Finding;
import org.thermargin.distance.Workers;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.margin.MarginResult.Component;

/**
 * Computes the margin of a lesion to a zone: minimum with place, calibrated and guaranteed interval, and the margin of
 * every point of the lesion surface. Lesion, zone and organ may be on different lattices: all are seen in the
 * {@link LesionFrame}, what comes out is in the world. The
 * method and its error are described in docs/margins.md. Thread-safe. The
 * result is the same for every number of threads.
 */
public final class MarginAnalyzer {
    /** Lesion surface nearer than this to the organ surface is left out by the older subcapsular rule, mm. */
    public static final double EXCLUSION_MM = 5;

    private static final double CLIP_NOTE_MM = 0.1;

    private final int threads;
    private final CalibrationTable calibration;

    /** With the given number of threads, at least 1, and the released calibration. */
    public MarginAnalyzer(int threads) {
        this(threads, CalibrationTable.released());
    }

    MarginAnalyzer(int threads, CalibrationTable calibration) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + threads);
        }
        this.threads = threads;
        this.calibration = calibration;
    }

    /** The margin with its intervals, place and distribution. */
    public MarginResult analyze(MarginQuery query) {
        PreparedLesion prepared =
                query.prepared().orElseGet(() -> new PreparedLesion(query.lesion(), query.organ(), threads));
        ZoneRegion region = prepared.frame().zone(query.zone());
        ZoneMasks masks = ZoneMasks.of(prepared, region, threads);
        ZoneSide.Start start = new ZoneSide.Start(prepared, masks);
        Kept<BallInterval> ballInterval = new Kept<>(() -> BallInterval.of(prepared.balls(), masks));
        Kept<Measured> measured = new Kept<>(() -> measured(query, prepared, region, masks, start));
        // the interval is wanted at the end alone, and one thread is long busy with it
        run(List.of(ballInterval::get, measured::get));
        ZoneSide zone = measured.get().zone();
        VertexMargins surface = measured.get().surface();
        MinimalMargin minimal = measured.get().least();
        MinimalMargin raw = measured.get().leastRaw();
        Capsule.Exclusion exclusion = prepared.capsule()
                .map(capsule -> capsule.exclusion(prepared.side(), zone.raw(), raw.marginMm(), threads))
                .orElse(Capsule.Exclusion.NONE);
        BallInterval bounds = ballInterval.get();
        if (zone.nothingUnablated() && masks.tissue().isPresent()) {
            bounds = BallInterval.of(prepared.balls(), masks.rawOnly());
        }
        return result(query, prepared, zone, minimal, raw, bounds, surface, exclusion);
    }

    /** What is measured on surfaces. */
    private record Measured(ZoneSide zone, VertexMargins surface, MinimalMargin least, MinimalMargin leastRaw) {}

    private Measured measured(
            MarginQuery query, PreparedLesion prepared, ZoneRegion region, ZoneMasks masks, ZoneSide.Start start) {
        List<Runnable> tasks = new ArrayList<>(start.tasks());
        tasks.addAll(prepared.tasks());
        run(tasks);
        Kept<ZoneSide> made = new Kept<>(() -> ZoneSide.of(prepared, masks, start, ZoneSide.Detail.SURFACE, threads));
        Kept<long[]> uncovered = new Kept<>(() -> MinimalMargin.uncovered(prepared.crop(), region));
        run(List.of(made::get, prepared::side, uncovered::get));
        LesionSide lesion = prepared.side();
        ZoneSide zone = made.get();
        VertexMargins surface = VertexMargins.of(
                PointMargin.fitted(zone),
                zone.rawFitted(),
                lesion.fitted().blocks().get(),
                threads);
        Kept<MinimalMargin> leastRaw = new Kept<>(() -> MinimalMargin.of(lesion, zone, uncovered.get(), true));
        Kept<MinimalMargin> least = zone.tissue() == zone.raw()
                ? leastRaw
                : new Kept<>(() -> zone.zoneVoxels().isPresent()
                        ? MinimalMargin.of(lesion, zone, uncovered.get(), false)
                        : MinimalMargin.of(lesion, zone, uncovered.get(), leastRaw.get()));
        run(query.sharesOnly() ? List.of(least::get, leastRaw::get) : List.of(surface::all, least::get, leastRaw::get));
        return new Measured(zone, surface, least.get(), leastRaw.get());
    }

    /**
     * The point estimate and its place alone, by the method of {@link #analyze} before its clipping into the guaranteed
     * interval: several times cheaper; for calibration and search, not for a verdict.
     */
    public MarginEstimate estimate(MarginQuery query) {
        PreparedLesion prepared =
                query.prepared().orElseGet(() -> new PreparedLesion(query.lesion(), query.organ(), 1));
        LesionSide lesion = prepared.bendingSide();
        ZoneRegion region = prepared.frame().zone(query.zone());
        ZoneMasks masks = ZoneMasks.of(prepared, region, 1);
        ZoneSide.Start start = new ZoneSide.Start(prepared, masks);
        ZoneSide zone = ZoneSide.of(prepared, masks, start, ZoneSide.Detail.MINIMUM, 1);
        MinimalMargin minimal = MinimalMargin.of(lesion, zone, MinimalMargin.uncovered(lesion.mask(), region), false);
        return new MarginEstimate(minimal.marginMm(), prepared.frame().toWorld(witness(lesion, zone, minimal)));
    }

    /** Does what does not depend on each other, the dearest first. */
    private void run(List<Runnable> tasks) {
        Workers.run(tasks.size(), threads, () -> n -> tasks.get(n).run());
    }

    private MarginResult result(
            MarginQuery query,
            PreparedLesion prepared,
            ZoneSide zone,
            MinimalMargin minimal,
            MinimalMargin raw,
            BallInterval guaranteed,
            VertexMargins surface,
            Capsule.Exclusion exclusion) {
        List<Finding> findings = new ArrayList<>();
        LesionFrame frame = prepared.frame();
        LesionSide lesion = prepared.side();
        MarginResult.Witness witness = witness(lesion, zone, minimal);
        double halfWidth = halfWidthMm(query, prepared, zone, witness);
        double estimate = minimal.marginMm();
        double mam = Math.min(guaranteed.upperMm(), Math.max(guaranteed.lowerMm(), estimate));
        if (Math.abs(mam - estimate) > CLIP_NOTE_MM) {
            findings.add(Finding.of(
                    "margin-clipped",
                    "H18",
                    String.format(
                            java.util.Locale.ROOT,
                            "the surface estimate of %.2f mm lies outside what the voxels allow and was set to %.2f mm",
                            estimate,
                            mam)));
        }
        describeShape(lesion, zone, guaranteed, query.organ().isPresent(), findings);
        double tooLarge = query.zone() instanceof ZoneRegion.Exact exact ? exact.tooLargeMm() : 0;
        double tooSmall = query.zone() instanceof ZoneRegion.Exact exact ? exact.tooSmallMm() : 0;
        double bound = query.registrationBoundMm();
        // the middle of a void is no point of a surface that was calibrated; no verdict depends on how far below 0 it
        // is
        double lower = minimal.isInterior() ? guaranteed.lowerMm() : Math.max(mam - halfWidth, guaranteed.lowerMm());
        double upper = zone.cut() ? guaranteed.upperMm() : Math.min(mam + halfWidth, guaranteed.upperMm());
        List<Component> components = new ArrayList<>();
        components.add(new Component("voxels_calibrated_99", halfWidth));
        components.add(new Component("lesion_ball_radius", guaranteed.lesionRadiusMm()));
        if (guaranteed.unablatedRadiusMm() > 0) {
            components.add(new Component("unablated_ball_radius", guaranteed.unablatedRadiusMm()));
        }
        components.add(new Component("registration", query.registrationBoundMm()));
        if (tooSmall > 0) {
            components.add(new Component("zone_distance_error", Math.max(tooLarge, tooSmall)));
        }
        return new MarginResult(
                mam,
                query.organ().isPresent() && !zone.nothingUnablated()
                        ? MarginResult.Reference.ORGAN_TISSUE
                        : MarginResult.Reference.COMPLEMENT,
                lower - bound - (lower < 0 ? tooSmall : tooLarge),
                upper + bound + (upper < 0 ? tooLarge : tooSmall),
                guaranteed.lowerMm() - bound - (guaranteed.lowerMm() < 0 ? tooSmall : tooLarge),
                guaranteed.upperMm() + bound + (guaranteed.upperMm() < 0 ? tooLarge : tooSmall),
                components,
                Math.min(mam, raw.marginMm()), // organ tissue is never nearer than the complement of the zone
                exclusion.marginMm(),
                exclusion.areaFraction(),
                frame.toWorld(witness),
                prepared.shape().with(surface),
                frame.toWorld(new BoundaryField(PointMargin.bending(zone))),
                prepared.depthField(),
                frame.toWorld(new BoundaryField(zone.rawFitted())),
                findings);
    }

    private double halfWidthMm(MarginQuery query, PreparedLesion lesion, ZoneSide zone, MarginResult.Witness witness) {
        String kind = CalibrationTable.kind(
                query.zone() instanceof ZoneRegion.Exact, zone.tissueVoxels().isPresent());
        double width = halfWidthMm(kind, lesion.crop().grid(), witness);
        if (zone.zoneVoxels().isPresent()) {
            VoxelGrid grid = zone.zoneVoxels().get().zone().grid();
            width = Math.max(width, halfWidthMm(kind, grid, witness));
        }
        if (zone.tissueVoxels().isPresent()) {
            VoxelGrid grid = lesion.tissue().orElseThrow().grid();
            width = Math.max(width, halfWidthMm(kind, grid, witness));
        }
        return width;
    }

    private double halfWidthMm(String kind, VoxelGrid grid, MarginResult.Witness witness) {
        return calibration.halfWidthMm(kind, witness.isAlongThickAxis(grid), grid.minSpacingMm(), grid.maxSpacingMm());
    }

    static MarginResult.Witness witness(LesionSide lesion, ZoneSide zone, MinimalMargin minimal) {
        Point3 point = minimal.point();
        double[] foot = new double[3];
        Boundary target = minimal.marginMm() >= 0 ? zone.tissue() : zone.raw();
        target.foot(point.x(), point.y(), point.z(), foot);
        Point3 other = new Point3(foot[0], foot[1], foot[2]);
        Point3 centroid = lesion.centroid();
        Direction3 direction = centroid.distanceMm(point) > 1e-6
                ? Direction3.between(centroid, point)
                : point.distanceMm(other) > 1e-6 ? Direction3.between(point, other) : Direction3.SUPERIOR;
        return new MarginResult.Witness(point, other, direction);
    }

    private static void describeShape(
            LesionSide lesion, ZoneSide zone, BallInterval guaranteed, boolean organKnown, List<Finding> findings) {
        if (lesion.layers() < 3) {
            findings.add(Finding.of(
                    "lesion-thin",
                    "H18",
                    "the lesion spans only " + lesion.layers()
                            + " voxel layers along one axis; its shape is hardly known there"));
        }
        if (guaranteed.refuted()) {
            findings.add(Finding.of(
                    "ball-assumption-refuted",
                    "H18",
                    "the masks have details thinner than a voxel diagonal, so that no ball radius fits them; the guaranteed"
                            + " interval takes every lesion and unablated point to lie within half a voxel diagonal of a"
                            + " voxel centre of its kind"));
        } else if (guaranteed.radiiReduced()) {
            findings.add(Finding.of(
                    "ball-radii-reduced",
                    "H18",
                    String.format(
                            java.util.Locale.ROOT,
                            "the masks have details finer than the default ball radii; the guaranteed interval uses"
                                    + " %.2f mm for the lesion and %.2f mm for unablated tissue",
                            guaranteed.lesionRadiusMm(),
                            guaranteed.unablatedRadiusMm())));
        }
        if (zone.cut()) {
            findings.add(Finding.of(
                    "zone-cut",
                    "H16",
                    "the zone reaches the border of its image; what lies beyond counts as not ablated for the lower"
                            + " bounds and as unknown for the upper ones"));
        }
        if (organKnown && zone.nothingUnablated()) {
            findings.add(
                    Finding.of(
                            "no-unablated-tissue",
                            "H17",
                            "no unablated organ tissue lies near the zone; the margin is measured to the complement of the zone"));
        }
    }

    /** A boundary as a field of signed distances. */
    private record BoundaryField(Boundary boundary) implements SignedField {
        @Override
        public double depthMm(double x, double y, double z) {
            return boundary.at(x, y, z);
        }

        @Override
        public SignedField walker() {
            return new BoundaryField(boundary.inSequence());
        }
    }
}
