package org.thermargin.margin;

/**
 * The minimal margin without interval or distribution.
 *
 * @param mamMm as {@link MarginResult#mamMm()}, not clipped
 * @param witness the pair of points of the minimum
 */
public record MarginEstimate(double mamMm, MarginResult.Witness witness) {}
