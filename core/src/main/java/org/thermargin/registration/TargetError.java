package org.thermargin.registration;

/**
 * How far a registration may be off at a place.
 *
 * @param rmsMm expected root mean square displacement, mm
 * @param boundMm displacement that is not exceeded with the stated coverage, mm
 * @param coverage the coverage, 0..1
 * @param factor coverage factor: bound over the standard deviation along the worst direction
 */
public record TargetError(double rmsMm, double boundMm, double coverage, double factor) {}
