package org.thermargin.io.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.InputException;
import org.thermargin.scene.VesselKind;

class LabelMapTest {
    @Test
    void readyMapsCanAllBeRead() {
        for (String id : LabelMaps.ids()) {
            assertThat(LabelMaps.ready(id).id()).isEqualTo(id);
        }
    }

    @Test
    void totalSegmentatorNumbersAreThoseOfVersion2() {
        LabelMap map = LabelMaps.ready("totalsegmentator");

        assertThat(map.entries()).hasSize(117);
        assertThat(map.ofValue(5).orElseThrow().role()).isEqualTo(LabelRole.LIVER);
        assertThat(map.ofValue(4).orElseThrow().name()).isEqualTo("gallbladder");
        assertThat(map.ofValue(19).orElseThrow().name()).isEqualTo("duodenum");
        assertThat(map.ofValue(52).orElseThrow().vesselKind()).contains(VesselKind.ARTERY);
        assertThat(map.ofValue(63).orElseThrow().vesselKind()).contains(VesselKind.IVC);
        assertThat(map.ofValue(64).orElseThrow().vesselKind()).contains(VesselKind.PORTAL);
        assertThat(map.ofValue(117).orElseThrow().name()).isEqualTo("costal_cartilages");
        assertThat(map.ofRole(LabelRole.LIVER)).hasSize(1);
    }

    @Test
    void vesselsAndTumourOfTask08AreNotSwapped() {
        LabelMap map = LabelMaps.ready("msd08");

        assertThat(map.ofValue(1).orElseThrow().role()).isEqualTo(LabelRole.VESSEL);
        assertThat(map.ofValue(2).orElseThrow().role()).isEqualTo(LabelRole.LESION);
    }

    @Test
    void namesOfFoldersMatchWithEndings() {
        LabelMap map = LabelMaps.ready("3dircadb01");

        assertThat(map.ofName("livertumor01").map(LabelEntry::role)).contains(LabelRole.LESION);
        assertThat(map.ofName("livertumors").map(LabelEntry::role)).contains(LabelRole.LESION);
        assertThat(map.ofName("portalvein1").flatMap(LabelEntry::vesselKind)).contains(VesselKind.PORTAL);
        assertThat(map.ofName("Liver").map(LabelEntry::role)).contains(LabelRole.LIVER);
        assertThat(map.ofName("liverkyst").map(LabelEntry::role)).contains(LabelRole.IGNORE);
    }

    @Test
    @Tag("H13")
    void valuesWithoutEntryAreListedNotGuessed() {
        LabelMap map = LabelMaps.ready("lits");

        assertThat(map.unknownValues(List.of(0, 1, 2, 3, 255))).containsExactly(3, 255);
        assertThat(map.ofValue(3)).isEqualTo(Optional.empty());
        assertThat(map.ofName("something")).isEqualTo(Optional.empty());
    }

    @Test
    void userMapIsRead() throws InputException {
        LabelMap map = parse("""
                {"schema": "thermargin.labels/1", "id": "mine", "source": "our clinic",
                 "labels": [{"value": 7, "name": "portal vein", "role": "vessel", "kind": "portal"},
                            {"name": "tumour*", "role": "lesion"}]}""");

        assertThat(map.ofValue(7).orElseThrow().vesselKind()).contains(VesselKind.PORTAL);
        assertThat(map.ofName("Tumour 2").orElseThrow().role()).isEqualTo(LabelRole.LESION);
    }

    @ParameterizedTest
    @Tag("H26")
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"schema\": \"thermargin.labels/1\"}",
                "{\"schema\": \"thermargin.labels/2\", \"id\": \"a\", \"source\": \"b\", \"labels\": [" + LIVER + "]}",
                "{" + HEAD + ", \"labels\": []}",
                "{" + HEAD + ", \"labels\": [" + LIVER + "], \"extra\": 1}",
                "{" + HEAD + ", \"id\": \"b\", \"labels\": [" + LIVER + "]}",
                "{" + HEAD + ", \"labels\": [" + LIVER + "]} {}",
                "{" + HEAD + ", \"labels\": [" + LIVER + ", " + LIVER + "]}",
                "{" + HEAD + ", \"labels\": [{\"value\": 1.0, \"name\": \"a\", \"role\": \"liver\"}]}",
                "{" + HEAD + ", \"labels\": [{\"value\": \"1\", \"name\": \"a\", \"role\": \"liver\"}]}",
                "{" + HEAD + ", \"labels\": [{\"value\": 0, \"name\": \"a\", \"role\": \"liver\"}]}",
                "{" + HEAD + ", \"labels\": [{\"value\": NaN, \"name\": \"a\", \"role\": \"liver\"}]}",
                "{" + HEAD + ", \"labels\": [{\"value\": 70000, \"name\": \"a\", \"role\": \"liver\"}]}",
                "{" + HEAD + ", \"labels\": [{\"value\": 1, \"name\": \"a\", \"role\": \"Liver\"}]}",
                "{" + HEAD + ", \"labels\": [{\"value\": 1, \"name\": \"a\", \"role\": \"vessel\"}]}",
                "{" + HEAD + ", \"labels\": [{\"value\": 1, \"name\": \"a\", \"role\": \"liver\", \"kind\": \"ivc\"}]}",
                "{" + HEAD + ", \"labels\": [{\"value\": 1, \"name\": \"*\", \"role\": \"liver\"}]}",
                "{" + HEAD + ", \"labels\": [{\"value\": 1, \"name\": \"a\", \"role\": \"liver\", \"label\": 2}]}"
            })
    void doubtfulUserMapsAreRefused(String json) {
        assertThatThrownBy(() -> parse(json)).isInstanceOf(InputException.class).hasMessageContaining("map.json");
    }

    @Test
    @Tag("H36")
    void deepNestingIsRefused() {
        String json = "{" + HEAD + ", \"labels\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}";

        assertThatThrownBy(() -> parse(json)).isInstanceOf(InputException.class);
    }

    @Test
    @Tag("H36")
    void textsFromTheMapAreShownShortAndWithoutControlCharacters() {
        String role = "\\u001b[2J" + "x".repeat(5000);
        String json = "{" + HEAD + ", \"labels\": [{\"value\": 1, \"name\": \"a\", \"role\": \"" + role + "\"}]}";

        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(InputException.class)
                .satisfies(e -> assertThat(e.getMessage())
                        .hasSizeLessThan(300)
                        .matches(text -> text.chars().noneMatch(Character::isISOControl)));
    }

    private static final String HEAD = "\"schema\": \"thermargin.labels/1\", \"id\": \"a\", \"source\": \"b\"";
    private static final String LIVER = "{\"value\": 1, \"name\": \"liver\", \"role\": \"liver\"}";

    private static LabelMap parse(String json) throws InputException {
        return LabelMapReader.parse(json.getBytes(StandardCharsets.UTF_8), "map.json");
    }
}
