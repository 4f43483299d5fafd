package org.thermargin.io.labels;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.thermargin.scene.VesselKind;

/**
 * One line of a label map: a number, a name or both, and what it stands for.
 *
 * @param value label value 1..65535 in a label volume; empty in maps that go by name only
 * @param name name of the segment, structure or file; one {@code *} at the end stands for any ending
 * @param role what it stands for
 * @param vesselKind kind of a vessel; present exactly for {@link LabelRole#VESSEL}
 */
public record LabelEntry(OptionalInt value, String name, LabelRole role, Optional<VesselKind> vesselKind) {
    public LabelEntry {
        Objects.requireNonNull(role, "role");
        if (value.isPresent() && (value.getAsInt() < 1 || value.getAsInt() > 65535)) {
            throw new IllegalArgumentException("label value must be 1 to 65535, was " + value.getAsInt());
        }
        if (name.isBlank() || name.equals("*")) {
            throw new IllegalArgumentException("label name must not be empty or *, was '" + name + "'");
        }
        if (vesselKind.isPresent() != (role == LabelRole.VESSEL)) {
            throw new IllegalArgumentException(
                    "label '" + name + "' must have a vessel kind exactly when its role is vessel");
        }
    }

    /** Whether the entry means a segment of that name; case does not matter. */
    public boolean matches(String segmentName) {
        String mine = name.toLowerCase(Locale.ROOT);
        String other = segmentName.trim().toLowerCase(Locale.ROOT);
        return mine.endsWith("*") ? other.startsWith(mine.substring(0, mine.length() - 1)) : other.equals(mine);
    }
}
