package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Point3;
import org.thermargin.io.transform.TransformReader;

/** {@code register} on the case registered-plan, whose motion between the scans is known. */
class RegisterCommandTest {
    private static final Path CASE =
            Path.of(System.getProperty("thermargin.root", ".."), "testdata", "cases", "registered-plan");
    private static final Point3 LESION = new Point3(-60.25, 1.5, 20.75);
    /** Scans of 1.25 x 1.375 x 1.5 and 1.5 x 1.5 x 2 mm; a quarter of a voxel, as derived in SurfaceFitTest. */
    private static final double TOLERANCE_MM = 0.5;

    @TempDir
    Path folder;

    private static AffineMap truth() throws InputException {
        return TransformReader.read(CASE.resolve("before-to-after.tfm")).map();
    }

    @Test
    @Tag("H20")
    void liversGiveTheMotionAndTheFileServesTheCase() throws Exception {
        Path out = folder.resolve("found.tfm");

        Cli.Run run = Cli.run(
                "register",
                "--liver-before",
                CASE.resolve("liver.nii.gz"),
                "--liver-after",
                CASE.resolve("liver-after.nii.gz"),
                "--lesion",
                CASE.resolve("lesion.nii.gz"),
                "--out",
                out);

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("Rigid map by livers, turns by 10.1 degrees\n")
                .contains("--transform-maps lesion-to-zone", "state a bound")
                .contains("30, none led to another map")
                .doesNotContain("warning")
                .endsWith("Research software: not a medical device, not for clinical decisions.\n");
        AffineMap found = TransformReader.read(out).map();
        assertThat(found.apply(LESION).distanceMm(truth().apply(LESION))).isLessThan(TOLERANCE_MM);
        // used as printed, the margin is that of the case's own transform but for the little between the maps
        double margin = observedMam(out, "lesion-to-zone");
        double own = observedMam(CASE.resolve("before-to-after.tfm"), "lesion-to-zone");
        assertThat(Math.abs(margin - own)).isLessThan(TOLERANCE_MM);
    }

    private static double observedMam(Path transform, String maps) throws IOException {
        Cli.Run run = Cli.run(
                "assess",
                "--json",
                "--lesion",
                CASE.resolve("lesion.nii.gz"),
                "--zone",
                CASE.resolve("zone-after.nii.gz"),
                "--liver",
                CASE.resolve("liver.nii.gz"),
                "--transform",
                transform,
                "--transform-maps",
                maps,
                "--registration-error-mm",
                "1");
        return new ObjectMapper()
                .readTree(run.out())
                .at("/lesions/0/zones/0/mam_mm")
                .asDouble(Double.NaN);
    }

    @Test
    void jsonHasTheNumbersAndNoBound() throws Exception {
        Path out = folder.resolve("found.tfm");

        JsonNode json = json(
                "--liver-before",
                CASE.resolve("liver.nii.gz"),
                "--liver-after",
                CASE.resolve("liver-after.nii.gz"),
                "--out",
                out);

        assertThat(json.at("/schema").asText()).isEqualTo("thermargin.registration/1");
        assertThat(json.at("/by").asText()).isEqualTo("livers");
        assertThat(json.at("/transform_maps").asText()).isEqualTo("lesion-to-zone");
        assertThat(json.at("/transform_sha256").asText())
                .isEqualTo(TransformReader.read(out).input().sha256());
        assertThat(json.at("/livers/after_to_before/median_mm").asDouble()).isBetween(0.0, 1.0);
        assertThat(json.at("/livers/before_to_after/q95_mm").asDouble()).isBetween(0.0, 2.0);
        assertThat(json.at("/sample/place").asText()).isEqualTo("liver");
        assertThat(json.at("/inputs/0/path").asText()).startsWith("sha256:");
        assertThat(json.toString()).doesNotContain("error_mm\"", "bound");
        AffineMap back = TransformReader.read(out).map().inverse();
        assertThat(json.at("/zone_to_lesion/x_lps/3").asDouble())
                .isCloseTo(back.x().offsetMm(), within(1e-9));
    }

    private static JsonNode json(Object... args) throws IOException {
        Object[] all = new Object[args.length + 2];
        all[0] = "register";
        all[1] = "--json";
        System.arraycopy(args, 0, all, 2, args.length);
        return new ObjectMapper().readTree(Cli.run(all).out());
    }

    @Test
    void landmarksGiveTheMotionWithTheirError() throws Exception {
        Path before = landmarks("before.mrk.json", AffineMap.IDENTITY, 0);
        Path after = landmarks("after.mrk.json", truth(), 0.5);
        Path out = folder.resolve("marks.tfm");

        Cli.Run run = Cli.run(
                "register",
                "--landmarks-before",
                before,
                "--landmarks-after",
                after,
                "--lesion",
                CASE.resolve("lesion.nii.gz"),
                "--out",
                out);

        assertThat(run.code()).isZero();
        assertThat(run.out().replaceAll("\\s+", " "))
                .startsWith("Rigid map by landmarks")
                .contains("5, root mean square residual", "their error", "(99 %)", "or give the landmarks instead");
        // four points moved by 0.5 mm each way: the mean moves less
        double off = TransformReader.read(out).map().apply(LESION).distanceMm(truth().apply(LESION));
        assertThat(off).isLessThan(0.5);
        JsonNode json = json(
                "--landmarks-before", before, "--landmarks-after", after, "--lesion", CASE.resolve("lesion.nii.gz"));
        assertThat(json.at("/by").asText()).isEqualTo("landmarks");
        assertThat(json.at("/landmarks/target_error/bound_mm").asDouble()).isGreaterThan(off);
        assertThat(json.has("transform_maps")).isFalse();
    }

