package org.thermargin.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.SignedField;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.zone.AblationZone;
import org.thermargin.zone.ZoneModel;

/**
 * Some applicators of a zone that are moved while the others stay.
 *
 * @param placements all applicators of the zone
 * @param moved ids of those that move
 */
record ZoneMove(ZoneModel model, List<ApplicatorPlacement> placements, Set<String> moved, AblationZone unmoved) {
    ZoneMove {
        placements = List.copyOf(placements);
        moved = Set.copyOf(moved);
    }

    static ZoneMove of(ZoneModel model, List<ApplicatorPlacement> placements, Set<String> moved) throws InputException {
        return new ZoneMove(model, placements, moved, model.zone(placements));
    }

    private boolean movesAll() {
        return placements.stream().allMatch(p -> moved.contains(p.id()));
    }

    /** Whether the depth of the zone is known to be a concave function of the shift, so that no better one is missed. */
    boolean isConcave() {
        return unmoved.parts().size() == 1 && unmoved.parts().get(0).shape() instanceof Ellipsoid;
    }

    /** Whether the depth of the zone is the distance to its boundary; a union with meshes has a lower bound inside. */
    boolean isDepthExact() {
        return unmoved.parts().size() == 1
                || unmoved.parts().stream().allMatch(part -> part.shape() instanceof Ellipsoid);
    }

    List<ApplicatorPlacement> shifted(double[] v) {
        List<ApplicatorPlacement> result = new ArrayList<>();
        for (ApplicatorPlacement p : placements) {
            result.add(moved.contains(p.id()) ? p.shifted(v[0], v[1], v[2]) : p);
        }
        return result;
    }

    List<ApplicatorPlacement> advanced(double mm) {
        List<ApplicatorPlacement> result = new ArrayList<>();
        for (ApplicatorPlacement p : placements) {
            result.add(moved.contains(p.id()) ? p.advanced(mm) : p);
        }
        return result;
    }

    /** Whether every moved applicator stays longer than 1 mm when drawn back. */
    boolean canAdvance(double mm) {
        return placements.stream().allMatch(p -> !moved.contains(p.id()) || p.lengthMm() + mm > 1.5);
    }

    /** The depth of the shifted zone; where all applicators move, that of the zone at the point shifted back. */
    SignedField depthShifted(double[] v) throws InputException {
        if (!movesAll()) {
            return model.zone(shifted(v)).depth();
        }
        SignedField depth = unmoved.depth();
        double dx = v[0];
        double dy = v[1];
        double dz = v[2];
        return (x, y, z) -> depth.depthMm(x - dx, y - dy, z - dz);
    }

    SignedField depthAdvanced(double mm) throws InputException {
        if (movesAll() && placements.size() == 1) {
            var along = placements.get(0).direction();
            return depthShifted(new double[] {mm * along.x(), mm * along.y(), mm * along.z()});
        }
        return model.zone(advanced(mm)).depth();
    }
}
