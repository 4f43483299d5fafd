package org.thermargin.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.thermargin.InputException;
import org.thermargin.assess.Outcome;

/** What a study leaves in its folder, for tests of other packages: a share that can be joined, whole or damaged. */
public final class StoredStudy {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private StoredStudy() {}

    /** The marker of a study of one case and two tasks. */
    public static String marker() {
        return new StudyMarker(KEY, "1.0", 1, 2, 2, 1, 1, 7, "nothing varied").text();
    }

    /** The part of its only batch, without the hash at its end: a row of each task, and why the second has no margin. */
    public static String part() {
        StudyRow.Builder first = row(1, Outcome.COMPLETE)
                .text(StudyColumn.LESION_ID, "a, \"b\"")
                .text(StudyColumn.SOURCE, "planned")
                .number(StudyColumn.TARGET_MM, 5)
                .number(StudyColumn.MAM_MM, 6.25)
                .number(StudyColumn.MAM_LOWER_MM, 5.5)
                .number(StudyColumn.MAM_UPPER_MM, 7);
        StudyRow.Builder second = row(2, Outcome.REFUSED).text(StudyColumn.REASON, "volume-too-large");
        StudyPart part = new StudyPart(
                KEY,
                1,
                "case",
                List.of(first.row().line(), second.row().line()),
                List.of("2\t{\"outcome\":\"REFUSED\"}"));
        String whole = new String(part.bytes(), StandardCharsets.UTF_8);
        return whole.substring(0, whole.lastIndexOf('\n', whole.length() - 2) + 1);
    }

    private static StudyRow.Builder row(int task, Outcome verdict) {
        return new StudyRow.Builder()
                .integer(StudyColumn.TASK, task)
                .integer(StudyColumn.CASE_NUMBER, 1)
                .text(StudyColumn.VERDICT, verdict.name());
    }

    /**
     * Joins the share of the marker and of the part, whose hash is put right: tables, or a refusal, or
     * {@link StudyImbalanceException} where rows do not add up; nothing else.
     */
    public static void join(byte[] marker, byte[] part, Path folder) throws InputException, IOException {
        Path share = Files.createDirectories(folder.resolve("share/parts")).getParent();
        Files.write(share.resolve(StudyFolder.MARKER), marker);
        Files.write(share.resolve("parts/0000000-" + KEY + ".part"), hashed(part));
        StudyMerge merge = new StudyMerge(List.of(share));
        try (StudyFolder joined = merge.output(folder.resolve("joined"))) {
            StudyTotals totals = merge.write(
                    new StudyTables(joined),
                    StudyColumn.SOURCE,
                    (all, statistics) -> Map.of(StudyFolder.SUMMARY, all + "\n" + StudySummary.of(statistics, 1)));
            assertThat(totals.tasks()).isEqualTo(totals.tasksPlanned());
        } catch (StudyImbalanceException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static byte[] hashed(byte[] part) {
        String text = new String(part, StandardCharsets.UTF_8);
        String hash = HexFormat.of().formatHex(ContentKey.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
        return (text + "e" + hash + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
