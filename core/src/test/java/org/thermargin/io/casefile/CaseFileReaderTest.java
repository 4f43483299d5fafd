package org.thermargin.io.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.SceneInput;
import org.thermargin.scene.VesselKind;
import org.thermargin.scene.ZoneSource;

class CaseFileReaderTest {
    private static final String NEEDLE =
            "{'id': 'n1', 'source': 'planned', 'device': 'd', 'time_s': 300, 'entry_mm': [1, 2, 3], 'tip_mm': [4, 5, 60]}";

    @TempDir
    private Path temp;

    private CaseFolder folder;

    @BeforeEach
    void folder() {
        folder = new CaseFolder(temp);
    }

    @Test
    void everythingThatIsStatedIsKept() throws Exception {
        CaseFile read = folder.read("""
                {'schema': 'thermargin.case/1', 'id': 'Case 7_b', 'frame': 'LPS',
                 'volumes': [
                   {'role': 'liver', 'file': 'in/liver.nii.gz', 'sha256': '%s'},
                   {'role': 'lesion', 'file': 'labels.nii.gz', 'label': 2, 'name': 'S7'},
                   {'role': 'vessel', 'file': 'v.nii', 'kind': 'hepaticVein'},
                   {'role': 'structure', 'file': 'g.nii', 'name': 'gallbladder'},
                   {'role': 'zone', 'file': 'z.nii', 'source': 'placed'},
                   {'role': 'image', 'file': 'ct.nii'},
                   {'labels': 'totalsegmentator', 'file': 'seg.nii.gz'}],
                 'applicators': [
                   {'id': 'n1', 'source': 'planned', 'device': 'd', 'power_w': 100, 'time_s': 300,
                    'entry_mm': [1, 2.5, -3], 'tip_mm': [4, 5, 6e1], 'reach_beyond_tip_mm': 7}],
                 'criteria': {'preset': 'custom', 'target_mm': 4.5},
                 'targets': {'n1': ['S7'], 'placed': ['S7']},
                 'images': 'different', 'registration': {'error_mm': 2.5}}""".formatted("0".repeat(63) + "a"));

        assertThat(read.id()).isEqualTo("Case 7_b");
        assertThat(read.volumes())
                .extracting(v -> v.role().map(VolumeRole::key).orElse("map"))
                .containsExactly("liver", "lesion", "vessel", "structure", "zone", "image", "map");
        assertThat(read.volumes().get(0).path()).isEqualTo(temp.resolve("in/liver.nii.gz"));
        assertThat(read.volumes().get(0).sha256()).contains("0".repeat(63) + "a");
        assertThat(read.volumes().get(1).label()).contains("2");
        assertThat(read.volumes().get(2).vesselKind()).isEqualTo(VesselKind.HEPATIC_VEIN);
        assertThat(read.volumes().get(4).source()).isEqualTo(ZoneSource.PLACED);
        assertThat(read.volumes().get(6).labelMap().orElseThrow().id()).isEqualTo("totalsegmentator");
        ApplicatorPlacement needle = read.applicators().get(0).placement();
        assertThat(needle)
                .isEqualTo(ApplicatorPlacement.once(
                        "n1",
                        new Point3(1, 2.5, -3),
                        new Point3(4, 5, 60),
                        "d",
                        new Application(0, OptionalDouble.of(100), 300, OptionalDouble.of(7))));
        assertThat(read.criteria().targetMm()).hasValue(4.5);
        assertThat(read.targets()).containsEntry("n1", List.of("S7")).hasSize(2);
        assertThat(read.imagesDiffer()).isTrue();
        assertThat(read.registrationErrorMm()).hasValue(2.5);
        assertThat(read.documents()).extracting(SceneInput::role).containsExactly("case");
    }

    @Test
    void whatIsNotStatedIsAbsent() throws Exception {
        CaseFile read = folder.read(CaseFolder.caseOf("'volumes': []"));

        assertThat(read.criteria()).isEqualTo(CaseFile.CriteriaEntry.none());
        assertThat(read.registrationErrorMm()).isEmpty();
        assertThat(read.imagesDiffer()).isFalse();
        assertThat(read.targets()).isEmpty();
    }

    @Test
    @Tag("H01")
    void pointsInRasAreTurnedByHalfATurnAroundTheBodyAxis() throws Exception {
        CaseFile read = folder.read(CaseFolder.caseOf("'frame': 'RAS', 'applicators': [" + NEEDLE + "]"));

        assertThat(read.applicators().get(0).placement().entry()).isEqualTo(new Point3(-1, -2, 3));
        assertThat(read.applicators().get(0).placement().tip()).isEqualTo(new Point3(-4, -5, 60));
    }

