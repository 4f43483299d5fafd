package org.thermargin.io.transform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.thermargin.geometry.AffineMap;
import org.thermargin.io.DecimalText;

/**
 * Writes a map as ITK text ({@code .tfm}) in the form that 3D Slicer writes too: an affine transform about the origin,
 * LPS mm. By ITK's convention the map takes points of the fixed image to the moving one; 3D Slicer that loads it moves
 * the moving image onto the fixed one.
 */
public final class TransformWriter {
    private TransformWriter() {}

    /** Replaces the file. Numbers read back exactly. */
    public static void write(Path file, AffineMap fixedToMoving) throws IOException {
        Files.writeString(file, text(fixedToMoving), StandardCharsets.US_ASCII);
    }

    static String text(AffineMap map) {
        AffineMap.Row x = map.x();
        AffineMap.Row y = map.y();
        AffineMap.Row z = map.z();
        return "#Insight Transform File V1.0\n#Transform 0\nTransform: AffineTransform_double_3_3\nParameters: "
                + DecimalText.of(
                        " ",
                        x.a(),
                        x.b(),
                        x.c(),
                        y.a(),
                        y.b(),
                        y.c(),
                        z.a(),
                        z.b(),
                        z.c(),
                        x.offsetMm(),
                        y.offsetMm(),
                        z.offsetMm())
                + "\nFixedParameters: 0 0 0\n";
    }
}
