package org.thermargin.plan;

import java.util.List;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;

/**
 * Values plans of ellipsoidal zones against one lesion, fast enough to follow a dragged applicator: the minimal margin over
 * the points of the lesion surface and the covered share of its voxels. No organ, no interval, no verdict.
 *
 * <p>The margin of a point is its largest depth in a single ellipsoid: where the point is not covered, and where one
 * ellipsoid alone decides, that is its depth in the union; elsewhere it is smaller, never larger, so that a plan looks no better than
 * it is. Nested balls leave a few points to the exact solve ({@link BallTree}). Cost for a lesion of 3 cm: some 6
 * microseconds per plan and ellipsoid with vector instructions, 18 without; nothing is allocated. The same bits either way, and
 * whatever was scored before. One scorer serves one thread.
 */
public final class PlanScorer {
    private final BallTree surface;
    private final ThinnestKernel kernel;
    private final LesionRows rows;
    private final PackedEllipsoids zone = new PackedEllipsoids();
    private double mamMm;
    private int thinnest;
    private double coverageFraction;

    /**
     * A scorer for one lesion.
     *
     * @param surfaceMm points of its surface, three LPS mm coordinates each
     * @param lesion its voxels; a voxel counts as covered when its centre is
     */
    public PlanScorer(double[] surfaceMm, BinaryMask lesion) {
        surface = new BallTree(surfaceMm);
        kernel = PlanKernels.thinnest(surface);
        rows = new LesionRows(lesion, PlanKernels.cover());
    }

    /** Values a plan whose zone is the union of these ellipsoids, at least one; the results stand until the next call. */
    public void score(List<Ellipsoid> ellipsoids) {
        if (ellipsoids.isEmpty()) {
            throw new IllegalArgumentException("a plan needs at least one ellipsoid");
        }
        zone.set(ellipsoids);
        thinnest = kernel.thinnest(zone, thinnest);
        mamMm = zone.deepestMm(
                surface.points[3 * thinnest], surface.points[3 * thinnest + 1], surface.points[3 * thinnest + 2]);
        coverageFraction = rows.coveredFraction(zone);
    }

    /** Smallest margin over the surface points, mm. */
    public double mamMm() {
        return mamMm;
    }

    /** The surface point with the smallest margin, LPS mm. */
    public Point3 thinnest() {
        return new Point3(
                surface.points[3 * thinnest], surface.points[3 * thinnest + 1], surface.points[3 * thinnest + 2]);
    }

    /** Share of the lesion's voxels whose centre lies in the zone, 0..1. */
    public double coverageFraction() {
        return coverageFraction;
    }
}
