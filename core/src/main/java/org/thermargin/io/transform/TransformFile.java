package org.thermargin.io.transform;

import java.util.List;
import org.thermargin.geometry.AffineMap;
import org.thermargin.scene.SceneInput;

/**
 * What a transform file holds.
 *
 * @param map the map of points as the file states it, LPS mm; ITK takes points of the fixed image to the moving one
 * @param kinds names of the transforms it is composed of, in the order of the file
 * @param input the file itself, with its hash
 */
public record TransformFile(AffineMap map, List<String> kinds, SceneInput input) {
    public TransformFile {
        kinds = List.copyOf(kinds);
    }
}
