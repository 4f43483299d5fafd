package org.thermargin.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.InputException;
import org.thermargin.geometry.MeshSolid;
import org.thermargin.geometry.Meshes;

class DeviceCatalogueTest {
    private static final String MINE = """
            {"schema": "thermargin.device/1", "id": "mine", "name": "My probe", "modality": "RFA",
             "organ": "liver", "tissue_state": "in vivo", "tip_reference": "metal tip",
             "citation": "our clinic", "read": "own measurements", "grade": "user", "unverified": [],
             "rows": [{"id": "mine-720", "time_s": 720, "short_axis_mm": 30.2, "long_axis_mm": 46}]}
            """;

    private static MeshSolid noMesh(String name) {
        throw new AssertionError("no mesh is named, " + name + " was");
    }

    @Test
    void releasedDevicesCarryTheirSourceAndGrade() {
        for (Device device : DeviceCatalogue.released().devices()) {
            boolean profile = device.citation().contains("SlicerAblationPlannerProfiles");

            assertThat(device.grade()).as(device.id()).isEqualTo(profile ? "B" : "A");
            assertThat(device.tissueState().equals(Device.NOT_STATED)).isEqualTo(profile);
            assertThat(device.read()).as(device.id()).isNotBlank();
            if (device.modality() == Modality.RFA) {
                assertThat(device.rows()).allSatisfy(row -> {
                    assertThat(row.powerW()).isEmpty();
                    assertThat(row.reachBeyondTipMm()).isEmpty(); // no radiofrequency source states it
                });
            }
        }
    }

    @Test
    @Tag("H24")
    void onlyDevicesWithBothAxesMakeZones() {
        assertThat(DeviceCatalogue.released().devices().stream().filter(Device::isUsable))
                .extracting(Device::id)
                .containsExactly(
                        "cooltip-single",
                        "emprint",
                        "emprint-150",
                        "ic-2cm-exvivo",
                        "ic-2cm-invivo",
                        "icw-2cm-exvivo",
                        "icw-2cm-invivo",
                        "neuwave-kidney");
        assertThat(DeviceCatalogue.released().devices()).hasSize(28);
        assertThat(DeviceCatalogue.released().devices().stream()
                        .filter(d -> !d.isUsable())
                        .flatMap(d -> d.referenceRows().stream()))
                .hasSizeGreaterThan(20)
                .allSatisfy(row -> assertThat(row.reason()).isNotBlank());
    }

    /** Unidentified publications, transcriptions and recollections are in no file. */
    @Test
    @Tag("H24")
    void nothingUncheckedIsReleased() throws InputException {
        for (Device device : DeviceCatalogue.released().devices()) {
            String all = (device.id() + device.name() + device.citation() + device.read() + device.referenceRows())
                    .toLowerCase(Locale.ROOT);

            assertThat(all)
                    .doesNotContain(
                            "eco100",
                            "eco-100",
                            "dual-slot",
                            "cavagnaro",
                            "floating sleeve",
                            "triaxial",
                            "acculis",
                            "solero",
                            "certus",
                            "pmc3721053",
                            "ablationpredictor");
            assertThat(device.grade()).isIn("A", "B");
        }
        Device published = DeviceCatalogue.released().device("cooltip-single");
        assertThat(published.rows().get(0).shortAxisSdMm()).hasValue(2.0);
        assertThat(published.rows().get(0).longAxisMm()).isEqualTo(46);
    }

    @Test
    void ownDevicesJoinTheReleasedOnes(@TempDir Path folder) throws IOException, InputException {
        Files.writeString(folder.resolve("mine.json"), MINE);

        DeviceCatalogue catalogue = DeviceCatalogue.released().with(folder);

        assertThat(catalogue.devices()).hasSize(29);
        assertThat(catalogue.device("mine").modality()).isEqualTo(Modality.RFA);
        assertThat(catalogue.ofRow("mine-720")).contains(catalogue.device("mine"));
        assertThatThrownBy(() -> catalogue.with(folder)).hasMessageContaining("mine is taken");
        assertThatThrownBy(() -> catalogue.device("other"))
                .hasMessageContaining("emprint, emprint-150", "mine, neuwave-kidney");
        assertThatThrownBy(() -> catalogue.device("mine-720")).hasMessageContaining("a row of mine");
    }

