package org.thermargin.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Point3;

/** Motions and landmarks drawn from a seed. */
public final class RigidMotions {
    private RigidMotions() {}

    /** A turn by the angle about a drawn axis through the origin, then a drawn shift of up to the given length per axis. */
    public static AffineMap drawn(SplittableRandom random, double turnRad, double shiftMm) {
        double z = random.nextDouble(-1, 1);
        double a = random.nextDouble(0, 2 * Math.PI);
        double r = Math.sqrt(1 - z * z);
        return turn(
                r * Math.cos(a),
                r * Math.sin(a),
                z,
                turnRad,
                new Point3(
                        random.nextDouble(-shiftMm, shiftMm),
                        random.nextDouble(-shiftMm, shiftMm),
                        random.nextDouble(-shiftMm, shiftMm)));
    }

    /** Rodrigues' formula: a turn about a unit axis through the origin, then a shift. */
    public static AffineMap turn(double x, double y, double z, double rad, Point3 shift) {
        double c = Math.cos(rad);
        double s = Math.sin(rad);
        double d = 1 - c;
        return AffineMap.of(
                new double[] {
                    c + x * x * d,
                    x * y * d - z * s,
                    x * z * d + y * s,
                    y * x * d + z * s,
                    c + y * y * d,
                    y * z * d - x * s,
                    z * x * d - y * s,
                    z * y * d + x * s,
                    c + z * z * d
                },
                shift.x(),
                shift.y(),
                shift.z());
    }

    /** Points in the box of a liver, and their images with an error of the given standard deviation per axis, mm. */
    static List<LandmarkPair> landmarks(SplittableRandom random, int count, AffineMap motion, double sdMm) {
        List<LandmarkPair> pairs = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            Point3 p = new Point3(random.nextDouble(-110, 60), random.nextDouble(-60, 60), random.nextDouble(-70, 70));
            Point3 q = motion.apply(p);
            pairs.add(new LandmarkPair(
                    "p" + n, p, q.shifted(gauss(random) * sdMm, gauss(random) * sdMm, gauss(random) * sdMm)));
        }
        return pairs;
    }

    static double gauss(SplittableRandom random) {
        return random.nextGaussian();
    }
}
