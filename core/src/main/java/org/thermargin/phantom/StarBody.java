package org.thermargin.phantom;

import java.util.List;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * A closed body whose surface is seen once in every direction from its centre: the point at distance radius(u) along
 * each unit vector u. Covers spheres, ellipsoids, boxes, unions of such that share a point, and harmonic stars. World
 * LPS, mm.
 *
 * @param centre the point from which the whole surface is seen
 * @param radius distance from the centre to the surface along a unit vector, mm
 * @param outerMm at least the largest radius
 */
public record StarBody(Point3 centre, Radius radius, double outerMm) {
    /** Distance to the surface along a unit vector (ux, uy, uz), mm, positive. */
    public interface Radius {
        /** The distance. */
        double alongMm(double ux, double uy, double uz);
    }

    /** Whether the world point lies in the closed body. */
    public boolean contains(double x, double y, double z) {
        double dx = x - centre.x();
        double dy = y - centre.y();
        double dz = z - centre.z();
        double sq = dx * dx + dy * dy + dz * dz;
        if (sq > outerMm * outerMm) {
            return false;
        }
        double d = Math.sqrt(sq);
        return d < 1e-12 || d <= radius.alongMm(dx / d, dy / d, dz / d);
    }

    /** Writes the surface point along the unit vector. */
    void surface(double ux, double uy, double uz, double[] point) {
        double r = radius.alongMm(ux, uy, uz);
        point[0] = centre.x() + r * ux;
        point[1] = centre.y() + r * uy;
        point[2] = centre.z() + r * uz;
    }

    /** A world box that holds the body. */
    public Bounds3 bounds() {
        return new Bounds3(centre.shifted(-outerMm, -outerMm, -outerMm), centre.shifted(outerMm, outerMm, outerMm));
    }

    /** The body shifted. */
    public StarBody shifted(double dxMm, double dyMm, double dzMm) {
        return new StarBody(centre.shifted(dxMm, dyMm, dzMm), radius, outerMm);
    }

    /** The voxels of the grid whose centre lies in the body and in none of the voids. */
    public BinaryMask rasterised(VoxelGrid grid, List<StarBody> voids) {
        BinaryMask mask = new BinaryMask(grid);
        double ci = grid.indexI(centre.x(), centre.y(), centre.z());
        double cj = grid.indexJ(centre.x(), centre.y(), centre.z());
        double ck = grid.indexK(centre.x(), centre.y(), centre.z());
        double ri = outerMm / grid.dxMm();
        double rj = outerMm / grid.dyMm();
        double rk = outerMm / grid.dzMm();
        IndexBox box = new IndexBox(
                        (int) Math.floor(ci - ri),
                        (int) Math.floor(cj - rj),
                        (int) Math.floor(ck - rk),
                        (int) Math.ceil(ci + ri) + 1,
                        (int) Math.ceil(cj + rj) + 1,
                        (int) Math.ceil(ck + rk) + 1)
                .clippedTo(grid);
        for (int k = box.kLow(); k < box.kHigh(); k++) {
            for (int j = box.jLow(); j < box.jHigh(); j++) {
                for (int i = box.iLow(); i < box.iHigh(); i++) {
                    double x = grid.worldX(i, j, k);
                    double y = grid.worldY(i, j, k);
                    double z = grid.worldZ(i, j, k);
                    if (contains(x, y, z) && !inAny(voids, x, y, z)) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    static boolean inAny(List<StarBody> bodies, double x, double y, double z) {
        for (StarBody body : bodies) {
            if (body.contains(x, y, z)) {
                return true;
            }
        }
        return false;
    }
}
