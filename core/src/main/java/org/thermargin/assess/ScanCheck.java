package org.thermargin.assess;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.thermargin.Finding;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.registration.LandmarkFit;
import org.thermargin.registration.TargetError;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.ScanRegistration;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;

/**
 * Whether a registration can be what it is taken for: it is said where it takes the middle of the zone, and doubted where
 * its inverse, or none, would let the zone cover clearly more of the lesions (H20).
 *
 * @param notes what was done
 * @param warnings what is odd about it
 * @param taints doubts that block a verdict until accepted
 */
record ScanCheck(List<Finding> notes, List<Finding> warnings, Set<String> taints) {
    /** How much more of the lesions another reading must cover to be believed. */
    private static final double CLEARLY_MORE = 0.2;
    /** Departure of the volume factor from 1 that is said. */
    private static final double SCALES = 0.03;
    /** Turns between scans of a lying patient are smaller, rad. */
    private static final double TURNS_FAR_RAD = Math.PI / 4;
    /** The error is asked for around the lesion as far as margins matter, mm. */
    private static final double AROUND_LESION_MM = 10;

    /** Distances between landmarks under a transform that need no explanation, mm. */
    private static final double LEFT_APART_MM = 3;
    /** Landmarks that a fit leaves at less than this share of those distances contradict the transform. */
    private static final double FITS_BETTER = 0.5;

    private static final String HAZARD = "H20";

    static ScanCheck none() {
        return new ScanCheck(List.of(), List.of(), Set.of());
    }

    /** The error of a fitted registration about the lesion; empty where it was not fitted to landmarks. */
    static Optional<TargetError> error(Scene scene, Bounds3 lesion) {
        return scene.registration()
                .filter(ScanRegistration::isFromLandmarks)
                .flatMap(ScanRegistration::landmarks)
                .map(fit -> fit.in(lesion.grown(AROUND_LESION_MM)));
    }

    /** What the registration did to the zone of the scene; empty without one. */
    static Optional<RegistrationUse> use(Scene scene, List<LesionRegion> lesions) {
        return scene.registration().map(scan -> {
            List<RegistrationUse.LesionError> errors = new ArrayList<>();
            for (LesionRegion lesion : lesions) {
                error(scene, lesion.bounds())
                        .ifPresent(e -> errors.add(new RegistrationUse.LesionError(lesion.id(), e)));
            }
            return use(scene, scan, errors);
        });
    }

    private static RegistrationUse use(Scene scene, ScanRegistration scan, List<RegistrationUse.LesionError> errors) {
        Point3 before = middle(scene);
        AffineMap inverse = scan.zoneToLesion().inverse();
        return new RegistrationUse(
                scan,
                scan.onScanAfter(before),
                before,
                covered(scene, AffineMap.IDENTITY),
                covered(scene, inverse.after(inverse)),
                covered(scene, inverse),
                scene.registrationErrorMm().isPresent(),
                errors);
    }

    static ScanCheck of(Scene scene) {
        if (scene.registration().isEmpty()) {
            return none();
        }
        ScanRegistration scan = scene.registration().get();
        RegistrationUse use = use(scene, scan, List.of());
        List<Finding> warnings = new ArrayList<>();
        Set<String> taints = new LinkedHashSet<>();
        if (Math.max(use.coveredInverted(), use.coveredUnmoved()) > use.covered() + CLEARLY_MORE) {
            taints.add("transform-direction");
            warnings.add(Finding.of(
                    "transform-direction",
                    HAZARD,
                    String.format(
                            Locale.ROOT,
                            "the zone covers %.0f %% of the lesions with the transform as stated, %.0f %% with its inverse, %.0f"
                                    + " %% without it; it is probably the wrong way round or applied twice (--accept"
                                    + " transform-direction if it is right)",
                            100 * use.covered(),
                            100 * use.coveredInverted(),
                            100 * use.coveredUnmoved())));
        }
        shape(scan.zoneToLesion(), warnings);
        scan.landmarks().ifPresent(fit -> {
            landmarks(scene, scan, fit, warnings);
            apart(scan, fit, warnings, taints);
        });
        return new ScanCheck(List.of(note(scan, use)), warnings, taints);
    }

    private static void shape(AffineMap map, List<Finding> warnings) {
        double factor = map.volumeFactor();
        if (Math.abs(factor - 1) > SCALES) {
            warnings.add(Finding.of(
                    "transform-scales",
                    HAZARD,
                    String.format(
                            Locale.ROOT,
                            "the transform changes volumes by a factor of %.3f; sizes of one patient do not change between"
                                    + " scans, but tissue may contract, and the zone is measured as scaled",
                            factor)));
        }
        if (map.turnRad() > TURNS_FAR_RAD) {
            warnings.add(Finding.of(
                    "transform-turns-far",
                    HAZARD,
                    String.format(
                            Locale.ROOT,
                            "the transform turns by %.0f degrees; patients lie alike in most scans, so that a frame may be"
                                    + " misstated",
                            StrictMath.toDegrees(map.turnRad()))));
        }
    }

