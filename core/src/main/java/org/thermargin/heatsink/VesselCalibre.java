package org.thermargin.heatsink;

import java.util.Arrays;
import java.util.Optional;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * Local diameter of a vessel mask near a region: at every wall point that of the largest ball inside the vessel which
 * reaches the point (local thickness; Hildebrand and Rueegsegger 1997, doi:10.1046/j.1365-2818.1997.1340694.x), with
 * sub-voxel centres and radii ({@link InscribedBalls}). The vessel's wall is that of the union of the balls. A branch has
 * its own diameter right up to the vessel it leaves; at a fork the ball is that of the fork. A mask may hold several trees.
 * World LPS, mm. Where the mask reaches the border of its image it is taken to go on as its border voxels do.
 *
 * <p>Measured accuracy on rasterised tubes: docs/vessels.md. How well the mask was drawn is not in it.
 */
public final class VesselCalibre {
    /** 99 % error of a diameter at least the largest spacing, in units of the voxel diagonal. */
    private static final double ERROR = 0.35;
    /** The same for thinner vessels. */
    private static final double THIN_ERROR = 0.4;
    /** The same for thinner vessels in flat voxels: where a curved tube crosses from slice to slice it shows too thin. */
    private static final double FLAT_THIN_ERROR = 0.6;
    /** Voxels are flat whose largest spacing is more than this many times the smallest. */
    private static final double FLAT = 3.5;
    /** How far a wall point may lie outside a ball that reaches it, in units of the largest spacing. */
    private static final double REACH = 0.5;
    /** Border around the region at first, mm: vessels up to twice this wide are measured at once. */
    private static final double BORDER_MM = 6;
    /** Largest border, mm; a vessel wider than this is taken as this wide or more. */
    private static final double MAX_BORDER_MM = 45;

    private final BinaryMask part;
    private final InscribedBalls balls;

    private VesselCalibre(BinaryMask part, InscribedBalls balls) {
        this.part = part;
        this.balls = balls;
    }

    /** The calibre of the vessel near the world box; empty when it does not come near or shows no wall there. */
    public static Optional<VesselCalibre> of(BinaryMask vessel, Bounds3 region) {
        return vessel.boundingBox().flatMap(set -> of(vessel, set, region));
    }

    /** The same for a vessel whose bounding box is known, so that the whole mask is not looked through again. */
    public static Optional<VesselCalibre> of(BinaryMask vessel, IndexBox set, Bounds3 region) {
        if (vessel.grid().worldBounds(set).gapMm(region) > 0) {
            return Optional.empty();
        }
        double border = BORDER_MM;
        while (true) {
            BinaryMask part = around(vessel, set, region.grown(border));
            if (part.isEmpty() || part.count() == part.grid().voxelCount()) {
                return Optional.empty();
            }
            InscribedBalls balls = InscribedBalls.of(part, region);
            double widest = balls.count() == 0 ? 0 : 2 * balls.values()[3];
            if (widest <= 2 * border || border >= MAX_BORDER_MM) {
                return balls.count() == 0 ? Optional.empty() : Optional.of(new VesselCalibre(part, balls));
            }
            border = Math.min(MAX_BORDER_MM, 0.6 * widest + 4);
        }
    }

    /** The vessel on its part of the box and a rim of two voxels; beyond the image the border voxels continue. */
    private static BinaryMask around(BinaryMask vessel, IndexBox set, Bounds3 world) {
        VoxelGrid grid = vessel.grid();
        // a vessel that reaches the border of the image goes on for as long as it may be wide
        int reach = (int) Math.ceil(BORDER_MM / grid.minSpacingMm());
        IndexBox wanted = grid.indexBox(world);
        IndexBox whole = new IndexBox(
                set.iLow() == 0 ? -reach : set.iLow(),
                set.jLow() == 0 ? -reach : set.jLow(),
                set.kLow() == 0 ? -reach : set.kLow(),
                set.iHigh() == grid.nx() ? grid.nx() + reach : set.iHigh(),
                set.jHigh() == grid.ny() ? grid.ny() + reach : set.jHigh(),
                set.kHigh() == grid.nz() ? grid.nz() + reach : set.kHigh());
        IndexBox box = meet(wanted, whole) ? wanted.intersection(whole).grown(2, 2, 2) : set;
        BinaryMask inside = vessel.cropped(box);
        return box.equals(box.clippedTo(grid)) ? inside : continued(vessel, inside, box);
    }

    private static boolean meet(IndexBox a, IndexBox b) {
        return Math.max(a.iLow(), b.iLow()) < Math.min(a.iHigh(), b.iHigh())
                && Math.max(a.jLow(), b.jLow()) < Math.min(a.jHigh(), b.jHigh())
                && Math.max(a.kLow(), b.kLow()) < Math.min(a.kHigh(), b.kHigh());
    }

    private static BinaryMask continued(BinaryMask vessel, BinaryMask inside, IndexBox box) {
        VoxelGrid grid = vessel.grid();
        for (int k = 0; k < box.nz(); k++) {
            int vk = Math.max(0, Math.min(grid.nz() - 1, k + box.kLow()));
            for (int j = 0; j < box.ny(); j++) {
                int vj = Math.max(0, Math.min(grid.ny() - 1, j + box.jLow()));
                boolean row = vk == k + box.kLow() && vj == j + box.jLow();
                for (int i = 0; i < box.nx(); i++) {
                    int vi = Math.max(0, Math.min(grid.nx() - 1, i + box.iLow()));
                    if (!(row && vi == i + box.iLow()) && vessel.get(vi, vj, vk)) {
                        inside.set(i, j, k);
                    }
                }
            }
        }
        return inside;
    }

