package org.thermargin.bench.viewer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.thermargin.InputException;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.CaseAssessor;
import org.thermargin.bench.assess.NeedlesBesideVessels;
import org.thermargin.cli.viewer.ViewedCase;
import org.thermargin.cli.viewer.ViewerServer;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.CaseFileWriter;
import org.thermargin.report.Software;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.zone.EllipsoidZoneModel;

/**
 * A needle dragged in the viewer, from outside: the scene of {@code LiveAssessmentBenchmark} (a lesion of 3 cm on voxels of
 * 0.8 mm, four applicators beside three vessel trees), its first applicator moved with every message. {@code follows}: until
 * what follows the needle is received, the assessment of the pose before being given up on the way; {@code numbers}: until
 * the whole assessment is, the moment included that a pose must rest; {@code everything}: until the surfaces are, too.
 *
 * <pre>bench/run.sh ViewerLiveBenchmark</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 8)
@Measurement(iterations = 4, time = 8)
@Fork(value = 1, jvmArgs = "-Xmx3g")
public class ViewerLiveBenchmark {
    private static final int PATIENCE_S = 120;

    @Param({"true", "false"})
    private boolean heatSink;

    @Param("2")
    private int threads;

    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private ViewerServer server;
    private WebSocket page;
    private List<ApplicatorPlacement> placements;
    private int seq;

    @Setup
    public void prepare() throws InputException, IOException, InterruptedException {
        Scene scene = NeedlesBesideVessels.scene();
        placements = ((SceneZone.Applied) scene.zones().get(0)).placements();
        DeviceCatalogue devices = DeviceCatalogue.released();
        CaseAssessor assessor = new CaseAssessor(
                new CaseAssessor.Options(
                        threads,
                        Set.of(),
                        false,
                        heatSink ? Optional.of(CoolingSettings.defaults()) : Optional.empty()),
                new EllipsoidZoneModel(devices, EllipsoidZoneModel.Options.strict()));
        CaseFile stated = new CaseFile(
                "bench",
                List.of(),
                List.of(),
                CaseFile.CriteriaEntry.none(),
                Map.of(),
                false,
                OptionalDouble.empty(),
                List.of());
        server = ViewerServer.start(
                new ViewedCase(
                        assessor.open(scene, AssessmentCriteria.custom(5)),
                        assessor,
                        stated,
                        Optional.empty(),
                        Optional.empty(),
                        devices,
                        new Software("bench", Optional.empty(), "")),
                0);
        page = open(server.address());
    }

    private WebSocket open(URI address) throws IOException, InterruptedException {
        HttpResponse<Void> reply =
                http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
        return http.newWebSocketBuilder()
                .header("Origin", "http://" + address.getAuthority())
                .header(
                        "Cookie",
                        reply.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0])
                .buildAsync(URI.create("ws://" + address.getAuthority() + "/live"), new Page())
                .join();
    }

    @TearDown
    public void end() {
        page.abort();
        server.close();
    }

    @Benchmark
    public String follows() throws InterruptedException {
        return ask("live");
    }

    @Benchmark
    public String numbers() throws InterruptedException {
        return ask("numbers");
    }

    @Benchmark
    public String everything() throws InterruptedException {
        return ask("done");
    }

    private String ask(String type) throws InterruptedException {
        seq++;
        List<ApplicatorPlacement> moved = new ArrayList<>(placements);
        moved.set(0, placements.get(0).shifted(0.1 * (seq % 10), 0.1 * (seq / 10 % 10), 0.01 * (seq / 100 % 100)));
        page.sendText(
                        "{\"type\":\"pose\",\"seq\":" + seq + ",\"source\":\"planned\",\"applicators\":"
                                + CaseFileWriter.applicators(moved) + "}",
                        true)
                .join();
        String wanted = "{\"seq\":" + seq + ",\"type\":\"" + type + "\"";
        while (true) {
            String answer = answers.poll(PATIENCE_S, TimeUnit.SECONDS);
            if (answer == null || answer.contains("\"type\":\"error\"")) {
                throw new IllegalStateException("no answer but " + answer);
            }
            if (answer.startsWith(wanted)) {
                return answer;
            }
        }
    }

    /** Keeps texts, looks at no frame. */
    private final class Page implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                answers.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            from.request(1);
            return null;
        }
    }
}
