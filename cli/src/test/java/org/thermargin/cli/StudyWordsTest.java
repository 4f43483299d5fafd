package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.study.StudyRequest;

class StudyWordsTest {
    private static final Path CASES = Path.of(System.getProperty("thermargin.root", ".."), "testdata", "cases");

    @TempDir
    Path folder;

    private final StudyRequest.Reader reader =
            ServiceLoader.load(StudyRequest.Reader.class).findFirst().orElseThrow();

    @Test
    @Tag("H29")
    void wordsMeanTheSameStudyInAnotherProcess() throws InputException {
        List<String> words = List.of(
                CASES.resolve("crease-planned").toString(),
                "--needle-off-mm=1,3",
                "--draws",
                "5",
                "--preset",
                "crlm",
                "--accept",
                "extrapolate",
                "--accept",
                "power-law",
                "--vessel-wall",
                "rfa=convective,mwa=convective",
                "--strict",
                "--power-law",
                "--shard",
                "2/3",
                "--memory-limit-mib",
                "300",
                "--out",
                folder.resolve("out").toString());

        List<String> portable = reader.portable(words);
        StudyRequest request = reader.read(portable);

        assertThat(request.plan().key()).isEqualTo(reader.read(words).plan().key());
        assertThat(request.plan().shard()).isEqualTo(2);
        assertThat(request.out()).isEqualTo(folder.resolve("out"));
        assertThat(request.memoryLimitBytes()).hasValue(300L << 20);
        assertThat(request.plan().options().accepted()).containsExactlyInAnyOrder("extrapolate", "power-law");
        assertThat(reader.portable(portable)).isEqualTo(portable);
    }

    @Test
    void pathsStartAtTheRootAndWhatIsAboutThisProcessStaysHere() throws InputException {
        List<String> portable = reader.portable(List.of(
                "cohort",
                "--out",
                "a/../results",
                "--devices",
                "mine.json",
                "--devices",
                "more",
                "--root",
                ".",
                "--resume",
                "--master",
                "spark://127.0.0.1:7077",
                "--spark-conf",
                "a=b",
                "--json"));

        Path here = Path.of("").toAbsolutePath();
        assertThat(portable)
                .contains(
                        here.resolve("cohort").toString(),
                        here.resolve("results").toString(),
                        here.resolve("mine.json").toString(),
                        here.resolve("more").toString(),
                        here.toString(),
                        "--resume")
                .doesNotContain("--master", "spark://127.0.0.1:7077", "--spark-conf", "a=b", "--json");
    }

    @Test
    void wordsThatAreNoStudyAreRefused() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> reader.read(List.of("cohort", "--draw", "5")))
                .matches(e -> e.code().equals("command-line"));
    }

    @Test
    @DisabledIfEnvironmentVariable(named = "SPARK_HOME", matches = ".+")
    void withoutSparkTheCommandSaysWhatItNeeds() {
        Cli.Run run = Cli.run(
                "study", CASES.resolve("crease-planned"), "--master", "local[1]", "--out", folder.resolve("out"));

        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("study-cluster").containsAnyOf("must be built once", "SPARK_HOME must name");
    }
}
