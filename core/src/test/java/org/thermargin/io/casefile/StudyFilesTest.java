package org.thermargin.io.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.TestData;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.io.ReadOptions;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.study.OffsetError;
import org.thermargin.study.StudyCase;
import org.thermargin.study.StudyDesign;

/** What a study is made of: folders, manifests, study files. */
class StudyFilesTest {
    @TempDir
    Path folder;

    private static final StudySettings AS_STATED = new StudySettings() {
        @Override
        public CaseFile adjusted(CaseFile ofCase) {
            return ofCase;
        }

        @Override
        public AssessmentCriteria criteria(CaseFile.CriteriaEntry ofCase) {
            return AssessmentCriteria.custom(ofCase.targetMm().orElse(5));
        }

        @Override
        public Optional<CoolingSettings> heatSink(Optional<CoolingSettings> ofCase) {
            return ofCase;
        }

        @Override
        public ReadOptions readOptions() {
            return ReadOptions.strict();
        }
    };

    private Path copied(String name, String as) {
        try (Stream<Path> files = Files.list(TestData.path("cases/" + name))) {
            Path to = Files.createDirectories(folder.resolve(as));
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StudyFile read(String name, String text) throws InputException, IOException {
        Files.writeString(folder.resolve(name), text);
        return StudyFileReader.readAny(folder.resolve(name), Optional.empty());
    }

    private void assertRefused(String name, String text, String code, String said) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read(name, text))
                .matches(e -> e.code().equals(code), code)
                .withMessageContaining(said);
    }

    private static List<String> names(StudyFile study) {
        return study.cases().stream().map(CohortCase::name).toList();
    }

