package org.thermargin.plan;

import java.util.Arrays;
import java.util.List;
import org.thermargin.heatsink.CooledPoints;
import org.thermargin.zone.ZonePart;

/**
 * Points that must be ablated, under the vessels near them, by parts of a zone that may be moved. Not thread-safe: points
 * that failed last are asked first.
 */
final class CooledDemand {
    private final CooledPoints.Heated points;
    private final int[] order;

    CooledDemand(CooledPoints points, List<ZonePart> parts) {
        this.points = points.heatedBy(parts);
        this.order = new int[points.count()];
        Arrays.setAll(order, n -> n);
    }

    /** Whether all points are ablated. */
    boolean isMet(double[] offsetsMm) {
        return leastRise(offsetsMm, 1) >= 1;
    }

    /**
     * The least relative rise of all points: 1 or more where all are ablated; that of some point, which is no answer but no
     * more than {@code enough}, where the least is below 1 and not above {@code enough}.
     *
     * @param offsetsMm three for each part, LPS mm: how far it is moved
     */
    double leastRise(double[] offsetsMm, double enough) {
        double least = Double.POSITIVE_INFINITY;
        for (int n = 0; n < order.length; n++) {
            int point = order[n];
            double rise = points.riseAt(point, offsetsMm);
            if (rise < least) {
                least = rise;
                if (rise < 1 && rise <= enough) {
                    System.arraycopy(order, 0, order, 1, n);
                    order[0] = point;
                    return rise;
                }
            }
        }
        return least;
    }
}
