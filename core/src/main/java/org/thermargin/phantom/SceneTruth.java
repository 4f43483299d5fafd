package org.thermargin.phantom;

import java.util.List;
import org.thermargin.geometry.SignedField;

/**
 * The true margins of an {@link AnalyticScene}, by dense sampling of the surfaces and descent from the best samples;
 * within 1e-3 mm on bodies whose details are coarser than the samples.
 *
 * @param mamRawMm smallest signed distance of a lesion point to the zone's boundary, mm; minus the largest distance of an
 *     uncovered point
 * @param mamMm distance to unablated organ tissue for a covered lesion with an organ; else the raw margin
 */
public record SceneTruth(double mamRawMm, double mamMm) {
    private static final int SAMPLES = 4096;
    private static final int STARTS = 12;
    private static final int INNER_SHELLS = 10;
    private static final int RIM_ANGLES = 720;
    private static final double TOUCH = 1e-3;

    /** The truth of the scene. */
    public static SceneTruth of(AnalyticScene scene) {
        double raw = rawMm(scene);
        double mam = scene.organ().isPresent() && raw >= 0 ? Math.max(raw, tissueMm(scene)) : raw;
        return new SceneTruth(raw, mam);
    }

    private static double rough(AnalyticScene scene, double x, double y, double z) {
        return scene.zoneDepth() instanceof StarDepth numeric
                ? numeric.roughDepthMm(x, y, z)
                : scene.zoneDepth().depthMm(x, y, z);
    }

    private static double rawMm(AnalyticScene scene) {
        StarSamples surface = new StarSamples(scene.lesion(), SAMPLES);
        double[] p = surface.points();
        double[] value = new double[surface.count()];
        for (int n = 0; n < value.length; n++) {
            value[n] = rough(scene, p[3 * n], p[3 * n + 1], p[3 * n + 2]);
        }
        SignedField depth = scene.zoneDepth();
        double best = descend(surface, value, depth);
        return best < 0 || !scene.voids().isEmpty() ? Math.min(best, insideMm(scene, p, best)) : best;
    }

    private static double descend(StarSamples surface, double[] value, SignedField depth) {
        boolean[] taken = new boolean[value.length];
        double[] p = surface.points();
        double[] foot = new double[3];
        double best = Double.POSITIVE_INFINITY;
        double apart = 3 * surface.spacingMm();
        for (int start = 0; start < STARTS; start++) {
            int from = smallest(value, taken);
            if (from < 0) {
                break;
            }
            for (int n = 0; n < value.length; n++) {
                double dx = p[3 * n] - p[3 * from];
                double dy = p[3 * n + 1] - p[3 * from + 1];
                double dz = p[3 * n + 2] - p[3 * from + 2];
                taken[n] |= dx * dx + dy * dy + dz * dz < apart * apart;
            }
            best = Math.min(best, surface.descend(from, foot, () -> depth.depthMm(foot[0], foot[1], foot[2])));
        }
        return best;
    }

    private static int smallest(double[] value, boolean[] taken) {
        int best = -1;
        for (int n = 0; n < value.length; n++) {
            if (!taken[n] && value[n] < Double.POSITIVE_INFINITY && (best < 0 || value[n] < value[best])) {
                best = n;
            }
        }
        return best;
    }

    /** Deepest uncovered point inside the lesion: samples along the rays, then compass search. */
    private static double insideMm(AnalyticScene scene, double[] surface, double known) {
        double cx = scene.lesion().centre().x();
        double cy = scene.lesion().centre().y();
        double cz = scene.lesion().centre().z();
        double best = known;
        double[] at = null;
        for (int n = 0; n < surface.length; n += 3 * 4) {
            for (int shell = 0; shell < INNER_SHELLS; shell++) {
                double t = (double) shell / INNER_SHELLS;
                double x = cx + t * (surface[n] - cx);
                double y = cy + t * (surface[n + 1] - cy);
                double z = cz + t * (surface[n + 2] - cz);
                double v = rough(scene, x, y, z);
                if (v < best) {
                    best = v;
                    at = new double[] {x, y, z};
                }
            }
        }
        if (at == null) {
            return known;
        }
        double value = scene.zoneDepth().depthMm(at[0], at[1], at[2]);
        for (double step = 1; step > 1e-5; ) {
            boolean moved = false;
            for (int d = 0; d < 6; d++) {
                double[] q = at.clone();
                q[d >> 1] += (d & 1) == 0 ? step : -step;
                double v = scene.zoneDepth().depthMm(q[0], q[1], q[2]);
                if (v < value && scene.lesion().contains(q[0], q[1], q[2])) {
                    value = v;
                    at = q;
                    moved = true;
                }
            }
            step = moved ? step : step / 2;
        }
        return Math.min(known, value);
    }

