package org.thermargin.heatsink;

/**
 * Reference: what an isothermal straight vessel along z takes from a given rise F, by finite differences. The deficit D
 * obeys {@code laplace D = m^2 D} (Pennes without the sources, which cancel), D = F on the nodes of the vessel, 0 on the
 * box of half-width 40 mm; 7-point stencil, successive over-relaxation, mirror symmetry in y and z. Nodes within the
 * radius plus 0.37 spacings are vessel: a Dirichlet disc of nodes acts as one that is thinner by that much.
 */
final class SteadyPennes {
    private static final double HALF_BOX_MM = 40;
    private static final double OVER_RELAXATION = 1.8;

    private final HeatField free;
    private final double h;
    private final int nx;
    private final int n;
    private final double[] deficit;

    SteadyPennes(HeatField free, double decayPerMm, double axisMm, double radiusMm, double spacingMm) {
        this.free = free;
        this.h = spacingMm;
        this.n = (int) Math.round(HALF_BOX_MM / h) + 1;
        this.nx = 2 * n - 1;
        this.deficit = new double[nx * n * n];
        boolean[] fixed = new boolean[deficit.length];
        double reach = radiusMm + 0.37 * h;
        for (int k = 0; k < n; k++) {
            for (int j = 0; j < n; j++) {
                for (int i = 0; i < nx; i++) {
                    double dx = x(i) - axisMm;
                    double dy = j * h;
                    boolean vessel = dx * dx + dy * dy <= reach * reach;
                    fixed[at(i, j, k)] = vessel || i == 0 || i == nx - 1 || j == n - 1 || k == n - 1;
                    deficit[at(i, j, k)] = vessel ? free.at(x(i), dy, k * h) : 0;
                }
            }
        }
        relax(fixed, 6 + decayPerMm * decayPerMm * h * h);
    }

    private void relax(boolean[] fixed, double diagonal) {
        double change = 1;
        for (int sweep = 0; sweep < 1000 && change > 1e-6; sweep++) {
            change = 0;
            for (int k = 0; k < n - 1; k++) {
                int below = k == 0 ? 1 : k - 1;
                for (int j = 0; j < n - 1; j++) {
                    int before = j == 0 ? 1 : j - 1;
                    for (int i = 1; i < nx - 1; i++) {
                        int c = at(i, j, k);
                        if (!fixed[c]) {
                            double sum = deficit[c - 1]
                                    + deficit[c + 1]
                                    + deficit[at(i, before, k)]
                                    + deficit[at(i, j + 1, k)]
                                    + deficit[at(i, j, below)]
                                    + deficit[at(i, j, k + 1)];
                            double step = OVER_RELAXATION * (sum / diagonal - deficit[c]);
                            deficit[c] += step;
                            change = Math.max(change, Math.abs(step));
                        }
                    }
                }
            }
        }
    }

    private double x(int i) {
        return (i - (n - 1)) * h;
    }

    private int at(int i, int j, int k) {
        return i + nx * (j + n * k);
    }

    private double rise(int i, int j, int k) {
        return free.at(x(i), j * h, k * h) - deficit[at(i, j, k)];
    }

    /** Where the rise falls below 1 on the way from the origin along +x, mm. */
    double radiusTowardsMm() {
        double last = Double.POSITIVE_INFINITY;
        for (int i = n; i < nx; i++) {
            double next = rise(i, 0, 0);
            if (next < 1) {
                double r = x(i) - h;
                return last == Double.POSITIVE_INFINITY ? 0 : r + h * (last - 1) / (last - next);
            }
            last = next;
        }
        throw new IllegalStateException("the zone reaches the box");
    }

    /** Volume where the rise is at least 1, counted at the nodes, mL; symmetric quarters weighted at their faces. */
    double volumeMl() {
        return count((x, y, z, hot) -> hot);
    }

    /** Overlap coefficient of the two zones {@code rise >= 1}. */
    double dice(VesselCooling other) {
        VesselCooling.State state = other.state();
        double own = volumeMl();
        double theirs = count((x, y, z, hot) -> other.at(x, y, z, state) >= 1);
        double both = count((x, y, z, hot) -> hot && other.at(x, y, z, state) >= 1);
        return 2 * both / (own + theirs);
    }

    private interface Chosen {
        boolean at(double x, double y, double z, boolean hot);
    }

    private double count(Chosen chosen) {
        double sum = 0;
        int limit = Math.min(n, (int) Math.round(30 / h));
        for (int k = 0; k < limit; k++) {
            for (int j = 0; j < limit; j++) {
                double weight = (j == 0 ? 1 : 2) * (k == 0 ? 1 : 2);
                for (int i = n - limit; i < n + limit - 1; i++) {
                    if (chosen.at(x(i), j * h, k * h, rise(i, j, k) >= 1)) {
                        sum += weight;
                    }
                }
            }
        }
        return sum * h * h * h / 1000;
    }

    /** Volume of the formula's zone, counted at the same nodes, mL. */
    double volumeMl(VesselCooling other) {
        VesselCooling.State state = other.state();
        return count((x, y, z, hot) -> other.at(x, y, z, state) >= 1);
    }
}
