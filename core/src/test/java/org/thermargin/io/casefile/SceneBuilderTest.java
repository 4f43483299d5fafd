package org.thermargin.io.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.ReadOptions;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneInput;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.VesselKind;
import org.thermargin.scene.ZoneSource;

class SceneBuilderTest {
    private static final CaseFolder.Labels NONE = (i, j, k) -> 0;
    private static final CaseFolder.Labels ALL = (i, j, k) -> 1;
    private static final CaseFolder.Labels ORGANS = (i, j, k) -> k < 2 ? 0 : i < 2 ? 5 : j < 3 ? 64 : k > 7 ? 4 : 0;
    private static final String NEEDLE = "'frame': 'LPS', 'applicators': [{'id': 'n1', 'source': 'planned', 'device':"
            + " 'd', 'time_s': 300, 'entry_mm': [1, 2, 3], 'tip_mm': [4, 5, 60]}]";

    @TempDir
    private Path temp;

    private CaseFolder folder;

    @BeforeEach
    void folder() throws IOException {
        folder = new CaseFolder(temp).withLesionAndZone();
    }

    @Test
    void masksOfFilesAndOfALabelMapBecomeOneScene() throws Exception {
        folder.volume("organs.nii.gz", ORGANS);
        folder.volume("vein.nii.gz", CaseFolder.box(0, 0, 0, 1, 9, 10));

        Scene scene = folder.scene(CaseFolder.lesionAndZone(
                "{'file': 'organs.nii.gz', 'labels': 'totalsegmentator'},"
                        + " {'role': 'vessel', 'file': 'vein.nii.gz', 'kind': 'hepaticVein', 'name': 'MHV'}",
                NEEDLE));

        assertThat(scene.caseId()).isEqualTo("a");
        assertThat(scene.liver().orElseThrow().count()).isEqualTo(2 * 9 * 8);
        assertThat(scene.lesions()).extracting(LesionMask::name).containsExactly("lesion");
        assertThat(scene.lesions().get(0).mask().grid()).isEqualTo(CaseFolder.GRID);
        assertThat(scene.vessels())
                .extracting(v -> v.name() + " " + v.kind() + " " + v.mask().count())
                .containsExactly("portal_vein_and_splenic_vein PORTAL 144", "MHV HEPATIC_VEIN 90");
        assertThat(scene.structures())
                .extracting(s -> s.name() + " " + s.mask().count())
                .containsExactly("gallbladder 72");
        assertThat(scene.zones())
                .extracting(SceneZone::source)
                .containsExactly(ZoneSource.PLANNED, ZoneSource.OBSERVED);
        assertThat(scene.inputs())
                .extracting(SceneInput::role)
                .containsExactly("case", "lesion", "zone", "labels", "vessel");
        assertThat(scene.inputs()).allSatisfy(i -> assertThat(i.sha256()).matches("[0-9a-f]{64}"));
        assertThat(scene.findings()).isEmpty();
        assertThat(scene.taints()).isEmpty();
    }

    @Test
    void oneFileInSeveralRolesIsReadOnce() throws Exception {
        folder.volume("seg.nii.gz", (i, j, k) -> i < 1 ? 1 : j < 4 ? 2 : k < 5 ? 3 : 0);

        Scene scene = folder.scene(CaseFolder.caseOf("'volumes': [{'role': 'liver', 'file': 'seg.nii.gz', 'label': 1},"
                + " {'role': 'lesion', 'file': 'seg.nii.gz', 'label': 2},"
                + " {'role': 'zone', 'file': 'seg.nii.gz', 'label': 3}]"));

        assertThat(scene.liver().orElseThrow().count()).isEqualTo(90);
        assertThat(scene.lesions().get(0).mask().count()).isEqualTo(7 * 4 * 10);
        assertThat(scene.lesions().get(0).label()).contains(2);
        assertThat(scene.inputs()).extracting(SceneInput::role).containsExactly("case", "liver,lesion,zone");
    }

    @ParameterizedTest
    @Tag("H14")
    @CsvSource({"liver", "lesion", "zone"})
    void emptyAndFullMasksAreRefusedWithTheirOwnCodes(String role) throws IOException {
        folder.volume("empty.nii.gz", NONE);
        folder.volume("full.nii.gz", ALL);

        for (String name : List.of("empty", "full")) {
            String more = "{'role': '" + role + "', 'name': 'x', 'file': '" + name + ".nii.gz'}";
            InputException refusal = refusal(CaseFolder.lesionAndZone(more, ""));

            assertThat(refusal.code()).isEqualTo(role + "-" + name);
            assertThat(refusal).hasMessageContaining(name + ".nii.gz");
        }
    }

    @Test
    @Tag("H14")
    void oneVoxelIsNeitherEmptyNorFull() throws Exception {
        folder.volume("one.nii.gz", CaseFolder.box(3, 3, 4, 4, 4, 5));

        Scene scene = folder.scene(CaseFolder.lesionAndZone("{'role': 'lesion', 'file': 'one.nii.gz'}", ""));

        assertThat(scene.lesions()).extracting(l -> l.mask().count()).containsExactly(8L, 1L);
    }

