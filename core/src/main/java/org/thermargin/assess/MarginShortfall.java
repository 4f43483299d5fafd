package org.thermargin.assess;

import java.util.Optional;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.margin.ZoneRegion;

/**
 * The tissue whose ablation would be needed for the target margin and is missing: within the target distance of the
 * lesion, outside the zone, and inside the organ where one is known.
 *
 * @param lesionDepth signed distance to the lesion surface, mm, positive inside
 * @param zone what is ablated
 * @param organ the organ; empty without a liver mask
 * @param targetMm the target margin, mm
 * @param bounds a world box that holds all of it
 */
public record MarginShortfall(
        SignedField lesionDepth, ZoneRegion zone, Optional<BinaryMask> organ, double targetMm, Bounds3 bounds) {
    /** The shortfall of one lesion against one zone, the same region whose volume the numbers state. */
    public static MarginShortfall of(ZoneNumbers numbers, Optional<BinaryMask> organ, double targetMm) {
        Bounds3 around = numbers.lesion().worldBounds().orElseThrow().grown(targetMm);
        return new MarginShortfall(numbers.margin().lesionDepth(), numbers.zone(), organ, targetMm, around);
    }

    /** Whether the world point (LPS mm) lies in it; in the organ when its nearest voxel does. */
    public boolean contains(double x, double y, double z) {
        if (organ.isPresent() && !organ.get().holds(x, y, z)) {
            return false;
        }
        double distanceMm = -lesionDepth.depthMm(x, y, z);
        return distanceMm > 0 && distanceMm < targetMm && !zone.contains(x, y, z);
    }
}
