package org.thermargin.heatsink;

import org.thermargin.zone.ZonePart;

/** Temperature rise without vessels over the rise at the edge of the zone: 1 on the edge, above 1 inside. Thread-safe. */
@FunctionalInterface
interface HeatField {
    /** Relative rise at the world point, LPS mm. */
    double at(double x, double y, double z);

    /** A value that the rise at the point does not exceed; quicker. */
    default double atMost(double x, double y, double z) {
        return at(x, y, z);
    }

    /**
     * A field whose level 1 is the surface of a zone of which only the shape is known: {@code exp(-(s - 1) R m) / s} with
     * the level s of the point and R half the width; inside 1/s, not above the cap. A choice of model.
     */
    static HeatField of(ZonePart part, double decayPerMm, double cap) {
        return new OfShape(part, part.halfWidthMm() * decayPerMm, cap);
    }

    /** The field of a shape; {@code exp} is at most 1, so that 1/s bounds the rise outside too. */
    record OfShape(ZonePart part, double steepness, double cap) implements HeatField {
        @Override
        public double at(double x, double y, double z) {
            double s = part.level(x, y, z);
            return s >= 1 ? StrictMath.exp(-(s - 1) * steepness) / s : inside(s);
        }

        @Override
        public double atMost(double x, double y, double z) {
            return inside(part.level(x, y, z));
        }

        private double inside(double s) {
            return s * cap <= 1 ? cap : 1 / s;
        }
    }
}
