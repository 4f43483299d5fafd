package org.thermargin.io.casefile;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.thermargin.InputException;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Frame3;
import org.thermargin.geometry.Point3;
import org.thermargin.io.Printable;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.SceneInput;

/**
 * A needle from two text files of a planner: the start pose, four lines of four numbers, a rigid 4 x 4 matrix in mm whose
 * third column is the direction of advance and whose fourth is the start point; and the target, three numbers. The needle
 * runs straight from the start point (entry) to the target (tip), whatever the direction of the pose, which must look
 * towards the target. Its roll is that of the pose's first column, seen along the shaft. Such files state no frame, so
 * whoever names them must.
 */
public final class PoseReader {
    /** Most by which the axes of a pose may miss right angles and unit length. */
    private static final double RIGID = 1e-4;

    private static final double MAX_MM = 1e5;
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,9}(\\.\\d{0,30})?([eE][+-]?\\d{1,3})?");

    private PoseReader() {}

    /**
     * One needle, LPS mm.
     *
     * @param entry the start point
     * @param tip the target
     * @param rollRad turn about the shaft as in {@link ApplicatorPlacement#shaftFrame}, rad
     * @param files the two files, start first
     */
    public record Needle(Point3 entry, Point3 tip, double rollRad, List<SceneInput> files) {
        public Needle {
            files = List.copyOf(files);
        }
    }

    /** The needle of a start pose and a target whose numbers are in the frame. */
    public static Needle read(Path start, Path target, PointFrame frame) throws InputException {
        StrictJson.Bytes pose = StrictJson.bytes(start, "pose");
        StrictJson.Bytes goal = StrictJson.bytes(target, "target");
        double[] m = numbers(pose, 4, 4);
        requireRigid(m, pose.name());
        Point3 entry = frame.toLps(m[3], m[7], m[11]);
        double[] t = values(goal, lines(goal).stream().flatMap(List::stream).toList(), 3);
        Point3 tip = frame.toLps(t[0], t[1], t[2]);
        if (entry.distanceMm(tip) < 1) {
            throw refused(
                    pose.name(),
                    "H26",
                    "start point and target must be at least 1 mm apart, were " + entry.distanceMm(tip) + " mm");
        }
        Direction3 shaft = Direction3.between(entry, tip);
        double towards = shaft.dot(axis(m, 2, frame));
        if (towards <= 0) {
            throw refused(
                    pose.name(),
                    "H01",
                    "the pose must look towards the target (third column), looks away from it by "
                            + Math.round(StrictMath.toDegrees(StrictMath.acos(Math.max(-1, towards))))
                            + " degrees: another frame, or the files of two needles");
        }
        return new Needle(entry, tip, rollRad(entry, tip, axis(m, 0, frame)), List.of(pose.input(), goal.input()));
    }

    /** A column of the matrix as a direction in LPS. */
    private static Direction3 axis(double[] m, int column, PointFrame frame) {
        Point3 lps = frame.toLps(m[column], m[4 + column], m[8 + column]);
        return Direction3.of(lps.x(), lps.y(), lps.z());
    }

    private static double rollRad(Point3 entry, Point3 tip, Direction3 first) {
        Frame3 shaft = ApplicatorPlacement.shaftFrame(entry, tip);
        return StrictMath.atan2(first.dot(shaft.ey()), first.dot(shaft.ex()));
    }

    private static void requireRigid(double[] m, String file) throws InputException {
        if (m[12] != 0 || m[13] != 0 || m[14] != 0 || m[15] != 1) {
            throw refused(
                    file,
                    "H26",
                    "the last line of a pose must be 0 0 0 1, was " + m[12] + " " + m[13] + " " + m[14] + " " + m[15]);
        }
        double worst = 0;
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                double dot = m[a] * m[b] + m[4 + a] * m[4 + b] + m[8 + a] * m[8 + b];
                worst = Math.max(worst, Math.abs(dot - (a == b ? 1 : 0)));
            }
        }
        if (!(worst <= RIGID)) {
            throw refused(
                    file,
                    "H04",
                    "axes of a pose must have unit length and right angles to " + RIGID + ", were off by " + worst);
        }
        double turn = m[0] * (m[5] * m[10] - m[6] * m[9])
                - m[1] * (m[4] * m[10] - m[6] * m[8])
                + m[2] * (m[4] * m[9] - m[5] * m[8]);
        if (turn < 0) {
            throw refused(file, "H01", "axes of a pose must be right-handed, were mirrored");
        }
    }

    private static double[] numbers(StrictJson.Bytes file, int lines, int perLine) throws InputException {
        List<List<String>> rows = lines(file);
        for (List<String> row : rows) {
            if (rows.size() != lines || row.size() != perLine) {
                throw refused(
                        file.name(),
                        "H26",
                        "a pose must be " + lines + " lines of " + perLine + " numbers, was " + rows.size()
                                + " lines, one with " + row.size());
            }
        }
        return values(file, rows.stream().flatMap(List::stream).toList(), lines * perLine);
    }

    private static List<List<String>> lines(StrictJson.Bytes file) {
        List<List<String>> lines = new ArrayList<>();
        for (String line :
                new String(file.bytes(), StandardCharsets.UTF_8).lines().toList()) {
            if (!line.isBlank()) {
                lines.add(List.of(line.strip().split("\\s+", -1)));
            }
        }
        return lines;
    }

    private static double[] values(StrictJson.Bytes file, List<String> words, int count) throws InputException {
        if (words.size() != count) {
            throw refused(file.name(), "H26", "file must hold " + count + " numbers, held " + words.size());
        }
        double[] values = new double[count];
        for (int n = 0; n < count; n++) {
            String word = words.get(n);
            if (!NUMBER.matcher(word).matches() || !(Math.abs(Double.parseDouble(word)) <= MAX_MM)) {
                throw refused(
                        file.name(),
                        "H26",
                        "number " + (n + 1) + " must be a decimal number from -100000 to 100000, was "
                                + Printable.of(word));
            }
            values[n] = Double.parseDouble(word);
        }
        return values;
    }

    private static InputException refused(String file, String hazard, String text) {
        return new InputException("pose", hazard, file, text);
    }
}
