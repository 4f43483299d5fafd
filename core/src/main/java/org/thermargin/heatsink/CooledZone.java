package org.thermargin.heatsink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.PointRow;
import org.thermargin.geometry.SignedField;
import org.thermargin.margin.LevelSurface;
import org.thermargin.zone.AblationZone;
import org.thermargin.zone.ZonePart;

/**
 * A device zone as vessels leave it. It lies in the plain zone, its depth is nowhere larger than that of the plain zone
 * and close to the true signed distance (see the two errors); whether a point belongs to it is decided by the closed
 * form itself ({@link VesselCooling}). It may fall into several pieces. See docs/heat-sink.md.
 *
 * @param zone the deformed zone; the plain one itself where no vessel takes anything
 * @param plain the zone without vessels
 * @param losses what each vessel takes, in order of the vessels, those that take nothing left out
 * @param wallRule wall rule of the parts, e.g. {@code "isothermal"}, joined where they differ
 */
public record CooledZone(AblationZone zone, AblationZone plain, List<VesselLoss> losses, String wallRule) {
    /**
     * How much the absolute depth may be too large, mm: on edges, which triangles cut off. Of 12,500 points in and around
     * five zones of one to four parts under three vessels, 99 % were within 0.04 mm; the largest excess found was 0.22.
     */
    public static final double DEPTH_TOO_LARGE_MM = 0.25;
    /** How much it may be too small, mm; the largest found at the same points was 0.26. */
    public static final double DEPTH_TOO_SMALL_MM = 0.3;
    /** Walls farther than this from a part take nothing worth naming from it, mm. */
    public static final double REACH_MM = 15;
    /** A deficit that moves the edge by less than about 0.002 mm. */
    static final double NEGLIGIBLE = 5e-4;
    /** Where the rise is larger the deficit counts: there is zone to lose. */
    static final double COUNTS = 0.8;

    private static final double LOOK_MM = 2;

    /** Volume that a vessel takes, mL; where several cool, the one that leaves least is named. */
    public record VesselLoss(String vessel, double volumeMl) {}

    public CooledZone {
        losses = List.copyOf(losses);
    }

    /** Whether vessels change the zone. */
    public boolean isDeformed() {
        return zone.depth() instanceof Depth;
    }

    /** Volume lost to cooling, mL. */
    public double volumeLostMl() {
        return plain.volumeMl() - zone.volumeMl();
    }

    /** The zone under the vessels, on one thread. */
    public static CooledZone of(AblationZone plain, List<CoolingVessel> vessels, CoolingSettings settings) {
        return of(plain, vessels, settings, 1);
    }

    /** The zone under the vessels; parts that come near each other are computed together. The same for all threads. */
    public static CooledZone of(
            AblationZone plain, List<CoolingVessel> vessels, CoolingSettings settings, int threads) {
        List<CooledCluster> clusters = new ArrayList<>();
        boolean deformed = false;
        for (List<ZonePart> parts : clusters(plain.parts())) {
            CooledCluster cluster = CooledCluster.of(parts, near(parts, vessels), settings, threads);
            deformed |= cluster.largestDeficit() > NEGLIGIBLE;
            clusters.add(cluster);
        }
        String rule = String.join(
                " and ",
                plain.parts().stream()
                        .map(part -> settings.wall(part.modality()).key())
                        .distinct()
                        .toList());
        if (!deformed) {
            return new CooledZone(plain, plain, List.of(), rule);
        }
        List<VesselLoss> losses = new ArrayList<>();
        double lost = 0;
        for (CoolingVessel vessel : vessels) {
            double ml = 0;
            for (CooledCluster cluster : clusters) {
                ml += cluster.lostMl(vessel);
            }
            if (ml > 0) {
                losses.add(new VesselLoss(vessel.name(), ml));
                lost += ml;
            }
        }
        AblationZone zone = new AblationZone(
                new Depth(plain.depth(), clusters),
                plain.bounds(),
                Math.max(0, plain.volumeMl() - lost),
                plain.parts(),
                plain.model() + "-cooled",
                plain.claim() + "; cooled by vessels in closed form (level L1, " + rule
                        + " wall): direction and size of the retraction towards straight vessels, not bends, forks,"
                        + " growth in time, or vessels within the near field",
                plain.tableRows(),
                plain.taints());
        return new CooledZone(zone, plain, losses, rule);
    }

