package org.thermargin.cli.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.VolumeEntry;
import org.thermargin.io.casefile.VolumeRole;
import org.thermargin.io.nifti.NiftiReader;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.report.ImageBackdrop;
import org.thermargin.scene.CriticalStructure;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;

/** What is served is what was measured, whatever its names are. */
class ShownCaseTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    /** Three sizes and spacings: a flip, a swap or a shift would show. */
    private static final VoxelGrid GRID = VoxelGrid.axisAligned(24, 22, 20, 2, 2.5, 3, new Point3(-40.5, 10.25, 100));

    private static BinaryMask box(int i0, int j0, int k0, int size) {
        BinaryMask mask = new BinaryMask(GRID);
        for (int k = k0; k < k0 + size; k++) {
            for (int j = j0; j < j0 + size; j++) {
                for (int i = i0; i < i0 + size; i++) {
                    mask.set(i, j, k);
                }
            }
        }
        mask.set(i0 + size, j0, k0);
        mask.set(i0, j0 + size, k0 + 1);
        return mask;
    }

    private CaseFile stated(String id, String lesion, String structure, String file) throws IOException {
        Path path = folder.resolve(file);
        NiftiWriter.write(path, box(6, 7, 5, 6));
        Path zone = folder.resolve("zone.nii.gz");
        NiftiWriter.write(zone, box(3, 4, 3, 12));
        Path other = folder.resolve("other.nii.gz");
        NiftiWriter.write(other, box(15, 14, 12, 6));
        return new CaseFile(
                id,
                List.of(
                        VolumeEntry.of(VolumeRole.LESION, path).named(lesion),
                        VolumeEntry.of(VolumeRole.ZONE, zone),
                        VolumeEntry.of(VolumeRole.STRUCTURE, other).named(structure)),
                List.of(),
                CaseFile.CriteriaEntry.none(),
                Map.of(),
                false,
                OptionalDouble.empty(),
                List.of());
    }

    @Test
    @Tag("H35")
    void volumesHoldTheVoxelsThatWereMeasured() throws Exception {
        ViewedCase viewed =
                Viewing.viewed(stated("case", "lesion", "bowel", "lesion.nii.gz"), folder, Optional.empty());
        try (Viewing viewing = Viewing.of(viewed)) {
            JsonNode told = JSON.readTree(viewing.get("/api/case").body());
            List<BinaryMask> masks = List.of(
                    viewed.scene().lesions().get(0).mask(),
                    viewed.scene().structures().get(0).mask(),
                    box(3, 4, 3, 12));
            assertThat(told.get("layers")).hasSize(3);
            for (int n = 0; n < 3; n++) {
                BinaryMask shown =
                        served(viewing, told.at("/layers/" + n + "/volume").asText());

                assertThat(shown.onto(GRID)).isEqualTo(masks.get(n));
                assertThat(shown.count()).isEqualTo(masks.get(n).count());
            }
            assertThat(told.at("/case/id").asText()).isEqualTo("case");
            assertThat(told.at("/case/digest").asText()).matches("[0-9a-f]{12}");
        }
    }

    private BinaryMask served(Viewing viewing, String address) throws Exception {
        var reply = viewing.get(address);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/octet-stream");
        Path file = folder.resolve("served.nii");
        Files.write(file, reply.body());
        var labels = new NiftiReader().readLabels(file, ReadOptions.strict()).labels();
        BinaryMask mask = new BinaryMask(labels.grid());
        for (int k = 0; k < labels.grid().nz(); k++) {
            for (int j = 0; j < labels.grid().ny(); j++) {
                for (int i = 0; i < labels.grid().nx(); i++) {
                    if (labels.at(labels.grid().linearIndex(i, j, k)) != 0) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    @Test
    @Tag("H35")
    void imageKeepsItsValues() throws Exception {
        float[] values = new float[GRID.voxelCount()];
        for (int v = 0; v < values.length; v++) {
            values[v] = v % 1500 - 1000;
        }
        CaseFile stated = stated("case", "lesion", "bowel", "lesion.nii.gz");
        ImageBackdrop image = ImageBackdrop.of(new ScalarVolume(GRID, values));
        try (Viewing viewing = Viewing.of(Viewing.viewed(stated, folder, Optional.of(image)))) {
            JsonNode told = JSON.readTree(viewing.get("/api/case").body());
            Path file = folder.resolve("image.nii");
            Files.write(file, viewing.get(told.at("/image/volume").asText()).body());

            var read = new NiftiReader().readScalars(file, ReadOptions.strict());

            assertThat(read.grid()).isEqualTo(GRID);
            assertThat(read.scalars().orElseThrow().values()).isEqualTo(values);
            assertThat(told.at("/image/window_low").doubleValue()).isEqualTo(-160);
            assertThat(told.at("/image/window_high").doubleValue()).isEqualTo(240);
        }
    }

    /** Different files, different digest: two cases of one name are told apart. */
    @Test
    @Tag("H35")
    void digestTellsCasesApart() throws Exception {
        String first = digest();
        NiftiWriter.write(folder.resolve("x.nii.gz"), box(5, 7, 5, 6));
        String same = digest();

        assertThat(same).isEqualTo(first);
        try (Viewing other = Viewing.of("plan-to-check")) {
            assertThat(JSON.readTree(other.get("/api/case").body())
                            .at("/case/digest")
                            .asText())
                    .isNotEqualTo(first);
        }
    }

    private String digest() throws Exception {
        CaseFile stated = stated("case", "lesion", "bowel", "lesion.nii.gz");
        try (Viewing viewing = Viewing.of(Viewing.viewed(stated, folder, Optional.empty()))) {
            return JSON.readTree(viewing.get("/api/case").body())
                    .at("/case/digest")
                    .asText();
        }
    }

    private static List<String> payloads() {
        List<String> seeds = List.of(
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "'-alert(1)-'",
                "</script><svg onload=alert(1)>",
                "javascript:alert(1)",
                "{{7*7}}",
                "${alert(1)}",
                "\\u003cscript\\u003e",
                "&lt;script&gt;",
                "\u2028alert(1)\u2029",
                "<!--<script>",
                "]]><script>",
                "\"};alert(1);//",
                "`-alert(1)-`",
                "<iframe srcdoc='<script>'>",
                "\u0000<b>",
                "<a href=data:text/html,x>",
                "<style>@import'//evil'</style>",
                "\ufeff<script>",
                "%3Cscript%3E");
        List<String> payloads = new ArrayList<>();
        for (int n = 0; n < 200; n++) {
            payloads.add(seeds.get(n % seeds.size()) + (n < seeds.size() ? "" : seeds.get(n / seeds.size()) + n));
        }
        return payloads;
    }

    /** Names are data: they leave as JSON that says so, and come out as they went in. */
    @Test
    @Tag("H37")
    void hostileNamesStayData() throws Exception {
        List<String> payloads = payloads();
        assertThat(payloads).hasSize(200).doesNotHaveDuplicates();
        ViewedCase base = Viewing.viewed(stated("case", "lesion", "bowel", "<b>x.nii.gz"), folder, Optional.empty());
        for (String payload : payloads) {
            CaseVolumes volumes = new CaseVolumes(
                    new Scene(
                            payload,
                            Optional.empty(),
                            List.of(new LesionMask(
                                    payload, base.scene().lesions().get(0).mask(), Optional.empty(), payload)),
                            List.of(),
                            List.of(new CriticalStructure(
                                    payload, base.scene().structures().get(0).mask(), payload)),
                            base.scene().zones(),
                            Map.of(),
                            false,
                            OptionalDouble.empty(),
                            Optional.empty(),
                            List.of(),
                            List.of(),
                            List.of()),
                    Optional.empty());

            assertThat(volumes.layers().get(0).name()).isEqualTo(payload);
            assertThat(volumes.layers()).allMatch(layer -> layer.volume().matches("/api/volume/v[0-9]+\\.nii"));
        }
        for (int n = 0; n < payloads.size(); n += 20) {
            String payload = payloads.get(n);
            CaseFile stated = stated(payload, payload, "s" + payload, "<b>x.nii.gz");
            try (Viewing viewing = Viewing.of(Viewing.viewed(stated, folder, Optional.empty()))) {
                var reply = viewing.get("/api/case");
                JsonNode told = JSON.readTree(reply.body());

                assertThat(reply.headers().firstValue("Content-Type")).contains("application/json");
                assertThat(reply.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
                assertThat(told.at("/case/id").asText()).isEqualTo(payload);
                assertThat(told.at("/layers/0/name").asText()).isEqualTo(payload);
                assertThat(told.at("/layers/1/name").asText()).isEqualTo("s" + payload);
                // names of files are hashed (H38)
                assertThat(told.toString())
                        .doesNotContain("<b>x.nii", folder.getFileName().toString());
            }
        }
    }
}
