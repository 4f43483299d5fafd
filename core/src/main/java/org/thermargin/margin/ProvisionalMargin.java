package org.thermargin.margin;

/**
 * The margin of a lesion to a zone that is being moved, told before the whole of it is measured: the estimate without its
 * clipping into the guaranteed interval, and without that interval. Never a result: {@link MarginAnalyzer} decides.
 *
 * @param mamMm minimal ablative margin as in {@link MarginResult}
 * @param reference what it is measured to
 * @param lowerMm calibrated 99 % interval, registration bound and errors of the zone included, not cut by the guaranteed one
 * @param upperMm its upper end
 * @param witness the pair of points of the minimum
 */
public record ProvisionalMargin(
        double mamMm, MarginResult.Reference reference, double lowerMm, double upperMm, MarginResult.Witness witness) {}