    @Test
    void aFolderListsCasesQamLesionsAndBadFoldersInOrder() throws Exception {
        copied("sphere-complete", "b");
        copied("qam-P01/1", "qam-P01/1");
        Files.createDirectories(folder.resolve("empty"));
        Files.createDirectories(folder.resolve(".hidden"));
        Files.writeString(folder.resolve("README.txt"), "notes");

        StudyFile study = StudyFileReader.readAny(folder, Optional.empty());

        assertThat(names(study)).containsExactly("b", "empty", "qam-P01/1");
        assertThat(study.design().isNone()).isTrue();
        assertThat(study.cases().get(2).source().read().id()).isEqualTo("qam-P01_L1");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> study.cases().get(1).source().read());
    }

    @Test
    void aCaseIsAStudyOfOne() throws Exception {
        Path one = copied("sphere-complete", "one");

        assertThat(names(StudyFileReader.readAny(one, Optional.empty()))).containsExactly("one");
        assertThat(names(StudyFileReader.readAny(one.resolve("case.json"), Optional.empty())))
                .containsExactly("case.json");
    }

    private static final List<String> LINES = List.of(
            "A,lesion,c/lesion.nii.gz,tumour,first,,2.5",
            "A,zone,c/zone.nii.gz,,first,,",
            "B,case,c,,second,,",
            "C,lesion,c/lesion.nii.gz,,first,,",
            "C,zone,c/zone.nii.gz,,,,");

    private static String manifest(List<String> lines) {
        return "case,role,file,name,group,sha256,target_mm\n" + String.join("\n", lines) + "\n";
    }

    @Test
    @Tag("H29")
    void theOrderOfAManifestPairsNothing() throws Exception {
        copied("sphere-complete", "c");
        List<String> shuffled = new ArrayList<>(LINES);
        Collections.reverse(shuffled);

        StudyFile study = read("m.csv", manifest(LINES));
        StudyFile other = read("n.csv", manifest(shuffled));

        assertThat(names(study)).containsExactly("A", "c", "C");
        assertThat(study.cases().stream().map(CohortCase::group)).containsExactly("first", "second", "first");
        for (CohortCase listed : study.cases()) {
            CohortCase same = other.cases().stream()
                    .filter(c -> c.name().equals(listed.name()))
                    .findFirst()
                    .orElseThrow();
            assertThat(same.source().read().volumes())
                    .containsExactlyInAnyOrderElementsOf(listed.source().read().volumes());
        }
        assertThat(study.cases().get(0).source().read().criteria().targetMm()).hasValue(2.5);
    }

    @Test
    @Tag("H29")
    void whatAManifestDoesNotSayClearlyIsRefused() throws Exception {
        assertRefused("m.csv", "case,role\nA,lesion\n", "manifest", "column file must be given");
        assertRefused("m.csv", "case,role,file,color\n", "manifest", "unknown column color");
        assertRefused("m.csv", "case,role,file\n", "manifest", "at least one case");
        assertRefused("m.csv", "case,role,file\nA,lesion\n", "manifest", "line 2 must have 3 fields");
        assertRefused("m.csv", "case,role,file\nA,tumor,x.nii\n", "manifest", "line 2: role must be");
        assertRefused("m.csv", "case,role,file\nA,zone,x.nii\nA,zone,x.nii\n", "manifest", "line 3: a file");
        assertRefused("m.csv", "case,role,file,group\nA,zone,x,1\nA,lesion,y,2\n", "manifest", "line 3: group");
        assertRefused("m.csv", "case,role,file\nA,case,c\nA,case,d\n", "manifest", "must have one line");
        assertRefused("m.csv", "case,role,file\nA,zone,../x.nii\n", "case-path", "inside the folder");
        assertRefused("m.csv", "case,role,file\nA,zone,/etc/passwd\n", "case-path", "inside the folder");
        assertRefused("m.csv", "case,role,file,sha256\nA,zone,x,12\n", "manifest", "64 lower-case hex");
        assertRefused("m.csv", "case,role,file\nA,zone,\"x\n", "manifest", "line 2");
    }

    private static final String REGISTERED = """
            case,role,file,transform,transform_maps,registration_error_mm,drawn_after
            R,lesion,r/lesion.nii.gz,r/before-to-after.tfm,lesion-to-zone,1,%s
            R,liver,r/liver-after.nii.gz,,,,
            R,zone,r/zone-after.nii.gz,,,,
            """;

    /** A liver drawn on the scan after is moved with the zone only where the manifest says so. */
    @Test
    @Tag("H20")
    void aManifestSaysWhatWasDrawnAfter() throws Exception {
        copied("registered-plan", "r");
        CaseFile moved = read("m.csv", REGISTERED.formatted("liver"))
                .cases()
                .get(0)
                .source()
                .read();
        CaseFile unclear =
                read("n.csv", REGISTERED.formatted("")).cases().get(0).source().read();

        Scene scene = new SceneBuilder(ReadOptions.strict(), 1).build(moved);

        SceneZone.Imported zone = (SceneZone.Imported) scene.zones().get(0);
        assertThat(scene.liver().orElseThrow().grid().sameLattice(zone.mask().grid()))
                .isTrue();
        // the lesion's middle is in the liver as it lies on the scan before
        assertThat(scene.liver().orElseThrow().holds(-60.25, 1.5, 20.75)).isTrue();
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new SceneBuilder(ReadOptions.strict(), 1).build(unclear))
                .matches(e -> e.code().equals("scan-unclear"));
        assertRefused(
                "o.csv",
                "case,role,file,drawn_after\nA,zone,x.nii,liver\nA,lesion,y.nii,\n",
                "manifest",
                "drawn_after must stand beside a transform");
    }

    /** What a CSV manifest can say file by file, and more: the keys of a case file. */
    @Test
    @Tag("H29")
    void aStudyFileListsCasesFileByFile() throws Exception {
        Path case1 = copied("registered-plan", "r");
        copied("sphere-complete", "c");
        String hash = sha256(case1.resolve("lesion.nii.gz"));

        StudyFile study = read("s.json", """
                {"schema": "thermargin.study/1", "cases": [
                  {"id": "one", "group": "g", "volumes": [
                    {"role": "lesion", "file": "r/lesion.nii.gz", "sha256": "%s"},
                    {"role": "liver", "file": "r/liver-after.nii.gz"},
                    {"role": "zone", "file": "r/zone-after.nii.gz"}],
                   "images": "different",
                   "registration": {"transform": "r/before-to-after.tfm", "maps": "lesion-to-zone", "error_mm": 1,
                                    "drawn_after": ["liver"]}},
                  {"id": "two", "volumes": [
                    {"role": "lesion", "file": "c/lesion.nii.gz", "sha256": "%s"},
                    {"role": "zone", "file": "c/zone.nii.gz"}]},
                  {"id": "three", "volumes": [{"role": "tumor", "file": "c/lesion.nii.gz"}]},
                  {"case": "c", "group": "whole"}]}
                """.formatted(hash, hash));

        assertThat(names(study)).containsExactly("one", "two", "three", "c");
        assertThat(study.cases()).extracting(CohortCase::group).containsExactly("g", "", "", "whole");
        List<StudyCase> cases = StudyCases.of(study.cases(), AS_STATED);
        Scene scene = cases.get(0).prepare().read(1).scene();
        assertThat(scene.caseId()).isEqualTo("one");
        assertThat(scene.liver().orElseThrow().holds(-60.25, 1.5, 20.75)).isTrue();
        // a bad case refuses itself, not the others
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> cases.get(1).prepare().read(1))
                .matches(e -> e.code().equals("sha256-mismatch"));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> cases.get(2).prepare())
                .withMessageContaining("cases[2].volumes[0].role");
        assertRefused(
                "t.json",
                "{\"schema\": \"thermargin.study/1\", \"cases\": [{\"id\": \"x\", \"volumes\": [], \"color\": 1}]}",
                "case-field",
                "unknown key cases[0].color");
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @Test
    @Tag("H06")
    void aWholeCaseMustHaveTheStatedHash() throws Exception {
        copied("sphere-complete", "c");
        StudyFile study = read("m.csv", "case,role,file,sha256\nA,case,c," + "0".repeat(64) + "\n");

        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> study.cases().get(0).source().read())
                .matches(e -> e.code().equals("sha256-mismatch"));
    }

    @Test
    void aStudyFileStatesCasesAndDesign() throws Exception {
        copied("sphere-complete", "c");

        StudyFile study = read("s.json", """
                {"schema": "thermargin.study/1", "cases": [{"case": "c", "group": "g"}], "draws": 20, "seed": 3,
                 "method": "random", "needle_offset_mm": {"sd_across": 2, "sd_along": 3},
                 "needle_tilt_deg": {"sd": 2}, "zone_scale": {"from": 0.9, "to": 1.1}, "target_mm": [5, 10],
                 "settings": [{"power_w": 100, "time_s": 300}], "source": "planned"}
                """);

        StudyDesign design = study.design();
        assertThat(design.tasksPerCase()).isEqualTo(40);
        assertThat(design.needleOffset()).isEqualTo(new OffsetError.Normal(2, 3));
        assertThat(design.method()).isEqualTo(StudyDesign.Method.RANDOM);
        assertThat(study.cases().get(0).group()).isEqualTo("g");
        assertThat(design.inWords())
                .isEqualTo("40 tasks per case, 20 draws of each variation, random with seed 3; needle offset: normal,"
                        + " 2 mm per axis across, 3 mm along the shaft; needle tilt (deg): normal, sd 2; zone scale:"
                        + " uniform 0.9 to 1.1; 100 W 300 s; targets: [5, 10] mm; source: planned");
    }

    @Test
    @Tag("H26")
    void aStudyFileThatIsNotStrictIsRefused() {
        String head = "{\"schema\": \"thermargin.study/1\", \"cases\": [{\"case\": \"c\"}]";
        assertRefused("s.json", head + ", \"draw\": 3}", "case-field", "unknown key draw");
        assertRefused("s.json", head + ", \"draws\": 1.5}", "case-field", "whole number");
        assertRefused("s.json", head + ", \"needle_offset_mm\": {}}", "case-field", "none was");
        assertRefused(
                "s.json",
                head + ", \"needle_offset_mm\": {\"sd\": 1, \"distances\": [2]}}",
                "case-field",
                "unknown key");
        assertRefused("s.json", head + ", \"zone_scale\": {\"values\": [0]}}", "case-field", "0.2 to 1.5");
        assertRefused("s.json", "{\"schema\": \"thermargin.study/1\", \"cases\": []}", "case-field", "at least one");
    }

    @Test
    @Tag("H32")
    void oneOtherByteIsOtherContent() throws Exception {
        Path one = copied("sphere-complete", "one");
        StudyCase study = new FileStudyCase(new CohortCase("one", "", () -> CaseFileReader.readAny(one)), AS_STATED);
        StudyCase.Prepared before = study.prepare();
        byte[] bytes = Files.readAllBytes(one.resolve("zone.nii.gz"));
        bytes[4] ^= 1; // time of the gzip header: the same voxels
        Files.write(one.resolve("zone.nii.gz"), bytes);

        StudyCase.Prepared after = study.prepare();

        assertThat(study.prepare().content()).isEqualTo(after.content());
        assertThat(after.content()).isNotEqualTo(before.content());
        assertThat(after.hashes())
                .isEqualTo(after.read(1).scene().inputs().stream()
                        .map(input -> input.sha256())
                        .toList());
    }

    @Test
    @Tag("H29")
    void aSecondCaseOfTheSameIdIsRefused() throws Exception {
        copied("sphere-complete", "a");
        copied("sphere-complete", "b");
        List<StudyCase> cases = StudyCases.of(CohortFolder.cases(folder), AS_STATED);

        assertThat(cases.get(0).prepare().id()).isEqualTo("sphere-complete");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> cases.get(1).prepare())
                .matches(e -> e.code().equals("case-id-doubled"));
    }

    @Test
    @Tag("H36")
    void memoryIsKnownFromHeaders() throws Exception {
        Path one = copied("liver-observed", "one");
        StudyCase study = new FileStudyCase(new CohortCase("one", "", () -> CaseFileReader.readAny(one)), AS_STATED);

        // 168 x 140 x 112 voxels: 16 bytes each for a time, and less than that for masks, on a base of 48 MiB
        long voxels = 168 * 140 * 112;
        assertThat(study.prepare().memoryBytes()).isBetween((48L << 20) + 16 * voxels, (48L << 20) + 18 * voxels);
    }
}
