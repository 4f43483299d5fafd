package org.thermargin.margin;

import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * The lesion prepared for margin work: its voxels on a small box, the reconstructed field, and its two surfaces.
 *
 * @param mask the lesion on its bounding box and a rim
 * @param field field of least bending
 * @param bending zero level of the field; the minimum is taken over its vertices
 * @param fitted the same vertices moved onto fitted spheres; areas and shares are taken from it
 * @param centroid mean of the voxel centres
 */
record LesionSide(BinaryMask mask, RegionField field, Surface bending, Surface fitted, Point3 centroid) {
    /** The lesion's voxels on their bounding box and a rim. */
    static BinaryMask crop(BinaryMask lesion) {
        return lesion.cropped(RegionField.rim(lesion));
    }

    /** With the surface of least bending in place of the fitted one, for a lesion that is cropped. */
    static LesionSide ofCrop(BinaryMask mask) {
        RegionField field = RegionField.of(mask, mask.grid().box());
        Surface bending = SurfaceNets.extract(field.phi(), field.nodes());
        return new LesionSide(mask, field, bending, bending, centroid(mask));
    }

    /** The same with the fitted surface. */
    LesionSide fitted(int threads) {
        IndexBox all = mask.grid().box();
        return new LesionSide(
                mask, field, bending, FittedSurface.of(mask, all, radiusMm(mask), field, bending, threads), centroid);
    }

    /** Radius of the sphere of equal volume, mm. */
    static double radiusMm(BinaryMask mask) {
        return StrictMath.cbrt(3 * mask.count() * mask.grid().voxelVolumeMm3() / (4 * Math.PI));
    }

    private static Point3 centroid(BinaryMask mask) {
        double[] points = VoxelCentres.all(mask);
        double x = 0;
        double y = 0;
        double z = 0;
        for (int n = 0; n < points.length; n += 3) {
            x += points[n];
            y += points[n + 1];
            z += points[n + 2];
        }
        int count = points.length / 3;
        return new Point3(x / count, y / count, z / count);
    }

    /** Number of voxel layers that the lesion spans along its thinnest lattice axis. */
    int layers() {
        IndexBox box = mask.boundingBox().orElseThrow();
        return Math.min(box.nx(), Math.min(box.ny(), box.nz()));
    }

    VoxelGrid grid() {
        return mask.grid();
    }
}
