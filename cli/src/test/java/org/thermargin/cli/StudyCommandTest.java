package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.cli.Cli.Run;
import org.thermargin.study.StudyColumn;
import org.thermargin.study.StudyRow;

class StudyCommandTest {
    @TempDir
    Path folder;

    private static final Path CASES = Path.of(System.getProperty("thermargin.root", ".."), "testdata", "cases");

    /** Two quick cases and a folder that is none. */
    private Path cohort() throws IOException {
        Path cohort = folder.resolve("cohort");
        for (String name : List.of("sphere-complete", "sphere-insufficient")) {
            try (Stream<Path> files = Files.list(CASES.resolve(name))) {
                Path to = Files.createDirectories(cohort.resolve(name));
                for (Path file : files.toList()) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
        Files.createDirectories(cohort.resolve("nothing"));
        return cohort;
    }

    private Map<String, byte[]> files(String name) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> list = Files.list(folder.resolve(name))) {
            for (Path file : list.filter(Files::isRegularFile).toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        files.remove(".lock");
        files.remove("study.txt");
        return files;
    }

    private static List<StudyRow> rows(Path out) throws IOException {
        return Files.readAllLines(out.resolve("rows.csv")).stream()
                .skip(1)
                .map(StudyRow::parse)
                .toList();
    }

    @Test
    @Tag("H30")
    void aCohortWithABadCaseIsTabledWhole() throws IOException {
        Path out = folder.resolve("out");

        Run run = Cli.run("study", cohort(), "--out", out, "--threads", 2);

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.BELOW_COMPLETE);
        assertThat(run.out())
                .startsWith("3 tasks of 3 cases: 2 assessed, 1 refused, 0 failed\n3 rows: 1 refused, 1 insufficient,"
                        + " 1 complete\n");
        assertThat(run.err()).contains("3/3");
        assertThat(rows(out).stream().map(r -> r.text(StudyColumn.CASE_ID) + " " + r.verdict()))
                .containsExactly("nothing REFUSED", "sphere-complete COMPLETE", "sphere-insufficient INSUFFICIENT");
        assertThat(files("out").keySet())
                .containsExactly("failures.jsonl", "report.html", "rows.csv", "rows.parquet", "summary.json");
        assertThat(Files.readString(out.resolve("failures.jsonl"))).contains("case-unknown", "\"case_id\":\"nothing\"");
    }

    @Test
    void whatAWideVesselIsHoldsForEveryCase() throws IOException {
        Run run = Cli.run("study", cohort(), "--vessel-min-diameter-mm", "0.5", "--out", folder.resolve("out"));

        assertThat(run.code()).isEqualTo(ExitCode.BELOW_COMPLETE);
        assertThat(Files.readString(folder.resolve("out").resolve("failures.jsonl")))
                .contains(
                        "--vessel-min-diameter-mm: smallest diameter of a wide vessel must be 1.0 to 50.0 mm, was 0.5");
    }

    /** 120 W lies outside the rows of the device and within the range of its law. */
    @Test
    @Tag("H24")
    void aPowerLawIsTakenOnlyWhereTheUserAllowsIt() throws IOException {
        Path plan = Files.createDirectories(folder.resolve("plan"));
        Path from = CASES.resolve("crease-planned");
        Files.copy(from.resolve("lesion.nii.gz"), plan.resolve("lesion.nii.gz"));
        Files.writeString(
                plan.resolve("case.json"),
                Files.readString(from.resolve("case.json"))
                        .replace("\"power_w\": 100.0", "\"power_w\": 120.0, \"reach_beyond_tip_mm\": 5.0"));

        Run without = Cli.run("study", plan, "--out", folder.resolve("without"));
        Run with = Cli.run("study", plan, "--power-law", "--out", folder.resolve("with"));

        assertThat(without.code()).isEqualTo(ExitCode.BELOW_COMPLETE);
        assertThat(Files.readString(folder.resolve("without/failures.jsonl"))).contains("--power-law");
        assertThat(with.code()).as(with.err()).isEqualTo(ExitCode.OK);
        assertThat(rows(folder.resolve("with")).get(0).text(StudyColumn.TAINTS)).contains("power-law");
    }

    @Test
    void theParquetTableHasTheRowsAndTypesOfTheCsvTable() throws IOException {
        Path out = folder.resolve("out");
        Cli.run("study", cohort(), "--out", out);

        byte[] bytes = Files.readAllBytes(out.resolve("rows.parquet"));
        int footer = ByteBuffer.wrap(bytes, bytes.length - 8, 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        FileMetaData table = Util.readFileMetaData(new ByteArrayInputStream(bytes, bytes.length - 8 - footer, footer));

        assertThat(table.getNum_rows()).isEqualTo(3);
        // the writer leaves these in an order that differs from process to process
        assertThat(table.getRow_groups().get(0).getColumns())
                .allSatisfy(column ->
                        assertThat(column.getMeta_data().getEncodings()).isSorted());
        List<SchemaElement> columns =
                table.getSchema().subList(1, table.getSchema().size());
        assertThat(columns.stream().map(SchemaElement::getName))
                .containsExactlyElementsOf(Arrays.stream(StudyColumn.values())
                        .map(StudyColumn::key)
                        .toList());
        for (StudyColumn column : StudyColumn.values()) {
            Type expected = switch (column.kind()) {
                case TEXT -> Type.BYTE_ARRAY;
                case NUMBER -> Type.DOUBLE;
                case INTEGER -> Type.INT64;
                case FLAG -> Type.BOOLEAN;
            };
            assertThat(columns.stream()
                            .filter(c -> c.getName().equals(column.key()))
                            .map(SchemaElement::getType))
                    .containsExactly(expected);
        }
    }

    @Test
    @Tag("H31")
    void sharesAndResumedRunsGiveTheSameBytes() throws IOException {
        Path plan = CASES.resolve("crease-planned");
        List<Object> command = List.of("study", plan, "--needle-off-mm", "1,3", "--draws", 55, "--seed", 4);
        run(command, "whole");
        Map<String, byte[]> whole = files("whole");
        run(command, "s1", "--shard", "1/2");
        run(command, "s2", "--shard", "2/2");

        Run merged = Cli.run("merge", folder.resolve("s1"), folder.resolve("s2"), "--out", folder.resolve("joined"));
        Run again = run(command, "whole", "--resume");

        assertThat(merged.code()).as(merged.err()).isEqualTo(ExitCode.OK);
        assertThat(again.code()).isEqualTo(ExitCode.OK);
        assertSame(files("joined"), whole);
        assertSame(files("whole"), whole);
        assertThat(run(command, "whole").code()).isEqualTo(ExitCode.REFUSED);
    }

    private Run run(List<Object> command, String out, Object... more) {
        List<Object> all = new ArrayList<>(command);
        all.addAll(List.of("--out", folder.resolve(out)));
        all.addAll(List.of(more));
        return Cli.run(all.toArray());
    }

    private static void assertSame(Map<String, byte[]> found, Map<String, byte[]> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, bytes) -> assertThat(found.get(name)).as(name).isEqualTo(bytes));
    }

