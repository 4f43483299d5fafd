package org.thermargin.zone;

import java.util.List;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.SignedField;

/**
 * The region of treatment effect that a model predicts for applicators at their placements.
 *
 * @param depth exact signed distance to the boundary of the whole zone (of the union of its parts), LPS mm, positive
 *     inside; inside a union that has meshes among its parts a lower bound, and the claim says so
 * @param bounds world box that holds the zone
 * @param volumeMl volume, mL
 * @param parts what each application contributes, in order of the applicators
 * @param model name of the model, e.g. {@code device-ellipsoid}
 * @param claim what may be said of a zone of this model, one sentence with device, row, tissue state and evidence grade
 * @param tableRows ids of the table rows used, in order of the applicators
 * @param taints assumptions made for the user, by name (e.g. {@code extrapolate}, {@code organ-kidney})
 */
public record AblationZone(
        SignedField depth,
        Bounds3 bounds,
        double volumeMl,
        List<ZonePart> parts,
        String model,
        String claim,
        List<String> tableRows,
        List<String> taints) {
    public AblationZone {
        parts = List.copyOf(parts);
        tableRows = List.copyOf(tableRows);
        taints = List.copyOf(taints);
    }

    /** The same zone whose depths are asked of another field. */
    public AblationZone asking(SignedField other) {
        return new AblationZone(other, bounds, volumeMl, parts, model, claim, tableRows, taints);
    }
}
