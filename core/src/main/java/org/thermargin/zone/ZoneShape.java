package org.thermargin.zone;

import java.util.List;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.SignedField;

/**
 * The shape of an {@link AblationZone} alone.
 *
 * @param depth as there
 * @param bounds world box that holds the zone
 * @param parts what each application contributes, in order of the applicators
 * @param taints assumptions made for the user, by name
 */
public record ZoneShape(SignedField depth, Bounds3 bounds, List<ZonePart> parts, List<String> taints) {
    public ZoneShape {
        parts = List.copyOf(parts);
        taints = List.copyOf(taints);
    }
}
