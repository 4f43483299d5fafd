package org.thermargin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.report.AssessmentText;

/** The script {@code cli/thermargin} in a folder of its own, with a program in the place of Java that prints its arguments. */
class LauncherTest {
    private static final Path SCRIPT = Path.of("thermargin").toAbsolutePath();

    @TempDir
    Path temporary;

    private Path cli;
    private Path java;

    @BeforeEach
    void install() throws IOException {
        cli = Files.createDirectories(temporary.resolve("a folder/cli"));
        Files.copy(SCRIPT, cli.resolve("thermargin"));
        executable(cli.resolve("thermargin"));
        Path classes = Files.createDirectories(cli.resolve("target/classes/org/thermargin/cli"));
        Files.writeString(classes.resolve("version.txt"), "thermargin 9 (abc), needs Java 17 or newer\nResearch.\n");
        Files.createDirectories(cli.resolve("target/lib"));
        Files.writeString(cli.resolve("target/lib/thermargin-core-9.jar"), "");
        Files.writeString(cli.resolve("target/thermargin-cli-9.jar"), "");
        java = temporary.resolve("jdk 17/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, """
                #!/bin/sh
                for argument; do
                    case $argument in
                        -XX:ArchiveClassesAtExit=*) echo classes >"${argument#*=}" ;;
                    esac
                    echo "[$argument]"
                done
                echo started >>"$0.log"
                """);
        executable(java);
        release("17.0.9");
    }

    private void release(String version) throws IOException {
        Files.writeString(
                temporary.resolve("jdk 17/release"),
                "IMPLEMENTOR=\"A B\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n");
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Ended(int code, List<String> out, String err) {}

    private Ended run(Path script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        Path out = temporary.resolve("out");
        Path err = temporary.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment()
                .putAll(Map.of("JAVA_HOME", temporary.resolve("jdk 17").toString(), "THERMARGIN_JAVA_OPTS", "-Da -Db"));
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readAllLines(out, UTF_8), Files.readString(err, UTF_8));
    }

    private int starts() throws IOException {
        Path log = java.resolveSibling("java.log");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    @Test
    void theVersionIsPrintedWithoutJava() throws IOException, InterruptedException {
        Ended ended = run(cli.resolve("thermargin"), "--version");

        assertThat(ended)
                .isEqualTo(new Ended(0, List.of("thermargin 9 (abc), needs Java 17 or newer", "Research."), ""));
        assertThat(run(cli.resolve("thermargin"), "-V")).isEqualTo(ended);
        assertThat(starts()).isZero();
    }

    /** As after a build from an archive without history: the placeholder stays. */
    @Test
    void aVersionWithoutCommitNamesNone() throws IOException, InterruptedException {
        Files.writeString(
                cli.resolve("target/classes/org/thermargin/cli/version.txt"),
                "thermargin 9 (${git.commit.id.abbrev}), needs Java 17 or newer\n");

        assertThat(run(cli.resolve("thermargin"), "--version").out())
                .containsExactly("thermargin 9, needs Java 17 or newer");
    }

    @Test
    void theVersionOfTheProgramIsTheSameText() throws IOException {
        String text;
        try (var in = BuildInfo.class.getResourceAsStream("version.txt")) {
            text = new String(in.readAllBytes(), UTF_8);
        }

        Cli.Run run = Cli.run("--version");

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo(text.replaceFirst(" \\(\\$[^)]*\\)", ""));
        assertThat(run.out()).startsWith("thermargin " + BuildInfo.software().version());
        assertThat(run.out()).contains("needs Java 17 or newer", AssessmentText.RESEARCH_ONLY);
    }

    @Test
    void argumentsReachJavaAsTheyAre() throws IOException, InterruptedException {
        Path link = temporary.resolve("a link");
        Files.createSymbolicLink(link, Path.of("a folder/cli/thermargin"));
        Path second = temporary.resolve("second");
        Files.createSymbolicLink(second, link);

        for (Path script : List.of(cli.resolve("thermargin"), link, second)) {
            Ended ended = run(script, "assess", "a case", "--out", "x*");

            assertThat(ended.code()).isZero();
            assertThat(ended.err()).isEmpty();
            Path jar = cli.toRealPath().resolve("target/thermargin-cli-9.jar");
            assertThat(ended.out())
                    .contains("[-Da]", "[-Db]")
                    .endsWith("[-jar]", "[" + jar + "]", "[assess]", "[a case]", "[--out]", "[x*]");
        }
    }

    /** The first start writes the archive, by one start more; a newer jar has it written anew. */
    @Test
    void classesAreArchivedOncePerBuild() throws IOException, InterruptedException {
        Path archive = cli.toRealPath().resolve("target/java-17.0.9.jsa");

        assertThat(run(cli.resolve("thermargin"), "devices").out()).contains("[-XX:SharedArchiveFile=" + archive + "]");
        assertThat(starts()).isEqualTo(2);
        run(cli.resolve("thermargin"), "devices");
        assertThat(starts()).isEqualTo(3);

        Path jar = cli.resolve("target/thermargin-cli-9.jar");
        Files.setLastModifiedTime(
                archive, FileTime.fromMillis(Files.getLastModifiedTime(jar).toMillis() - 60_000));
        run(cli.resolve("thermargin"), "devices");
        assertThat(starts()).isEqualTo(5);
    }

    @Test
    void anOlderJavaIsRefused() throws IOException, InterruptedException {
        release("11.0.2");

        Ended ended = run(cli.resolve("thermargin"), "devices");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("needs Java 17 or newer", "11.0.2");
        assertThat(starts()).isZero();
    }

    @Test
    void aNewerJavaIsTaken() throws IOException, InterruptedException {
        release("25");

        assertThat(run(cli.resolve("thermargin"), "devices").code()).isZero();
    }
}
