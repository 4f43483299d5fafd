package org.thermargin.assess;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.scene.Scene;

/** Which zones are meant for which lesion. */
final class Targeting {
    /** A lesion this near to a zone is meant by it when the case has several lesions and does not say, mm. */
    private static final double TARGETED_MM = 10;

    private Targeting() {}

    /** The zones meant for the lesion: as stated; else those within 10 mm; the only lesion of a case always has all. */
    static List<SourceZone> meant(Scene scene, List<LesionRegion> all, LesionRegion lesion, List<SourceZone> zones) {
        List<SourceZone> meant = new ArrayList<>();
        for (SourceZone zone : zones) {
            Set<String> stated = new LinkedHashSet<>();
            boolean any = false;
            for (var target : scene.targets().entrySet()) {
                boolean concerns = target.getKey().equals(zone.source().key())
                        || zone.placements().stream().anyMatch(p -> p.id().equals(target.getKey()));
                if (concerns) {
                    any = true;
                    stated.addAll(target.getValue());
                }
            }
            boolean targeted = any
                    ? stated.contains(lesion.id()) || stated.contains(parentName(lesion.id()))
                    : all.size() == 1 || near(lesion.mask(), zone.region());
            if (targeted) {
                meant.add(zone);
            }
        }
        return meant;
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

    private static boolean near(BinaryMask lesion, ZoneRegion zone) {
        if (zone instanceof ZoneRegion.Sampled sampled) {
            return MaskMeeting.within(lesion, sampled.mask(), TARGETED_MM);
        }
        var depth = ((ZoneRegion.Exact) zone).depth();
        VoxelGrid grid = lesion.grid();
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (lesion.get(i, j, k)
                            && depth.depthMm(grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k))
                                    >= -TARGETED_MM) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
