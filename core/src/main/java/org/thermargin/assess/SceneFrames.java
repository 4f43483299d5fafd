package org.thermargin.assess;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.registration.TargetError;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.ScanRegistration;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;

/**
 * Whether the masks of a case may be held against each other: lesions, liver and zone masks on one lattice are one
 * frame; different lattices need the statement that the images differ and a bound on the registration error.
 *
 * @param scene the scene
 * @param notes what was concluded
 * @param warnings what is odd about the registration
 * @param taints assumptions made for the user
 */
record SceneFrames(Scene scene, List<Finding> notes, List<Finding> warnings, Set<String> taints) {
    /** A smaller bound than this is none, mm. */
    private static final double NO_BOUND_MM = 0.01;

    /** Refuses what does not belong together; every reason at once. */
    static SceneFrames of(Scene scene) throws InputException {
        List<Finding> refusals = new ArrayList<>();
        List<Finding> notes = new ArrayList<>();
        Set<String> taints = new LinkedHashSet<>();
        LesionMask first = scene.lesions().get(0);
        VoxelGrid lattice = first.mask().grid();
        for (LesionMask lesion : scene.lesions()) {
            if (!lattice.sameLattice(lesion.mask().grid())) {
                refusals.add(latticesDiffer(
                        "lesion " + lesion.name(),
                        lesion.mask().grid(),
                        "lesion " + first.name(),
                        lattice,
                        lesion.file()));
            }
        }
        boolean imported = false;
        boolean apart = false;
        boolean liverFits = scene.liver().isEmpty()
                || lattice.sameLattice(scene.liver().get().grid());
        for (SceneZone zone : scene.zones()) {
            if (zone instanceof SceneZone.Imported mask) {
                imported = true;
                VoxelGrid grid = mask.mask().grid();
                liverFits |= scene.imagesDiffer()
                        && scene.liver().isPresent()
                        && grid.sameLattice(scene.liver().get().grid());
                if (!lattice.sameLattice(grid)) {
                    apart = true;
                    if (!scene.imagesDiffer()) {
                        refusals.add(latticesDiffer("zone", grid, "lesion " + first.name(), lattice, mask.file()));
                    }
                }
            }
        }
        if (!liverFits) {
            refusals.add(latticesDiffer(
                    "liver", scene.liver().get().grid(), "lesion " + first.name(), lattice, first.file()));
        }
        boolean estimated =
                scene.registration().map(ScanRegistration::isFromLandmarks).orElse(false);
        if (scene.imagesDiffer() && scene.registrationErrorMm().isEmpty() && !estimated) {
            refusals.add(Finding.of(
                    "registration-error-missing",
                    "H19",
                    "a bound on the registration error (mm) must be stated where the images differ, was absent;"
                            + " give --registration-error-mm or registration.error_mm, or landmarks of both scans"));
        }
        if (!refusals.isEmpty()) {
            throw new InputException(refusals);
        }
        ScanCheck check = ScanCheck.of(scene);
        notes.addAll(check.notes());
        taints.addAll(check.taints());
        double bound = scene.registrationErrorMm().orElse(0);
        if (scene.imagesDiffer() && leastBoundMm(scene) < NO_BOUND_MM) {
            taints.add("registration-zero");
        }
        if (imported && !apart && !scene.imagesDiffer()) {
            notes.add(Finding.of(
                    "one-frame",
                    "H19",
                    "lesion and zone masks lie on one lattice and count as one frame; no registration error is added"
                            + (bound > 0 ? String.format(Locale.ROOT, " but the stated %.1f mm", bound) : "")));
        }
        return new SceneFrames(scene, notes, check.warnings(), taints);
    }

    private static double leastBoundMm(Scene scene) {
        return scene.lesions().stream()
                .mapToDouble(l -> boundMm(scene, l.mask().worldBounds().orElseThrow()))
                .min()
                .orElseThrow();
    }

    /**
     * The bound on the displacement between a lesion and zones of that source, mm: as stated, else as the landmarks give
     * it there. Applicators are planned on the scan of the lesions and need none.
     */
    double boundMm(Bounds3 lesion, ZoneSource source) {
        boolean planned = source == ZoneSource.PLANNED
                && scene.zones().stream().anyMatch(z -> z.source() == source && z instanceof SceneZone.Applied);
        return planned && scene.imagesDiffer() ? 0 : boundMm(scene, lesion);
    }

    private static double boundMm(Scene scene, Bounds3 lesion) {
        return scene.registrationErrorMm()
                .orElseGet(() ->
                        ScanCheck.error(scene, lesion).map(TargetError::boundMm).orElse(0.0));
    }

    static Finding latticesDiffer(String what, VoxelGrid grid, String other, VoxelGrid reference, String file) {
        Point3 offset = grid.origin();
        Point3 origin = reference.origin();
        return new Finding(
                "lattices-differ",
                "H05",
                String.format(
                        Locale.ROOT,
                        "%s must lie on the lattice of %s or the case must say that the images differ and bound the"
                                + " registration error; %s has %s, %s has %s, origins differ by (%.3f, %.3f, %.3f) mm",
                        what,
                        other,
                        what,
                        grid,
                        other,
                        reference,
                        offset.x() - origin.x(),
                        offset.y() - origin.y(),
                        offset.z() - origin.z()),
                file);
    }
}
