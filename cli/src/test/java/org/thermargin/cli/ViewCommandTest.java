package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.cli.viewer.PageFiles;
import org.thermargin.report.AssessmentText;
import org.thermargin.report.TextStyle;

class ViewCommandTest {
    private static final long PATIENCE_MS = 60_000;

    @TempDir
    Path folder;

    private static Path testCase(String name) {
        return Path.of(System.getProperty("thermargin.root"), "testdata", "cases", name);
    }

    @Test
    void refusedCasesAreRefusedAsByAssess() throws Exception {
        Path file = folder.resolve("case.json");
        Files.writeString(file, "{\"schema\": \"thermargin.case/1\", \"id\": \"x\", \"volume\": []}");

        for (Path path : List.of(file, folder.resolve("none"))) {
            Cli.Run view = Cli.run("view", path, "--no-browser");
            Cli.Run assess = Cli.run("assess", path);

            assertThat(view.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(view.err()).isEqualTo(assess.err());
            assertThat(view.out()).isEmpty();
            assertThat(Cli.run("view", path, "--json").out())
                    .isEqualTo(Cli.run("assess", path, "--json").out());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "case --port 65536", "case --port -1", "case --threads 0", "case --lesion L.nii.gz"})
    void impossibleArgumentsAreRefused(String arguments) {
        Cli.Run run = Cli.run((Object[]) ("view " + arguments).trim().split(" "));

        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).startsWith("thermargin view: ");
    }

    @Test
    void buildWithoutThePageSaysWhatToInstall() {
        assumeFalse(PageFiles.areBuilt(), "the page is built");

        Cli.Run run = Cli.run("view", testCase("sphere-complete"), "--no-browser");

        assertThat(run.code()).isEqualTo(ExitCode.INTERNAL);
        assertThat(run.err()).contains("npm").contains("mvn -pl core,cli package");
        assertThat(run.out()).isEmpty();
    }

    @Test
    @Tag("H40")
    void printsTheAddressOnceAndServesUntilItIsEnded() throws Exception {
        assumeTrue(PageFiles.areBuilt(), "the page is not built");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Thread run = new Thread(() -> Main.run(
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        TextStyle.PLAIN),
                "view",
                testCase("sphere-complete").toString(),
                "--no-browser"));
        run.start();
        try {
            for (long end = System.nanoTime() + PATIENCE_MS * 1_000_000; System.nanoTime() < end; ) {
                if (out.toString(StandardCharsets.UTF_8).endsWith("\n")
                        && err.toString(StandardCharsets.UTF_8).contains(AssessmentText.RESEARCH_ONLY)) {
                    break;
                }
                Thread.onSpinWait();
            }
            String address = out.toString(StandardCharsets.UTF_8).trim();
            assertThat(address).matches("http://127\\.0\\.0\\.1:[0-9]+/\\?token=[A-Za-z0-9_-]{43}");
            HttpResponse<Void> reply = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding());

            assertThat(reply.statusCode()).isEqualTo(303);
            // the token stands in the address and nowhere else
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .doesNotContain(URI.create(address).getQuery());
        } finally {
            run.interrupt();
            run.join(PATIENCE_MS);
        }
        assertThat(run.isAlive()).isFalse();
    }

    @Test
    void browserIsTriedWhereThereIsAScreen() {
        assertThat(Desktop.command("Linux", Map.of("DISPLAY", ":0"), "a")).containsExactly("xdg-open", "a");
        assertThat(Desktop.command("Linux", Map.of(), "a")).isEmpty();
        assertThat(Desktop.command("Mac OS X", Map.of(), "a")).containsExactly("open", "a");
        assertThat(Desktop.command("Windows 11", Map.of(), "a"))
                .startsWith("rundll32")
                .endsWith("a");
    }
}
