package org.thermargin.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StudyColumnsTest {
    /** One line of the table in docs/studies.md. */
    private static String documented(StudyColumn column) {
        return "| `" + column.key() + "` | " + column.kind().name().toLowerCase(Locale.ROOT) + " | " + column.unit()
                + " | " + column.meaning() + " |";
    }

    @Test
    void theDocumentListsTheColumns() throws IOException {
        Path document = Path.of(System.getProperty("thermargin.root", ".."), "core/docs/studies.md");
        List<String> expected = Stream.of(StudyColumn.values())
                .map(StudyColumnsTest::documented)
                .toList();

        assertThat(Files.readAllLines(document).stream()
                        .filter(line -> line.startsWith("| `") && line.matches(".* (text|number|integer|flag) \\|.*")))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void columnsWithUnitsNameThem() {
        for (StudyColumn column : StudyColumn.values()) {
            String unit = column.unit();
            if (!unit.isEmpty() && !unit.equals("1")) {
                assertThat(column.key()).endsWith("_" + unit.toLowerCase(Locale.ROOT));
            }
        }
    }
}
