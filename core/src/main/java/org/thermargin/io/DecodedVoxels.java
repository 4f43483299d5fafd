package org.thermargin.io;

import java.util.List;
import java.util.Optional;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.ScalarVolume;

/**
 * The voxels of a volume file as they were asked for.
 *
 * @param layers label volumes on one grid; empty where not asked for
 * @param scalars values; empty where not asked for
 */
public record DecodedVoxels(List<LabelVolume> layers, Optional<ScalarVolume> scalars) {
    public DecodedVoxels {
        layers = List.copyOf(layers);
    }
}
