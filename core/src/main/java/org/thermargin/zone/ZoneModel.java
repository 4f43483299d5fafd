package org.thermargin.zone;

import java.util.List;
import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.device.UsableLength;
import org.thermargin.scene.ApplicatorPlacement;

/** Predicts the ablation zone of applicators at their placements. Implementations are thread-safe. */
public interface ZoneModel {
    /** The union of the zones of all placements, at least one; a device or setting it has no data for is refused. */
    AblationZone zone(List<ApplicatorPlacement> placements) throws InputException;

    /** The parts of that zone alone, where the whole is not needed; the same refusals. */
    default List<ZonePart> parts(List<ApplicatorPlacement> placements) throws InputException {
        return zone(placements).parts();
    }

    /** What is needed of that zone while applicators are moved, without its volume and its words; the same refusals. */
    default ZoneShape shape(List<ApplicatorPlacement> placements) throws InputException {
        AblationZone zone = zone(placements);
        return new ZoneShape(zone.depth(), zone.bounds(), zone.parts(), zone.taints());
    }

    /** Zones of axes smaller and larger by their spread; empty where the data behind one part states none. */
    default Optional<ZoneSpread> spread(List<ApplicatorPlacement> placements) throws InputException {
        return Optional.empty();
    }

    /** How much of the applicator can be inside the body; empty when not known. */
    default Optional<UsableLength> usableLength(ApplicatorPlacement placement) throws InputException {
        return Optional.empty();
    }
}
