package org.thermargin.heatsink;

import java.util.List;
import org.thermargin.zone.ZonePart;

/**
 * Points of the patient and the vessel walls nearest to them, looked up once, for zones that are tried out around them:
 * the rise at a point is that of {@link VesselCooling}, wherever the applicators are moved.
 */
public final class CooledPoints {
    private final double[] points;
    private final List<CoolingVessel> vessels;
    private final CoolingSettings settings;
    private final CoolingVessel.Nearest[] walls; // by vessel and point

    private CooledPoints(double[] points, List<CoolingVessel> vessels, CoolingSettings settings) {
        this.points = points;
        this.vessels = vessels;
        this.settings = settings;
        int count = points.length / 3;
        this.walls = new CoolingVessel.Nearest[vessels.size() * count];
        for (int v = 0; v < vessels.size(); v++) {
            for (int n = 0; n < count; n++) {
                CoolingVessel.Nearest near = new CoolingVessel.Nearest();
                vessels.get(v).nearest(points[3 * n], points[3 * n + 1], points[3 * n + 2], near);
                walls[v * count + n] = near;
            }
        }
    }

    /**
     * The points under the vessels.
     *
     * @param pointsMm three coordinates each, LPS mm; not copied
     */
    public static CooledPoints of(double[] pointsMm, List<CoolingVessel> vessels, CoolingSettings settings) {
        return new CooledPoints(pointsMm, List.copyOf(vessels), settings);
    }

    /** How many points. */
    public int count() {
        return points.length / 3;
    }

    /** The points within the parts of a zone, each of which can be moved. */
    public Heated heatedBy(List<ZonePart> parts) {
        return new Heated(parts);
    }

    /** The points in a zone whose parts may be moved. Thread-safe. */
    public final class Heated {
        private final List<VesselCooling.Source> sources;
        private final double[] shares; // that the wall takes of the rise at its nearest point, by source, vessel, point

        private Heated(List<ZonePart> parts) {
            VesselCooling cooling = VesselCooling.of(parts, vessels, settings);
            sources = cooling.sources();
            shares = new double[sources.size() * walls.length];
            for (int s = 0; s < sources.size(); s++) {
                VesselCooling.Wall wall = new VesselCooling.Wall();
                for (int w = 0; w < walls.length; w++) {
                    shares[s * walls.length + w] = cooling.share(sources.get(s), walls[w], wall);
                }
            }
        }

        /**
         * Relative rise at a point: 1 or more where it is ablated.
         *
         * @param offsetsMm three for each part, LPS mm: how far it is moved
         */
        public double riseAt(int point, double[] offsetsMm) {
            int count = count();
            double best = 0;
            for (int s = 0; s < sources.size(); s++) {
                HeatField free = sources.get(s).free();
                double ox = offsetsMm[3 * s];
                double oy = offsetsMm[3 * s + 1];
                double oz = offsetsMm[3 * s + 2];
                double alone = free.at(points[3 * point] - ox, points[3 * point + 1] - oy, points[3 * point + 2] - oz);
                double left = alone;
                for (int v = 0; v < vessels.size() && left > best; v++) {
                    CoolingVessel.Nearest near = walls[v * count + point];
                    double share = shares[(s * vessels.size() + v) * count + point];
                    double atWall = free.at(near.wallX - ox, near.wallY - oy, near.wallZ - oz);
                    left = Math.min(left, (near.distanceMm > 0 ? alone : atWall) - share * atWall);
                }
                best = Math.max(best, left);
            }
            return best;
        }
    }
}
