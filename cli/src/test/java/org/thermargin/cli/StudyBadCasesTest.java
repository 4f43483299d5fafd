package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.cli.Cli.Run;
import org.thermargin.study.StudyColumn;
import org.thermargin.study.StudyRow;

/** Whatever stands in a folder of cases, each folder is one task, and the good ones come out as without the bad ones. */
class StudyBadCasesTest {
    private static final Path CASES = Path.of(System.getProperty("thermargin.root", ".."), "testdata", "cases");

    /** Names before, among and after those of the bad cases, and the cases that they are. */
    private static final Map<String, String> GOOD =
            Map.of("aaa", "sphere-complete", "lesion-good", "crease-planned", "zzz", "sphere-insufficient");

    private static final long GUARD_S = 60;

    @TempDir
    Path folder;

    @Test
    @Tag("H26")
    @Tag("H30")
    @Tag("H36")
    void everyKindOfBadCaseIsRefusedByItsReasonAndChangesNoOther() throws Exception {
        Map<String, BadCases.Kind> kinds = new BadCases().kinds();
        for (Map.Entry<String, BadCases.Kind> kind : kinds.entrySet()) {
            Path bad = BadCases.copy(CASES.resolve("sphere-complete"), folder.resolve("cohort/" + kind.getKey()));
            kind.getValue().spoiler().spoil(bad);
        }
        for (Map.Entry<String, String> good : GOOD.entrySet()) {
            BadCases.copy(CASES.resolve(good.getValue()), folder.resolve("cohort/" + good.getKey()));
            BadCases.copy(CASES.resolve(good.getValue()), folder.resolve("good/" + good.getKey()));
        }
        assertThat(kinds).hasSizeGreaterThanOrEqualTo(40);

        // room for the cases as they are, not for the one of 400 x 400 x 400 voxels
        Run all = Cli.run("study", folder.resolve("cohort"), "--memory-limit-mib", 500, "--out", folder.resolve("all"));
        Run good = Cli.run("study", folder.resolve("good"), "--out", folder.resolve("only"));

        assertThat(all.code()).as(all.err()).isEqualTo(ExitCode.BELOW_COMPLETE);
        assertThat(good.code()).as(good.err()).isEqualTo(ExitCode.OK);
        assertThat(all.out())
                .startsWith("%1$d tasks of %1$d cases: 3 assessed, %2$d refused, 0 failed\n%1$d rows:"
                        .formatted(kinds.size() + GOOD.size(), kinds.size()));
        assertThat(reasons(folder.resolve("all")))
                .isEqualTo(kinds.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, k -> k.getValue().code(), (a, b) -> a, TreeMap::new)));
        assertThat(measured(folder.resolve("all"))).hasSize(GOOD.size()).isEqualTo(measured(folder.resolve("only")));
    }

    /**
     * The case passes the limit, which was stated too high, and its 64 MB of labels do not fit into the old generation of
     * this heap, two thirds of 92 MiB.
     */
    @Test
    @Tag("H22")
    @Tag("H30")
    void aCaseThatTakesAllMemoryFailsAlone() throws Exception {
        Path cohort = folder.resolve("cohort");
        BadCases.copy(CASES.resolve("sphere-complete"), cohort.resolve("big"));
        new BadCases().kinds().get("header-too-large").spoiler().spoil(cohort.resolve("big"));
        for (Map.Entry<String, String> good : GOOD.entrySet()) {
            BadCases.copy(CASES.resolve(good.getValue()), cohort.resolve(good.getKey()));
            BadCases.copy(CASES.resolve(good.getValue()), folder.resolve("good/" + good.getKey()));
        }
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx92m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "study",
                        cohort.toString(),
                        "--memory-limit-mib",
                        "4000",
                        "--threads",
                        "2",
                        "--out",
                        folder.resolve("all").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor(GUARD_S, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as(said).isEqualTo(ExitCode.BELOW_COMPLETE);
        assertThat(reasons(folder.resolve("all"))).isEqualTo(Map.of("big", "out-of-memory"));
        Run good = Cli.run("study", folder.resolve("good"), "--out", folder.resolve("only"));
        assertThat(good.code()).isEqualTo(ExitCode.OK);
        assertThat(measured(folder.resolve("all"))).hasSize(GOOD.size()).isEqualTo(measured(folder.resolve("only")));
    }

    /** Codes by folder, of all lines of {@code failures.jsonl}. */
    private static Map<String, String> reasons(Path out) throws IOException {
        Map<String, String> reasons = new TreeMap<>();
        for (String line : Files.readAllLines(out.resolve("failures.jsonl"))) {
            JsonNode failure = new ObjectMapper().readTree(line);
            assertThat(failure.get("tasks").asInt()).isEqualTo(1);
            List<String> codes = failure.get("findings").findValuesAsText("code");
            reasons.merge(failure.get("case_id").asText(), String.join(" ", codes), (a, b) -> a + " and " + b);
        }
        return reasons;
    }

    /** Rows with a margin, but for the place of case and task in the study. */
    private static List<String> measured(Path out) throws IOException {
        try (Stream<String> lines = Files.lines(out.resolve("rows.csv"))) {
            return lines.skip(1)
                    .map(StudyRow::parse)
                    .filter(row -> row.number(StudyColumn.MAM_MM).isPresent())
                    .map(row -> Arrays.stream(StudyColumn.values())
                            .filter(c -> c != StudyColumn.CASE_NUMBER && c != StudyColumn.TASK)
                            .map(row::text)
                            .collect(Collectors.joining(",")))
                    .toList();
        }
    }
}
