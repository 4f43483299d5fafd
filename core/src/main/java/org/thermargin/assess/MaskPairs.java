package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thermargin.Finding;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;

/**
 * Signs that masks which each read well do not belong together as they are said to: grids of one lattice that do not
 * match as those of one image do, and roles that were mistaken for each other. Warnings only: each has an innocent
 * explanation, but never a silent one.
 */
final class MaskPairs {
    /** More of the liver than any ablation takes, or any lesion that is ablated fills. */
    private static final double MOST_OF_LIVER = 0.5;

    /** A zone this small a share of the lesion around it is more likely the lesion, and the other the zone. */
    private static final double MISTAKEN = 0.3;

    private static final List<String> LESION_WORDS = List.of("lesion", "tumor", "tumour", "metast");
    private static final List<String> ZONE_WORDS = List.of("zone", "ablation", "ablated", "necrosis", "coagul");

    private MaskPairs() {}

    static List<Finding> of(Scene scene, List<LesionRegion> lesions) {
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
                roles(scene, lesions, imported, warnings);
            }
        }
        return warnings;
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

    /** A zone that looks like another mask, or like that of another lesion. */
    private static void roles(
            Scene scene, List<LesionRegion> lesions, SceneZone.Imported zone, List<Finding> warnings) {
        BinaryMask mask = zone.mask();
        scene.liver().ifPresent(liver -> {
            if (mask.volumeMl() > MOST_OF_LIVER * liver.volumeMl()) {
                warnings.add(new Finding(
                        "zone-fills-liver",
                        "H13",
                        String.format(
                                Locale.ROOT,
                                "the %s zone (%.1f mL) should be a small part of the liver (%.1f mL); the masks may have been"
                                        + " mistaken for each other",
                                zone.source().key(),
                                mask.volumeMl(),
                                liver.volumeMl()),
                        zone.file()));
            }
        });
        boolean hit = false;
        for (LesionRegion lesion : lesions) {
            Point3 centre = lesion.centroid();
            hit |= mask.holds(centre.x(), centre.y(), centre.z());
            if (lesion.mask().grid().sameLattice(mask.grid())) {
                BinaryMask same = lesion.mask().onto(mask.grid());
                boolean inside = mask.andNot(same).isEmpty();
                boolean equal = inside && same.count() == mask.count();
                if (equal || (inside && mask.count() < MISTAKEN * same.count())) {
                    warnings.add(new Finding(
                            equal ? "zone-is-lesion" : "zone-inside-lesion",
                            "H13",
                            "the " + zone.source().key() + " zone "
                                    + (equal ? "is the mask of lesion " : "lies wholly inside lesion ")
                                    + lesion.id() + "; the masks may have been mistaken for each other",
                            zone.file()));
                }
            }
        }
        if (!hit) {
            warnings.add(new Finding(
                    "zone-misses-lesions",
                    "H11",
                    "the " + zone.source().key()
                            + " zone holds the centre of no lesion; it may be mirrored, displaced or"
                            + " of another case",
                    zone.file()));
        }
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
