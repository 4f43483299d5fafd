package org.thermargin.campaign;

import static org.thermargin.campaign.ScanSpoilers.json;
import static org.thermargin.campaign.ScanSpoilers.text;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thermargin.campaign.ScanSpoilers.Action;
import org.thermargin.campaign.ScanSpoilers.Ways;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Point3;
import org.thermargin.io.nifti.NiftiWriter;

/** Ways to spoil the map between two scans, or its use. */
final class MapSpoilers {
    private static final Point3 NOWHERE = new Point3(0, 0, 0);

    private MapSpoilers() {}

    static void add(Ways ways, TwoScans base) {
        otherWay(ways);
        frames(ways);
        parts(ways, base);
        texts(ways);
    }

    /** A right map that is used wrongly. A wrong place of the zone shows as H20, or as one that misses the lesion (H11). */
    private static void otherWay(Ways ways) {
        ways.add(
                "inverted",
                "H20 H11",
                map(base -> Motion.text(base.motion().map().inverse())));
        ways.add(
                "stated the wrong way round",
                "H20 H11",
                json(t -> t.contains("lesion-to-zone")
                        ? t.replace("lesion-to-zone", "zone-to-lesion")
                        : t.replace("zone-to-lesion", "lesion-to-zone")));
        ways.add(
                "applied twice in the file",
                "H20 H11",
                map(base -> Motion.text(base.motion().map().after(base.motion().map()))));
        ways.add("applied to a zone brought over before", "H20 H11 H05", (folder, base) -> {
            NiftiWriter.write(folder.resolve("zone.nii"), base.zoneBefore());
        });
        ways.add(
                "left out",
                "H20 H11 H19 H26",
                json(t -> t.replaceAll("(?m)^    \"transform\".*\\n.*\"maps\".*\\n", "")));
        ways.add("lost", "H20 H11", map(base -> Motion.text(AffineMap.IDENTITY)));
        ways.add(
                "of another case",
                "H20 H11",
                map(base -> TwoScans.of(base.n() + 1).motion().text()));
        ways.add(
                "given with a planned zone",
                "H20 H19",
                json(t -> t.replace("\"file\": \"zone.nii\"", "\"file\": \"zone.nii\", \"source\": \"planned\"")));
    }

    /** A map of another frame or unit. */
    private static void frames(Ways ways) {
        ways.add("in RAS", "H20 H11 H01", map(base -> Motion.text(between(base, -1, -1, 1))));
        ways.add(
                "with the centre and the shift in RAS",
                "H20 H11 H01",
                map(base -> Motion.text(
                        base.motion().matrix(),
                        new Point3(
                                -base.motion().centre().x(),
                                -base.motion().centre().y(),
                                base.motion().centre().z()),
                        List.of(
                                -base.motion().shiftMm().get(0),
                                -base.motion().shiftMm().get(1),
                                base.motion().shiftMm().get(2)))));
        for (double unit : new double[] {0.001, 0.1, 10, 1000}) {
            ways.add(
                    "lengths times " + unit,
                    "H20 H11 H09 H28",
                    map(base -> Motion.text(
                            base.motion().matrix(),
                            new Point3(
                                    unit * base.motion().centre().x(),
                                    unit * base.motion().centre().y(),
                                    unit * base.motion().centre().z()),
                            base.motion().shiftMm().stream().map(s -> unit * s).toList())));
            ways.add(
                    "shift times " + unit,
                    "H20 H11 H09 H28",
                    map(base -> Motion.text(
                            base.motion().matrix(),
                            base.motion().centre(),
                            base.motion().shiftMm().stream().map(s -> unit * s).toList())));
        }
        ways.add(
                "angles in degrees",
                "H20 H11 H09",
                map(base -> new Motion(
                                base.motion().anglesRad().stream()
                                        .map(Math::toDegrees)
                                        .toList(),
                                base.motion().centre(),
                                base.motion().shiftMm())
                        .text()));
        ways.add("mirrored", "H20 H01", map(base -> {
            double[] m = base.motion().matrix();
            m[0] = -m[0];
            m[3] = -m[3];
            m[6] = -m[6];
            return Motion.text(m, base.motion().centre(), base.motion().shiftMm());
        }));
        for (double factor : new double[] {1.1, 0.9}) {
            ways.add(
                    "scaled by " + factor,
                    "H20",
                    map(base -> Motion.text(
                            scaled(base.motion().matrix(), factor),
                            base.motion().centre(),
                            base.motion().shiftMm())));
        }
    }

    /** The map under a change of axes that is its own inverse. */
    private static AffineMap between(TwoScans base, int x, int y, int z) {
        AffineMap change = AffineMap.of(new double[] {x, 0, 0, 0, y, 0, 0, 0, z}, 0, 0, 0);
        return change.after(base.motion().map()).after(change);
    }

