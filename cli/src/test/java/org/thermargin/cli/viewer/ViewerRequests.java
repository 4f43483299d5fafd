package org.thermargin.cli.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.thermargin.InputException;
import org.thermargin.io.casefile.CaseFileReader;
import org.thermargin.io.casefile.PlanRequest;
import org.thermargin.io.casefile.PlanRequestReader;

/**
 * Hostile requests to the viewer's server behind its gate, without sockets: the first line of an input is the name in an
 * address, the rest is a message of the page. Every message is answered, with numbers, a refusal, or nothing where it
 * cancels; no answer is an internal error.
 */
@SuppressWarnings("StringConcatToTextBlock") // seeds are put together from parts
final class ViewerRequests {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ViewedCase viewed;
    private final CaseMeshes meshes;
    private final CaseVolumes volumes;
    private final List<String> answers = new ArrayList<>();
    private final LiveConnection connection;

    ViewerRequests() throws InputException {
        Path folder = Viewing.testCase("crease-planned");
        viewed = Viewing.viewed(CaseFileReader.readAny(folder), folder, Optional.empty());
        meshes = new CaseMeshes(viewed.open().assessment());
        volumes = new CaseVolumes(viewed.scene(), viewed.image());
        connection = new LiveConnection(
                viewed,
                new PoseJudge(viewed),
                meshes,
                new Executor(true),
                new AtOnce(),
                new Executor(false),
                new Answers());
    }

    /** Keeps what is answered. */
    private final class Answers implements LiveConnection.Outlet {
        @Override
        public void text(String message) {
            answers.add(message);
        }

        @Override
        public void bytes(ByteBuffer frame) {
            assertThat(frame.remaining()).isPositive();
        }
    }

    /** Runs what is scheduled without waiting. */
    private static final class AtOnce extends ScheduledThreadPoolExecutor {
        AtOnce() {
            super(1, task -> {
                Thread thread = new Thread(task, "nothing");
                thread.setDaemon(true);
                return thread;
            });
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            task.run();
            return super.schedule(() -> {}, 0, unit);
        }
    }

    /** Runs tasks where they are given, or not at all: searches take seconds and have tests of their own. */
    private static final class Executor extends AbstractExecutorService {
        private final boolean runs;

        Executor(boolean runs) {
            this.runs = runs;
        }

        @Override
        public void execute(Runnable task) {
            if (runs) {
                task.run();
            }
        }

        @Override
        public void shutdown() {
            // nothing runs
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }

    static Map<String, byte[]> seeds() {
        String applicator = """
                {"id": "a", "device": "emprint", "power_w": 100, "time_s": 300,
                 "entry_mm": [-60, -20, 30], "tip_mm": [0, 2, 5], "roll_deg": 17}
                """;
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put(
                "pose",
                bytes("index.html\n{\"type\": \"pose\", \"seq\": 3, \"source\": \"planned\", \"target_mm\": 5,"
                        + " \"applicators\": [" + applicator + "]}"));
        seeds.put(
                "fix",
                bytes("lesion.raw\n{\"type\": \"fix\", \"seq\": 9007199254740992, \"source\": \"placed\","
                        + " \"applicators\": [" + applicator + "]}"));
        seeds.put("observed", bytes("app.js\n{\"seq\": 4, \"source\": \"observed\", \"applicators\": []}"));
        seeds.put("cancel", bytes("../x\n{\"type\": \"cancel\"}"));
        return seeds;
    }

    static List<String> words() {
        return List.of(
                "\"type\": ",
                "\"pose\"",
                "\"fix\"",
                "\"cancel\"",
                "\"seq\": ",
                "\"applications\": ",
                "\"pull_back_mm\": ",
                "\"reach_beyond_tip_mm\": ",
                "\"zone_factors\": ",
                "\"cooltip-single\"",
                "%2e%2e%2f",
                "..\\",
                "1e308",
                "NaN",
                "-0",
                "null",
                "{}",
                "[]");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void run(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != '\n') {
            end++;
        }
        addresses(new String(input, 0, end, StandardCharsets.UTF_8));
        byte[] message = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);
        answers.clear();
        connection.receive(message);
        answers.forEach(ViewerRequests::requireAnswer);
        saved(message);
    }

    private void addresses(String name) {
        for (String folder : List.of("", "app/", "lib/")) {
            if (PageFiles.of(folder, name).isPresent()) {
                assertThat(name).matches("[A-Za-z0-9_.-]+").doesNotContain("..");
            }
        }
        assertThat(volumes.volume(name).isPresent() || meshes.mesh(name).isPresent())
                .as("a volume or mesh of address %s", name)
                .isEqualTo(volumes.layers().stream()
                                .anyMatch(layer -> layer.volume().endsWith("/" + name))
                        || meshes.addresses().values().stream().anyMatch(address -> address.endsWith("/" + name)));
    }

    private static void requireAnswer(String answer) {
        try {
            JsonNode told = JSON.readTree(answer);
            assertThat(told.isObject()).isTrue();
            assertThat(told.findValuesAsText("code")).doesNotContain("internal-error");
        } catch (JsonProcessingException e) {
            throw new AssertionError("an answer must be JSON, was " + answer, e);
        }
    }

    private void saved(byte[] message) {
        try {
            PlanRequest plan = PlanRequestReader.of(message).plan();
            requireAnswer(SavedPlan.markups(plan));
            requireAnswer(SavedPlan.caseFile(viewed, plan));
        } catch (InputException e) {
            assertThat(e.findings()).isNotEmpty();
        }
    }
}
