package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.thermargin.Finding;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.ConnectedComponents;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;

/**
 * Signs that a zone is not that of the lesions: it looks like another mask, misses them, or lies partly elsewhere. Masks of
 * one source count as one zone, since a label map gives the part inside the lesion a label of its own.
 */
final class ZoneRoles {
    /** More of the liver than any ablation takes. */
    private static final double MOST_OF_LIVER = 0.5;

    /** A zone this small a share of the lesion around it is more likely the lesion, and the other the zone. */
    private static final double MISTAKEN = 0.3;

    /** Smaller parts of a zone are specks of its drawing, mL. */
    private static final double PART_ML = 0.5;

    /** Share of the surface of a covered lesion at which the zone may end in tissue before that is said. */
    private static final double BARE = 0.3;

    private final List<LesionRegion> lesions;
    private final SourceZone zone;
    private final String name;
    private final String file;
    private final List<Finding> findings = new ArrayList<>();

    private ZoneRoles(Scene scene, List<LesionRegion> lesions, SourceZone zone) {
        this.lesions = lesions;
        this.zone = zone;
        this.name = "the " + zone.source().key() + " zone";
        this.file = scene.zones().stream()
                .filter(z -> z.source() == zone.source() && z instanceof SceneZone.Imported)
                .map(z -> ((SceneZone.Imported) z).file())
                .findFirst()
                .orElse("");
    }

    /** What is odd about the zones that come from masks. */
    static List<Finding> ofMasks(Scene scene, List<LesionRegion> lesions, List<SourceZone> zones) {
        List<Finding> all = new ArrayList<>();
        for (SourceZone zone : zones) {
            if (zone.region() instanceof ZoneRegion.Sampled sampled) {
                ZoneRoles roles = new ZoneRoles(scene, lesions, zone);
                scene.liver().ifPresent(liver -> roles.inLiver(liver));
                roles.againstLesions(sampled.mask());
                roles.endsWithLesions(sampled.mask(), scene.liver());
                roles.parts(sampled.mask());
                roles.pinholes(sampled.mask());
                all.addAll(roles.findings);
            }
        }
        return all;
    }

    /** What is odd about the zones that come from applicators: one that no lesion's centre lies in. */
    static List<Finding> ofApplicators(Scene scene, List<LesionRegion> lesions, List<SourceZone> zones) {
        List<Finding> all = new ArrayList<>();
        for (SourceZone zone : zones) {
            if (!zone.placements().isEmpty() && lesions.stream().noneMatch(l -> holdsCentre(zone.region(), l))) {
                ZoneRoles roles = new ZoneRoles(scene, lesions, zone);
                roles.add(
                        "zone-misses-lesions",
                        "H11",
                        "holds the centre of no lesion; points of the applicators may be in another frame, unit or order");
                all.addAll(roles.findings);
            }
        }
        return all;
    }

    private static boolean holdsCentre(ZoneRegion region, LesionRegion lesion) {
        Point3 centre = lesion.centroid();
        return region.contains(centre.x(), centre.y(), centre.z());
    }

    private void add(String code, String hazard, String text) {
        findings.add(new Finding(code, hazard, name + " " + text, file));
    }

    private void inLiver(BinaryMask liver) {
        if (zone.volumeMl() > MOST_OF_LIVER * liver.volumeMl()) {
            add(
                    "zone-fills-liver",
                    "H13",
                    String.format(
                            Locale.ROOT,
                            "(%.1f mL) should be a small part of the liver (%.1f mL); the masks may have been mistaken for"
                                    + " each other",
                            zone.volumeMl(),
                            liver.volumeMl()));
        }
    }

    private void againstLesions(BinaryMask mask) {
        boolean hit = false;
        BinaryMask near = mask.cropped(mask.boundingBox().orElseThrow());
        for (LesionRegion lesion : lesions) {
            Point3 centre = lesion.centroid();
            hit |= mask.holds(centre.x(), centre.y(), centre.z());
            if (lesion.mask().grid().sameLattice(mask.grid())
                    && near.andNot(lesion.mask().onto(near.grid())).isEmpty()) {
                long count = lesion.mask().onto(mask.grid()).count();
                boolean equal = count == mask.count();
                if (equal || mask.count() < MISTAKEN * count) {
                    add(
                            equal ? "zone-is-lesion" : "zone-inside-lesion",
                            "H13",
                            (equal ? "is the mask of lesion " : "lies wholly inside lesion ") + lesion.id()
                                    + "; the masks may have been mistaken for each other");
                }
            }
        }
        if (!hit) {
            add(
                    "zone-misses-lesions",
                    "H11",
                    "holds the centre of no lesion; it may be mirrored, displaced or of another case");
        }
    }

