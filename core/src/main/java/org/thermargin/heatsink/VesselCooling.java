package org.thermargin.heatsink;

import java.util.ArrayList;
import java.util.List;
import org.thermargin.zone.ZonePart;

/**
 * Temperature rise near vessels in closed form, relative to the rise at the edge of the zone: a point is ablated where
 * it is at least 1.
 *
 * <p>With the rise F without vessels, the wall point p nearest to x, its distance d, the radius a and the decay rate m,
 * one vessel leaves {@code F(x) - F(p) A K0(m (a + d))}. A is {@code 1 / K0(m a)} for an isothermal wall and
 * {@code h / (h K0(m a) + k m K1(m a))} for a convective one. Of several vessels the one that leaves least counts, of
 * several parts of the zone the one that heats most. Never above F, never below 0.
 *
 * <p>The lumen is not tissue: a point in it has the value of its nearest wall point. Where the wall is killed the zone
 * passes over the lumen, where it survives the lumen is outside. Thread-safe; results go into the caller's {@link State}.
 */
final class VesselCooling {
    /** Radius times decay rate above which wider vessels act alike. */
    private static final double LARGEST = 10;

    /** A part of the zone as a source of heat. */
    record Source(HeatField free, double decayPerMm, WallRule wall) {}

    /** Working store and answers beside the value; one per thread. */
    static final class State {
        private final CoolingVessel.Nearest[] nearest;
        private final CoolingVessel[] near;
        private final Wall[] walls; // by source and vessel
        private final double[] most; // by source
        /** Relative rise without vessels, the largest of the parts. */
        double free;
        /** Vessel that leaves least of the part that decides; -1 when none takes anything. */
        int vessel;
        /** Smallest distance to any wall, mm, negative in a lumen; infinite without vessels. */
        double wallMm;

        State(List<CoolingVessel> vessels, int sources) {
            most = new double[sources];
            walls = new Wall[sources * vessels.size()];
            for (int n = 0; n < walls.length; n++) {
                walls[n] = new Wall();
            }
            nearest = new CoolingVessel.Nearest[vessels.size()];
            near = vessels.toArray(new CoolingVessel[0]);
            for (int n = 0; n < nearest.length; n++) {
                nearest[n] = new CoolingVessel.Nearest();
            }
        }
    }

    /** What a wall of one radius does to one source; kept while the radius stays, as it does from point to point. */
    static final class Wall {
        private double ofRadiusMm = Double.NaN;
        private double radiusMm;
        private double k0;
        private double amplitude;
    }

    private final List<Source> sources;
    private final List<CoolingVessel> vessels;
    private final CoolingSettings settings;
    private final BesselTable bessel = new BesselTable();

    VesselCooling(List<Source> sources, List<CoolingVessel> vessels, CoolingSettings settings) {
        this.sources = List.copyOf(sources);
        this.vessels = List.copyOf(vessels);
        this.settings = settings;
    }

    static VesselCooling of(List<ZonePart> parts, List<CoolingVessel> vessels, CoolingSettings settings) {
        List<Source> sources = new ArrayList<>();
        for (ZonePart part : parts) {
            double m = settings.decayPerMm(part.timeS());
            sources.add(new Source(HeatField.of(part, m, settings.heatCap()), m, settings.wall(part.modality())));
        }
        return new VesselCooling(sources, vessels, settings);
    }

    List<Source> sources() {
        return sources;
    }

    /** What a wall takes of the source, as a share of the rise without vessels at the nearest point of the wall. */
    double share(Source source, CoolingVessel.Nearest near, Wall wall) {
        if (wall.ofRadiusMm != near.radiusMm) {
            measure(source, near.radiusMm, wall);
        }
        return wall.amplitude
                * (near.distanceMm > 0 ? bessel.k0(source.decayPerMm * (wall.radiusMm + near.distanceMm)) : wall.k0);
    }

    State state() {
        return new State(vessels, sources.size());
    }

    /** Prepares the state for many points within the radius (mm) of the given one; they must stay there. */
    void around(double x, double y, double z, double radiusMm, State state) {
        for (int v = 0; v < vessels.size(); v++) {
            state.near[v] = vessels.get(v).around(x, y, z, radiusMm);
        }
    }

