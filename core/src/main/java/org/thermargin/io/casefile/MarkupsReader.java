package org.thermargin.io.casefile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.io.Printable;
import org.thermargin.scene.SceneInput;

/**
 * Needles from a 3D Slicer markups file ({@code .mrk.json}, schema 1.0.0 to 1.0.4, or {@code .fcsv}): a {@code Line} is
 * one needle, a {@code Fiducial} list and an {@code .fcsv} hold one needle per pair of points. The order of the two
 * points is entry first in a line; in a point list there is no convention, so it must be said. The frame is the one the
 * file states.
 */
public final class MarkupsReader {
    /** Which of the two points of a needle comes first. */
    public enum PointOrder {
        ENTRY_TIP,
        TIP_ENTRY;

        /** The order of the spelling {@code entry-tip} or {@code tip-entry}. */
        static PointOrder ofKey(String key) {
            return key.equals("tip-entry") ? TIP_ENTRY : ENTRY_TIP;
        }
    }

    /** One needle, LPS mm. */
    public record Needle(Point3 entry, Point3 tip) {}

    /** What the file holds, and the file itself as an input. */
    public record Markups(List<Needle> needles, SceneInput input) {
        public Markups {
            needles = List.copyOf(needles);
        }
    }

    private MarkupsReader() {}

    /** The needles of the file, at least one; without an order, lines are read entry first and point lists refused. */
    public static Markups read(Path file, Optional<PointOrder> order) throws InputException {
        if (String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".fcsv")) {
            StrictJson.Bytes list = StrictJson.bytes(file, "markups");
            List<Point3> points = FcsvPoints.parse(list.bytes(), list.name());
            return new Markups(pairs(points, order, "the points", list.name()), list.input());
        }
        StrictJson json = StrictJson.read(file, "markups");
        JsonObjectReader root = json.root();
        requireSchema(root);
        List<Needle> needles = new ArrayList<>();
        for (JsonObjectReader markup : root.objects("markups")) {
            needles.addAll(needles(markup, order));
        }
        if (needles.isEmpty()) {
            throw root.refused("markups must hold at least one line or pair of points, had none");
        }
        return new Markups(needles, json.input());
    }

    static void requireSchema(JsonObjectReader root) throws InputException {
        String schema = root.text("@schema");
        if (!schema.matches(".*markups-schema-v1\\.0\\.[0-4]\\.json#?")) {
            throw root.refused("@schema must be a markups schema 1.0.0 to 1.0.4, was " + Printable.of(schema));
        }
    }

    /** The frame that the list states; millimetres only. */
    static PointFrame frame(JsonObjectReader markup) throws InputException {
        if (markup.has("coordinateUnits")) {
            markup.choice("coordinateUnits", List.of("mm"));
        }
        return PointFrame.valueOf(markup.choice("coordinateSystem", List.of("LPS", "RAS")));
    }

    private static List<Needle> needles(JsonObjectReader markup, Optional<PointOrder> order) throws InputException {
        String type = markup.choice("type", List.of("Line", "Fiducial"));
        PointFrame frame = frame(markup);
        List<Point3> points = new ArrayList<>();
        for (JsonObjectReader point : markup.objects("controlPoints")) {
            if (point.has("positionStatus")) {
                point.choice("positionStatus", List.of("defined"));
            }
            points.add(point.point("position", frame));
        }
        if (type.equals("Line") && points.size() != 2) {
            throw markup.refused(markup.path("controlPoints") + " of a line must be two points, was " + points.size());
        }
        Optional<PointOrder> known = type.equals("Line") && order.isEmpty() ? Optional.of(PointOrder.ENTRY_TIP) : order;
        return pairs(points, known, markup.path("controlPoints"), markup.file());
    }

    private static List<Needle> pairs(List<Point3> points, Optional<PointOrder> order, String where, String file)
            throws InputException {
        if (points.size() % 2 != 0) {
            throw refused(file, where + " must be pairs of entry and tip, was " + points.size() + " points");
        }
        if (order.isEmpty()) {
            throw refused(file, "points must say entry-tip or tip-entry for a point list, was absent");
        }
        List<Needle> needles = new ArrayList<>();
        for (int n = 0; n < points.size(); n += 2) {
            Point3 first = points.get(n);
            Point3 second = points.get(n + 1);
            needles.add(order.get() == PointOrder.TIP_ENTRY ? new Needle(second, first) : new Needle(first, second));
        }
        return needles;
    }

    private static InputException refused(String file, String text) {
        return new InputException("case-field", "H26", file, text);
    }
}
