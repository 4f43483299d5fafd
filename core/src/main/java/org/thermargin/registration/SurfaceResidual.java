package org.thermargin.registration;

import java.util.Arrays;

/**
 * How far the points of one surface lie from the other under a map; no bound on the error at any place.
 *
 * @param points number of points, drawn evenly by area
 * @param medianMm median distance of the points that the other scan shows, mm
 * @param p95Mm 95 % quantile of them, mm
 * @param rmsMm root mean square distance of the points that were not left out, mm
 * @param leftOutFraction share of all points left out of the fit as not the same surface, 0..1
 * @param notShownFraction share of all points that lie where the other scan shows nothing, 0..1
 */
public record SurfaceResidual(
        int points, double medianMm, double p95Mm, double rmsMm, double leftOutFraction, double notShownFraction) {
    /** Of distances with NaN for what is not shown; at least one must be shown. */
    static SurfaceResidual of(double[] apartMm, double cutMm) {
        double[] shown =
                Arrays.stream(apartMm).filter(d -> !Double.isNaN(d)).sorted().toArray();
        int kept = 0;
        double sum = 0;
        for (double d : shown) {
            if (d <= cutMm) {
                kept++;
                sum += d * d;
            }
        }
        return new SurfaceResidual(
                apartMm.length,
                shown[(shown.length - 1) / 2],
                shown[(int) Math.ceil(0.95 * (shown.length - 1))],
                Math.sqrt(sum / Math.max(1, kept)),
                (double) (shown.length - kept) / apartMm.length,
                (double) (apartMm.length - shown.length) / apartMm.length);
    }
}
