package org.thermargin.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StudyRowTest {
    private static StudyRow.Builder builder() {
        return new StudyRow.Builder().text(StudyColumn.VERDICT, "COMPLETE");
    }

    @Test
    void aRowReadsBackAsItWasWritten() {
        StudyRow row = builder()
                .text(StudyColumn.CASE_ID, "a \"b\", c")
                .integer(StudyColumn.TASK, 12)
                .flag(StudyColumn.SUBCAPSULAR, true)
                .number(StudyColumn.MAM_MM, -0.0)
                .row();

        StudyRow again = StudyRow.parse(row.line() + CsvLine.END);

        assertThat(again.line()).isEqualTo(row.line());
        assertThat(again.text(StudyColumn.CASE_ID)).isEqualTo("a \"b\", c");
        assertThat(again.task()).isEqualTo(12);
        assertThat(again.text(StudyColumn.MAM_MM)).isEqualTo("0.0");
        assertThat(again.number(StudyColumn.MAM_RAW_MM)).isEmpty();
    }

    @Test
    void numbersReadBackAsTheSameDouble() {
        Random random = new Random(5);
        for (int n = 0; n < 10_000; n++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                StudyRow row = builder().number(StudyColumn.MAM_MM, value).row();

                assertThat(row.number(StudyColumn.MAM_MM)).hasValue(value);
            }
        }
    }

    @Test
    void aRowIsOneLineWhateverANameHolds() {
        StudyRow row = builder().text(StudyColumn.LESION_ID, "a\r\nb\u0000c").row();

        assertThat(row.line().lines()).hasSize(1);
        assertThat(row.text(StudyColumn.LESION_ID)).isEqualTo("a??b?c");
    }

    @Test
    void whatIsNoNumberOrOfAnotherKindIsADefect() {
        assertThatIllegalStateException().isThrownBy(() -> builder().number(StudyColumn.MAM_MM, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().text(StudyColumn.MAM_MM, "1"));
        assertThatIllegalStateException().isThrownBy(() -> new StudyRow.Builder().row());
        assertThatIllegalArgumentException().isThrownBy(() -> StudyRow.parse("a,b"));
    }

    @Test
    void linesThatAreNoCsvAreRefused() {
        assertThat(CsvLine.fields("a,\"b,\"\"c\"\"\",,")).isEqualTo(List.of("a", "b,\"c\"", "", ""));
        for (String line : List.of("\"a", "\"a\"b", "a\"b", "a,\"b\"c,d")) {
            assertThatIllegalArgumentException().as(line).isThrownBy(() -> CsvLine.fields(line));
        }
    }
}