    /**
     * A covered lesion at which the zone ends too: where the lesion's own label counts as zone, it lies in the zone wherever
     * it is, also where it was mirrored or displaced.
     */
    private void endsWithLesions(BinaryMask mask, Optional<BinaryMask> liver) {
        for (LesionRegion lesion : lesions) {
            BinaryMask own = lesion.mask();
            if (!own.grid().sameLattice(mask.grid())) {
                continue;
            }
            BinaryMask zoneThere = mask.onto(own.grid());
            double bare = own.andNot(zoneThere).isEmpty() ? bareShare(own, zoneThere, liver) : 0;
            if (bare > BARE) {
                add(
                        "zone-ends-with-lesion",
                        "H11",
                        String.format(
                                Locale.ROOT,
                                "ends in tissue where lesion %s does, over %.0f %% of its surface; a lesion whose own label counts"
                                        + " as zone may be mirrored or displaced",
                                lesion.id(),
                                100 * bare));
            }
        }
    }

    /** Share of the faces of the lesion's voxels beyond which there is neither lesion nor zone, but liver if that is known. */
    private static double bareShare(BinaryMask lesion, BinaryMask zone, Optional<BinaryMask> liver) {
        VoxelGrid grid = lesion.grid();
        int[][] steps = {{-1, 0, 0}, {1, 0, 0}, {0, -1, 0}, {0, 1, 0}, {0, 0, -1}, {0, 0, 1}};
        long faces = 0;
        long bare = 0;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    for (int[] step : lesion.get(i, j, k) ? steps : new int[0][]) {
                        int a = i + step[0];
                        int b = j + step[1];
                        int c = k + step[2];
                        if (lesion.getOrFalse(a, b, c)) {
                            continue;
                        }
                        faces++;
                        boolean tissue = liver.isEmpty()
                                || liver.get().holds(grid.worldX(a, b, c), grid.worldY(a, b, c), grid.worldZ(a, b, c));
                        bare += tissue && !zone.getOrFalse(a, b, c) ? 1 : 0;
                    }
                }
            }
        }
        return (double) bare / faces;
    }

    /** Parts that lie apart from every lesion: mirrored, displaced, or the zone of a lesion that was not given. */
    private void parts(BinaryMask mask) {
        BinaryMask near = mask.cropped(mask.boundingBox().orElseThrow());
        ConnectedComponents parts = ConnectedComponents.of(near, ConnectedComponents.Connectivity.CORNERS_26);
        double voxelMl = near.grid().voxelVolumeMm3() / 1000;
        for (int part = 0; part < parts.count() && parts.count() > 1; part++) {
            int number = part;
            if (parts.voxels(part) * voxelMl >= PART_ML) {
                BinaryMask one = parts.mask(p -> p == number);
                if (lesions.stream().noneMatch(l -> MaskMeeting.within(l.mask(), one, 0))) {
                    add(
                            "zone-part-apart",
                            "H11",
                            String.format(
                                    Locale.ROOT,
                                    "has a part of %.1f mL that meets no lesion; it may be mirrored or displaced, or that of"
                                            + " a lesion that was not given",
                                    parts.voxels(part) * voxelMl));
                }
            }
        }
    }

    /** Holes too small for tissue that survived: a damaged voxel, or one of a label that was not taken. */
    private void pinholes(BinaryMask mask) {
        BinaryMask around =
                mask.cropped(mask.boundingBox().orElseThrow().grown(1, 1, 1)).not();
        ConnectedComponents parts = ConnectedComponents.of(around, ConnectedComponents.Connectivity.FACES_6);
        double voxelMl = around.grid().voxelVolumeMm3() / 1000;
        int holes = 0;
        long voxels = 0;
        for (int part = 0; part < parts.count(); part++) {
            if (parts.voxels(part) * voxelMl < LesionSplitter.SPECK_ML) {
                holes++;
                voxels += parts.voxels(part);
            }
        }
        if (holes > 0) {
            add(
                    "zone-pinholes",
                    "H23",
                    String.format(
                            Locale.ROOT,
                            "has %d hole%s of %d voxel%s together, too small to be seen on an image; they count as not ablated",
                            holes,
                            holes == 1 ? "" : "s",
                            voxels,
                            voxels == 1 ? "" : "s"));
        }
    }
}
