package org.thermargin.io.casefile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.thermargin.geometry.Point3;
import org.thermargin.scene.ApplicatorPlacement;

/**
 * Writes applicators as 3D Slicer markups, schema 1.0.3: one {@code Line} each, entry first, in LPS mm, under the id of
 * the applicator. Device and setting have no place there.
 */
public final class MarkupsWriter {
    private static final String SCHEMA =
            "https://raw.githubusercontent.com/slicer/slicer/master/Modules/Loadable/Markups"
                    + "/Resources/Schema/markups-schema-v1.0.3.json#";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private MarkupsWriter() {}

    /** The document, ending in a line feed; {@link MarkupsReader} reads the same points back. */
    public static String text(List<ApplicatorPlacement> applicators) {
        ObjectNode root = NODES.objectNode();
        root.put("@schema", SCHEMA);
        ArrayNode markups = root.putArray("markups");
        for (ApplicatorPlacement applicator : applicators) {
            ObjectNode line = markups.addObject();
            line.put("type", "Line").put("name", applicator.id());
            line.put("coordinateSystem", "LPS").put("coordinateUnits", "mm");
            line.put("locked", false).put("fixedNumberOfControlPoints", false).put("labelFormat", "%N-%d");
            ArrayNode points = line.putArray("controlPoints");
            points.add(point("1", applicator.id() + "-entry", applicator.entry()));
            points.add(point("2", applicator.id() + "-tip", applicator.tip()));
        }
        return CaseFileWriter.printed(root);
    }

    private static ObjectNode point(String id, String label, Point3 p) {
        ObjectNode node = NODES.objectNode();
        node.put("id", id).put("label", label).put("description", "").put("associatedNodeID", "");
        node.set("position", CaseFileWriter.point(p));
        ArrayNode orientation = node.putArray("orientation");
        for (double axis : new double[] {-1, 0, 0, 0, -1, 0, 0, 0, 1}) {
            orientation.add(axis);
        }
        return node.put("selected", true)
                .put("locked", false)
                .put("visibility", true)
                .put("positionStatus", "defined");
    }
}