    @Test
    void theReportStandsAloneAndShowsTotals() throws IOException {
        Path out = folder.resolve("out");
        Cli.run("study", cohort(), "--out", out, "--target-mm", 3);

        String page = Files.readString(out.resolve("report.html"), StandardCharsets.UTF_8);

        assertThat(page)
                .contains("3 tasks = 2 assessed + 1 refused + 0 failed", "<svg", "Waterfall", "not for clinical")
                .doesNotContain("http:", "https:", "<script", "<link", "NaN");
    }

    @Test
    @Tag("H30")
    void aReportWithoutAnyMarginSaysWhyAndShowsNoStatistics() throws IOException {
        Files.createDirectories(folder.resolve("cohort/one"));
        Files.createDirectories(folder.resolve("cohort/two"));

        Cli.run("study", folder.resolve("cohort"), "--out", folder.resolve("out"));

        assertThat(Files.readString(folder.resolve("out/report.html")))
                .contains(
                        "2 tasks = 0 assessed + 2 refused", "<td>case-unknown</td><td>REFUSED</td><td>2</td><td>2</td>")
                .doesNotContain("Statistics", "<svg");
    }

    @Test
    void whatMakesNoStudyIsRefused() throws IOException {
        Path cohort = cohort();
        assertThat(Cli.run("study", cohort, "--out", folder.resolve("o"), "--draws", 5)
                        .code())
                .isEqualTo(2);
        assertThat(Cli.run("study", cohort, "--out", folder.resolve("o"), "--shard", "3/2")
                        .code())
                .isEqualTo(2);
        assertThat(Cli.run("study", folder.resolve("none"), "--out", folder.resolve("o"))
                        .code())
                .isEqualTo(2);
        assertThat(Cli.run("study", cohort, "--out", folder.resolve("o"), "--group-by", "colour")
                        .code())
                .isEqualTo(2);
        for (String address : List.of("s3a://bucket/cohort", "hdfs://head:8020/cohort")) {
            Run refused = Cli.run("study", address, "--out", folder.resolve("o"));
            assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.err()).contains("study-address", "CASES must be");
            assertThat(Cli.run("study", cohort, "--out", address).err()).contains("study-address", "--out must be");
        }
        assertThat(Cli.run("study", cohort).code()).isEqualTo(2);
        assertThat(Cli.run("merge", folder, "--out", folder.resolve("p")).code())
                .isEqualTo(2);
    }
}
