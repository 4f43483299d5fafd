package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thermargin.Finding;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.CriticalStructure;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.Vessel;

/**
 * Signs that masks which each read well do not belong together as they are said to: grids of one lattice that do not
 * match as those of one image do, and roles that were mistaken for each other. Warnings only: each has an innocent
 * explanation, but never a silent one.
 */
final class MaskPairs {
    /** More of the liver than any lesion that is ablated fills. */
    private static final double MOST_OF_LIVER = 0.5;

    private static final List<String> LESION_WORDS = List.of("lesion", "tumor", "tumour", "metast");
    private static final List<String> ZONE_WORDS = List.of("zone", "ablation", "ablated", "necrosis", "coagul");

    private MaskPairs() {}

    static List<Finding> of(Scene scene) {
        List<Finding> warnings = new ArrayList<>();
        LesionMask first = scene.lesions().get(0);
        VoxelGrid lattice = first.mask().grid();
        String reference = "lesion " + first.name();
        scene.liver().ifPresent(liver -> grids(lattice, reference, liver.grid(), "liver", "", warnings));
        for (LesionMask lesion : scene.lesions()) {
            grids(lattice, reference, lesion.mask().grid(), "lesion " + lesion.name(), lesion.file(), warnings);
            named(lesion.file(), "lesion", ZONE_WORDS, LESION_WORDS, warnings);
            scene.liver().ifPresent(liver -> {
                if (lesion.mask().volumeMl() > MOST_OF_LIVER * liver.volumeMl()) {
                    warnings.add(new Finding(
                            "lesion-fills-liver",
                            "H13",
                            String.format(
                                    Locale.ROOT,
                                    "lesion %s (%.1f mL) should be a part of the liver (%.1f mL); the masks may have been"
                                            + " mistaken for each other",
                                    lesion.name(),
                                    lesion.mask().volumeMl(),
                                    liver.volumeMl()),
                            lesion.file()));
                }
            });
        }
        for (SceneZone zone : scene.zones()) {
            if (zone instanceof SceneZone.Imported imported) {
                grids(lattice, reference, imported.mask().grid(), "zone", imported.file(), warnings);
                named(imported.file(), "zone", LESION_WORDS, ZONE_WORDS, warnings);
            }
        }
        if (!scene.imagesDiffer()) {
            for (Vessel vessel : scene.vessels()) {
                beside(lattice, reference, vessel.mask().grid(), "vessel " + vessel.name(), vessel.file(), warnings);
            }
            for (CriticalStructure structure : scene.structures()) {
                beside(
                        lattice,
                        reference,
                        structure.mask().grid(),
                        "structure " + structure.name(),
                        structure.file(),
                        warnings);
            }
        }
        return warnings;
    }

    /** Vessels and structures may lie on a lattice of their own, but not on one of the same size elsewhere. */
    private static void beside(
            VoxelGrid lattice, String reference, VoxelGrid grid, String what, String file, List<Finding> warnings) {
        boolean alike = lattice.nx() == grid.nx() && lattice.ny() == grid.ny() && lattice.nz() == grid.nz();
        if (alike && !lattice.sameLattice(grid)) {
            warnings.add(new Finding(
                    "headers-differ",
                    "H05",
                    what + " has the " + sizes(new int[] {grid.nx(), grid.ny(), grid.nz()}) + " voxels of " + reference
                            + " and another spacing, origin or direction; masks of one image have one header, so that"
                            + " one of the two is probably wrong",
                    file));
        }
        grids(lattice, reference, grid, what, file, warnings);
    }

    /** What is odd about two grids of one lattice; grids of different lattices are not looked at here. */
    private static void grids(
            VoxelGrid lattice, String reference, VoxelGrid grid, String what, String file, List<Finding> warnings) {
        if (!lattice.sameLattice(grid)) {
            return;
        }
        int[] mine = {lattice.nx(), lattice.ny(), lattice.nz()};
        int[] theirs = {grid.nx(), grid.ny(), grid.nz()};
        VoxelGrid.IndexOffset offset = lattice.latticeOffset(grid);
        int[] shift = {offset.i(), offset.j(), offset.k()};
        int odd = 0;
        int axis = -1;
        for (int a = 0; a < 3; a++) {
            if (mine[a] != theirs[a] || shift[a] != 0) {
                odd++;
                axis = a;
            }
        }
        if (odd == 0) {
            return;
        }
        String sizes = sizes(theirs) + " voxels against " + sizes(mine) + " of " + reference;
        if (java.util.Arrays.equals(mine, theirs)) {
            warnings.add(new Finding(
                    "grids-shifted",
                    "H05",
                    String.format(
                            Locale.ROOT,
                            "%s has the size of %s but begins (%d, %d, %d) voxels away on one lattice; two masks of one"
                                    + " image begin together, so the origin of one may be wrong",
                            what,
                            reference,
                            shift[0],
                            shift[1],
                            shift[2]),
                    file));
        } else if (java.util.Arrays.equals(sorted(mine), sorted(theirs))) {
            warnings.add(new Finding(
                    "sizes-swapped",
                    "H08",
                    what + " has " + sizes + ": the same sizes in another order, so rows and columns may be swapped",
                    file));
        } else if (odd == 1 && (shift[axis] == 0 || shift[axis] + theirs[axis] == mine[axis])) {
            warnings.add(new Finding(
                    "slice-ranges-differ",
                    "H07",
                    what + " has " + sizes
                            + " on one lattice, joined by position; if a slice was lost, all beyond it lie"
                            + " one slice off",
                    file));
        }
    }

    private static int[] sorted(int[] sizes) {
        int[] result = sizes.clone();
        java.util.Arrays.sort(result);
        return result;
    }

    private static String sizes(int[] n) {
        return n[0] + " x " + n[1] + " x " + n[2];
    }

    /** A file that is named for one role and given for another; never used to choose a role. */
    private static void named(String file, String role, List<String> others, List<String> own, List<Finding> warnings) {
        String name = file.toLowerCase(Locale.ROOT);
        if (others.stream().anyMatch(name::contains) && own.stream().noneMatch(name::contains)) {
            warnings.add(new Finding(
                    "role-against-name",
                    "H13",
                    file + " is given as " + role
                            + " and named otherwise; lesion and zone may have been mistaken for each" + " other",
                    file));
        }
    }
}