    @Test
    @Tag("H14")
    void emptyVesselsAndStructuresAreLeftOutAndSaid() throws Exception {
        folder.volume("empty.nii.gz", NONE);

        Scene scene = folder.scene(CaseFolder.lesionAndZone(
                "{'role': 'vessel', 'file': 'empty.nii.gz'}, {'role': 'structure', 'name': 's', 'file': 'empty.nii.gz'}",
                ""));

        assertThat(scene.vessels()).isEmpty();
        assertThat(scene.structures()).isEmpty();
        assertThat(scene.findings()).extracting(Finding::code).containsExactly("vessel-empty", "structure-empty");
    }

    @Test
    @Tag("H13")
    void aCaseNeedsALesionAndAZone() throws IOException {
        assertThat(codes(CaseFolder.caseOf("'volumes': []"))).containsExactly("lesion-missing", "zone-missing");
        assertThat(codes(CaseFolder.caseOf("'volumes': [{'role': 'lesion', 'file': 'lesion.nii.gz'}]")))
                .containsExactly("zone-missing");
        assertThat(codes(CaseFolder.caseOf("'volumes': [{'role': 'zone', 'file': 'zone.nii.gz'}]")))
                .containsExactly("lesion-missing");
    }

    @Test
    void refusalsOfAllFilesAreReportedTogether() throws IOException {
        folder.volume("several.nii.gz", (i, j, k) -> i % 3);
        folder.text("text.nii.gz", "no volume");
        String more = "{'role': 'vessel', 'file': 'absent.nii.gz'}, {'role': 'liver', 'file': 'several.nii.gz'},"
                + " {'role': 'structure', 'name': 's', 'file': 'several.nii.gz'},"
                + " {'role': 'vessel', 'name': 'v', 'file': 'text.nii.gz'}";

        List<Finding> refusals = refusal(CaseFolder.lesionAndZone(more, "")).findings();

        assertThat(refusals)
                .extracting(Finding::file)
                .containsExactly("absent.nii.gz", "several.nii.gz", "several.nii.gz", "text.nii.gz");
        assertThat(refusals)
                .extracting(Finding::code)
                .startsWith("file-missing", "label-must-be-named", "label-must-be-named");
    }

    @Test
    void faultsOfTheCaseAreReportedTogether() throws IOException {
        folder.volume("empty.nii.gz", NONE);
        folder.volume("full.nii.gz", ALL);
        String more = "{'role': 'liver', 'file': 'empty.nii.gz'}, {'role': 'zone', 'file': 'full.nii.gz'},"
                + " {'role': 'lesion', 'name': 'lesion', 'file': 'zone.nii.gz'}";

        assertThat(codes(CaseFolder.lesionAndZone(more, "'targets': {'n9': ['lesion']}")))
                .containsExactly("name-doubled", "liver-empty", "zone-full", "target-unknown");
    }

    @ParameterizedTest
    @Tag("H29")
    @ValueSource(strings = {"lesion", "vessel", "structure"})
    void doubledNamesAreRefused(String role) throws IOException {
        String entry = "{'role': '" + role + "', 'name': 'same', 'file': 'zone.nii.gz'}";

        InputException refusal = refusal(CaseFolder.lesionAndZone(entry + ", " + entry, ""));

        assertThat(refusal.code()).isEqualTo("name-doubled");
        assertThat(refusal).hasMessageContaining("names of " + role + "s must differ, same was there twice");
    }

    @Test
    @Tag("H29")
    void twoLiversAreRefused() throws IOException {
        folder.volume("l1.nii.gz", CaseFolder.box(1, 1, 1, 7, 8, 9));
        folder.volume("l2.nii.gz", CaseFolder.box(1, 1, 1, 7, 8, 8));

        assertThat(codes(CaseFolder.lesionAndZone(
                        "{'role': 'liver', 'file': 'l1.nii.gz'}, {'role': 'liver', 'file': 'l2.nii.gz'}", "")))
                .containsExactly("liver-doubled");
    }

    @Test
    @Tag("H06")
    void anotherFileThanTheHashedOneIsRefused() throws Exception {
        String hash =
                folder.scene(CaseFolder.lesionAndZone("", "")).inputs().get(1).sha256();
        String json = CaseFolder.lesionAndZone("", "")
                .replace("'lesion.nii.gz'", "'lesion.nii.gz', 'sha256': '" + hash + "'");

        assertThat(folder.scene(json).lesions()).hasSize(1);
        Files.copy(temp.resolve("zone.nii.gz"), temp.resolve("swap.nii.gz"));
        InputException refusal = refusal(json.replace("lesion.nii.gz", "swap.nii.gz"));
        assertThat(refusal.code()).isEqualTo("sha256-mismatch");
        assertThat(refusal).hasMessageContaining("swap.nii.gz").hasMessageContaining(hash);
    }

