package org.thermargin.assess;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;

/**
 * Whether the masks of a case may be held against each other: lesions, liver and zone masks on one lattice are one
 * frame; different lattices need the statement that the images differ and a bound on the registration error.
 *
 * @param registrationBoundMm bound that enters the interval, mm
 * @param notes what was concluded
 * @param taints assumptions made for the user
 */
record SceneFrames(double registrationBoundMm, List<Finding> notes, Set<String> taints) {

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
        if (scene.imagesDiffer() && scene.registrationErrorMm().isEmpty()) {
            refusals.add(Finding.of(
                    "registration-error-missing",
                    "H19",
                    "a bound on the registration error (mm) must be stated where the images differ, was absent;"
                            + " give --registration-error-mm or registration.error_mm"));
        }
        if (!refusals.isEmpty()) {
            throw new InputException(refusals);
        }
        double bound = scene.registrationErrorMm().orElse(0);
        if (scene.imagesDiffer() && bound == 0) {
            taints.add("registration-zero");
        }
        if (imported && !apart && !scene.imagesDiffer()) {
            notes.add(Finding.of(
                    "one-frame",
                    "H19",
                    "lesion and zone masks lie on one lattice and count as one frame; no registration error is added"
                            + (bound > 0 ? String.format(Locale.ROOT, " but the stated %.1f mm", bound) : "")));
        }
        return new SceneFrames(bound, notes, taints);
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
