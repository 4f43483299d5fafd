package org.thermargin.device;

/**
 * Where one electrode of an applicator runs: parallel to the shaft, displaced across it, its tip level with the tip of
 * the applicator.
 *
 * @param xMm offset along the x axis of the shaft frame, mm
 * @param yMm offset along its y axis, mm
 */
public record ElectrodeOffset(double xMm, double yMm) {
    /** An electrode that is the shaft itself. */
    public static final ElectrodeOffset ON_SHAFT = new ElectrodeOffset(0, 0);
}