    @Test
    void liversThatDisagreeWithLandmarksAreToldSo() throws Exception {
        Path before = landmarks("before.mrk.json", AffineMap.IDENTITY, 0);
        AffineMap shifted =
                AffineMap.of(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 0, 0, 12).after(truth());
        Path after = landmarks("after.mrk.json", shifted, 0);
        Object[] both = {
            "--liver-before",
            CASE.resolve("liver.nii.gz"),
            "--liver-after",
            CASE.resolve("liver-after.nii.gz"),
            "--landmarks-before",
            before,
            "--landmarks-after",
            after
        };

        JsonNode byLivers = json(both);
        Object[] marks = Arrays.copyOf(both, both.length + 2);
        marks[both.length] = "--by";
        marks[both.length + 1] = "landmarks";
        JsonNode byMarks = json(marks);

        assertThat(byLivers.at("/warnings").toString()).contains("registration-landmarks-disagree");
        assertThat(byLivers.at("/landmarks/left_by_map_mm").asDouble()).isBetween(11.5, 12.5);
        assertThat(byMarks.at("/by").asText()).isEqualTo("landmarks");
        assertThat(byMarks.at("/warnings").toString()).contains("registration-livers-differ");
    }

    /** A ball has no turn: the map may be as good as any, and is said to be. */
    @Test
    @Tag("H19")
    void aBallIsToldToLeaveTurnsOpen() throws Exception {
        Path before = Cli.ball(folder.resolve("B.nii.gz"), 0, 15);
        Path after = Cli.ball(folder.resolve("A.nii.gz"), 1, 15);

        JsonNode json = json("--liver-before", before, "--liver-after", after);

        assertThat(json.at("/warnings").toString()).contains("registration-turn-open", "registration-starts-disagree");
        assertThat(json.at("/livers/weakest_motion/kind").asText()).isEqualTo("turn");
    }

    @Test
    void whatIsMissingOrWrongIsRefused() throws IOException {
        Path ball = Cli.ball(folder.resolve("B.nii.gz"), 0, 15);
        Path empty = Cli.ball(folder.resolve("E.nii.gz"), 200, 1);

        assertRefused("livers of both scans");
        assertRefused("must be given together", "--liver-before", ball);
        assertRefused("must be given together", "--landmarks-before", ball);
        assertRefused("must end in .tfm", "--liver-before", ball, "--liver-after", ball, "--out", "x.h5");
        assertRefused("--by landmarks needs", "--liver-before", ball, "--liver-after", ball, "--by", "landmarks");
        assertRefused("--by must be", "--liver-before", ball, "--liver-after", ball, "--by", "hand");
        assertRefused("mask must have voxels", "--liver-before", ball, "--liver-after", empty);
        assertRefused(
                "transform must be writable",
                "--liver-before",
                ball,
                "--liver-after",
                ball,
                "--out",
                folder.resolve("none").resolve("x.tfm"));
    }

    private static void assertRefused(String reason, Object... args) {
        Object[] all = new Object[args.length + 1];
        all[0] = "register";
        System.arraycopy(args, 0, all, 1, args.length);

        Cli.Run run = Cli.run(all);

        assertThat(run.code()).as(reason).isEqualTo(2);
        assertThat(run.err().replaceAll("\\s+", " ")).contains(reason);
        assertThat(run.out()).isEmpty();
    }

    /** Five places as 3D Slicer saves them, moved, the second to fifth off by an error in turn along the axes. */
    private Path landmarks(String name, AffineMap motion, double errorMm) throws IOException {
        double[][] places = {{-60, 0, 20}, {-110, 0, 10}, {-20, -40, 60}, {-70, 60, 0}, {-30, 30, 70}};
        double[][] errors = {{0, 0, 0}, {1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        StringBuilder points = new StringBuilder();
        for (int n = 0; n < places.length; n++) {
            Point3 p = motion.apply(new Point3(places[n][0], places[n][1], places[n][2]))
                    .shifted(errorMm * errors[n][0], errorMm * errors[n][1], errorMm * errors[n][2]);
            points.append(n == 0 ? "" : ",")
                    .append("{\"label\": \"fork ")
                    .append(n)
                    .append("\", \"positionStatus\": \"defined\", \"position\": [")
                    .append(p.x() + ", " + p.y() + ", " + p.z() + "]}");
        }
        Path file = folder.resolve(name);
        Files.writeString(
                file,
                "{\"@schema\": \"https://raw.githubusercontent.com/slicer/slicer/master/Modules/Loadable/Markups/Resources/"
                        + "Schema/markups-schema-v1.0.3.json#\", \"markups\": [{\"type\": \"Fiducial\","
                        + " \"coordinateSystem\": \"LPS\", \"coordinateUnits\": \"mm\", \"controlPoints\": [" + points
                        + "]}]}");
        return file;
    }
}
