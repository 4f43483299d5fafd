package org.thermargin.report;

import java.util.Objects;
import java.util.Optional;

/**
 * One mask that a viewer shows.
 *
 * @param id name of the layer on the page, unique
 * @param role what it is
 * @param name name for people
 * @param kind kind of a vessel; empty for all else
 * @param source where a zone comes from; empty for all else
 * @param volume address of its voxels
 */
public record ViewLayer(
        String id, Role role, String name, Optional<String> kind, Optional<String> source, String volume) {
    public ViewLayer {
        Objects.requireNonNull(role, "role");
    }

    /** What a layer is; the colours are those of the sections in reports. */
    public enum Role {
        LIVER(SectionColour.LIVER),
        LESION(SectionColour.LESION),
        VESSEL(SectionColour.VESSEL),
        STRUCTURE(SectionColour.STRUCTURE),
        ZONE(SectionColour.ZONE);

        private final SectionColour colour;

        Role(SectionColour colour) {
            this.colour = colour;
        }

        String hex() {
            return colour.hex();
        }
    }
}
