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
        onWall(wall.values(), wall.nearest(x, y, z), x, y, z, nearest);
    }

    @Override
    public CoolingVessel around(double x, double y, double z, double radiusMm) {
        return new Piece(name, wall.around(x, y, z, radiusMm));
    }

    /** The few balls that matter near a place. */
    private record Piece(String name, double[] balls) implements CoolingVessel {
        @Override
        public void nearest(double x, double y, double z, Nearest nearest) {
            onWall(balls, NearestBall.nearestOf(balls, x, y, z), x, y, z, nearest);
        }
    }

    private static void onWall(double[] balls, int b, double x, double y, double z, Nearest nearest) {
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