    /** Whether vessels take anything worth naming from the part, looked at every {@value #LOOK_MM} mm of its box. */
    static boolean isDeformed(ZonePart part, List<CoolingVessel> vessels, CoolingSettings settings) {
        List<CoolingVessel> close = near(List.of(part), vessels);
        if (close.isEmpty()) {
            return false;
        }
        VesselCooling cooling = VesselCooling.of(List.of(part), close, settings);
        VesselCooling.State state = cooling.state();
        Point3 low = part.shape().bounds().low();
        Point3 high = part.shape().bounds().high();
        for (double z = low.z(); z <= high.z(); z += LOOK_MM) {
            for (double y = low.y(); y <= high.y(); y += LOOK_MM) {
                for (double x = low.x(); x <= high.x(); x += LOOK_MM) {
                    double value = cooling.at(x, y, z, state);
                    if (state.free > COUNTS && state.free - value > NEGLIGIBLE) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** The edges of the zone, one for each group of parts that meet, those left out of which next to nothing is left. */
    public List<LevelSurface> surfaces() {
        return zone.depth() instanceof Depth depth
                ? depth.clusters.stream()
                        .flatMap(cluster -> cluster.surface().stream())
                        .toList()
                : List.of();
    }

    /** Name of the vessel that takes most at the point; empty where none takes anything worth naming. */
    public Optional<String> vesselAt(Point3 point) {
        return zone.depth() instanceof Depth depth ? depth.vesselAt(point) : Optional.empty();
    }

    /** The point lost to cooling that lies deepest in the parts of the applicator, LPS to 1 mm; empty when none is. */
    public Optional<Point3> deepestLoss(String applicatorId) {
        List<ZonePart> own = plain.parts().stream()
                .filter(part -> part.applicatorId().equals(applicatorId))
                .toList();
        Point3 best = null;
        double deepest = 0;
        for (ZonePart part : own) {
            Point3 low = part.shape().bounds().low();
            Point3 high = part.shape().bounds().high();
            for (double z = low.z(); z <= high.z(); z++) {
                for (double y = low.y(); y <= high.y(); y++) {
                    for (double x = low.x(); x <= high.x(); x++) {
                        double depth = part.shape().depthMm(x, y, z);
                        if (depth > deepest && !zone.depth().contains(x, y, z)) {
                            deepest = depth;
                            best = new Point3(x, y, z);
                        }
                    }
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static List<CoolingVessel> near(List<ZonePart> parts, List<CoolingVessel> vessels) {
        Bounds3 box = bounds(parts);
        Point3 low = box.low();
        Point3 high = box.high();
        double radius = low.distanceMm(high) / 2;
        List<CoolingVessel> near = new ArrayList<>();
        CoolingVessel.Nearest nearest = new CoolingVessel.Nearest();
        for (CoolingVessel vessel : vessels) {
            vessel.nearest((low.x() + high.x()) / 2, (low.y() + high.y()) / 2, (low.z() + high.z()) / 2, nearest);
            if (nearest.distanceMm <= radius + REACH_MM) {
                near.add(vessel);
            }
        }
        return near;
    }

    /** Parts whose boxes meet, directly or through others. */
    private static List<List<ZonePart>> clusters(List<ZonePart> parts) {
        List<List<ZonePart>> clusters = new ArrayList<>();
        for (ZonePart part : parts) {
            List<ZonePart> joined = new ArrayList<>();
            for (List<ZonePart> other : List.copyOf(clusters)) {
                if (other.stream()
                        .anyMatch(o -> o.shape().bounds().gapMm(part.shape().bounds()) == 0)) {
                    joined.addAll(other);
                    clusters.remove(other);
                }
            }
            joined.add(part);
            clusters.add(joined);
        }
        return clusters;
    }

    static Bounds3 bounds(List<ZonePart> parts) {
        Bounds3 box = parts.get(0).shape().bounds();
        for (ZonePart part : parts) {
            box = box.union(part.shape().bounds());
        }
        return box;
    }

    /** Depth in the deformed zone: the largest of the clusters, nowhere above that of the plain zone. */
    private record Depth(SignedField plain, List<CooledCluster> clusters) implements SignedField {
        @Override
        public double depthMm(double x, double y, double z) {
            int nearest = 0;
            for (int n = 1; n < clusters.size(); n++) {
                if (clusters.get(n).gapMm(x, y, z) < clusters.get(nearest).gapMm(x, y, z)) {
                    nearest = n;
                }
            }
            double deepest = clusters.get(nearest).depthMm(x, y, z);
            for (int n = 0; n < clusters.size(); n++) {
                if (n != nearest && -clusters.get(n).gapMm(x, y, z) > deepest) {
                    deepest = Math.max(deepest, clusters.get(n).depthMm(x, y, z));
                }
            }
            return Math.min(plain.depthMm(x, y, z), deepest);
        }

        @Override
        public boolean contains(double x, double y, double z) {
            return plain.contains(x, y, z) && inCluster(x, y, z);
        }

        private boolean inCluster(double x, double y, double z) {
            for (CooledCluster cluster : clusters) {
                if (cluster.contains(x, y, z)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void mark(PointRow row, long[] bits) {
            long[] inside = new long[bits.length];
            plain.mark(row, inside);
            for (int w = 0; w < inside.length; w++) {
                for (long left = inside[w]; left != 0; left &= left - 1) {
                    int n = (w << 6) + Long.numberOfTrailingZeros(left);
                    if (inCluster(row.x(n), row.y(n), row.z(n))) {
                        bits[w] |= 1L << (n & 63);
                    }
                }
            }
        }

        Optional<String> vesselAt(Point3 point) {
            double deepest = Double.NEGATIVE_INFINITY;
            Optional<String> vessel = Optional.empty();
            for (CooledCluster cluster : clusters) {
                double depth = cluster.depthMm(point.x(), point.y(), point.z());
                if (depth > deepest) {
                    deepest = depth;
                    vessel = cluster.vesselAt(point, NEGLIGIBLE);
                }
            }
            return vessel;
        }
    }
}
