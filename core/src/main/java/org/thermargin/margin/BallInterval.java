package org.thermargin.margin;

import org.thermargin.distance.DistanceTransform;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * The guaranteed interval of the margin under the ball assumption, with the radii that were used; see
 * {@link BallBounds} for the construction and docs/margins.md for the proof.
 *
 * @param lowerMm proved lower bound, mm
 * @param upperMm proved upper bound, mm; infinite when no voxel is known to be unablated
 * @param lesionRadiusMm radius of the balls that make up the lesion, mm
 * @param unablatedRadiusMm radius of the balls that make up the unablated side, mm; 0 for an exact zone
 * @param radiiReduced whether the masks contradict the default radii, so that half the voxel diagonal was used
 * @param refuted whether they contradict that too, so that the lower bound rests on voxel bodies: every lesion point within
 *     half a diagonal of a lesion centre, every unablated point within half a diagonal of an unablated one
 */
record BallInterval(
        double lowerMm,
        double upperMm,
        double lesionRadiusMm,
        double unablatedRadiusMm,
        boolean radiiReduced,
        boolean refuted) {
    /** Default radius of the balls inside the lesion, mm. */
    static final double LESION_RADIUS_MM = 2;
    /** Default radius of the balls outside the zone, mm. */
    static final double UNABLATED_RADIUS_MM = 3;
    /** Within this distance of the lesion its nearest unablated centre is looked for first, mm. */
    static final double NEAR_MM = 12;
    /** No tissue beyond this distance from lesion and zone is looked at, mm; the rim of the box. */
    private static final double HORIZON_MM = 8;

    /** Smallest ball radius that the voxels can tell from nothing, mm: just over half the voxel diagonal. */
    static double leastRadiusMm(VoxelGrid grid) {
        return grid.voxelDiagonalMm() / 2 * (1 + 1e-5);
    }

    /** The interval for a lesion and a zone. */
    static BallInterval of(LesionBalls balls, ZoneMasks zone) {
        BinaryMask lesion = balls.lesion();
        double[] thinnest = new double[3];
        BallInterval raw = zone.zone().isPresent()
                ? sampled(balls, zone.zone().get())
                : exact(balls, zone.exact().orElseThrow(), thinnest);
        if (zone.tissue().isEmpty()) {
            return raw;
        }
        if (raw.upperMm <= 0 || raw.refuted) {
            return raw;
        }
        TissueVoxels tissue = zone.tissue().get();
        double upper = balls.toCentreMm(tissue.certain());
        double lower = raw.lowerMm;
        boolean organMatters = zone.zone().isPresent()
                ? upper > raw.upperMm // else the organ plays no part at the minimum
                : !isTissueAtEnd(lesion, raw, tissue, zone.exact().orElseThrow(), thinnest);
        double cap = Math.min(HORIZON_MM, upper); // no more than that is credited
        if (organMatters && cap > lower) {
            double toTissue = OrganBounds.separationMm(balls, raw.lesionRadiusMm, tissue, raw.lowerMm, cap);
            lower = Math.max(lower, toTissue >= 0 ? toTissue : lower);
        }
        return new BallInterval(
                Math.min(lower, upper), upper, raw.lesionRadiusMm, raw.unablatedRadiusMm, raw.radiiReduced, false);
    }

    /** Whether tissue where an exact zone is thinnest shows that the bound to tissue cannot exceed that to the zone's end. */
    private static boolean isTissueAtEnd(
            BinaryMask lesion, BallInterval raw, TissueVoxels tissue, ExactBoundary zone, double[] thinnest) {
        double far = Math.max(leastRadiusMm(tissue.possible().grid()), UNABLATED_RADIUS_MM);
        return new BallPair(lesion, raw.lesionRadiusMm, tissue.possible(), far, zone).isWithin(thinnest, raw.lowerMm);
    }

    private static BallInterval sampled(LesionBalls balls, ZoneVoxels zone) {
        BinaryMask lesion = balls.lesion();
        double half = leastRadiusMm(lesion.grid());
        double zoneHalf = leastRadiusMm(zone.zone().grid());
        double r = balls.radiusMm();
        double s = Math.max(zoneHalf, UNABLATED_RADIUS_MM);
        BoxFrame frame = BoxFrame.of(lesion.grid());
        BallCells lesionCells = balls.checked();
        BallCells zoneCells =
                new BallCells(new ForbiddenCentres(zone.complement(), ForbiddenCentres.Beyond.UNKNOWN), s, frame);
        Kept<BallCells> lesionLeast = new Kept<>(() -> lesionCells.withRadius(half));
        Kept<BallCells> zoneLeast = new Kept<>(() -> zoneCells.withRadius(zoneHalf));
        boolean lesionFits = balls.fit();
        boolean zoneFits = BallFit.of(zoneCells);
        double upper = upper(balls, zone);
        double lower = lower(
                zone,
                lesionFits ? lesionCells : lesionLeast.get().copy(),
                zoneFits ? zoneCells : zoneLeast.get().copy());
        boolean reduced = !lesionFits || !zoneFits;
        if (lower > upper && !reduced) {
            reduced = true;
            lower = lower(zone, lesionLeast.get().copy(), zoneLeast.get().copy());
            lesionFits = false;
            zoneFits = false;
        }
        boolean refuted =
                (!lesionFits && !BallFit.of(lesionLeast.get())) || (!zoneFits && !BallFit.of(zoneLeast.get()));
        if (refuted) {
            lower = Math.min(lower, betweenVoxelBodies(lesion, zone, upper, half, zoneHalf));
        }
        return new BallInterval(
                Math.min(lower, upper), upper, lesionFits ? r : half, zoneFits ? s : zoneHalf, reduced, refuted);
    }

    /**
     * Lower bound when lesion and unablated points lie within half a diagonal of a centre of theirs. An uncovered point p
     * near the lesion centre a is at most dist(a, zone centres) + half from the zone.
     */
    private static double betweenVoxelBodies(
            BinaryMask lesion, ZoneVoxels zone, double upper, double half, double zoneHalf) {
        if (upper > 0) {
            return Math.max(upper - half - zoneHalf, -half);
        }
        double[] centres = VoxelCentres.all(lesion);
        MaskCentres zoneCentres = new MaskCentres(zone.zone());
        double deepest = 0;
        for (int n = 0; n < centres.length; n += 3) {
            deepest = Math.max(deepest, zoneCentres.distanceMm(centres[n], centres[n + 1], centres[n + 2]));
        }
        return -deepest - half;
    }

    private static double lower(ZoneVoxels zone, BallCells lesion, BallCells unablated) {
        double radii = lesion.radiusMm() + unablated.radiusMm();
        double separation = BallBounds.separationMm(lesion, unablated, Double.POSITIVE_INFINITY) - radii;
        if (separation >= 0) {
            return separation;
        }
        return -BallBounds.deepestUncoveredMm(lesion, unablated, new MaskCentres(zone.zone()));
    }

    /** Smallest distance between a lesion centre and a centre known to be unablated; for an uncovered lesion at most 0. */
    private static double upper(LesionBalls balls, ZoneVoxels zone) {
        BinaryMask lesion = balls.lesion();
        double u = balls.toCentreMm(zone.known());
        if (u > 0) {
            return u;
        }
        double radius = Math.max(leastRadiusMm(zone.zone().grid()), LESION_RADIUS_MM);
        double[] centres = VoxelCentres.all(lesion);
        MaskCentres zoneCentres = new MaskCentres(zone.zone());
        double deepest = 0;
        int at = 0;
        for (int n = 0; n < centres.length; n += 3) {
            double d = zoneCentres.distanceMm(centres[n], centres[n + 1], centres[n + 2]);
            if (d > deepest) {
                deepest = d;
                at = n;
            }
        }
        BallCells cells = new BallCells(
                new ForbiddenCentres(zone.known().not(), ForbiddenCentres.Beyond.UNKNOWN),
                radius,
                BoxFrame.of(lesion.grid()));
        return Math.min(
                0, radius - BallBounds.distanceFromPointMm(cells, centres[at], centres[at + 1], centres[at + 2]));
    }

    /** Smallest distance between voxel centres of the two masks, mm; 0 when they share one; infinite when one is empty. */
    static double centreDistanceMm(BinaryMask lesion, BinaryMask unablated) {
        VoxelGrid grid = unablated.grid();
        if (!grid.sameLattice(lesion.grid(), 1e-9 * grid.maxSpacingMm())) {
            return centreDistanceBySearchMm(lesion, unablated);
        }
        // nearly always near: a box round the lesion is enough, unless nothing is found as near as its rim is wide
        VoxelGrid.IndexOffset shift = grid.latticeOffset(lesion.grid());
        IndexBox rim = lesion.boundingBox()
                .orElseThrow()
                .shifted(shift.i(), shift.j(), shift.k())
                .grown((int) Math.ceil(NEAR_MM / grid.dxMm()), (int) Math.ceil(NEAR_MM / grid.dyMm()), (int)
                        Math.ceil(NEAR_MM / grid.dzMm()))
                .clippedTo(grid);
        double near = centreDistanceOnLatticeMm(lesion, unablated.cropped(rim));
        return near <= NEAR_MM ? near : centreDistanceOnLatticeMm(lesion, unablated);
    }

    private static double centreDistanceOnLatticeMm(BinaryMask lesion, BinaryMask unablated) {
        VoxelGrid grid = unablated.grid();
        VoxelGrid.IndexOffset shift = grid.latticeOffset(lesion.grid());
        float[] toUnablated = DistanceTransform.squaredVolumeMm2(unablated, 1).values();
        VoxelGrid l = lesion.grid();
        double best = Double.POSITIVE_INFINITY;
        for (int k = 0; k < l.nz(); k++) {
            for (int j = 0; j < l.ny(); j++) {
                for (int i = 0; i < l.nx(); i++) {
                    if (lesion.get(i, j, k)) {
                        best = Math.min(
                                best, toUnablated[grid.linearIndex(i + shift.i(), j + shift.j(), k + shift.k())]);
                    }
                }
            }
        }
        return Math.sqrt(best);
    }

    private static double centreDistanceBySearchMm(BinaryMask lesion, BinaryMask unablated) {
        MaskCentres target = new MaskCentres(unablated);
        double[] points = VoxelCentres.all(lesion);
        double best = Double.POSITIVE_INFINITY;
        for (int n = 0; n < points.length; n += 3) {
            best = Math.min(best, target.distanceMm(points[n], points[n + 1], points[n + 2]));
        }
        return best;
    }

    /** The zone is exact: only the lesion's balls are uncertain; the depth is 1-Lipschitz. */
    private static BallInterval exact(LesionBalls balls, ExactBoundary zone, double[] thinnest) {
        BinaryMask lesion = balls.lesion();
        double half = leastRadiusMm(lesion.grid());
        boolean fits = balls.fit();
        CellPool pool = fits ? balls.depthPool() : balls.untouchedPool(half);
        BallCells cells = pool.take();
        double upper = LeastOnSurface.of(zone, balls.centres(), null).marginMm();
        double r = cells.radiusMm();
        double lower = Math.min(upper, BallBounds.lowestDepthMm(cells, zone.depth(), thinnest) - r);
        boolean refuted = !fits && !BallFit.of(cells);
        if (fits) {
            pool.giveBackHalved(cells);
        } else {
            pool.giveBack(cells);
        }
        if (refuted) {
            lower = Math.min(lower, upper - half);
        }
        return new BallInterval(lower, upper, r, 0, !fits, refuted);
    }
}
