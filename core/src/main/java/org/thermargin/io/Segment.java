package org.thermargin.io;

import java.util.Objects;

/**
 * A named segment of a label file (3D Slicer segmentations).
 *
 * @param name as written in the file
 * @param labelValue 1..65535
 * @param layer index of the label volume it lives in, from 0
 */
public record Segment(String name, int labelValue, int layer) {
    public Segment {
        Objects.requireNonNull(name, "name");
    }
}
