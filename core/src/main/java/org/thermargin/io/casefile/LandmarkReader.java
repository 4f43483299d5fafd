package org.thermargin.io.casefile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.io.Printable;
import org.thermargin.registration.LandmarkPair;
import org.thermargin.scene.SceneInput;

/**
 * Landmarks of one scan: the points of the lists of a 3D Slicer markups file ({@code .mrk.json}, type {@code Fiducial},
 * schema 1.0.0 to 1.0.4), by label. Their frame is the one that the file states.
 *
 * @param points label to place, LPS mm, in the order of the file
 * @param input the file itself
 */
record LandmarkReader(Map<String, Point3> points, SceneInput input) {
    static LandmarkReader read(Path file) throws InputException {
        String name = String.valueOf(file.getFileName());
        if (!name.toLowerCase(Locale.ROOT).endsWith(".json")) {
            throw new InputException(
                    "landmarks-format",
                    "H20",
                    name,
                    "landmarks must be a 3D Slicer markups file (.mrk.json) with a point list, was "
                            + Printable.of(name));
        }
        StrictJson json = StrictJson.read(file, "landmarks");
        JsonObjectReader root = json.root();
        MarkupsReader.requireSchema(root);
        Map<String, Point3> points = new LinkedHashMap<>();
        for (JsonObjectReader list : root.objects("markups")) {
            list.choice("type", List.of("Fiducial"));
            PointFrame frame = MarkupsReader.frame(list);
            for (JsonObjectReader point : list.objects("controlPoints")) {
                if (point.has("positionStatus")) {
                    point.choice("positionStatus", List.of("defined"));
                }
                if (points.put(Printable.of(point.text("label")), point.point("position", frame)) != null) {
                    throw point.refused("labels of landmarks must differ, " + Printable.of(point.text("label"))
                            + " is there twice");
                }
            }
        }
        return new LandmarkReader(points, json.input());
    }

    /** The landmarks that both scans have, from the other scan to this one, in the order of this one. */
    List<LandmarkPair> pairsFrom(LandmarkReader other) {
        List<LandmarkPair> pairs = new ArrayList<>();
        points.forEach((label, place) -> {
            if (other.points.containsKey(label)) {
                pairs.add(new LandmarkPair(label, other.points.get(label), place));
            }
        });
        return pairs;
    }
}
