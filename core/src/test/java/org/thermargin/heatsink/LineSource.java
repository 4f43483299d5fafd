package org.thermargin.heatsink;

/**
 * Steady rise around a line source along z, 20 mm long, in perfused tissue: the integral of {@code exp(-m r) / r} over its
 * length (midpoint rule, 400 pieces), scaled to 1 at 15 mm from its middle.
 */
final class LineSource implements HeatField {
    static final double FREE_RADIUS_MM = 15;
    private static final double HALF_MM = 10;
    private static final int PIECES = 400;

    private final double decayPerMm;
    private final double scale;

    LineSource(double decayPerMm) {
        this.decayPerMm = decayPerMm;
        this.scale = 1 / raw(FREE_RADIUS_MM, 0);
    }

    @Override
    public double at(double x, double y, double z) {
        return scale * raw(Math.sqrt(x * x + y * y), z);
    }

    /** Factor from the integral to the relative rise. */
    double scale() {
        return scale;
    }

    private double raw(double rho, double z) {
        double step = 2 * HALF_MM / PIECES;
        double sum = 0;
        for (int n = 0; n < PIECES; n++) {
            double dz = z + HALF_MM - (n + 0.5) * step;
            double r = Math.sqrt(rho * rho + dz * dz);
            sum += StrictMath.exp(-decayPerMm * r) / r;
        }
        return sum * step;
    }
}
