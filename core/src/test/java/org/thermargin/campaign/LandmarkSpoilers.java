package org.thermargin.campaign;

import static org.thermargin.campaign.ScanSpoilers.json;
import static org.thermargin.campaign.ScanSpoilers.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.thermargin.campaign.ScanSpoilers.Action;
import org.thermargin.campaign.ScanSpoilers.Ways;

/** Ways to spoil the landmarks of two scans. */
final class LandmarkSpoilers {
    private static final Pattern POSITION = Pattern.compile("\\[(-?[0-9.]+), (-?[0-9.]+), (-?[0-9.]+)]");

    private LandmarkSpoilers() {}

    static void add(Ways ways) {
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
            ways.add("lengths tenfold in " + file, "H20 H11 H09 H19", positions(file, p ->
                    new double[] {10 * p[0], 10 * p[1], 10 * p[2]}));
            ways.add("x mirrored in " + file, "H20 H11 H01", positions(file, p -> new double[] {-p[0], p[1], p[2]}));
            ways.add("y and z exchanged in " + file, "H20 H11", positions(file, p -> new double[] {p[0], p[2], p[1]}));
            ways.add("labels one on in " + file, "H20 H11 H19", text(file, LandmarkSpoilers::relabelled));
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
