package org.thermargin.scene;

import java.util.Optional;
import org.thermargin.grid.BinaryMask;

/**
 * A lesion mask as given: a binary mask whose 26-connected components are the lesions, or one label of a label map,
 * which is one lesion.
 *
 * @param name id of the lesion, or prefix of the ids of its components
 * @param mask its voxels on a canonical grid; not empty
 * @param label label of a label map, which names one lesion; empty for a binary mask that is to be split
 * @param file name of the file it was read from
 */
public record LesionMask(String name, BinaryMask mask, Optional<Integer> label, String file) {}
