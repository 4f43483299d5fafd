package org.thermargin.io.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.device.Modality;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.heatsink.VesselRule;
import org.thermargin.heatsink.WallRule;
import org.thermargin.io.ReadOptions;
import org.thermargin.placement.PlacementLimits;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.CriticalStructure;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.Vessel;
import org.thermargin.scene.VesselKind;
import org.thermargin.scene.ZoneSource;

/** What is written as a case folder is read back as the same scene. */
class CaseFolderWriterTest {
    // dyadic spacing and origin: float32 headers hold them exactly
    private static final VoxelGrid GRID = VoxelGrid.axisAligned(9, 8, 7, 2.5, 3.75, 5, new Point3(-30.5, 12.25, 100));

    private final Map<String, List<String>> targets = Map.of("observed", List.of("one"), "needle", List.of("two"));
    private final ApplicatorPlacement needle = ApplicatorPlacement.once(
            "needle",
            new Point3(-60.5, 10, 80.1),
            new Point3(-28.25, 15.125, 105),
            "emprint",
            new Application(0, OptionalDouble.of(75), 300, OptionalDouble.of(5.5)));

    private static BinaryMask box(int low, int high) {
        BinaryMask mask = new BinaryMask(GRID);
        for (int n = low; n < high; n++) {
            mask.set(n, n / 2, n / 3);
            mask.set(n, n / 2 + 1, n / 3);
        }
        return mask;
    }

