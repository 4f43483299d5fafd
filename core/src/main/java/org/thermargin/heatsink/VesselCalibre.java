package org.thermargin.heatsink;

import java.util.Optional;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.margin.MaskSurface;
import org.thermargin.margin.PointTree;

/**
 * Local diameter of a vessel mask near a region: at every wall point that of the largest ball inside the vessel which
 * reaches the point (local thickness; Hildebrand and Rueegsegger 1997, doi:10.1046/j.1365-2818.1997.1340694.x), corrected
 * for voxels ({@link InscribedBalls}). A branch has its own diameter right up to the vessel it leaves; where vessels fork,
 * the ball is that of the fork. A mask may hold several trees. World LPS, mm.
 *
 * <p>Deviation from the truth on rasterised straight tubes of 3 to 10 mm in random directions, as median and 99 % of wall
 * points: docs/vessels.md. {@link #errorMm} is a bound for 99 % of wall points of tubes at least 3 mm and two voxels wide; below that
 * a diameter may be wrong by a voxel. How well the mask was drawn is not in it.
 */
public final class VesselCalibre {
    /** Error of a diameter in units of the voxel diagonal. */
    private static final double ERROR = 0.25;
    /** How far from a ball a wall point may lie to be its own, in units of the vertex spacing. */
    private static final double REACH = 0.3;
    /** Border around the region at first, mm: vessels up to about this wide are measured at once. */
    private static final double BORDER_MM = 8;
    /** Largest border, mm; a vessel wider than this is taken as this wide or more. */
    private static final double MAX_BORDER_MM = 45;

    private final Bounds3 region;
    private final MaskSurface surface;
    private final InscribedBalls balls;
    private final PointTree tree;
    private final float[] diameter;
    private final boolean[] inRegion;

    private VesselCalibre(
            Bounds3 region, BinaryMask vessel, MaskSurface surface, PointTree tree, InscribedBalls balls) {
        this.region = region;
        this.surface = surface;
        this.tree = tree;
        this.balls = balls;
        double[] v = surface.verticesMm();
        diameter = new float[v.length / 3];
        inRegion = new boolean[diameter.length];
        double tolerance = REACH * surface.spacingMm();
        for (int n = 0; n < diameter.length; n++) {
            double x = v[3 * n];
            double y = v[3 * n + 1];
            double z = v[3 * n + 2];
            inRegion[n] = region.contains(x, y, z) && isShown(vessel.grid(), x, y, z);
            if (inRegion[n]) {
                diameter[n] = (float) (2 * balls.radiusAt(x, y, z, tolerance));
            }
        }
    }

    /** The calibre of the vessel's wall within the world box; empty when no wall lies there. */
    public static Optional<VesselCalibre> of(BinaryMask vessel, Bounds3 region) {
        double border = BORDER_MM;
        while (true) {
            Optional<MaskSurface> surface = MaskSurface.of(vessel, region.grown(border));
            if (surface.isEmpty()) {
                return Optional.empty();
            }
            PointTree tree = new PointTree(surface.get().verticesMm());
            InscribedBalls balls = InscribedBalls.of(surface.get(), tree);
            double widest = 2 * balls.largestNearMm(region);
            if (widest <= border || border >= MAX_BORDER_MM) {
                VesselCalibre calibre = new VesselCalibre(region, vessel, surface.get(), tree, balls);
                return calibre.hasWall() ? Optional.of(calibre) : Optional.empty();
            }
            border = Math.min(MAX_BORDER_MM, 1.3 * widest + 2);
        }
    }

    /** Whether the image shows the place; beyond it the vessel is only thought to go on. */
    private static boolean isShown(VoxelGrid grid, double x, double y, double z) {
        double i = grid.indexI(x, y, z);
        double j = grid.indexJ(x, y, z);
        double k = grid.indexK(x, y, z);
        return i > -0.5 && j > -0.5 && k > -0.5 && i < grid.nx() - 0.5 && j < grid.ny() - 0.5 && k < grid.nz() - 0.5;
    }

    private boolean hasWall() {
        for (boolean in : inRegion) {
            if (in) {
                return true;
            }
        }
        return false;
    }

    /** Error of a diameter, mm, see the class comment. */
    public double errorMm() {
        return errorMm(surface.mask().grid());
    }

    static double errorMm(VoxelGrid grid) {
        return ERROR * grid.voxelDiagonalMm();
    }

    /** The box within which the wall is measured. */
    public Bounds3 region() {
        return region;
    }

    /** The wall; reaches somewhat beyond the region. */
    public MaskSurface surface() {
        return surface;
    }

    /** Whether the wall vertex lies in the region and in the image, so that it has a diameter. */
    public boolean isMeasured(int vertex) {
        return inRegion[vertex];
    }

    /** Diameter of the vessel at a measured wall vertex, mm. */
    public double diameterMm(int vertex) {
        return diameter[vertex];
    }

    /** Diameter of the vessel at the measured wall vertex nearest to the point, mm. */
    public double diameterNearMm(Point3 point) {
        int nearest = tree.nearest(point.x(), point.y(), point.z());
        if (inRegion[nearest]) {
            return diameter[nearest];
        }
        double best = Double.POSITIVE_INFINITY;
        double[] v = surface.verticesMm();
        for (int n = 0; n < diameter.length; n++) {
            double distance = inRegion[n]
                    ? point.squaredDistanceSqMm(new Point3(v[3 * n], v[3 * n + 1], v[3 * n + 2]))
                    : Double.POSITIVE_INFINITY;
            if (distance < best) {
                best = distance;
                nearest = n;
            }
        }
        return diameter[nearest];
    }

    /**
     * Whether the vessel may be at least so wide (mm) at a measured wall vertex: a diameter within {@link #errorMm} below
     * counts as large, since a vessel taken for too small would hide its cooling.
     */
    public boolean mayReach(int vertex, double diameterMm) {
        return diameter[vertex] + errorMm() >= diameterMm;
    }

    /** The voxels of the parts of the vessel that may be at least so wide, on a grid around the region. */
    public BinaryMask atLeast(double diameterMm) {
        BinaryMask mask = surface.mask();
        VoxelGrid grid = mask.grid();
        BinaryMask wide = new BinaryMask(grid);
        double reach = grid.maxSpacingMm() / 2;
        double least = (diameterMm - errorMm()) / 2;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (mask.get(i, j, k)
                            && balls.radiusAt(grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k), reach)
                                    >= least) {
                        wide.set(i, j, k);
                    }
                }
            }
        }
        return wide;
    }
}