    @Test
    void targetsNameSourcesOrApplicatorsAndLesions() throws Exception {
        Scene scene = folder.scene(CaseFolder.lesionAndZone(
                "", NEEDLE + ", 'targets': {'n1': ['lesion'], 'observed': ['lesion-2'], 'planned': ['lesion']}"));

        assertThat(scene.targets()).hasSize(3);
    }

    /** A misspelt target would take the lesion out of the outcome without a word. */
    @ParameterizedTest
    @Tag("H26")
    @ValueSource(strings = {"'Observed': ['lesion']", "'placed': ['lesion']", "'n2': ['lesion']", "'n1': ['leison']"})
    void targetsThatNameNothingAreRefused(String target) throws IOException {
        InputException refusal = refusal(CaseFolder.lesionAndZone("", NEEDLE + ", 'targets': {" + target + "}"));

        assertThat(refusal.code()).isEqualTo("target-unknown");
        assertThat(refusal).hasMessageContaining("case.json");
    }

    /** The header moves the zone by 30 mm while the index grids agree. */
    @Test
    @Tag("H05")
    void masksStayWhereTheirOwnHeadersPutThem() throws Exception {
        VoxelGrid moved = VoxelGrid.axisAligned(8, 9, 10, 3, 2.5, 4, new Point3(-12.5, 63.25, 101.75));
        folder.volume("zone.nii.gz", moved, CaseFolder.box(3, 3, 4, 5, 5, 6));

        Scene scene = folder.scene(CaseFolder.lesionAndZone("", ""));

        Point3 lesion =
                scene.lesions().get(0).mask().worldBounds().orElseThrow().low();
        SceneZone.Imported zone = (SceneZone.Imported) scene.zones().get(0);
        assertThat(zone.mask().worldBounds().orElseThrow().low()).isEqualTo(lesion.shifted(0, 30, 0));
    }

    @Test
    void imagesAreListedWithTheirGridAndNotTakenAsMasks() throws Exception {
        folder.volume("ct.nii.gz", (i, j, k) -> i + j + k);

        Scene scene = folder.scene(CaseFolder.lesionAndZone("{'role': 'image', 'file': 'ct.nii.gz'}", ""));

        assertThat(scene.inputs().get(3).role()).isEqualTo("image");
        assertThat(scene.inputs().get(3).grid()).contains(CaseFolder.GRID);
    }

    @Test
    @Tag("H34")
    void theSceneDoesNotDependOnTheNumberOfThreads() throws Exception {
        folder.volume("organs.nii.gz", (i, j, k) -> i < 2 ? 1 : j > 7 ? 9 : 0);
        folder.volume("empty.nii.gz", NONE);
        CaseFile source = folder.read(CaseFolder.lesionAndZone(
                "{'file': 'organs.nii.gz', 'labels': 'lits'}, {'role': 'vessel', 'file': 'empty.nii.gz'},"
                        + " {'role': 'vessel', 'name': 'v2', 'file': 'zone.nii.gz'}",
                NEEDLE));
        Scene one = new SceneBuilder(ReadOptions.strict(), 1).build(source);

        for (int threads : new int[] {2, 3, 7, 16}) {
            assertThat(new SceneBuilder(ReadOptions.strict(), threads).build(source))
                    .isEqualTo(one);
        }
        assertThat(one.findings()).extracting(Finding::code).containsExactly("labels-unknown", "vessel-empty");
    }

    @ParameterizedTest
    @Tag("H26")
    @ValueSource(strings = {"tr-TR", "de-DE", "ar-EG"})
    void casesAndMessagesAreTheSameInEveryLocale(String tag) throws Exception {
        folder.volume("LIVER.NII.GZ", CaseFolder.box(1, 1, 1, 7, 8, 9));
        String good = CaseFolder.lesionAndZone(
                "{'role': 'liver', 'file': 'LIVER.NII.GZ'}, {'role': 'vessel', 'kind': 'ivc', 'file': 'zone.nii.gz'}",
                NEEDLE + ", 'criteria': {'target_mm': 2.5}");
        String bad = good.replace("2.5", "-2.5");
        Scene root = folder.scene(good);
        String message = refusal(bad).getMessage();
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            assertThat(folder.scene(good)).isEqualTo(root);
            assertThat(refusal(bad).getMessage()).isEqualTo(message);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(root.vessels().get(0).kind()).isEqualTo(VesselKind.IVC);
        assertThat(message).contains("-2.5");
    }

    private List<String> codes(String json) throws IOException {
        return refusal(json).findings().stream().map(Finding::code).toList();
    }

    private InputException refusal(String json) throws IOException {
        Path file = folder.json(json);
        InputException refusal =
                catchThrowableOfType(InputException.class, () -> CaseFolder.scene(CaseFileReader.read(file)));
        assertThat(refusal).isNotNull();
        return refusal;
    }
}
