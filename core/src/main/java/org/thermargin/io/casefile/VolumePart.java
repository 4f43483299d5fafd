package org.thermargin.io.casefile;

import java.util.Optional;
import org.thermargin.grid.BinaryMask;
import org.thermargin.scene.VesselKind;
import org.thermargin.scene.ZoneSource;

/** One mask taken from a volume file, with what it stands for. */
record VolumePart(
        VolumeRole role,
        String name,
        VesselKind vesselKind,
        Optional<Integer> label,
        BinaryMask mask,
        ZoneSource source,
        String file) {
    /** The same with its mask elsewhere. */
    VolumePart with(BinaryMask moved) {
        return new VolumePart(role, name, vesselKind, label, moved, source, file);
    }

    /** The same under another name. */
    VolumePart named(String newName) {
        return new VolumePart(role, newName, vesselKind, label, mask, source, file);
    }
}
