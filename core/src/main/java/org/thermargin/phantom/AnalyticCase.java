package org.thermargin.phantom;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;

/**
 * A lesion and a zone of simple shape whose margin is known on paper. Shapes are centred near {@link
 * ObliqueLattice#CENTRE} and can be drawn on any lattice. Lengths mm, world LPS.
 *
 * @param lesion the lesion
 * @param zone the ablation zone
 * @param organ organ tissue; empty when the case has none
 * @param halfExtentMm every shape lies within this distance of the centre
 * @param truth the margin
 */
public record AnalyticCase(
        Region lesion, Region zone, Optional<Region> organ, double halfExtentMm, PhantomTruth truth) {
    /** Name of the lesion unless another is given. */
    public static final String LESION = "lesion";

    private static final double EXACT_MM = 1e-9;
    private static final Point3 C = ObliqueLattice.CENTRE;

    /** Lesion of radius r in a zone of radius R whose centre is moved by e, r + e and R + e of any sizes, R > e. */
    public static AnalyticCase spheres(double lesionRadiusMm, double zoneRadiusMm, double offsetMm) {
        double r = lesionRadiusMm;
        double margin = zoneRadiusMm - r - offsetMm;
        // along no lattice axis
        Point3 zoneCentre = C.shifted(offsetMm * 2 / 7, offsetMm * 3 / 7, offsetMm * 6 / 7);
        double residual = margin >= 0 ? 0 : ballMl(r) - lensMl(r, zoneRadiusMm, offsetMm);
        return new AnalyticCase(
                Region.ball(C, r),
                Region.ball(zoneCentre, zoneRadiusMm),
                Optional.empty(),
                zoneRadiusMm + offsetMm,
                truth(margin, margin, residual, "R - r - e"));
    }

    /** Lesion sphere concentric with an ellipsoid with axes along the world axes; r at most the shortest semi-axis. */
    public static AnalyticCase ellipsoidZone(double lesionRadiusMm, double aMm, double bMm, double cMm) {
        double shortest = Math.min(aMm, Math.min(bMm, cMm));
        if (lesionRadiusMm > shortest) {
            throw new IllegalArgumentException(
                    "lesion radius must be at most the shortest semi-axis, was " + lesionRadiusMm);
        }
        double margin = shortest - lesionRadiusMm;
        return new AnalyticCase(
                Region.ball(C, lesionRadiusMm),
                new LobedBody(C, aMm, bMm, cMm),
                Optional.empty(),
                Math.max(aMm, Math.max(bMm, cMm)),
                truth(margin, margin, 0, "min(a, b, c) - r"));
    }

    /**
     * Lesion and zone concentric at a depth under a flat capsule; the zone ends there. The organ is a large ball cut by
     * the capsule plane, its tissue reaches {@code zone + 12} mm around the centre. Zone radius greater than the depth.
     */
    public static AnalyticCase subcapsular(double lesionRadiusMm, double zoneRadiusMm, double depthMm) {
        double organRadius = zoneRadiusMm + 12;
        Region tissue = Region.ball(C, organRadius)
                .and((x, y, z) -> ((x - C.x()) * 2 + (y - C.y()) * 3 + (z - C.z()) * 6) / 7 <= depthMm);
        return new AnalyticCase(
                Region.ball(C, lesionRadiusMm),
                Region.ball(C, zoneRadiusMm).and(tissue),
                Optional.of(tissue),
                organRadius,
                truth(
                        zoneRadiusMm - lesionRadiusMm,
                        Math.min(zoneRadiusMm, depthMm) - lesionRadiusMm,
                        0,
                        "organ tissue: R - r; raw: depth - r"));
    }

    /** A zone around the whole lesion with a concentric void in it, smaller than the lesion. */
    public static AnalyticCase voidInZone(double lesionRadiusMm, double zoneRadiusMm, double voidRadiusMm) {
        return new AnalyticCase(
                Region.ball(C, lesionRadiusMm),
                Region.ball(C, zoneRadiusMm).without(Region.ball(C, voidRadiusMm)),
                Optional.empty(),
                zoneRadiusMm,
                truth(
                        -voidRadiusMm,
                        -voidRadiusMm,
                        ballMl(voidRadiusMm),
                        "minus the depth of the void: its centre lies a void radius from the zone"));
    }

    /** A lesion centred between two equal overlapping zones at distance d to either side; margin to their crease. */
    public static AnalyticCase crease(double lesionRadiusMm, double zoneRadiusMm, double halfDistanceMm) {
        double d = halfDistanceMm;
        double margin = Math.sqrt(zoneRadiusMm * zoneRadiusMm - d * d) - lesionRadiusMm;
        Point3 one = C.shifted(d * 3 / 7, -d * 6 / 7, d * 2 / 7);
        Point3 other = C.shifted(-d * 3 / 7, d * 6 / 7, -d * 2 / 7);
        return new AnalyticCase(
                Region.ball(C, lesionRadiusMm),
                Region.ball(one, zoneRadiusMm).or(Region.ball(other, zoneRadiusMm)),
                Optional.empty(),
                zoneRadiusMm + d,
                truth(margin, margin, 0, "sqrt(R^2 - d^2) - r"));
    }

    /** The same with another name of the lesion. */
    public AnalyticCase named(String lesionName) {
        PhantomTruth t = truth;
        return new AnalyticCase(
                lesion,
                zone,
                organ,
                halfExtentMm,
                new PhantomTruth(
                        lesionName, t.source(), t.mamMm(), t.rawMm(), t.residualMl(), t.toleranceMm(), t.derivation()));
    }

    /** The scene of this case on the lattice, with the zone as an observed mask; file names after the roles. */
    public Scene scene(String caseId, VoxelGrid grid) {
        return scene(caseId, grid, new SceneZone.Imported(ZoneSource.OBSERVED, zone.mask(grid), "zone.nii.gz"));
    }

    Scene scene(String caseId, VoxelGrid grid, SceneZone sceneZone) {
        return new Scene(
                caseId,
                organ.map(o -> o.mask(grid)),
                List.of(new LesionMask(truth.lesion(), lesion.mask(grid), Optional.empty(), "lesion.nii.gz")),
                List.of(),
                List.of(),
                List.of(sceneZone),
                Map.of(),
                false,
                OptionalDouble.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    private static PhantomTruth truth(double mam, double raw, double residualMl, String formula) {
        return new PhantomTruth(
                LESION,
                ZoneSource.OBSERVED,
                mam,
                OptionalDouble.of(raw),
                OptionalDouble.of(residualMl),
                EXACT_MM,
                formula);
    }

    private static double ballMl(double radiusMm) {
        return 4.0 / 3 * Math.PI * radiusMm * radiusMm * radiusMm / 1000;
    }

    /** Volume common to two partly overlapping balls at distance e. */
    private static double lensMl(double r, double bigR, double e) {
        double sum = bigR + r - e;
        double difference = r - bigR;
        return Math.PI * sum * sum * (e * e + 2 * e * (r + bigR) - 3 * difference * difference) / (12 * e) / 1000;
    }
}
