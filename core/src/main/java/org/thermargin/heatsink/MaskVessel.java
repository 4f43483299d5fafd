package org.thermargin.heatsink;

import java.util.Optional;
import org.thermargin.geometry.Bounds3;
import org.thermargin.grid.BinaryMask;

/**
 * The wide part of a vessel mask as a cooling vessel: the union of the balls of its local diameter ({@link VesselCalibre})
 * that may reach the minimum diameter. Outside, the distance to the union is exact; inside it is that to the nearest ball
 * surface, at least as deep as the largest such ball says. Balls of a tube lie closer than a voxel, so that its wall is
 * waved by less than a tenth of one.
 */
public final class MaskVessel implements CoolingVessel {
    private final String name;
    private final NearestBall wall;

    private MaskVessel(String name, NearestBall wall) {
        this.name = name;
        this.wall = wall;
    }

    /** The parts of the mask near the world box that may be at least so wide; empty when there are none. */
    public static Optional<CoolingVessel> of(String name, BinaryMask mask, Bounds3 region, double minDiameterMm) {
        return VesselCalibre.of(mask, region).flatMap(calibre -> of(name, calibre, minDiameterMm));
    }

    /** The parts of a measured vessel that may be at least so wide; empty when there are none. */
    public static Optional<CoolingVessel> of(String name, VesselCalibre calibre, double minDiameterMm) {
        double[] wide = calibre.wideBalls(minDiameterMm);
        return wide.length == 0 ? Optional.empty() : Optional.of(new MaskVessel(name, new NearestBall(wide)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void nearest(double x, double y, double z, Nearest nearest) {
        int b = wall.nearest(x, y, z);
        double[] balls = wall.values();
        double dx = x - balls[b];
        double dy = y - balls[b + 1];
        double dz = z - balls[b + 2];
        double away = Math.sqrt(dx * dx + dy * dy + dz * dz);
        double radius = balls[b + 3];
        double scale = away > 0 ? radius / away : 0;
        nearest.wallX = balls[b] + (away > 0 ? scale * dx : radius);
        nearest.wallY = balls[b + 1] + scale * dy;
        nearest.wallZ = balls[b + 2] + scale * dz;
        nearest.distanceMm = away - radius;
        nearest.radiusMm = radius;
    }
}
