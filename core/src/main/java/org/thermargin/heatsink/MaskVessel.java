package org.thermargin.heatsink;

import java.util.Arrays;
import java.util.Optional;
import org.thermargin.geometry.Bounds3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.margin.MaskSurface;
import org.thermargin.margin.PointTree;

/**
 * The wide part of a vessel mask as a cooling vessel: its wall is the sub-voxel surface of the mask where the local
 * diameter may reach the minimum ({@link VesselCalibre#mayReach}). Around the nearest vertex the wall is its tangent
 * plane; a point is inside when it lies behind that plane and in the mask. Only wall within the region counts, so that a
 * distance is an upper bound for points nearer to the border of the region than to the wall.
 */
public final class MaskVessel implements CoolingVessel {
    /** Lateral reach of one vertex, in units of the vertex spacing. */
    private static final double REACH = 0.6;

    private final String name;
    private final MaskSurface surface;
    private final PointTree tree;
    private final double[] wall; // x, y, z, normal x, y, z, radius of every vertex
    private final double reach;

    private MaskVessel(String name, MaskSurface surface, double[] points, double[] wall) {
        this.name = name;
        this.surface = surface;
        this.tree = new PointTree(points);
        this.wall = wall;
        this.reach = REACH * surface.spacingMm();
    }

    /** The parts of the mask within the world box that may be at least so wide; empty when there are none. */
    public static Optional<CoolingVessel> of(String name, BinaryMask mask, Bounds3 region, double minDiameterMm) {
        return VesselCalibre.of(mask, region).flatMap(calibre -> of(name, calibre, minDiameterMm));
    }

    /** The parts of a measured vessel that may be at least so wide; empty when there are none. */
    public static Optional<CoolingVessel> of(String name, VesselCalibre calibre, double minDiameterMm) {
        double[] v = calibre.surface().verticesMm();
        double[] normals = calibre.surface().normals();
        double[] points = new double[v.length];
        double[] wall = new double[7 * (v.length / 3)];
        int count = 0;
        for (int n = 0; n < v.length / 3; n++) {
            if (calibre.isMeasured(n) && calibre.mayReach(n, minDiameterMm)) {
                System.arraycopy(v, 3 * n, points, 3 * count, 3);
                System.arraycopy(v, 3 * n, wall, 7 * count, 3);
                System.arraycopy(normals, 3 * n, wall, 7 * count + 3, 3);
                wall[7 * count + 6] = calibre.diameterMm(n) / 2;
                count++;
            }
        }
        return count == 0
                ? Optional.empty()
                : Optional.of(new MaskVessel(
                        name, calibre.surface(), Arrays.copyOf(points, 3 * count), Arrays.copyOf(wall, 7 * count)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void nearest(double x, double y, double z, Nearest nearest) {
        int q = 7 * tree.nearest(x, y, z);
        double ox = wall[q] - x;
        double oy = wall[q + 1] - y;
        double oz = wall[q + 2] - z;
        double depth = wall[q + 3] * ox + wall[q + 4] * oy + wall[q + 5] * oz;
        double lx = ox - depth * wall[q + 3];
        double ly = oy - depth * wall[q + 4];
        double lz = oz - depth * wall[q + 5];
        double lateral = Math.sqrt(lx * lx + ly * ly + lz * lz);
        double beyond = Math.max(0, lateral - reach);
        double within = lateral > 0 ? (lateral - beyond) / lateral : 0; // how far along the plane the foot comes nearer
        nearest.wallX = wall[q] - within * lx;
        nearest.wallY = wall[q + 1] - within * ly;
        nearest.wallZ = wall[q + 2] - within * lz;
        double distance = Math.sqrt(depth * depth + beyond * beyond);
        nearest.distanceMm = depth > 0 && isInMask(x, y, z, distance) ? -distance : distance;
        nearest.radiusMm = wall[q + 6];
    }

    /** Near the wall its plane alone decides, as it does for the field. */
    private boolean isInMask(double x, double y, double z, double distance) {
        return distance < surface.spacingMm() || surface.fieldMm(x, y, z) > 0;
    }
}