    @ParameterizedTest
    @Tag("H24")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"user\" | \"A\" | grade must be user in a file of one's own, was A",
                "mine-720 | emprint-75-300 | row id must be new, emprint-75-300 is taken",
                "\"mine\" | \"emprint\" | device id must be new, emprint is taken",
                "\"mine\" | \"My Probe\" | id must be 1 to 60 of a-z",
            })
    void ownDevicesThatClashAreRefused(String from, String to, String said, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.json"), MINE.replace(from, to));

        assertThatThrownBy(() -> DeviceCatalogue.released().with(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(said)
                .hasMessageContaining("mine.json");
    }

    @Test
    @Tag("H36")
    void pathsWithoutDevicesAreRefused(@TempDir Path folder) throws IOException {
        Path big = Files.write(folder.resolve("big.txt"), new byte[(1 << 20) + 1]);

        assertThatThrownBy(() -> DeviceCatalogue.released().with(folder)).hasMessageContaining("held none");
        assertThatThrownBy(() -> DeviceCatalogue.released().with(big)).hasMessageContaining("at most 1 MiB");
        assertThatThrownBy(() -> DeviceCatalogue.released().with(folder.resolve("no.json")))
                .hasMessageContaining("must exist");
    }

    @Test
    void meshRowsTakeTheirSizeFromTheMeshAndInterpolateNothing(@TempDir Path folder)
            throws IOException, InputException {
        String mesh = MINE.replace(
                "\"short_axis_mm\": 30.2, \"long_axis_mm\": 46}",
                "\"mesh\": \"zone.stl\"}," + " {\"id\": \"mine-900\", \"time_s\": 900, \"mesh\": \"zone.stl\"}");
        Path file = Files.writeString(folder.resolve("mine.json"), mesh);
        MeshSolid solid = Meshes.box(-10, -12, -30, 10, 12, 6).solid();

        Device device = DeviceCatalogue.released().with(file, named -> solid).device("mine");

        ZoneRow row = device.rows().get(0);
        assertThat(row.shortAxisMm()).isEqualTo(22);
        assertThat(row.longAxisMm()).isEqualTo(36);
        assertThat(row.reachBeyondTipMm()).hasValue(6);
        ZoneTable table = device.table().orElseThrow();
        assertThat(table.at(OptionalDouble.empty(), 900).mesh()).contains(solid);
        assertThat(table.at(OptionalDouble.empty(), 800).outside()).contains("not one of the rows", "by +80 s");
        assertThatThrownBy(() -> DeviceCatalogue.released().with(file)).hasMessageContaining("no mesh reader");
        Files.writeString(file, mesh.replace("zone.stl\"}]", "../zone.stl\"}]"));
        assertThatThrownBy(() -> DeviceCatalogue.released().with(file, named -> solid))
                .hasMessageContaining("plain name");
    }

    @Test
    void aUsableLengthStandsWithItsSource() throws InputException {
        String json = MINE.replace(
                "\"rows\":",
                "\"usable_length_mm\": 150, \"usable_length_source\": \"printed on the shaft\", \"rows\":");

        Device device =
                DeviceFileReader.parse(json.getBytes(StandardCharsets.UTF_8), "mine.json", DeviceCatalogueTest::noMesh);

        assertThat(device.usableLength()).contains(new UsableLength(150, "printed on the shaft"));
        assertThat(DeviceCatalogue.released().devices())
                .allMatch(released -> released.usableLength().isEmpty()); // no source that was read states one
    }

    /** The law is a fit of ours: the rows it was fitted to must miss it by the errors it states. */
    @Test
    void aReleasedPowerLawMissesItsRowsByTheErrorItStates() throws InputException {
        PowerLaw law = DeviceCatalogue.released().device("emprint").powerLaw().orElseThrow();
        double across = 0;
        double along = 0;
        int rows = 0;
        for (String id : List.of("emprint", "emprint-150")) {
            for (ZoneRow row : DeviceCatalogue.released().device(id).rows()) {
                double power = row.powerW().getAsDouble();
                across += StrictMath.pow(law.shortAxis().mm(power, row.timeS()) - row.shortAxisMm(), 2);
                along += StrictMath.pow(law.longAxis().mm(power, row.timeS()) - row.longAxisMm(), 2);
                assertThat(law.covers(row.powerW(), row.timeS())).isTrue();
                rows++;
            }
        }

        assertThat(rows).isEqualTo(8);
        // stated to a tenth of a millimetre
        assertThat(Math.sqrt(across / rows)).isCloseTo(law.shortAxis().rmseMm(), within(0.05));
        assertThat(Math.sqrt(along / rows)).isCloseTo(law.longAxis().rmseMm(), within(0.05));
    }

    @ParameterizedTest
    @Tag("H26")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"time_s\": 720 | \"time_s\": 720, \"times\": 1 | times",
                "\"time_s\": 720 | \"time_s\": 720, \"time_s\": 721 | uplicate",
                "\"time_s\": 720 | \"time_s\": \"720\" | String",
                "\"time_s\": 720 | \"time_s\": NaN | NaN",
                "\"time_s\": 720 | \"time_s\": 0 | rows[0].time_s must be 1 to 7200, was 0.0",
                "\"time_s\": 720, | '' | time_s",
                "30.2 | 30,2 | strict JSON",
                "\"RFA\" | \"rf\" | modality must be RFA or MWA, was rf",
                "device/1 | device/2 | schema must be thermargin.device/1",
                "\"My probe\" | 7 | Integer",
                "\"in vivo\" | \"vivo\" | tissue_state must be one of ex vivo, in vivo, human, not stated; was vivo",
                "\"rows\": | \"electrodes_mm\": [[0]], \"rows\": | electrodes_mm[0] must be two numbers",
                "\"rows\": | \"electrodes_mm\": [[0, 1], [0, 1]], \"rows\": | there twice",
                "\"rows\": | \"reference_rows\": [{\"id\": \"r\", \"readings\": [], \"reason\": \"x\"}], \"rows\": | readings",
                "46} | 46, \"mesh\": \"z.stl\"} | either a mesh or axes",
                "\"rows\": | \"usable_length_mm\": 150, \"rows\": | usable_length_source must be a text, was null",
                "\"rows\": | \"usable_length_source\": \"x\", \"rows\": | usable_length_mm must be 10 to 1000, was null",
                "\"rows\": | \"power_law\": {\"source\": \"x\"}, \"rows\": | power_from_w",
                "46} | 46, \"n\": 2.5} | Integer",
                "46} | 46, \"n\": 0} | n must be at least 1, was 0"
            })
    void badDeviceFilesAreRefusedWithFieldAndValue(String from, String to, String said) {
        String broken = MINE.replace(from, to == null ? "" : to);
        assertThat(broken).isNotEqualTo(MINE);

        assertThatThrownBy(() -> DeviceFileReader.parse(
                        broken.getBytes(StandardCharsets.UTF_8), "mine.json", DeviceCatalogueTest::noMesh))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(said)
                .hasMessageContaining("mine.json");
    }
}