    private Scene scene(List<LesionMask> lesions) {
        return new Scene(
                "case 1",
                Optional.of(box(0, 9)),
                lesions,
                List.of(new Vessel("vein", VesselKind.HEPATIC_VEIN, box(7, 8), "vein.nii.gz")),
                List.of(new CriticalStructure("gallbladder", box(8, 9), "gallbladder.nii.gz")),
                List.of(
                        new SceneZone.Applied(ZoneSource.PLANNED, List.of(needle)),
                        new SceneZone.Imported(ZoneSource.OBSERVED, box(1, 6), "zone.nii.gz")),
                targets,
                true,
                OptionalDouble.of(1.5),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    private static LesionMask lesion(String name, BinaryMask mask, int label) {
        return new LesionMask(name, mask, Optional.of(label), "lesions.nii.gz");
    }

    @Test
    void writtenSceneReadsBackAsTheSame(@TempDir Path folder) throws Exception {
        Scene scene = scene(List.of(lesion("one", box(2, 4), 1), lesion("two", box(4, 5), 2)));

        CaseFolderWriter.write(folder, scene, new CaseFile.CriteriaEntry(Optional.of("crlm"), OptionalDouble.empty()));
        CaseFile file = CaseFileReader.readAny(folder);
        Scene read = new SceneBuilder(ReadOptions.strict(), 1).build(file);

        assertThat(file.criteria().preset()).hasValue("crlm");
        assertThat(read.caseId()).isEqualTo("case 1");
        assertThat(read.liver()).isEqualTo(scene.liver());
        assertThat(read.lesions()).isEqualTo(scene.lesions());
        assertThat(read.vessels()).isEqualTo(scene.vessels());
        assertThat(read.structures()).isEqualTo(scene.structures());
        assertThat(read.zones()).isEqualTo(scene.zones());
        assertThat(read.targets()).isEqualTo(targets);
        assertThat(read.imagesDiffer()).isTrue();
        assertThat(read.registrationErrorMm()).hasValue(1.5);
        assertThat(read.findings()).isEmpty();
    }

    @Test
    void rewrittenCaseFileIsTheSameText(@TempDir Path folder) throws Exception {
        CaseFolderWriter.write(folder, scene(List.of(lesion("one", box(2, 4), 1))), CaseFile.CriteriaEntry.none());
        CaseFile file = CaseFileReader.readAny(folder);

        CaseFileWriter.write(folder.resolve("again.json"), file);

        assertThat(folder.resolve("again.json")).hasSameTextualContentAs(folder.resolve("case.json"));
    }

    /** What a case is held against must not get lost on the way through a file. */
    @Test
    @Tag("H26")
    void limitsRulesAndAlertsReadBackAsTheSame(@TempDir Path folder) throws Exception {
        PlacementLimits needles = new PlacementLimits(
                OptionalDouble.of(150.5), OptionalDouble.of(30), 6, 2.5, 7, 2, 3, OptionalDouble.of(15), 0.75, 2, true);
        CaseFile.CriteriaEntry criteria = new CaseFile.CriteriaEntry(
                Optional.empty(), OptionalDouble.of(7.5), needles, new VesselRule(2, 4, 9.5));
        Scene plain = scene(List.of(lesion("one", box(2, 4), 1)));
        Scene scene = new Scene(
                plain.caseId(),
                plain.liver(),
                plain.lesions(),
                plain.vessels(),
                List.of(new CriticalStructure("colon", box(8, 9), "colon.nii.gz", OptionalDouble.of(12.5))),
                plain.zones(),
                Map.of(),
                true,
                plain.registrationErrorMm(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());

        CaseFolderWriter.write(folder, scene, criteria);
        CaseFile read = CaseFileReader.readAny(folder);

        assertThat(read.criteria()).isEqualTo(criteria);
        assertThat(new SceneBuilder(ReadOptions.strict(), 1).build(read).structures())
                .isEqualTo(scene.structures());
        CaseFileWriter.write(folder.resolve("again.json"), read);
        assertThat(folder.resolve("again.json")).hasSameTextualContentAs(folder.resolve("case.json"));
    }

    @Test
    void limitsThatNoKeyCanSayAreNotWritten(@TempDir Path folder) {
        PlacementLimits unlimited = new PlacementLimits(
                OptionalDouble.empty(), OptionalDouble.empty(), 5, 2, 5, 1, 2, OptionalDouble.empty(), 0, 3, false);
        CaseFile.CriteriaEntry criteria =
                new CaseFile.CriteriaEntry(Optional.empty(), OptionalDouble.empty(), unlimited, VesselRule.defaults());

        assertThatThrownBy(() -> CaseFolderWriter.write(folder, scene(List.of(lesion("one", box(2, 4), 1))), criteria))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longest path");
    }

    /** Cooling by vessels as stated, in every combination that is written. */
    @Test
    void coolingReadsBackAsStated(@TempDir Path folder) throws Exception {
        CaseFolderWriter.write(folder, scene(List.of(lesion("one", box(2, 4), 1))), CaseFile.CriteriaEntry.none());
        CaseFile base = CaseFileReader.readAny(folder);
        CoolingSettings usual = CoolingSettings.defaults();
        assertThat(base.heatSink()).hasValue(usual);

        for (Optional<CoolingSettings> stated : List.of(
                Optional.<CoolingSettings>empty(),
                Optional.of(usual.withWall(Modality.MWA, WallRule.ISOTHERMAL)),
                Optional.of(usual.withWall(Modality.RFA, WallRule.CONVECTIVE)
                        .withPerfusionPerS(0.01)
                        .withEdgeCelsius(54)))) {
            CaseFile with = new CaseFile(
                    base.id(),
                    base.volumes(),
                    base.applicators(),
                    base.criteria(),
                    base.targets(),
                    base.imagesDiffer(),
                    base.registrationErrorMm(),
                    base.registration(),
                    base.contractions(),
                    stated,
                    base.documents());
            CaseFileWriter.write(folder.resolve("case.json"), with);

            assertThat(CaseFileReader.readAny(folder).heatSink()).isEqualTo(stated);
        }
    }

    @Test
    void masksOfOneFileMustNotOverlap(@TempDir Path folder) {
        Scene scene = scene(List.of(lesion("one", box(2, 5), 1), lesion("two", box(4, 6), 2)));

        assertThatThrownBy(() -> CaseFolderWriter.write(folder, scene, CaseFile.CriteriaEntry.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("masks of lesions.nii.gz must not overlap, do at voxel 4, 2, 1");
    }

    @Test
    void qamFolderReadsBackAsTheSameCase(@TempDir Path folder) throws Exception {
        Scene scene = new Scene(
                "P7",
                Optional.of(box(0, 9)),
                List.of(new LesionMask("L1", box(2, 4), Optional.empty(), "any")),
                List.of(),
                List.of(),
                List.of(new SceneZone.Imported(ZoneSource.OBSERVED, box(1, 6), "any")),
                Map.of(),
                false,
                OptionalDouble.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());

        CaseFolderWriter.writeQam(folder.resolve("P7"), scene);
        Scene read = new SceneBuilder(ReadOptions.strict(), 1).build(CaseFileReader.readAny(folder.resolve("P7")));

        assertThat(Files.exists(folder.resolve("P7/1/P7_L1_Tumor.nii.gz"))).isTrue();
        assertThat(read.caseId()).isEqualTo("P7_L1");
        assertThat(read.liver()).isEqualTo(scene.liver());
        assertThat(read.lesions().get(0).mask()).isEqualTo(box(2, 4));
        assertThat(read.zones()).hasSize(1);
    }

    @Test
    void volumeOutsideTheFolderIsRefused(@TempDir Path folder) {
        CaseFile file = new CaseFile(
                "x",
                List.of(VolumeEntry.of(VolumeRole.LESION, folder.resolve("../lesion.nii.gz"))),
                List.of(),
                CaseFile.CriteriaEntry.none(),
                Map.of(),
                false,
                OptionalDouble.empty(),
                List.of());

        assertThatThrownBy(() -> CaseFileWriter.write(folder.resolve("case.json"), file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("volume must lie in");
    }
}