    /** Relative rise at a world point. */
    double at(double x, double y, double z, State state) {
        findWalls(x, y, z, state);
        double best = -1;
        state.free = 0;
        for (int s = 0; s < sources.size(); s++) {
            double free = sources.get(s).free.at(x, y, z);
            state.free = Math.max(state.free, free);
            best = offer(s, free, best, false, state);
        }
        return Math.max(0, best);
    }

    /**
     * The same, and the same {@link State#vessel}, without {@link State#free}: sources that cannot decide are left out,
     * the one that may heat most is asked first.
     */
    double valueAt(double x, double y, double z, State state) {
        findWalls(x, y, z, state);
        int first = 0;
        for (int s = 0; s < sources.size(); s++) {
            state.most[s] = sources.get(s).free.atMost(x, y, z);
            first = state.most[s] > state.most[first] ? s : first;
        }
        double best = offer(first, sources.get(first).free.at(x, y, z), -1, false, state);
        int decides = first;
        for (int s = 0; s < sources.size(); s++) {
            boolean winsTies = s < decides;
            if (s != first && (state.most[s] > best || (winsTies && state.most[s] == best))) {
                int vessel = state.vessel;
                state.vessel = Integer.MIN_VALUE;
                best = offer(s, sources.get(s).free.at(x, y, z), best, winsTies, state);
                if (state.vessel == Integer.MIN_VALUE) {
                    state.vessel = vessel;
                } else {
                    decides = s;
                }
            }
        }
        return Math.max(0, best);
    }

    private void findWalls(double x, double y, double z, State state) {
        state.wallMm = Double.POSITIVE_INFINITY;
        for (int v = 0; v < vessels.size(); v++) {
            state.near[v].nearest(x, y, z, state.nearest[v]);
            state.wallMm = Math.min(state.wallMm, state.nearest[v].distanceMm);
        }
    }

    /** The larger of the best so far and what the vessels leave of the source, with the vessel that leaves least of it. */
    private double offer(int s, double free, double best, boolean winsTies, State state) {
        Source source = sources.get(s);
        double left = free;
        int by = -1;
        for (int v = 0; v < vessels.size() && (left > best || (winsTies && left == best)); v++) {
            double leaves = left(source, free, left, state.nearest[v], state.walls[s * vessels.size() + v]);
            if (leaves < left) {
                left = leaves;
                by = v;
            }
        }
        if (left > best || (winsTies && left == best)) {
            state.vessel = by;
            return left;
        }
        return best;
    }

    /** What a vessel leaves, or more than that where it is at least what is left anyway. */
    private double left(Source source, double free, double least, CoolingVessel.Nearest near, Wall wall) {
        double m = source.decayPerMm;
        if (wall.ofRadiusMm != near.radiusMm) {
            measure(source, near.radiusMm, wall);
        }
        if (near.distanceMm > 0) {
            double k0 = bessel.k0(m * (wall.radiusMm + near.distanceMm));
            double most = source.free.atMost(near.wallX, near.wallY, near.wallZ);
            double atLeast = free - most * wall.amplitude * k0;
            return atLeast >= least
                    ? atLeast
                    : free - source.free.at(near.wallX, near.wallY, near.wallZ) * wall.amplitude * k0;
        }
        double atWall = source.free.at(near.wallX, near.wallY, near.wallZ);
        return Math.min(free, atWall * (1 - wall.amplitude * wall.k0));
    }

    private void measure(Source source, double radiusMm, Wall wall) {
        double m = source.decayPerMm;
        double a = Math.min(radiusMm, LARGEST / m); // beyond that the wall is a plane to the heat
        double k0 = bessel.k0(m * a);
        double amplitude = 1 / k0;
        if (source.wall == WallRule.CONVECTIVE) {
            double h = settings.transferPerMm(a);
            amplitude = h / (h * k0 + m * bessel.k1(m * a));
        }
        wall.ofRadiusMm = radiusMm;
        wall.radiusMm = a;
        wall.k0 = k0;
        wall.amplitude = amplitude;
    }
}
