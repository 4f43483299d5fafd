package org.thermargin.zone;

import java.util.List;
import org.thermargin.InputException;
import org.thermargin.scene.ApplicatorPlacement;

/** Predicts the ablation zone of applicators at their placements. Implementations are thread-safe. */
public interface ZoneModel {
    /** The union of the zones of all placements, at least one; a device or setting it has no data for is refused. */
    AblationZone zone(List<ApplicatorPlacement> placements) throws InputException;
}