    /** A part of the map lost, turned round or exchanged. */
    private static void parts(Ways ways, TwoScans of) {
        ways.add(
                "rotation transposed",
                "H20 H11",
                map(base -> Motion.text(
                        Motion.transposed(base.motion().matrix()),
                        base.motion().centre(),
                        base.motion().shiftMm())));
        ways.add("matrix written by columns", "H20 H11", map(base -> {
            AffineMap m = base.motion().map();
            double[] turned = Motion.transposed(base.motion().matrix());
            return Motion.text(turned, NOWHERE, List.of(m.x().offsetMm(), m.y().offsetMm(), m.z().offsetMm()));
        }));
        ways.add(
                "centre dropped",
                "H20 H11",
                map(base -> Motion.text(
                        base.motion().matrix(), NOWHERE, base.motion().shiftMm())));
        ways.add(
                "centre 60 mm off",
                "H20 H11 H19",
                map(base -> Motion.text(
                        base.motion().matrix(),
                        base.motion().centre().shifted(40, 40, -8),
                        base.motion().shiftMm())));
        ways.add(
                "shift lost",
                "H20 H11",
                map(base -> Motion.text(base.motion().matrix(), base.motion().centre(), List.of(0.0, 0.0, 0.0))));
        ways.add(
                "rotation lost",
                "H20 H11 H19",
                map(base -> Motion.text(
                        new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1},
                        base.motion().centre(),
                        base.motion().shiftMm())));
        ways.add("first shifted, then turned", "H20 H11 H19", map(base -> {
            AffineMap turn = Motion.about(base.motion().matrix(), base.motion().centre(), List.of(0.0, 0.0, 0.0));
            List<Double> s = base.motion().shiftMm();
            return Motion.text(
                    turn.after(AffineMap.of(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, s.get(0), s.get(1), s.get(2))));
        }));
        for (int axis = 0; axis < 3; axis++) {
            int a = axis;
            ways.add("shift along " + "xyz".charAt(a) + " with the other sign", "H20 H11 H19", map(base -> {
                List<Double> shift = new ArrayList<>(base.motion().shiftMm());
                shift.set(a, -shift.get(a));
                return Motion.text(base.motion().matrix(), base.motion().centre(), shift);
            }));
            ways.add("angle about " + "xyz".charAt(a) + " with the other sign", "H20 H11 H19", map(base -> {
                List<Double> angles = new ArrayList<>(base.motion().anglesRad());
                angles.set(a, -angles.get(a));
                return new Motion(angles, base.motion().centre(), base.motion().shiftMm()).text();
            }));
        }
        ways.add("x and y exchanged", "H20 H11", map(base -> {
            List<Double> s = base.motion().shiftMm();
            return Motion.text(base.motion().matrix(), base.motion().centre(), List.of(s.get(1), s.get(0), s.get(2)));
        }));
        if (of.statement().hasLandmarks()) {
            ways.add("applied to the middle of the liver only", "H20 H11 H19", map(base -> {
                Point3 from = base.liver();
                Point3 to = base.motion().map().apply(from);
                return Motion.text(
                        AffineMap.about(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, from, to.shifted(4, -4, 4)));
            }));
        }
    }

    private static void texts(Ways ways) {
        ways.add("cut off", "H20 H28", text("between.tfm", t -> t.substring(0, t.indexOf("Fixed") - 9)));
        ways.add(
                "a number lost",
                "H20 H28",
                text("between.tfm", t -> t.replaceFirst("Parameters: \\S+", "Parameters:")));
        ways.add(
                "a number not finite",
                "H20 H28",
                text("between.tfm", t -> t.replaceFirst("Parameters: \\S+", "Parameters: NaN")));
        ways.add("decimal commas", "H20 H28", text("between.tfm", t -> t.replace('.', ',')));
        ways.add("two dimensions", "H20 H28", text("between.tfm", t -> t.replace("_3_3", "_2_2")));
        ways.add("no transform file", "H20 H36 H28", (folder, base) -> Files.delete(folder.resolve("between.tfm")));
        ways.add(
                "the centre's line lost",
                "H20 H11 H28",
                text("between.tfm", t -> t.substring(0, t.indexOf("FixedParameters"))));
    }

    private static double[] scaled(double[] matrix, double factor) {
        return Arrays.stream(matrix).map(v -> factor * v).toArray();
    }

    private interface Text {
        String of(TwoScans base);
    }

    private static Action map(Text text) {
        return (folder, base) ->
                Files.writeString(folder.resolve("between.tfm"), text.of(base), StandardCharsets.US_ASCII);
    }
}
