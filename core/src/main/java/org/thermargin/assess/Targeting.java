package org.thermargin.assess;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.thermargin.InputException;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.Scene;
import org.thermargin.scene.ZoneSource;

/** Which zones are meant for which lesion. */
final class Targeting {
    /** A lesion this near to a zone is meant by it when the case has several lesions and does not say, mm. */
    private static final double TARGETED_MM = 10;
    /** Share of what a row of voxels lacks that is passed over: depths are computed, not known. */
    private static final double PASSED = 0.9;

    private Targeting() {}

    /** The zones meant for the lesion: as stated; else those within 10 mm; the only lesion of a case always has all. */
    static List<SourceZone> meant(Scene scene, List<LesionRegion> all, LesionRegion lesion, List<SourceZone> zones) {
        List<SourceZone> meant = new ArrayList<>();
        for (SourceZone zone : zones) {
            if (isMeant(
                    scene, all, lesion, zone.source(), zone.placements(), () -> near(lesion.mask(), zone.region()))) {
                meant.add(zone);
            }
        }
        return meant;
    }

    /** Whether a zone is meant for the lesion; whether it is within 10 mm is asked only where that matters. */
    static boolean isMeant(
            Scene scene,
            List<LesionRegion> all,
            LesionRegion lesion,
            ZoneSource source,
            List<ApplicatorPlacement> placements,
            BooleanSupplier near) {
        Set<String> stated = new LinkedHashSet<>();
        boolean any = false;
        for (var target : scene.targets().entrySet()) {
            boolean concerns = target.getKey().equals(source.key())
                    || placements.stream().anyMatch(p -> p.id().equals(target.getKey()));
            if (concerns) {
                any = true;
                stated.addAll(target.getValue());
            }
        }
        return any
                ? stated.contains(lesion.id()) || stated.contains(parentName(lesion.id()))
                : all.size() == 1 || near.getAsBoolean();
    }

    /** A target that names no lesion would leave one out of the outcome unseen. */
    static void requireKnown(Scene scene, List<LesionRegion> lesions) throws InputException {
        for (String key : scene.targets().keySet().stream().sorted().toList()) {
            for (String name : scene.targets().get(key)) {
                if (lesions.stream().noneMatch(l -> name.equals(l.id()) || name.equals(parentName(l.id())))) {
                    throw new InputException(
                            "target-unknown",
                            "H26",
                            "",
                            "targets." + key + " must name lesions of the case ("
                                    + String.join(
                                            ", ",
                                            lesions.stream()
                                                    .map(LesionRegion::id)
                                                    .toList())
                                    + "), was " + name);
                }
            }
        }
    }

    /** Name of the mask that a numbered part comes from. */
    private static String parentName(String id) {
        int dash = id.lastIndexOf('-');
        return dash > 0 && id.substring(dash + 1).chars().allMatch(Character::isDigit) ? id.substring(0, dash) : id;
    }

    /** Whether the zone comes within 10 mm of a voxel of the lesion; its depth changes no faster than the place. */
    static boolean near(BinaryMask lesion, ZoneRegion zone) {
        if (zone instanceof ZoneRegion.Sampled sampled) {
            return MaskMeeting.within(lesion, sampled.mask(), TARGETED_MM);
        }
        var depth = ((ZoneRegion.Exact) zone).depth();
        VoxelGrid grid = lesion.grid();
        IndexBox box = lesion.boundingBox().orElseThrow();
        for (int k = box.kLow(); k < box.kHigh(); k++) {
            for (int j = box.jLow(); j < box.jHigh(); j++) {
                for (int i = lesion.nextSet(box.iLow(), j, k); i < box.iHigh(); i = lesion.nextSet(i + 1, j, k)) {
                    double lacking = -TARGETED_MM
                            - depth.depthMm(grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k));
                    if (lacking <= 0) {
                        return true;
                    }
                    i += (int) (lacking / grid.dxMm() * PASSED);
                }
            }
        }
        return false;
    }
}