    private static void landmarks(Scene scene, ScanRegistration scan, LandmarkFit fit, List<Finding> warnings) {
        String outliers = fit.landmarks().stream()
                .filter(LandmarkFit.Landmark::standsOut)
                .map(l -> String.format(
                        Locale.ROOT, "%s (%.1f mm)", l.label(), l.leftOutMm().orElse(Double.NaN)))
                .collect(Collectors.joining(", "));
        if (!outliers.isEmpty()) {
            warnings.add(Finding.of(
                    "landmark-stands-out",
                    "H19",
                    "landmarks that the others do not expect where they are marked: " + outliers
                            + "; look at them again, or leave them out"));
        }
        if (scene.registrationErrorMm().isPresent()) {
            double stated = scene.registrationErrorMm().getAsDouble();
            double found = scan.isFromLandmarks()
                    ? scene.lesions().stream()
                            .map(l -> error(scene, l.mask().worldBounds().orElseThrow())
                                    .orElseThrow()
                                    .boundMm())
                            .max(Double::compare)
                            .orElse(0.0)
                    : fit.leftByMm(scan.zoneToLesion());
            if (found > stated) {
                warnings.add(Finding.of(
                        "registration-bound-low",
                        "H19",
                        String.format(
                                Locale.ROOT,
                                scan.isFromLandmarks()
                                        ? "the stated bound of %.1f mm is below the 99 %% bound of %.1f mm that the landmarks give"
                                        : "the stated bound of %.1f mm is below the %.1f mm (root mean square) that the transform"
                                                + " leaves between the landmarks",
                                stated,
                                found)));
            }
        }
    }

    /** Landmarks that a rigid map brings together and the transform does not say that it is another one, or a part of it. */
    private static void apart(ScanRegistration scan, LandmarkFit fit, List<Finding> warnings, Set<String> taints) {
        double left = fit.leftByMm(scan.zoneToLesion());
        if (left > LEFT_APART_MM && fit.freMm() < FITS_BETTER * left) {
            taints.add("transform-off-landmarks");
            warnings.add(Finding.of(
                    "transform-off-landmarks",
                    HAZARD,
                    String.format(
                            Locale.ROOT,
                            "the transform leaves %.1f mm (root mean square) between the landmarks, a rigid map fitted to them"
                                    + " %.1f mm; it is probably of another frame, unit or case, or incomplete (--accept"
                                    + " transform-off-landmarks if it is right)",
                            left,
                            fit.freMm())));
        }
    }

    private static Finding note(ScanRegistration scan, RegistrationUse use) {
        String how = scan.transform()
                .map(stated -> "a transform file used " + stated.maps().key())
                .orElseGet(() -> "a rigid fit to "
                        + scan.landmarks().orElseThrow().pairs().size() + " landmarks");
        return Finding.of(
                "scan-registered",
                HAZARD,
                String.format(
                        Locale.ROOT,
                        "the zone was brought to the scan of the lesions by %s, turned by %.1f degrees; the middle of its box"
                                + " went from LPS (%.1f, %.1f, %.1f) to (%.1f, %.1f, %.1f) mm; it covers %.0f %% of the"
                                + " lesions (%.0f %% the other way round, %.0f %% not moved)",
                        how,
                        StrictMath.toDegrees(scan.zoneToLesion().turnRad()),
                        use.onScanAfter().x(),
                        use.onScanAfter().y(),
                        use.onScanAfter().z(),
                        use.onScanBefore().x(),
                        use.onScanBefore().y(),
                        use.onScanBefore().z(),
                        100 * use.covered(),
                        100 * use.coveredInverted(),
                        100 * use.coveredUnmoved()));
    }

    /** The middle of the box of the first observed zone mask. */
    private static Point3 middle(Scene scene) {
        for (SceneZone zone : scene.zones()) {
            if (zone.source() == ZoneSource.OBSERVED && zone instanceof SceneZone.Imported imported) {
                BinaryMask mask = imported.mask();
                IndexBox box = mask.boundingBox().orElseThrow();
                return mask.grid()
                        .toWorld(
                                (box.iLow() + box.iHigh() - 1) / 2.0,
                                (box.jLow() + box.jHigh() - 1) / 2.0,
                                (box.kLow() + box.kHigh() - 1) / 2.0);
            }
        }
        throw new IllegalArgumentException("a registered scene needs an observed zone mask, had none");
    }

    /** Share of the lesion voxels whose centres lie in an observed zone, were it moved further by the map. */
    private static double covered(Scene scene, AffineMap further) {
        List<ZoneRegion> zones = new ArrayList<>();
        for (SceneZone zone : scene.zones()) {
            if (zone.source() == ZoneSource.OBSERVED && zone instanceof SceneZone.Imported imported) {
                imported.mask().mapped(further).map(ZoneRegion.Sampled::new).ifPresent(zones::add);
            }
        }
        long all = 0;
        long inside = 0;
        for (LesionMask lesion : scene.lesions()) {
            VoxelGrid grid = lesion.mask().grid();
            IndexBox box = lesion.mask().boundingBox().orElseThrow();
            for (int k = box.kLow(); k < box.kHigh(); k++) {
                for (int j = box.jLow(); j < box.jHigh(); j++) {
                    for (int i = box.iLow(); i < box.iHigh(); i++) {
                        if (lesion.mask().get(i, j, k)) {
                            Point3 p = grid.toWorld(i, j, k);
                            all++;
                            inside += zones.stream().anyMatch(z -> z.contains(p.x(), p.y(), p.z())) ? 1 : 0;
                        }
                    }
                }
            }
        }
        return (double) inside / all;
    }
}