    /**
     * Error of a diameter, mm: 99 % of the wall of rasterised tubes, straight or bent, is measured within it: 0.35 of the
     * voxel diagonal; for a vessel measured thinner than the largest spacing 0.4, and 0.6 in slices more than 3.5 times as
     * thick as the voxels are wide.
     */
    public double errorMm(double diameterMm) {
        VoxelGrid grid = part.grid();
        double thin = grid.maxSpacingMm() > FLAT * grid.minSpacingMm() ? FLAT_THIN_ERROR : THIN_ERROR;
        return (diameterMm >= grid.maxSpacingMm() ? ERROR : thin) * grid.voxelDiagonalMm();
    }

    /** Diameter of the vessel at its wall point nearest to the point, mm. */
    public double diameterNearMm(Point3 point) {
        return 2
                * balls.radiusAt(
                        point.x(), point.y(), point.z(), REACH * part.grid().maxSpacingMm());
    }

    /**
     * Whether a vessel measured so wide may be at least as wide as the threshold (mm): one within the error below it counts
     * as large, since a vessel taken for too small would hide its cooling.
     */
    public boolean mayReach(double diameterMm, double thresholdMm) {
        return diameterMm + errorMm(diameterMm) >= thresholdMm;
    }

    /** Balls of the parts that may be at least so wide: x, y, z (LPS mm), radius; largest first. */
    double[] wideBalls(double diameterMm) {
        double[] values = balls.values();
        double[] wide = new double[values.length];
        int size = 0;
        for (int b = 0; b < values.length; b += 4) {
            if (mayReach(2 * values[b + 3], diameterMm)) {
                System.arraycopy(values, b, wide, size, 4);
                size += 4;
            }
        }
        return Arrays.copyOf(wide, size);
    }

    /** The voxels of the parts of the vessel that may be at least so wide, on a grid around the region. */
    public BinaryMask atLeast(double diameterMm) {
        return atLeast(diameterMm, part.grid().box());
    }

    /** The same where the voxels in the box alone are looked at; no other is set. */
    private BinaryMask atLeast(double diameterMm, IndexBox box) {
        VoxelGrid grid = part.grid();
        BinaryMask wide = new BinaryMask(grid);
        double[] balls = wideBalls(diameterMm);
        if (balls.length == 0) {
            return wide;
        }
        NearestBall wall = new NearestBall(balls);
        double reach = REACH * grid.maxSpacingMm();
        int last = 0; // the ball that held the voxel before
        for (int k = box.kLow(); k < box.kHigh(); k++) {
            for (int j = box.jLow(); j < box.jHigh(); j++) {
                for (int i = part.nextSet(box.iLow(), j, k); i < box.iHigh(); i = part.nextSet(i + 1, j, k)) {
                    double x = grid.worldX(i, j, k);
                    double y = grid.worldY(i, j, k);
                    double z = grid.worldZ(i, j, k);
                    if (wall.gapMm(last, x, y, z) > reach) {
                        last = wall.nearest(x, y, z);
                    }
                    if (wall.gapMm(last, x, y, z) <= reach) {
                        wide.set(i, j, k);
                    }
                }
            }
        }
        return wide;
    }

    /**
     * The vessel on its box of voxels without those in the region that belong to parts thinner than the diameter (mm), error
     * included. Elsewhere, and where no width can be measured, it is whole.
     *
     * @param set the bounding box of the vessel
     */
    public static BinaryMask withoutThin(BinaryMask vessel, IndexBox set, Bounds3 region, double diameterMm) {
        BinaryMask kept = vessel.cropped(set);
        Optional<VesselCalibre> calibre = of(vessel, set, region);
        if (calibre.isEmpty()) {
            return kept;
        }
        IndexBox box = kept.grid().indexBox(region);
        VoxelGrid.IndexOffset offset = calibre.get().part.grid().latticeOffset(kept.grid());
        IndexBox asked = box.shifted(offset.i(), offset.j(), offset.k());
        BinaryMask wide = calibre.get()
                .atLeast(diameterMm, asked.clippedTo(calibre.get().part.grid()));
        for (int k = Math.max(0, box.kLow()); k < Math.min(set.nz(), box.kHigh()); k++) {
            for (int j = Math.max(0, box.jLow()); j < Math.min(set.ny(), box.jHigh()); j++) {
                int end = Math.min(set.nx(), box.iHigh());
                for (int i = kept.nextSet(Math.max(0, box.iLow()), j, k); i < end; i = kept.nextSet(i + 1, j, k)) {
                    if (!wide.getOrFalse(i + offset.i(), j + offset.j(), k + offset.k())) {
                        kept.clear(i, j, k);
                    }
                }
            }
        }
        return kept;
    }

    /** The balls, largest first. */
    InscribedBalls balls() {
        return balls;
    }

    /** The voxels on which the vessel was measured. */
    BinaryMask part() {
        return part;
    }
}
