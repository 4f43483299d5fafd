package org.thermargin.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.thermargin.geometry.Direction3;
import org.thermargin.heatsink.CooledPoints;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.zone.ZonePart;

/**
 * Moves of the zone as vessels leave it: layers of points around the lesion, out to the margin, must be ablated by the closed form of the cooling.
 * The zone moves, the vessels stay. The margin after a move is not a concave function of it, so all shifts on a lattice of 1 mm are looked at, the shortest
 * first, and those that pass are shortened in steps down to 0.1 mm; all advances in steps of 0.1 mm. A region of passing shifts
 * narrower than the lattice is sought from the best shift that does not pass.
 */
final class CooledMoves implements MoveModel {
    /** What lies this much farther along the shortest shift found can still lead to a shorter one, tenths of a millimetre. */
    private static final double LATTICE_DIAGONAL = 17.4;
    /** Shifts that pass and are shortened. */
    private static final int STARTS = 8;

    private static final int[] STEPS = {5, 2, 1};

    /** The vessels near points; asked for again for every margin, since points move out with it. */
    @FunctionalInterface
    interface Vessels {
        CooledPoints near(double[] pointsMm);
    }

    private final Vessels vessels;
    private final CoverDemand demand;
    private final ZoneMove move;
    private final boolean isShift;
    private final double radiusMm;
    private final double[] along; // per part: direction of the shaft that is moved; 0 of those that stay
    private List<int[]> lattice = List.of(); // made when shifts are first asked for
    private double preparedMm = Double.NaN;
    private CooledDemand ablated;

    CooledMoves(Vessels vessels, CoverDemand demand, ZoneMove move, boolean isShift, double radiusMm) {
        this.vessels = vessels;
        this.demand = demand;
        this.move = move;
        this.isShift = isShift;
        this.radiusMm = radiusMm;
        this.along = new double[3 * move.unmoved().parts().size()];
        for (int n = 0; n < along.length / 3; n++) {
            ZonePart part = move.unmoved().parts().get(n);
            for (ApplicatorPlacement p : move.placements()) {
                if (p.id().equals(part.applicatorId()) && move.moved().contains(p.id())) {
                    Direction3 d = p.direction();
                    along[3 * n] = d.x();
                    along[3 * n + 1] = d.y();
                    along[3 * n + 2] = d.z();
                }
            }
        }
    }

    @Override
    public double[] shortest(double marginMm) {
        prepare(marginMm);
        int[] tenths = isShift ? shift() : advance();
        return tenths == null
                ? null
                : Arrays.stream(tenths).mapToDouble(t -> t / 10.0).toArray();
    }

    /** The move itself: it is in steps of 0.1 mm. */
    @Override
    public Step printed(double[] v, double marginMm) {
        return new Step(v, marginMm);
    }

    private void prepare(double marginMm) {
        if (marginMm == preparedMm) {
            return;
        }
        preparedMm = marginMm;
        ablated = new CooledDemand(
                vessels.near(demand.layers(marginMm)), move.unmoved().parts());
    }

    private int[] advance() {
        int reach = (int) Math.floor(10 * radiusMm);
        for (int tenths = 0; tenths <= reach; tenths++) {
            for (int sign = 1; sign >= -1; sign -= 2) {
                int[] v = {sign * tenths};
                if ((sign > 0 || move.canAdvance(v[0] / 10.0)) && isAblated(v)) {
                    return v;
                }
            }
        }
        return null;
    }

    private int[] shift() {
        List<int[]> passing = new ArrayList<>();
        int[] best = null;
        double most = Double.NEGATIVE_INFINITY;
        double shortest = Double.POSITIVE_INFINITY;
        if (lattice.isEmpty()) {
            lattice = lattice(radiusMm);
        }
        for (int[] v : lattice) {
            if (length(v) > shortest + LATTICE_DIAGONAL || passing.size() == STARTS) {
                break;
            }
            double rise = leastRise(v, Math.min(1, most));
            if (rise >= 1) {
                passing.add(v);
                shortest = Math.min(shortest, length(v));
            } else if (rise > most) {
                most = rise;
                best = v;
            }
        }
        if (passing.isEmpty()) {
            int[] climbed = climb(best, most);
            return climbed == null ? null : shortened(climbed);
        }
        return passing.stream()
                .map(this::shortened)
                .min(Comparator.comparingDouble(CooledMoves::length))
                .orElseThrow();
    }

    /** Shifts of whole millimetres within the radius, in tenths, the shortest first. */
    private static List<int[]> lattice(double radiusMm) {
        int reach = (int) Math.floor(radiusMm);
        List<int[]> shifts = new ArrayList<>();
        for (int z = -reach; z <= reach; z++) {
            for (int y = -reach; y <= reach; y++) {
                for (int x = -reach; x <= reach; x++) {
                    if (x * x + y * y + z * z <= radiusMm * radiusMm) {
                        shifts.add(new int[] {10 * x, 10 * y, 10 * z});
                    }
                }
            }
        }
        shifts.sort(Comparator.comparingDouble(CooledMoves::length));
        return shifts;
    }

    /** A shift nearby under which all points are ablated, by steps to ever larger least rises; null where they end before. */
    private int[] climb(int[] from, double least) {
        int[] at = from;
        double rise = least;
        for (int step : STEPS) {
            for (int[] next = at; next != null; ) {
                next = null;
                for (int[] v : around(at, step)) {
                    double here = length(v) <= 10 * radiusMm ? leastRise(v, rise) : 0;
                    if (here > rise) {
                        rise = here;
                        next = v;
                    }
                }
                at = next == null ? at : next;
                if (rise >= 1) {
                    return at;
                }
            }
        }
        return null;
    }

    /** The shortest shift that steps towards shorter ones lead to. */
    private int[] shortened(int[] passing) {
        int[] at = passing;
        for (int step : STEPS) {
            for (int[] next = at; next != null; ) {
                next = null;
                List<int[]> around = around(at, step);
                around.sort(Comparator.comparingDouble(CooledMoves::length));
                for (int[] v : around) {
                    if (length(v) >= length(at)) {
                        break;
                    }
                    if (isAblated(v)) {
                        next = v;
                        break;
                    }
                }
                at = next == null ? at : next;
            }
        }
        return at;
    }

    private static List<int[]> around(int[] at, int step) {
        List<int[]> around = new ArrayList<>();
        for (int n = 0; n < 27; n++) {
            if (n != 13) {
                around.add(new int[] {
                    at[0] + step * (n % 3 - 1), at[1] + step * (n / 3 % 3 - 1), at[2] + step * (n / 9 - 1)
                });
            }
        }
        return around;
    }

    private static double length(int[] tenths) {
        double square = 0;
        for (int t : tenths) {
            square += (double) t * t;
        }
        return Math.sqrt(square);
    }

    private boolean isAblated(int[] v) {
        return ablated.isMet(offsets(v));
    }

    private double leastRise(int[] tenths, double enough) {
        return ablated.leastRise(offsets(tenths), enough);
    }

    private double[] offsets(int[] tenths) {
        double[] offsets = new double[along.length];
        for (int n = 0; n < along.length; n++) {
            double mm = tenths[isShift ? n % 3 : 0] / 10.0;
            boolean moves = along[n / 3 * 3] != 0 || along[n / 3 * 3 + 1] != 0 || along[n / 3 * 3 + 2] != 0;
            offsets[n] = isShift ? (moves ? mm : 0) : mm * along[n];
        }
        return offsets;
    }
}