    /** One fault each; the message names the file and the words of the second column. */
    @ParameterizedTest
    @Tag("H26")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'volumes': [], 'extra': 1                                        | unknown key extra
            'volumes': [], 'id': 'b'                                         | Duplicate field 'id'
            'volumes': [{'role': 'liver', 'file': 'a', 'Name': 'x'}]         | volumes[0].Name
            'volumes': [{'role': 'Liver', 'file': 'a'}]                      | volumes[0].role must be one of
            'volumes': [{'file': 'a'}]                                       | volumes[0].role must be given
            'volumes': [{'role': 'liver'}]                                   | volumes[0].file must be given
            'volumes': {'role': 'liver', 'file': 'a'}                        | volumes must be a list
            'volumes': ['a']                                                 | volumes[0] must be a JSON object
            'volumes': null                                                  | volumes must be a list
            'volumes': [{'role': 'lesion', 'file': 'a', 'label': 0}]         | volumes[0].label
            'volumes': [{'role': 'lesion', 'file': 'a', 'label': 1.5}]       | volumes[0].label
            'volumes': [{'role': 'lesion', 'file': 'a', 'label': 65536}]     | volumes[0].label
            'volumes': [{'role': 'lesion', 'file': 'a', 'label': true}]      | volumes[0].label
            'volumes': [{'role': 'liver', 'file': 'a', 'kind': 'portal'}]    | volumes[0].kind must stand at a vessel only
            'volumes': [{'role': 'vessel', 'file': 'a', 'kind': 'Portal'}]   | volumes[0].kind must be one of
            'volumes': [{'role': 'liver', 'file': 'a', 'source': 'placed'}]  | volumes[0].source must stand at a zone only
            'volumes': [{'role': 'structure', 'file': 'a'}]                  | volumes[0].name must be given
            'volumes': [{'role': 'image', 'file': 'a', 'label': 1}]          | volumes[0].label must not stand at an image
            'volumes': [{'role': 'image', 'file': 'a', 'labels': 'lits'}]    | volumes[0].labels must not stand at an image
            'volumes': [{'file': 'a', 'labels': 'lits', 'label': 2}]         | volumes[0].label must not stand beside labels
            'volumes': [{'file': 'a', 'labels': 'LiTS'}]                     | volumes[0].labels must be one of
            'volumes': [{'role': 'liver', 'file': 'a', 'sha256': 'AB'}]      | volumes[0].sha256 must be 64
            'criteria': {'target_mm': '5'}                                   | criteria.target_mm must be a finite number
            'criteria': {'target_mm': 1e999}                                 | criteria.target_mm must be a finite number
            'criteria': {'target_mm': -1}                                    | criteria.target_mm must be 0 to 50 mm
            'criteria': {'target_mm': 5000}                                  | criteria.target_mm must be 0 to 50 mm
            'criteria': {'target': 5}                                        | unknown key criteria.target
            'criteria': {'preset': 'CRLM'}                                   | criteria.preset must be one of
            'criteria': {'preset': 'custom'}                                 | criteria.target_mm must be given
            'criteria': {'preset': 'hcc', 'target_mm': 2}                    | criteria.target_mm must not stand beside the preset hcc
            'criteria': 5                                                    | criteria must be a JSON object
            'registration': {}                                               | registration.error_mm must be given
            'registration': {'error_mm': 1, 'error': 1}                      | unknown key registration.error
            'images': 'differ'                                               | images must be one of
            'targets': {'n1': 'S7'}                                          | targets.n1 must be a list
            'targets': {'n1': []}                                            | targets.n1 must be a list
            'targets': {'n1': [7]}                                           | targets.n1 must be a list
            'frame': 'lps'                                                   | frame must be one of
            'applicators': []  , 'frame': 'LAS'                              | frame must be one of
            """)
    void doubtfulFieldsAreRefused(String members, String words) throws IOException {
        assertThat(refusal(CaseFolder.caseOf(members)))
                .hasMessageContaining(words)
                .hasMessageContaining("case.json");
    }

    @ParameterizedTest
    @Tag("H26")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'time_s': 300       | 'time_s': '300'          | time_s must be a finite number
            'time_s': 300       | 'time_s': 0              | time_s must be 1 to 7200 s
            'time_s': 300       | 'time_min': 5            | unknown key applicators[0].time_min
            'time_s': 300,      | ''                       | must be strict JSON
            'device': 'd',      | ""                       | device must be given
            'source': 'planned' | 'source': 'observed'     | source must be one of planned, placed
            [1, 2, 3]           | [1, 2]                   | entry_mm must be three numbers
            [1, 2, 3]           | [1,5, 2, 3]              | entry_mm must be three numbers
            [1, 2, 3]           | ['1', 2, 3]              | entry_mm[0] must be a finite number
            [1, 2, 3]           | [1, null, 3]             | entry_mm[1] must be a finite number
            [1, 2, 3]           | [1, 2, 1e6]              | entry_mm[2] must be -100000 to 100000 mm
            [1, 2, 3]           | [1, NaN, 3]              | must be strict JSON
            [1, 2, 3]           | [1, 2, +3]               | must be strict JSON
            [1, 2, 3]           | {'x': 1, 'y': 2, 'z': 3} | entry_mm must be three numbers
            [1, 2, 3]           | [4, 5, 60.5]             | at least 1 mm apart
            'n1'                | 'observed'               | must differ from the zone sources
            """)
    void doubtfulApplicatorsAreRefused(String good, String bad, String words) throws IOException {
        assertThat(NEEDLE).contains(good);
        String json = CaseFolder.caseOf("'frame': 'LPS', 'applicators': [" + NEEDLE.replace(good, bad) + "]");

        assertThat(refusal(json)).hasMessageContaining(words).hasMessageContaining("case.json");
    }

    @Test
    @Tag("H01")
    void applicatorsWithoutAFrameAreRefused() throws IOException {
        assertThat(refusal(CaseFolder.caseOf("'applicators': [" + NEEDLE + "]")))
                .hasMessageContaining("frame must be LPS or RAS");
    }

    @Test
    @Tag("H26")
    void oneNeedleMayBePlannedAndPlacedButNotTwiceTheSame() throws Exception {
        String placed = NEEDLE.replace("planned", "placed");

        assertThat(folder.read(CaseFolder.caseOf("'frame': 'LPS', 'applicators': [" + NEEDLE + ", " + placed + "]"))
                        .applicators())
                .hasSize(2);
        assertThat(refusal(CaseFolder.caseOf("'frame': 'LPS', 'applicators': [" + NEEDLE + ", " + NEEDLE + "]")))
                .hasMessageContaining("n1 is there twice as planned");
    }

    @ParameterizedTest
    @Tag("H26")
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "7",
                "null",
                "{",
                "{'schema': 'thermargin.case/1', 'id': 'a'} x",
                "{'schema': 'thermargin.case/1', 'id': 'a'} {}",
                "{'schema': 'thermargin.case/1', 'id': 'a',}",
                "{'schema': 'thermargin.case/1', 'id': 'a' /* why */}",
                "{'schema': 'thermargin.case/1', id: 'a'}",
                "{'schema': 'thermargin.case/2', 'id': 'a'}",
                "{'id': 'a'}",
                "{'schema': 'thermargin.case/1'}",
                "{'schema': 'thermargin.case/1', 'id': ''}",
                "{'schema': 'thermargin.case/1', 'id': '..'}",
                "{'schema': 'thermargin.case/1', 'id': 'a/b'}",
                "{'schema': 'thermargin.case/1', 'id': 'a\\nb'}",
                "{'schema': 'thermargin.case/1', 'id': 7}"
            })
    void documentsThatAreNoStrictCaseAreRefused(String json) throws IOException {
        assertThat(refusal(json)).hasMessageContaining("case.json");
    }

    @Test
    @Tag("H36")
    void sizeDepthAndNumbersAreCapped() throws IOException {
        String deep = CaseFolder.caseOf("'volumes': " + "[".repeat(40_000) + "]".repeat(40_000));
        String large = CaseFolder.caseOf("'volumes': []" + " ".repeat(1 << 20));
        String digits = CaseFolder.caseOf("'criteria': {'target_mm': " + "1".repeat(100_000) + "}");

        assertThat(refusal(deep).code()).isEqualTo("json-syntax");
        assertThat(refusal(large).code()).isEqualTo("json-size");
        assertThat(refusal(digits).code()).isEqualTo("json-syntax");
    }

    @Test
    @Tag("H36")
    void textsFromTheFileAreShownShortAndWithoutControlCharacters() throws IOException {
        InputException refusal =
                refusal(CaseFolder.caseOf("'images': '\\u001b[2J" + "x".repeat(5000) + "', 'volumes': []"));

        assertThat(refusal.getMessage()).hasSizeLessThan(300);
        assertThat(refusal.getMessage().chars().noneMatch(Character::isISOControl))
                .isTrue();
    }

    @Test
    @Tag("H26")
    void wrongBytesAreRefused() throws IOException {
        Path file = temp.resolve("case.json");
        byte[] json = "{\"schema\": \"thermargin.case/1\", \"id\": \"a\", \"targets\": {\"n1\": [\"??\"]}}"
                .getBytes(StandardCharsets.ISO_8859_1);
        for (int n = 0; n < json.length; n++) {
            json[n] = json[n] == '?' ? (byte) 0xff : json[n];
        }
        Files.write(file, json);

        assertThat(catchThrowableOfType(InputException.class, () -> CaseFileReader.read(file)))
                .isNotNull();
    }

    private InputException refusal(String json) throws IOException {
        Path file = folder.json(json);
        InputException refusal = catchThrowableOfType(InputException.class, () -> CaseFileReader.read(file));
        assertThat(refusal)
                .as("refusal of " + json.substring(0, Math.min(200, json.length())))
                .isNotNull();
        assertThat(refusal.findings()).allSatisfy(f -> assertThat(f.code()).isNotBlank());
        return refusal;
    }
}
