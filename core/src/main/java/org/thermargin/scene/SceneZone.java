package org.thermargin.scene;

import java.util.List;
import org.thermargin.grid.BinaryMask;

/** A zone of the case before any model has run: a mask drawn on an image, or applicators with their settings. */
public sealed interface SceneZone {
    /** What the zone answers for. */
    ZoneSource source();

    /** A zone mask; always {@link ZoneSource#OBSERVED} unless the case says otherwise. */
    record Imported(ZoneSource source, BinaryMask mask, String file) implements SceneZone {}

    /** Applicators, at least one; planned or placed. */
    record Applied(ZoneSource source, List<ApplicatorPlacement> placements) implements SceneZone {
        public Applied {
            placements = List.copyOf(placements);
            if (placements.isEmpty()) {
                throw new IllegalArgumentException("a zone from applicators needs at least one");
            }
        }
    }
}
