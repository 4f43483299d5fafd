package org.thermargin.margin;

import java.util.Optional;
import org.thermargin.grid.BinaryMask;

/**
 * What the margin is asked of: one lesion, one zone, and the organ where it is known.
 *
 * @param lesion voxels whose centre lies in the lesion; not empty; the mask may be larger than the lesion
 * @param zone the ablation zone, on any lattice or exact
 * @param organ organ tissue including lesions (see the organ rule of the case), on any lattice; empty when unknown
 * @param registrationBoundMm bound on the displacement between lesion and zone, mm, at least 0
 * @param prepared the same lesion and organ, where they were prepared for several zones; else empty
 * @param sharesOnly whether shares of the surface by margin will do: the margin of every vertex is found only when it is asked
 *     for, with the same bits
 */
public record MarginQuery(
        BinaryMask lesion,
        ZoneRegion zone,
        Optional<BinaryMask> organ,
        double registrationBoundMm,
        Optional<PreparedLesion> prepared,
        boolean sharesOnly) {
    public MarginQuery {
        if (lesion.isEmpty()) {
            throw new IllegalArgumentException("an empty lesion has no margin");
        }
        if (!(registrationBoundMm >= 0)) {
            throw new IllegalArgumentException("registration bound must be at least 0 mm, was " + registrationBoundMm);
        }
    }

    /** Of a lesion that was not prepared. */
    public MarginQuery(BinaryMask lesion, ZoneRegion zone, Optional<BinaryMask> organ, double registrationBoundMm) {
        this(lesion, zone, organ, registrationBoundMm, Optional.empty(), false);
    }

    /** Of a prepared lesion with its organ. */
    public static MarginQuery of(PreparedLesion lesion, ZoneRegion zone, double registrationBoundMm) {
        return new MarginQuery(lesion.lesion(), zone, lesion.organ(), registrationBoundMm, Optional.of(lesion), false);
    }

    /** The same where shares of the surface by margin will do. */
    public MarginQuery forShares() {
        return new MarginQuery(lesion, zone, organ, registrationBoundMm, prepared, true);
    }
}
