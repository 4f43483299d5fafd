package org.thermargin.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.CaseFileReader;
import org.thermargin.io.casefile.CaseFileWriter;
import org.thermargin.io.casefile.CohortCase;
import org.thermargin.io.casefile.SceneBuilder;
import org.thermargin.io.casefile.StudyFile;
import org.thermargin.io.casefile.StudyFileReader;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.scene.Scene;
import org.thermargin.study.StoredStudy;

/** The targets of case files, lists of cases, study files, and what a study leaves in its folder. */
@SuppressWarnings("StringConcatToTextBlock") // seeds are put together from parts
final class CaseTargets {
    private static final String CASE = """
            {"schema": "thermargin.case/1", "id": "a", "frame": "RAS",
             "volumes": [{"role": "liver", "file": "liver.nii"},
                         {"role": "lesion", "file": "lesion.nii", "label": 1, "name": "one"},
                         {"role": "zone", "file": "zone.nii", "source": "observed"},
                         {"role": "vessel", "kind": "portal", "file": "vessel.nii"},
                         {"role": "structure", "name": "bowel", "file": "vessel.nii", "alert_mm": 7}],
             "applicators": [{"id": "n1", "source": "planned", "device": "emprint", "entry_mm": [60, -20, 30],
                              "tip_mm": [0, 1.5, 20], "roll_deg": 10, "applications": [{"power_w": 75, "time_s": 300, "pull_back_mm": 10}]}],
             "markups": [{"file": "m.mrk.json", "id": "n2", "source": "placed", "device": "emprint", "power_w": 75,
                          "time_s": 600}],
             "criteria": {"target_mm": 5}, "images": "different", "registration": {"error_mm": 1.5},
             "needle_limits": {"max_path_mm": 140, "no_touch": true}, "vessel_rule": {"min_diameter_mm": 4}}
            """;
    private static final String SMALL = """
            {"schema": "thermargin.case/1", "id": "small",
             "volumes": [{"role": "lesion", "file": "lesion.nii", "label": "each"}, {"role": "zone", "file": "zone.nii"}],
             "images": "different",
             "registration": {"error_mm": 1, "transform": "t.tfm", "maps": "lesion-to-zone"},
             "poses": [{"id": "p", "source": "planned", "device": "emprint", "power_w": 100, "time_s": 600,
                        "start": "start.txt", "target": "target.txt", "frame": "LPS"}]}
            """;
    private static final String MARKUPS = """
            {"@schema": "https://example.org/Schema/markups-schema-v1.0.3.json#",
             "markups": [{"type": "Line", "coordinateSystem": "LPS", "coordinateUnits": "mm", "controlPoints": [
              {"id": "1", "position": [-60, 20, 30], "positionStatus": "defined"},
              {"id": "2", "position": [0, 1, 20], "positionStatus": "defined"}]}]}
            """;
    private static final List<String> WORDS = List.of(
            "\"role\": ",
            "\"labels\": ",
            "\"label\": ",
            "\"each\"",
            "\"any\"",
            "\"series\": ",
            "\"sha256\": ",
            "\"image\"",
            "\"file\": ",
            "../",
            "\"source\": ",
            "\"planned\"",
            "\"placed\"",
            "\"observed\"",
            "\"msd08\"",
            "\"kind\": ",
            "\"points\": ",
            "\"tip-entry\"",
            "\"zone_factors\": ",
            "\"heat_sink\": ",
            "\"contraction_percent\": ",
            "\"landmarks_before\": ",
            "\"drawn_after\": ",
            "\"targets\": ",
            "1e308",
            "-1",
            "2147483648",
            "NaN");
    private static final VoxelGrid GRID = VoxelGrid.axisAligned(16, 14, 12, 2, 2.5, 3, new Point3(-15, -14, 2));
    private static final Map<String, byte[]> VOLUMES = volumes();

    private CaseTargets() {}

