package org.thermargin.device;

/**
 * How much of an applicator can be inside the body.
 *
 * @param mm from the hub to the tip, mm
 * @param source where the number comes from
 */
public record UsableLength(double mm, String source) {}
