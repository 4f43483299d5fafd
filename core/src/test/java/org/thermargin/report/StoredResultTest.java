package org.thermargin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.InputException;
import org.thermargin.report.StoredResult.Difference;

class StoredResultTest {
    private static final String STORED = """
            {"schema":"thermargin.assessment/1","software":{"version":"0.1.0","commit":"abcdef0","java":"17.0.1"},
             "inputs":[{"role":"lesion","path":"sha256:00","sha256":"11"}],
             "lesions":[{"mam_mm":2.1652840614629594,"a/b":1,"taints":[]}]}
            """;

    @Test
    void anotherMachineAndAnotherFolderAreTheSameResult() throws Exception {
        String now =
                STORED.replace("abcdef0", "0fedcba").replace("17.0.1", "25").replace("sha256:00", "L.nii.gz");

        StoredResult.Comparison comparison = stored().against(now);

        assertThat(comparison.isSame()).isTrue();
        assertThat(comparison.compared()).isEqualTo(5); // schema, role, hash, margin, a/b
    }

    @Test
    void theLastBitOfANumberIsADifference() throws Exception {
        StoredResult.Comparison comparison =
                stored().against(STORED.replace("2.1652840614629594", "2.165284061462960"));

        assertThat(comparison.differences())
                .containsExactly(new Difference("/lesions/0/mam_mm", "2.1652840614629594", "2.16528406146296"));
    }

    @Test
    void aChangedFileAMissingAndANewValueAreDifferences() throws Exception {
        String now = STORED.replace("\"11\"", "\"12\"")
                .replace("\"a/b\":1,", "")
                .replace("\"taints\":[]", "\"taints\":[\"scale\"]");

        assertThat(stored().against(now).differences())
                .containsExactly(
                        new Difference("/inputs/0/sha256", "\"11\"", "\"12\""),
                        new Difference("/lesions/0/a~1b", "1", "absent"),
                        new Difference("/lesions/0/taints/0", "absent", "\"scale\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"schema\":\"thermargin.study-summary/1\"}",
                "{\"schema\":\"thermargin.assessment/1\",\"refused\":[]}",
                "{\"schema\":\"thermargin.assessment/1\",\"schema\":\"thermargin.assessment/1\"}",
                "{\"schema\":\"thermargin.assessment/1\"} {}"
            })
    void whatIsNoStoredAssessmentIsRefused(String text) {
        assertThatThrownBy(() -> StoredResult.of("r.json", text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("r.json")
                .hasMessageContaining("stored result must");
    }

    @Test
    void aMissingFileIsRefusedByName(@TempDir Path folder) throws Exception {
        Files.createDirectory(folder.resolve("out"));

        assertThatThrownBy(() -> StoredResult.read(folder.resolve("out")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("assessment.json");
    }

    private static StoredResult stored() throws InputException {
        return StoredResult.of("r.json", STORED);
    }
}