    private static Map<String, byte[]> volumes() {
        try {
            Map<String, byte[]> all = new LinkedHashMap<>();
            all.put("liver.nii", ball(13));
            all.put("lesion.nii", ball(4));
            all.put("zone.nii", ball(8));
            BinaryMask vessel = new BinaryMask(GRID);
            for (int k = 1; k < 11; k++) {
                vessel.set(11, 7, k);
                vessel.set(12, 7, k);
            }
            all.put("vessel.nii", bytes(vessel));
            return all;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] ball(double radiusMm) throws IOException {
        BinaryMask mask = new BinaryMask(GRID);
        Point3 centre = GRID.toWorld(7.5, 6.5, 5.5);
        for (int k = 1; k < GRID.nz() - 1; k++) {
            for (int j = 1; j < GRID.ny() - 1; j++) {
                for (int i = 1; i < GRID.nx() - 1; i++) {
                    if (GRID.toWorld(i, j, k).distanceMm(centre) <= radiusMm) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return bytes(mask);
    }

    private static byte[] bytes(BinaryMask mask) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NiftiWriter.stream(out, mask);
        return out.toByteArray();
    }

    /** A case file and the small files that it may name, beside volumes that are as they should be. */
    static FuzzTarget caseFile() {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("full", Parts.join(CASE, MARKUPS));
        seeds.put(
                "small",
                Parts.join(SMALL, MARKUPS, """
                        #Insight Transform File V1.0
                        #Transform 0
                        Transform: AffineTransform_double_3_3
                        Parameters: 1 0 0 0 1 0 0 0 1 1 2 3
                        FixedParameters: 0 0 0
                        """, "0 0 1 -2.0e+01\n0 -1 0 30\n1 0 0 20\n0 0 0 1\n", "5\n1\n20\n"));
        return new TextTarget(
                List.of("case.json", "m.mrk.json", "t.tfm", "start.txt", "target.txt", "labels.json"),
                seeds,
                WORDS,
                CaseTargets::readCase);
    }

    private static void readCase(List<Path> files, Sandbox sandbox) throws InputException, IOException {
        CaseFile read = CaseFileReader.readAny(files.get(0));
        for (Map.Entry<String, byte[]> volume : VOLUMES.entrySet()) {
            sandbox.write(volume.getKey(), volume.getValue());
        }
        try {
            requireWritable(read, sandbox);
            Scene scene = new SceneBuilder(VolumeRules.OPTIONS, 1).build(read);
            assertThat(scene.lesions()).isNotEmpty();
        } finally {
            for (String name : VOLUMES.keySet()) {
                Files.delete(sandbox.folder().resolve(name));
            }
        }
    }

    /** A case is written, or the writer says why it cannot; what is written is the same case. */
    private static void requireWritable(CaseFile read, Sandbox sandbox) throws IOException {
        String text;
        try {
            text = CaseFileWriter.text(sandbox.folder().toAbsolutePath().normalize(), read);
        } catch (IllegalArgumentException e) {
            return;
        }
        Path file = sandbox.write("again.case.json", text.getBytes(StandardCharsets.UTF_8));
        try {
            CaseFile again = CaseFileReader.read(file);
            assertThat(again.id()).isEqualTo(read.id());
            assertThat(again.volumes()).hasSameSizeAs(read.volumes());
            assertThat(again.applicators()).hasSameSizeAs(read.applicators());
            assertThat(again.criteria()).isEqualTo(read.criteria());
            assertThat(CaseFileWriter.text(sandbox.folder().toAbsolutePath().normalize(), again))
                    .isEqualTo(text);
        } catch (InputException e) {
            throw new AssertionError("what was read must be read again once written", e);
        } finally {
            Files.delete(file);
        }
    }

    /** A list of cases or a study file, with a case that both may name. */
    static FuzzTarget manifest() {
        String listed = """
                case,role,file,kind,source,target_mm,group,label
                a,lesion,lesion.nii,,,5,x,
                a,vessel,vessel.nii,portal,,,x,each
                a,zone,zone.nii,,observed,5,x,1
                """;
        String whole = """
                case,role,file,group
                a,case,case.json,x
                """;
        String study = """
                {"schema": "thermargin.study/1", "cases": [{"case": "case.json", "group": "x"}], "source": "planned",
                 "draws": 500, "method": "sobol", "seed": 1, "needle_offset_mm": {"distances": [0, 2, 4]},
                 "zone_scale": {"sd": 0.05}, "target_mm": [5]}
                """;
        Map<String, byte[]> seeds = Map.of(
                "files", Parts.join(listed, SMALL),
                "whole", Parts.join(whole, SMALL),
                "study", Parts.join(study, SMALL));
        return new TextTarget(
                List.of("any", "case.json", "m.mrk.json"),
                seeds,
                List.of("case", "role", "file", "group", "sha256", ",", "\"", "\r\n", "\ufeff"),
                (files, sandbox) -> {
                    boolean json = Files.readString(files.get(0), StandardCharsets.ISO_8859_1)
                            .stripLeading()
                            .startsWith("{");
                    Path file = sandbox.write(json ? "s.json" : "s.csv", Files.readAllBytes(files.get(0)));
                    try {
                        StudyFile read = StudyFileReader.readAny(file, Optional.empty());
                        assertThat(read.cases()).isNotEmpty();
                        assertThat(read.design().tasksPerCase()).isPositive();
                        for (CohortCase one : read.cases()) {
                            tryToRead(one);
                        }
                    } finally {
                        Files.delete(file);
                    }
                });
    }

    private static void tryToRead(CohortCase listed) {
        try {
            listed.source().read();
        } catch (InputException e) {
            e.findings().forEach(Trial::requireReadable);
        }
    }

    /** The marker of a study and a part whose hash is put right, joined to tables. */
    static FuzzTarget journal() {
        return new TextTarget(
                List.of("marker", "part"),
                Map.of("share", Parts.join(StoredStudy.marker(), StoredStudy.part())),
                List.of("shard 1/1", "shard 0/0", "cases 2147483647", "tasks-per-case 0", "\nr", "\nf1\t{}", "\ne"),
                (files, sandbox) -> StoredStudy.join(
                        Files.readAllBytes(files.get(0)),
                        files.size() > 1 ? Files.readAllBytes(files.get(1)) : new byte[0],
                        Files.createDirectories(sandbox.folder().resolve("study"))));
    }
}
