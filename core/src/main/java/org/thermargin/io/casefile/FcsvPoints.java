package org.thermargin.io.casefile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.io.Printable;

/**
 * Points of a fiducial list of 3D Slicer 4 ({@code .fcsv}): comment lines state the coordinate system and the columns,
 * then one point per line. Old lists are RAS ({@code CoordinateSystem = 0}), newer ones name it. A list that does not
 * state it, or states voxel indices, is refused (H03).
 */
final class FcsvPoints {
    private static final Pattern SYSTEM = Pattern.compile("#\\s*CoordinateSystem\\s*=\\s*(\\S+)\\s*");
    private static final Pattern COLUMNS = Pattern.compile("#\\s*columns\\s*=\\s*(id,x,y,z(,.*)?)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]|\"\")*\"");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,9}(\\.\\d{0,30})?([eE][+-]?\\d{1,3})?");
    private static final double MAX_MM = 1e5;

    private final String file;

    private FcsvPoints(String file) {
        this.file = file;
    }

    /** The points in the order of the file, LPS mm; at least one. The file name is for messages. */
    static List<Point3> parse(byte[] bytes, String file) throws InputException {
        return new FcsvPoints(file).points(new String(bytes, StandardCharsets.UTF_8));
    }

    private List<Point3> points(String text) throws InputException {
        Optional<PointFrame> frame = Optional.empty();
        int columns = 0;
        List<Point3> points = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("#")) {
                Matcher system = SYSTEM.matcher(line);
                if (system.matches()) {
                    PointFrame stated = frame(system.group(1));
                    if (frame.isPresent() && frame.get() != stated) {
                        throw refused("H26", "CoordinateSystem must be stated once, was stated twice");
                    }
                    frame = Optional.of(stated);
                }
                Matcher names = COLUMNS.matcher(line);
                columns = names.matches() ? cells(names.group(1)).length : columns;
            } else if (!line.isBlank()) {
                if (frame.isEmpty()) {
                    throw refused("H03", "CoordinateSystem must be stated before the points, was absent");
                }
                if (columns == 0) {
                    throw refused("H26", "columns must be stated before the points and begin with id,x,y,z");
                }
                points.add(point(line, columns, frame.get(), points.size() + 1));
            }
        }
        if (points.isEmpty()) {
            throw refused("H26", "a fiducial list must hold points, had none");
        }
        return points;
    }

    private PointFrame frame(String stated) throws InputException {
        return switch (stated) {
            case "0", "RAS" -> PointFrame.RAS;
            case "1", "LPS" -> PointFrame.LPS;
            default -> throw refused("H03", "CoordinateSystem must be 0, RAS, 1 or LPS, was " + Printable.of(stated));
        };
    }

    private Point3 point(String line, int columns, PointFrame frame, int number) throws InputException {
        String[] cells = cells(line);
        if (cells.length != columns) { // one cell too few would move another number into z
            throw refused("H26", "point " + number + " must have " + columns + " cells, had " + cells.length);
        }
        double[] c = new double[3];
        for (int n = 0; n < 3; n++) {
            String cell = cells[n + 1].strip();
            if (!NUMBER.matcher(cell).matches() || !(Math.abs(Double.parseDouble(cell)) <= MAX_MM)) {
                throw refused(
                        "H26",
                        "point " + number + " must have three numbers from -100000 to 100000 mm, had "
                                + Printable.of(cell));
            }
            c[n] = Double.parseDouble(cell);
        }
        return frame.toLps(c[0], c[1], c[2]);
    }

    /** The cells of a line; quoted ones are emptied, since only numbers are wanted. */
    private static String[] cells(String line) {
        return QUOTED.matcher(line).replaceAll("").split(",", -1);
    }

    private InputException refused(String hazard, String text) {
        return new InputException("fcsv", hazard, file, text);
    }
}
