package org.thermargin.cli.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.CaseAssessor;
import org.thermargin.assess.CaseDifferences;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.CaseFileReader;
import org.thermargin.io.casefile.MarkupsReader;
import org.thermargin.io.casefile.SceneBuilder;
import org.thermargin.plan.CaseAdvice;
import org.thermargin.report.AssessmentJson;
import org.thermargin.report.PathStyle;
import org.thermargin.report.Software;
import org.thermargin.scene.Scene;
import org.thermargin.zone.EllipsoidZoneModel;

/** What the page shows of a moved needle is what {@code assess} says of the saved plan. */
class LivePoseTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The engine is the same and JSON keeps every digit: nothing may differ; room for the roll in degrees alone. */
    private static final double SAME = 1e-6;

    @TempDir
    Path folder;

    private static ObjectNode pose(JsonNode plan, String source, long seq) {
        ObjectNode pose = JSON.createObjectNode();
        pose.put("type", "pose").put("seq", seq).put("source", source);
        pose.set("applicators", plan.at("/plan/applicators/" + source).deepCopy());
        return pose;
    }

    private static void shift(ObjectNode pose, int applicator, double x, double y, double z) {
        for (String end : List.of("entry_mm", "tip_mm")) {
            ArrayNode point = (ArrayNode) pose.at("/applicators/" + applicator + "/" + end);
            double[] by = {x, y, z};
            for (int c = 0; c < 3; c++) {
                point.set(c, JSON.getNodeFactory().numberNode(point.get(c).doubleValue() + by[c]));
            }
        }
    }

    private static JsonNode told(Viewing viewing) throws IOException {
        return JSON.readTree(viewing.get("/api/case").body());
    }

    /** The document of {@code assess --no-correction} for a case file. */
    private static JsonNode assessed(Path file) throws Exception {
        CaseFile stated = CaseFileReader.readAny(file);
        Scene scene = new SceneBuilder(ReadOptions.strict(), 2).build(stated);
        CaseFile.CriteriaEntry criteria = stated.criteria();
        AssessmentCriteria target = criteria.preset().isPresent()
                ? AssessmentCriteria.preset(criteria.preset().get())
                : AssessmentCriteria.custom(criteria.targetMm().orElseThrow());
        Assessment assessment = new CaseAssessor(
                        new CaseAssessor.Options(2, Set.of(), false, stated.heatSink()),
                        new EllipsoidZoneModel(DeviceCatalogue.released(), EllipsoidZoneModel.Options.strict()))
                .assess(scene, target);
        return JSON.readTree(AssessmentJson.of(
                assessment,
                new CaseAdvice(List.of(), CaseDifferences.of(scene, assessment)),
                new Software("0", Optional.empty(), "17"),
                PathStyle.HASHED));
    }

    /** Every path at which the two differ, the files read left out. */
    private static List<String> differences(String path, JsonNode a, JsonNode b) {
        List<String> found = new ArrayList<>();
        if (a.isNumber() && b.isNumber()) {
            if (Math.abs(a.doubleValue() - b.doubleValue()) > SAME) {
                found.add(path + ": " + a + " and " + b);
            }
        } else if (a.isObject() && b.isObject()) {
            for (Iterator<String> names = a.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!name.equals("inputs")) {
                    found.addAll(differences(path + "/" + name, a.get(name), b.path(name)));
                }
            }
            if (a.size() != b.size()) {
                found.add(path + " has other keys");
            }
        } else if (a.isArray() && b.isArray() && a.size() == b.size()) {
            for (int n = 0; n < a.size(); n++) {
                found.addAll(differences(path + "/" + n, a.get(n), b.get(n)));
            }
        } else if (!a.equals(b)) {
            found.add(path + ": " + a + " and " + b);
        }
        return found;
    }

    private static int numbers(JsonNode node) {
        int count = node.isNumber() ? 1 : 0;
        for (JsonNode child : node) {
            count += numbers(child);
        }
        return count;
    }

    private JsonNode movedAndSaved(String name, String source, double targetMm) throws Exception {
        Path copy = Files.createDirectory(folder.resolve(name + source + targetMm));
        Viewing.copied(name, copy);
        try (Viewing viewing = Viewing.of(copy, Optional.empty());
                LivePage page = viewing.live()) {
            ObjectNode pose = pose(told(viewing), source, 7);
            pose.put("target_mm", targetMm);
            shift(pose, 0, 1.3, -0.7, 2.1);
            ((ObjectNode) pose.at("/applicators/0")).put("roll_deg", 17);

            page.send(pose.toString());
            JsonNode numbers = page.next("numbers");
            byte[] saved = viewing.post("/api/plan/case-json", pose.toString()).body();
            Files.write(copy.resolve("plan.json"), saved);

            assertThat(numbers.get("seq").longValue()).isEqualTo(7);
            assertThat(differences("", numbers.get("assessment"), assessed(copy.resolve("plan.json"))))
                    .isEmpty();
            return numbers.get("assessment");
        }
    }

    @Test
    @Tag("H35")
    void numbersOfAPoseAreThoseOfTheSavedPlan() throws Exception {
        JsonNode moved = movedAndSaved("liver-planned", "planned", 5);

        // margins, intervals, shells, vessels, checks of two lesions
        assertThat(numbers(moved)).isGreaterThan(200);
        assertThat(moved.at("/lesions/0/zones/0/mam_mm").doubleValue())
                .isNotEqualTo(assessed(Viewing.testCase("liver-planned"))
                        .at("/lesions/0/zones/0/mam_mm")
                        .doubleValue());
    }

    @Test
    @Tag("H35")
    void anotherTargetIsSavedAndJudged() throws Exception {
        assertThat(movedAndSaved("plan-to-check", "placed", 3.5)
                        .at("/criteria/target_mm")
                        .doubleValue())
                .isEqualTo(3.5);
    }

    @Test
    @Tag("H35")
    void otherSourcesStayAsTheyAre() throws Exception {
        JsonNode moved = movedAndSaved("plan-to-check", "planned", 5);
        JsonNode before = assessed(Viewing.testCase("plan-to-check"));

        for (int zone = 1; zone < 3; zone++) {
            assertThat(differences("", moved.at("/lesions/0/zones/" + zone), before.at("/lesions/0/zones/" + zone)))
                    .isEmpty();
        }
    }

    @Test
    @Tag("H35")
    void whatFollowsTheNeedleComesFirstAndSaysThatItIsProvisional() throws Exception {
        try (Viewing viewing = Viewing.of("plan-to-check");
                LivePage page = viewing.live()) {
            ObjectNode pose = pose(told(viewing), "planned", 4);
            shift(pose, 0, 1.3, -0.7, 2.1);
            page.send(pose.toString());

            JsonNode first = page.next(message -> message.has("seq"));
            JsonNode whole = page.next("numbers");

            assertThat(first.get("type").asText()).isEqualTo("live");
            assertThat(first.get("seq").longValue()).isEqualTo(4);
            assertThat(first.get("provisional").booleanValue()).isTrue();
            assertThat(first.has("assessment")).isFalse();
            JsonNode zone = first.at("/lesions/0/zone");
            assertThat(zone.get("provisional").booleanValue()).isTrue();
            // without wide vessels near, the estimate of the assessment itself
            assertThat(zone.get("mam_mm").doubleValue())
                    .isEqualTo(whole.at("/assessment/lesions/0/zones/0/mam_mm").doubleValue());
            assertThat(zone.has("mam_guaranteed_lower_mm")).isFalse();
        }
    }

    @Test
    void posesThatFollowEachOtherAreAssessedWhenTheyRest() throws Exception {
        try (Viewing viewing = Viewing.of("plan-to-check");
                LivePage page = viewing.live()) {
            JsonNode told = told(viewing);
            page.send(pose(told, "planned", 0).toString());
            page.next("live"); // all is prepared now
            for (int n = 1; n <= 20; n++) {
                ObjectNode pose = pose(told, "planned", n);
                shift(pose, 0, 0.1 * n, 0, 0);
                page.send(pose.toString());
                int sent = n;
                page.next(message -> message.path("type").asText().equals("live")
                        && message.get("seq").longValue() == sent);
            }

            assertThat(page.next(message -> message.path("type").asText().equals("numbers")
                                    && message.get("seq").longValue() == 20)
                            .get("assessment"))
                    .isNotNull();
        }
    }

    @Test
    void surfacesFollowTheNumbersAndBearTheirNumber() throws Exception {
        Path folder = Viewing.testCase("liver-planned");
        ViewedCase viewed = Viewing.viewed(CaseFileReader.readAny(folder), folder, Optional.empty());
        try (Viewing viewing = Viewing.of(viewed);
                LivePage page = viewing.live()) {
            page.send(pose(told(viewing), "planned", 3).toString());
            page.next("live");
            JsonNode numbers = page.next("numbers");
            page.next("done");
            List<ByteBuffer> frames = page.frames();

            List<Integer> kinds = new ArrayList<>();
            for (ByteBuffer frame : frames) {
                assertThat(frame.getInt()).isEqualTo(0x31534D54);
                assertThat(frame.getInt()).isEqualTo(3);
                kinds.add(frame.getInt());
            }
            // margins of two lesions that follow the needle, then margins of both, the zone as tabled, what the veins
            // leave
            // of the two parts that lie apart
            assertThat(kinds).startsWith(1, 1, 1, 1, 2, 3);
            ByteBuffer mesh =
                    ByteBuffer.wrap(viewing.get("/api/mesh/m0").body()).order(ByteOrder.LITTLE_ENDIAN);
            ByteBuffer margins = frames.get(2).position(12);
            assertThat(margins.getInt()).isZero();
            int count = margins.getInt();
            assertThat(count).isEqualTo(mesh.getInt(0));
            double[] measured = viewed.open()
                    .assessment()
                    .lesions()
                    .get(0)
                    .zones()
                    .get(0)
                    .numbers()
                    .orElseThrow()
                    .margin()
                    .surface()
                    .marginMm();
            for (int n = 0; n < count; n++) {
                assertThat(margins.getFloat()).isEqualTo((float) measured[n]);
            }
            assertThat(numbers.get("zone_ellipsoids")).hasSize(2);
        }
    }

    @Test
    void posesThatCannotBeJudgedGetAReasonAndNoNumber() throws Exception {
        try (Viewing viewing = Viewing.of("plan-to-check");
                LivePage page = viewing.live()) {
            ObjectNode outside = pose(told(viewing), "planned", 11);
            ((ObjectNode) outside.at("/applicators/0")).put("time_s", 5000);
            page.send(outside.toString());
            JsonNode refused = page.next(message -> message.path("seq").longValue() == 11);

            assertThat(refused.get("type").asText()).isEqualTo("error");
            assertThat(refused.get("text").asText()).contains("emprint", "5000");
            assertThat(refused.has("assessment")).isFalse();

            page.send("{\"seq\": 12, \"source\": \"planned\", \"applicators\": [], \"x\": 1}");
            assertThat(page.next("error").get("seq").longValue()).isEqualTo(12);
            page.send("[1, 2");
            assertThat(page.next("error").has("seq")).isFalse();

            // and the next good one is answered
            page.send(pose(told(viewing), "planned", 13).toString());
            assertThat(page.next("numbers").get("seq").longValue()).isEqualTo(13);
        }
    }

    @Test
    void zonesThatAreMasksCannotBeMoved() throws Exception {
        try (Viewing viewing = Viewing.of("sphere-complete");
                LivePage page = viewing.live()) {
            JsonNode told = told(viewing);
            assertThat(told.get("movable").toString()).isEqualTo("[\"planned\",\"placed\"]");

            page.send("{\"seq\": 1, \"source\": \"observed\", \"applicators\": []}");
            JsonNode numbers = page.next("numbers");

            assertThat(differences("", told.get("assessment"), numbers.get("assessment")))
                    .isEmpty();
        }
    }

    @Test
    void lastOfManyPosesIsAnswered() throws Exception {
        try (Viewing viewing = Viewing.of("plan-to-check");
                LivePage page = viewing.live()) {
            JsonNode told = told(viewing);
            for (int n = 0; n < 40; n++) {
                ObjectNode pose = pose(told, "planned", n);
                shift(pose, 0, 0.1 * n, 0, 0);
                page.send(pose.toString());
            }

            long last = -1;
            while (last < 39) {
                long seq = page.next("numbers").get("seq").longValue();
                assertThat(seq).isGreaterThan(last);
                last = seq;
            }
            assertThat(page.next("done").get("seq").longValue()).isEqualTo(39);
        }
    }

    @Test
    void fixesAreWholePlansThatPass() throws Exception {
        try (Viewing viewing = Viewing.of("plan-to-check");
                LivePage page = viewing.live()) {
            ObjectNode pose = pose(told(viewing), "placed", 5);
            page.send(pose.deepCopy().put("type", "fix").toString());
            JsonNode fix = page.next("fix");

            assertThat(fix.get("found").booleanValue()).isTrue();
            for (JsonNode option : fix.get("options")) {
                ObjectNode fixed = pose.deepCopy().put("seq", 6);
                fixed.set("applicators", option.get("applicators"));
                page.send(fixed.toString());
                JsonNode zone = page.next("numbers").at("/assessment/lesions/0/zones/1");

                assertThat(zone.get("source").asText()).isEqualTo("placed");
                assertThat(zone.get("verdict").asText())
                        .isEqualTo(option.get("verdict").asText());
                assertThat(zone.get("mam_mm").doubleValue())
                        .isEqualTo(option.get("mam_mm").doubleValue());
            }
        }
    }

    @Test
    void searchEndsWhenTheNeedleMovesOn() throws Exception {
        try (Viewing viewing = Viewing.of("plan-to-check");
                LivePage page = viewing.live()) {
            ObjectNode pose = pose(told(viewing), "placed", 1);
            page.send(pose.deepCopy().put("type", "fix").toString());
            page.send(pose.deepCopy().put("seq", 2).toString());

            JsonNode answer = page.next("fix");

            // it may just have ended before the pose came
            assertThat(answer.path("cancelled").booleanValue() || answer.has("found"))
                    .isTrue();
            assertThat(answer.get("seq").longValue()).isEqualTo(1);
        }
    }

    @Test
    void markupsHoldThePoints() throws Exception {
        try (Viewing viewing = Viewing.of("liver-planned")) {
            ObjectNode pose = pose(told(viewing), "planned", 1);
            var reply = viewing.post("/api/plan/markups", pose.toString());
            Path file = folder.resolve("plan.mrk.json");
            Files.write(file, reply.body());

            List<MarkupsReader.Needle> needles =
                    MarkupsReader.read(file, Optional.empty()).needles();

            assertThat(reply.headers().firstValue("Content-Disposition"))
                    .contains("attachment; filename=\"plan.mrk.json\"");
            assertThat(needles).hasSize(2);
            for (int n = 0; n < 2; n++) {
                JsonNode tip = pose.at("/applicators/" + n + "/tip_mm");
                assertThat(needles.get(n).tip().x()).isEqualTo(tip.get(0).doubleValue());
                assertThat(needles.get(n).tip().z()).isEqualTo(tip.get(2).doubleValue());
            }
        }
    }

    @Test
    void requestsToSaveThatAreNoneAreRefused() throws Exception {
        try (Viewing viewing = Viewing.of("plan-to-check")) {
            for (String body : List.of("{}", "[", "{\"source\": \"planned\", \"applicators\": []}", "null", "\"x\"")) {
                for (String what : List.of("case-json", "markups")) {
                    var reply = viewing.post("/api/plan/" + what, body);

                    assertThat(reply.statusCode()).as(body).isEqualTo(400);
                    assertThat(new String(reply.body(), StandardCharsets.UTF_8)).startsWith("{\"refused\":[");
                }
            }
        }
    }
}
