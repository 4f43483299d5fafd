package org.thermargin.plan;

import java.util.List;
import java.util.Random;
import org.thermargin.assess.OpenCase;
import org.thermargin.assess.Outcome;
import org.thermargin.geometry.Point3;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;

/**
 * A ball lesion, a straight vein of 3.4 to 10.4 mm at 1 to 12 mm from it in any direction, and a needle up to 9 mm off.
 *
 * @param offset centre of the zone, mm from the middle of the lesion
 */
record VeinScene(OpenCase open, ApplicatorPlacement needle, double[] offset) {
    /** The nth scene of a seeded series. */
    static VeinScene number(int n) throws Exception {
        Random random = new Random(48);
        for (int skipped = 0; skipped < n; skipped++) {
            draw(random);
        }
        return of(draw(random));
    }

    /** Radius and gap of the vein, its side of the lesion (unit), its axis (any length), and the offset of the needle. */
    private record Drawn(double radius, double gap, double[] side, double[] axis, double[] offset) {}

    private static Drawn draw(Random random) {
        double radius = 1.7 + 3.5 * random.nextDouble();
        double gap = 1 + 11 * random.nextDouble();
        double[] axis = unit(random);
        double[] side = unit(random);
        double along = axis[0] * side[0] + axis[1] * side[1] + axis[2] * side[2];
        for (int c = 0; c < 3; c++) {
            axis[c] -= along * side[c];
        }
        double[] offset = unit(random);
        double mm = 9 * random.nextDouble();
        for (int c = 0; c < 3; c++) {
            offset[c] *= mm;
        }
        return new Drawn(radius, gap, side, axis, offset);
    }

    private static VeinScene of(Drawn d) throws Exception {
        double away = BallCase.RADIUS + d.gap + d.radius;
        double length = ShiftSolver.length(d.axis);
        ApplicatorPlacement needle = BallCase.needle("a", new Point3(d.offset[0], d.offset[1], d.offset[2]));
        OpenCase open = new BallCase()
                .vessel(BallCase.mask(97, 81, 77, (x, y, z) -> {
                    double[] p = {x - away * d.side[0], y - away * d.side[1], z - away * d.side[2]};
                    double t = (p[0] * d.axis[0] + p[1] * d.axis[1] + p[2] * d.axis[2]) / length;
                    return p[0] * p[0] + p[1] * p[1] + p[2] * p[2] - t * t <= d.radius * d.radius;
                }))
                .zone(new SceneZone.Applied(ZoneSource.PLANNED, List.of(needle)))
                .open();
        return new VeinScene(open, needle, d.offset);
    }

    private static double[] unit(Random random) {
        double[] v = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        double length = ShiftSolver.length(v);
        return new double[] {v[0] / length, v[1] / length, v[2] / length};
    }

    boolean passesAfter(double x, double y, double z) throws Exception {
        return open.verdict("lesion", ZoneSource.PLANNED, List.of(needle.shifted(x, y, z)))
                        .verdict()
                == Outcome.COMPLETE;
    }

    /** Length of the shortest passing shift of a lattice, shorter than the limit; the limit where there is none. */
    double shortestOfLattice(double stepMm, double limitMm) throws Exception {
        // 18.5 mm, half the length of the zone, less 6 and 5 mm: farther off no point of it can be the middle of the
        // lesion
        double reach = 7.5;
        double shortest = limitMm;
        int n = (int) Math.ceil(limitMm / stepMm);
        for (int k = -n; k <= n; k++) {
            for (int j = -n; j <= n; j++) {
                for (int i = -n; i <= n; i++) {
                    double[] v = {i * stepMm, j * stepMm, k * stepMm};
                    double[] centre = {offset[0] + v[0], offset[1] + v[1], offset[2] + v[2]};
                    if (ShiftSolver.length(v) < shortest
                            && ShiftSolver.length(centre) <= reach
                            && passesAfter(v[0], v[1], v[2])) {
                        shortest = ShiftSolver.length(v);
                    }
                }
            }
        }
        return shortest;
    }
}
