package org.thermargin.assess;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.grid.VoxelRow;
import org.thermargin.margin.MarginResult;
import org.thermargin.margin.ZoneRegion;

/**
 * Checks every result by other means before it is given out: the zone's size against lesion and margin, and, along a
 * second path, that no lesion voxel lies nearer to unablated tissue than the guaranteed lower bound says. Distance fields
 * check themselves ({@link org.thermargin.distance.DistanceTransform}).
 */
final class SelfCheck {
    private SelfCheck() {}

    /** What failed, in words with numbers; empty when all is well. */
    static Optional<String> failure(
            LesionDistances distances,
            ZoneRegion zone,
            Optional<BinaryMask> organ,
            double zoneMl,
            MarginResult margin,
            double registrationMm) {
        if (!finite(margin)) {
            return Optional.of("a margin or bound is not a number");
        }
        BinaryMask lesion = distances.lesion();
        double diagonal = lesion.grid().voxelDiagonalMm();
        if (margin.rawMm() >= 0) {
            double lesionRadius = radiusMm(lesion.volumeMl());
            double zoneRadius = radiusMm(zoneMl);
            if (zoneRadius < lesionRadius + margin.rawMm() - 2 * diagonal) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "a zone of radius %.2f mm cannot cover a lesion of radius %.2f mm by %.2f mm",
                        zoneRadius,
                        lesionRadius,
                        margin.rawMm()));
            }
        }
        return dilation(distances, zone, organ, margin, registrationMm);
    }

    private static boolean finite(MarginResult margin) {
        return Double.isFinite(margin.mamMm())
                && Double.isFinite(margin.rawMm())
                && Double.isFinite(margin.lowerMm())
                && Double.isFinite(margin.guaranteedLowerMm())
                && margin.lowerMm() <= margin.mamMm()
                && margin.mamMm() <= margin.upperMm()
                && margin.guaranteedLowerMm() <= margin.lowerMm()
                && margin.upperMm() <= margin.guaranteedUpperMm();
    }

    private static double radiusMm(double volumeMl) {
        return StrictMath.cbrt(3000 * volumeMl / (4 * Math.PI));
    }

    /**
     * Lesion voxel centres grown by the guaranteed bound must lie in the zone, or outside of the organ where the margin
     * is measured to organ tissue: no other centre may be nearer.
     */
    private static Optional<String> dilation(
            LesionDistances distances,
            ZoneRegion zone,
            Optional<BinaryMask> organ,
            MarginResult margin,
            double registrationMm) {
        double bound = margin.guaranteedLowerMm() + registrationMm;
        if (bound <= 0) {
            return Optional.empty();
        }
        VoxelGrid grid = distances.lesion().grid();
        Optional<BinaryMask> tissue =
                margin.reference() == MarginResult.Reference.ORGAN_TISSUE ? organ : Optional.empty();
        VoxelGrid asked = tissue.map(BinaryMask::grid).orElse(grid);
        double limit = Math.max(0, bound - (zone instanceof ZoneRegion.Sampled s ? offLatticeMm(asked, s.mask()) : 0));
        LesionDistances.Around near = distances.within(limit);
        VoxelGrid around = near.grid();
        boolean oneLattice = tissue.isEmpty() || around.sameLattice(asked);
        long[] outside = new long[(around.nx() + 63) >>> 6];
        for (int k = 0; k < around.nz(); k++) {
            for (int j = 0; j < around.ny(); j++) {
                outside(around, j, k, tissue, zone, oneLattice, outside);
                for (int i = nextSet(outside, 0); i >= 0; i = nextSet(outside, i + 1)) {
                    double squared = near.squaredMm2()[around.linearIndex(i, j, k)];
                    if (squared < limit * limit * (1 - 1e-9)) {
                        Point3 p = around.toWorld(i, j, k);
                        Point3 centre = tissue.isPresent() ? nearestTissue(tissue.get(), p) : p;
                        if (centre != null
                                && Math.sqrt(squared) + p.distanceMm(centre) < limit * (1 - 1e-9)
                                && !zone.contains(centre.x(), centre.y(), centre.z())) {
                            return Optional.of(String.format(
                                    Locale.ROOT,
                                    "a point %.2f mm from the lesion is not ablated, the proved margin is %.2f mm",
                                    Math.sqrt(squared) + p.distanceMm(centre),
                                    bound));
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Marks the voxels of a row that may lie outside the zone and in the tissue: on another lattice all. */
    private static void outside(
            VoxelGrid around,
            int j,
            int k,
            Optional<BinaryMask> tissue,
            ZoneRegion zone,
            boolean oneLattice,
            long[] outside) {
        int nx = around.nx();
        Arrays.fill(outside, 0);
        if (oneLattice) {
            if (tissue.isPresent()) {
                VoxelGrid organ = tissue.get().grid();
                VoxelGrid.IndexOffset shift = organ.latticeOffset(around);
                zone.mark(new VoxelRow(organ, shift.i(), j + shift.j(), k + shift.k(), nx), outside);
            } else {
                zone.mark(new VoxelRow(around, 0, j, k, nx), outside);
            }
        }
        for (int w = 0; w < outside.length; w++) {
            long row = w == outside.length - 1 && (nx & 63) != 0 ? (1L << (nx & 63)) - 1 : -1L;
            outside[w] = ~outside[w] & row;
        }
    }

    private static int nextSet(long[] bits, int from) {
        for (int w = from >> 6; w < bits.length; w++) {
            long word = w == from >> 6 ? bits[w] & (-1L << (from & 63)) : bits[w];
            if (word != 0) {
                return (w << 6) + Long.numberOfTrailingZeros(word);
            }
        }
        return -1;
    }

    /** Centre of the organ voxel whose body holds the point; null where it is not organ or beyond the image. */
    private static Point3 nearestTissue(BinaryMask organ, Point3 p) {
        VoxelGrid grid = organ.grid();
        int i = (int) Math.floor(grid.indexI(p.x(), p.y(), p.z()) + 0.5);
        int j = (int) Math.floor(grid.indexJ(p.x(), p.y(), p.z()) + 0.5);
        int k = (int) Math.floor(grid.indexK(p.x(), p.y(), p.z()) + 0.5);
        return organ.getOrFalse(i, j, k) ? grid.toWorld(i, j, k) : null;
    }

    /** How far a zone voxel centre may be from a point that is classed by it: 0 on one lattice, else half a diagonal. */
    private static double offLatticeMm(VoxelGrid grid, BinaryMask zone) {
        return grid.sameLattice(zone.grid()) ? 0 : zone.grid().voxelDiagonalMm() / 2;
    }
}
