package org.thermargin.campaign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Point3;
import org.thermargin.io.nifti.NiftiWriter;

/** All ways in which the campaign spoils what a case says of its two scans. */
final class ScanSpoilers {
    private static final Point3 NOWHERE = new Point3(0, 0, 0);
    private static final Pattern POSITION = Pattern.compile("\\[(-?[0-9.]+), (-?[0-9.]+), (-?[0-9.]+)]");

    private ScanSpoilers() {}

    /**
     * One way.
     *
     * @param name what it does
     * @param hazards hazards whose findings count as having noticed it
     * @param action spoils the files of the case in the folder
     */
    record Spoiler(String name, Set<String> hazards, Action action) {}

    /** Spoils files. */
    @FunctionalInterface
    interface Action {
        void spoil(Path folder, TwoScans base) throws IOException;
    }

    private static final class Ways {
        private final List<Spoiler> all = new ArrayList<>();

        void add(String name, String hazards, Action action) {
            all.add(new Spoiler(name, Set.of(hazards.split(" ")), action));
        }
    }

    static List<Spoiler> all(TwoScans base) {
        Ways ways = new Ways();
        if (base.statement().hasFile()) {
            otherWay(ways);
            frames(ways);
            parts(ways, base);
            texts(ways);
        }
        if (base.statement().hasLandmarks()) {
            marks(ways);
        }
        statements(ways, base);
        return ways.all;
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

    private static double[] scaled(double[] numbers, double factor) {
        double[] m = numbers.clone();
        for (int n = 0; n < m.length; n++) {
            m[n] *= factor;
        }
        return m;
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

    private static void marks(Ways ways) {
        ways.add("landmarks of the two scans exchanged", "H20 H11", (folder, base) -> {
            Path before = folder.resolve("before.mrk.json");
            Path after = folder.resolve("after.mrk.json");
            Path third = folder.resolve("third");
            Files.move(before, third);
            Files.move(after, before);
            Files.move(third, after);
        });
        for (String file : List.of("before.mrk.json", "after.mrk.json")) {
            ways.add("RAS for LPS in " + file, "H20 H11 H01", text(file, t -> t.replace("\"LPS\"", "\"RAS\"")));
            ways.add("centimetres in " + file, "H20 H11 H09 H26", text(file, t -> t.replace("\"mm\"", "\"cm\"")));
            ways.add("lengths tenfold in " + file, "H20 H11 H09 H19", positions(file, p -> scaled(p, 10)));
            ways.add("x mirrored in " + file, "H20 H11 H01", positions(file, p -> new double[] {-p[0], p[1], p[2]}));
            ways.add("y and z exchanged in " + file, "H20 H11", positions(file, p -> new double[] {p[0], p[2], p[1]}));
            ways.add("labels one on in " + file, "H20 H11 H19", text(file, ScanSpoilers::relabelled));
            ways.add(
                    "two labels exchanged in " + file,
                    "H20 H11 H19",
                    text(
                            file,
                            t -> t.replace("\"L1\"", "\"X\"")
                                    .replace("\"L2\"", "\"L1\"")
                                    .replace("\"X\"", "\"L2\"")));
            ways.add("a landmark 25 mm off in " + file, "H19 H20", one(file, 25));
            ways.add("a landmark 6 mm off in " + file, "H19 H20", one(file, 6));
            ways.add("landmarks of another case in " + file, "H20 H11 H19", (folder, base) -> {
                Path theirs = Files.createDirectories(folder.resolve("theirs"));
                TwoScans.of(base.n() + 3).write(theirs);
                Files.copy(theirs.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                for (String name :
                        List.of("lesion.nii", "liver.nii", "vein.nii", "zone.nii", "spleen.nii", "case.json")) {
                    Files.delete(theirs.resolve(name));
                }
                Files.deleteIfExists(theirs.resolve("between.tfm"));
                Files.delete(theirs.resolve("before.mrk.json"));
                Files.delete(theirs.resolve("after.mrk.json"));
                Files.delete(theirs);
            });
            ways.add(
                    "two landmarks left in " + file,
                    "H20",
                    text(file, t -> t.replaceAll("\"L([3-7])\"", "\"other $1\"")));
        }
        ways.add("RAS for LPS in both lists", "H20 H11 H01", (folder, base) -> {
            text("before.mrk.json", t -> t.replace("\"LPS\"", "\"RAS\"")).spoil(folder, base);
            text("after.mrk.json", t -> t.replace("\"LPS\"", "\"RAS\"")).spoil(folder, base);
        });
        ways.add(
                "one list of landmarks for both scans",
                "H20 H11 H19",
                (folder, base) -> Files.copy(
                        folder.resolve("before.mrk.json"),
                        folder.resolve("after.mrk.json"),
                        StandardCopyOption.REPLACE_EXISTING));
        ways.add(
                "landmarks of one scan only",
                "H20",
                json(t -> t.replaceFirst(",\\s*\"landmarks_after\": \"[^\"]*\"", "")));
    }

    /** The case says of its scans what is not so. */
    private static void statements(Ways ways, TwoScans of) {
        ways.add(
                "images not said to differ", "H05 H19 H20 H26", json(t -> t.replace("\"images\": \"different\",", "")));
        ways.add(
                "spleen not said to be drawn after",
                "H20 H11 H05",
                json(t -> t.replace("\"drawn_after\": [\"spleen\"]", "\"drawn_after\": []")));
        ways.add(
                "liver said to be drawn after",
                "H20 H11 H05",
                json(t -> t.replace("[\"spleen\"]", "[\"spleen\", \"liver\"]")));
        ways.add(
                "vein said to be drawn after",
                "H20 H11 H05 H25",
                json(t -> t.replace("[\"spleen\"]", "[\"spleen\", \"vessel\"]")));
        ways.add(
                "a mask drawn after that is not there",
                "H20",
                json(t -> t.replace("[\"spleen\"]", "[\"spleen\", \"kidney\"]")));
        ways.add(
                "lesion and zone exchanged",
                "H13 H11 H20 H05",
                json(t -> t.replace("\"lesion.nii\"", "\"x\"")
                        .replace("\"zone.nii\"", "\"lesion.nii\"")
                        .replace("\"x\"", "\"zone.nii\"")));
        ways.add(
                "zone of another case",
                "H20 H11 H05",
                (folder, base) -> NiftiWriter.write(
                        folder.resolve("zone.nii"), TwoScans.of(base.n() + 1).zoneAfter()));
        ways.add(
                "lesion taken for the zone",
                "H20 H11 H13",
                (folder, base) -> Files.copy(
                        folder.resolve("lesion.nii"), folder.resolve("zone.nii"), StandardCopyOption.REPLACE_EXISTING));
        if (of.statement().hasFile()) {
            ways.add("no bound on the error", "H19", json(t -> t.replaceFirst(",\\s*\"error_mm\": [0-9.]+", "")));
            ways.add("an error of 0", "H19", json(t -> t.replaceFirst("\"error_mm\": [0-9.]+", "\"error_mm\": 0")));
            ways.add("a negative error", "H19 H26", json(t -> t.replaceFirst("\"error_mm\": ", "\"error_mm\": -")));
            ways.add("direction not stated", "H20", json(t -> t.replaceFirst(",\\s*\"maps\": \"[a-z-]+\"", "")));
            ways.add(
                    "a direction that is none",
                    "H20 H26",
                    json(t -> t.replaceFirst("\"maps\": \"[a-z-]+\"", "\"maps\": \"after-to-before\"")));
            ways.add(
                    "hash of another transform",
                    "H20 H29 H32",
                    json(t -> t.replace(
                            "\"transform\":",
                            "\"transform_sha256\": \"" + "0".repeat(64) + "\",\n    \"transform\":")));
        }
    }

    private interface Text {
        String of(TwoScans base);
    }

    private static Action map(Text text) {
        return (folder, base) ->
                Files.writeString(folder.resolve("between.tfm"), text.of(base), StandardCharsets.US_ASCII);
    }

    private static Action json(UnaryOperator<String> change) {
        return text("case.json", change);
    }

    private static Action text(String name, UnaryOperator<String> change) {
        return (folder, base) -> {
            Path file = folder.resolve(name);
            String before = Files.readString(file, StandardCharsets.UTF_8);
            String after = change.apply(before);
            if (after.equals(before)) {
                throw new IOException("the spoiler changed nothing in " + name);
            }
            Files.writeString(file, after, StandardCharsets.UTF_8);
        };
    }

    private static String relabelled(String text) {
        return Pattern.compile("\"L(\\d)\"")
                .matcher(text)
                .replaceAll(m -> "\"L" + (Integer.parseInt(m.group(1)) % 7 + 1) + "\"");
    }

    private static Action positions(String file, UnaryOperator<double[]> change) {
        return text(file, t -> POSITION.matcher(t).replaceAll(m -> position(change.apply(numbers(m)))));
    }

    private static Action one(String file, double mm) {
        return text(
                file,
                t -> POSITION.matcher(t).replaceFirst(m -> {
                    double[] p = numbers(m);
                    p[1] += mm;
                    return position(p);
                }));
    }

    private static double[] numbers(MatchResult m) {
        return new double[] {
            Double.parseDouble(m.group(1)), Double.parseDouble(m.group(2)), Double.parseDouble(m.group(3))
        };
    }

    private static String position(double[] p) {
        return String.format(Locale.ROOT, "[%.4f, %.4f, %.4f]", p[0], p[1], p[2]);
    }
}
