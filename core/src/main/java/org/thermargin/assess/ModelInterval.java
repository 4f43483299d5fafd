package org.thermargin.assess;

/**
 * The minimal margins that the spread of a device table leaves open: those of zones whose axes are smaller and larger by
 * so many standard deviations. Apart from the intervals of the margin, and never part of the outcome.
 *
 * @param lowerMm margin of the smaller zone, mm
 * @param upperMm margin of the larger zone, mm
 * @param coverage standard deviations between the tabled axes and those
 */
public record ModelInterval(double lowerMm, double upperMm, double coverage) {}