    /** Distance from the lesion to the zone's surface within the organ or to the rim where it meets the plane. */
    private static double tissueMm(AnalyticScene scene) {
        StarDepth lesion = new StarDepth(scene.lesion(), List.of());
        AnalyticScene.Plane plane = scene.organ().orElseThrow();
        StarSamples zone = new StarSamples(scene.zone(), SAMPLES);
        double[] p = zone.points();
        double[] value = new double[zone.count()];
        for (int n = 0; n < value.length; n++) {
            value[n] = plane.depthMm(p[3 * n], p[3 * n + 1], p[3 * n + 2]) >= 0
                    ? -lesion.roughDepthMm(p[3 * n], p[3 * n + 1], p[3 * n + 2])
                    : Double.POSITIVE_INFINITY;
        }
        SignedField distance =
                (x, y, z) -> plane.depthMm(x, y, z) >= 0 ? -lesion.depthMm(x, y, z) : Double.POSITIVE_INFINITY;
        return Math.min(descend(zone, value, distance), rimMm(scene, lesion, plane));
    }

    /** Along the rim of the cut through a convex zone; infinite where the plane misses the zone's centre line. */
    private static double rimMm(AnalyticScene scene, StarDepth lesion, AnalyticScene.Plane plane) {
        StarBody zone = scene.zone();
        double depth = plane.depthMm(
                zone.centre().x(), zone.centre().y(), zone.centre().z());
        var foot = zone.centre().along(plane.inward(), -depth);
        if (!zone.contains(foot.x(), foot.y(), foot.z())) {
            return Double.POSITIVE_INFINITY;
        }
        var u = plane.inward().anyPerpendicular();
        var v = plane.inward().cross(u);
        double best = Double.POSITIVE_INFINITY;
        double bestAngle = 0;
        double step = 2 * Math.PI / RIM_ANGLES;
        double[] rim = new double[3];
        for (int n = 0; n < RIM_ANGLES; n++) {
            rimPoint(zone, foot, u, v, n * step, rim);
            double d = -lesion.roughDepthMm(rim[0], rim[1], rim[2]);
            if (d < best) {
                best = d;
                bestAngle = n * step;
            }
        }
        best = Double.POSITIVE_INFINITY;
        for (double h = step; h > 1e-6; h /= 2) {
            for (int side = -1; side <= 1; side++) {
                rimPoint(zone, foot, u, v, bestAngle + side * h, rim);
                double d = -lesion.depthMm(rim[0], rim[1], rim[2]);
                if (d < best) {
                    best = d;
                    bestAngle += side * h;
                }
            }
        }
        return best;
    }

    private static void rimPoint(
            StarBody zone,
            org.thermargin.geometry.Point3 foot,
            org.thermargin.geometry.Direction3 u,
            org.thermargin.geometry.Direction3 v,
            double angle,
            double[] point) {
        double a = StrictMath.cos(angle);
        double b = StrictMath.sin(angle);
        double low = 0;
        double high = 2 * zone.outerMm();
        for (int n = 0; n < 50; n++) {
            double t = 0.5 * (low + high);
            if (zone.contains(
                    foot.x() + t * (a * u.x() + b * v.x()),
                    foot.y() + t * (a * u.y() + b * v.y()),
                    foot.z() + t * (a * u.z() + b * v.z()))) {
                low = t;
            } else {
                high = t;
            }
        }
        point[0] = foot.x() + low * (a * u.x() + b * v.x());
        point[1] = foot.y() + low * (a * u.y() + b * v.y());
        point[2] = foot.z() + low * (a * u.z() + b * v.z());
    }

    /** True share of lesion surface area whose raw margin is at least each of the values. */
    public static double[] sharesAtLeast(AnalyticScene scene, double... mm) {
        StarSamples surface = new StarSamples(scene.lesion(), SAMPLES);
        double[] p = surface.points();
        double[] share = new double[mm.length];
        double total = 0;
        for (int n = 0; n < surface.count(); n++) {
            double depth = scene.zoneDepth().depthMm(p[3 * n], p[3 * n + 1], p[3 * n + 2]);
            double weight = surface.areaWeight(n);
            total += weight;
            for (int c = 0; c < mm.length; c++) {
                share[c] += depth >= mm[c] ? weight : 0;
            }
        }
        for (int c = 0; c < mm.length; c++) {
            share[c] /= total;
        }
        return share;
    }

    /** Whether every surface point of the lesion lies in a ball of the radius inside the lesion. */
    public static boolean isUnionOfBalls(StarBody body, double radiusMm) {
        return rolls(body, new StarDepth(body, List.of()), List.of(), radiusMm, true);
    }

    /** Whether every surface point of the zone lies in a ball of the radius outside the zone. */
    public static boolean isOutsideUnionOfBalls(AnalyticScene scene, double radiusMm) {
        return rolls(scene.zone(), scene.zoneDepth(), scene.voids(), radiusMm, false);
    }

    private static boolean rolls(
            StarBody body, SignedField depth, List<StarBody> voids, double radiusMm, boolean inside) {
        for (int part = 0; part <= voids.size(); part++) {
            StarSamples surface = new StarSamples(part == 0 ? body : voids.get(part - 1), SAMPLES / 4);
            double[] p = surface.points();
            double[] normal = new double[3];
            for (int n = 0; n < surface.count(); n++) {
                surface.normal(n, normal);
                double shift = (inside == (part == 0)) ? -radiusMm : radiusMm;
                double reached = depth.depthMm(
                        p[3 * n] + shift * normal[0],
                        p[3 * n + 1] + shift * normal[1],
                        p[3 * n + 2] + shift * normal[2]);
                if ((inside ? reached : -reached) < radiusMm * (1 - TOUCH)) {
                    return false;
                }
            }
        }
        return true;
    }
}
