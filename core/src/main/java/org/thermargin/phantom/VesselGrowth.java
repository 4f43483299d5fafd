package org.thermargin.phantom;

import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;

/**
 * Grows side branches of a vessel tree inside the liver: each branch is a bent path of short tapering pieces that ends
 * in two thinner ones, until it would be thinner than 1 mm, leave the liver or come too near a place it must avoid.
 * Radii at a fork follow Murray's law for equal daughters (r / cube root of 2). All choices come from hashing.
 */
final class VesselGrowth {
    private static final double MURRAY = 0.7937; // 2^(-1/3)
    private static final double SMALLEST_RADIUS_MM = 0.95;
    private static final double CAPSULE_DEPTH_MM = 7;
    private static final double PIECE_MM = 5;
    private static final int PIECES = 5;

    private final LiverShape liver;
    private final Region forbidden;
    private final TaperedTube tube;
    private final long seed;
    private long drawn;

    VesselGrowth(LiverShape liver, Region forbidden, TaperedTube tube, long seed) {
        this.liver = liver;
        this.forbidden = forbidden;
        this.tube = tube;
        this.seed = seed;
    }

    /** Grows a branch from the point, with all that springs from it. */
    void grow(Point3 from, Direction3 direction, double radiusMm) {
        Point3 at = from;
        Direction3 heading = direction;
        double radius = radiusMm;
        for (int n = 0; n < PIECES; n++) {
            heading = bent(heading, 0.22);
            Point3 next = at.along(heading, PIECE_MM);
            if (liver.level(next.x(), next.y(), next.z()) > -CAPSULE_DEPTH_MM
                    || forbidden.contains(next.x(), next.y(), next.z())) {
                return;
            }
            double thinner = radius * 0.97;
            tube.add(at, radius, next, thinner);
            at = next;
            radius = thinner;
        }
        double daughter = radius * MURRAY;
        if (daughter >= SMALLEST_RADIUS_MM) {
            Direction3 aside = Direction3.of(draw(), draw(), draw()).cross(heading);
            grow(at, leaning(heading, aside, 0.62), daughter);
            grow(at, leaning(heading, aside, -0.62), daughter);
        }
    }

    private Direction3 bent(Direction3 d, double amount) {
        return Direction3.of(d.x() + amount * draw(), d.y() + amount * draw(), d.z() + amount * draw());
    }

    private static Direction3 leaning(Direction3 d, Direction3 aside, double amount) {
        return Direction3.of(d.x() + amount * aside.x(), d.y() + amount * aside.y(), d.z() + amount * aside.z());
    }

    private double draw() {
        drawn++;
        return ValueNoise.lattice(drawn, 0, 0, seed);
    }
}
