package org.thermargin.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.InputException;

class DeviceCatalogueTest {
    private static final String MINE = """
            {"schema": "thermargin.device/1", "id": "mine", "name": "My probe", "modality": "RFA",
             "organ": "liver", "tissue_state": "in vivo", "tip_reference": "metal tip",
             "citation": "our clinic", "read": "own measurements", "grade": "user", "unverified": [],
             "rows": [{"id": "mine-720", "time_s": 720, "short_axis_mm": 30.2, "long_axis_mm": 46}]}
            """;

    @Test
    void releasedDevicesCarryTheirSource() {
        for (Device device : DeviceCatalogue.released().devices()) {
            assertThat(device.citation()).contains("SlicerAblationPlannerProfiles");
            assertThat(device.grade()).isEqualTo("B");
            assertThat(device.tissueState()).isEqualTo(Device.NOT_STATED);
        }
        assertThat(DeviceCatalogue.released().devices())
                .extracting(Device::id)
                .containsExactly("emprint", "emprint-150", "neuwave-kidney");
    }

    @Test
    void ownDevicesJoinTheReleasedOnes(@TempDir Path folder) throws IOException, InputException {
        Files.writeString(folder.resolve("mine.json"), MINE);

        DeviceCatalogue catalogue = DeviceCatalogue.released().with(folder);

        assertThat(catalogue.devices()).hasSize(4);
        assertThat(catalogue.device("mine").modality()).isEqualTo(Modality.RFA);
        assertThatThrownBy(() -> catalogue.with(folder)).hasMessageContaining("mine is taken");
        assertThatThrownBy(() -> catalogue.device("other"))
                .hasMessageContaining("emprint, emprint-150, mine, neuwave-kidney");
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
                "\"My probe\" | 7 | Integer"
            })
    void badDeviceFilesAreRefusedWithFieldAndValue(String from, String to, String said) {
        String broken = MINE.replace(from, to == null ? "" : to);
        assertThat(broken).isNotEqualTo(MINE);

        assertThatThrownBy(() -> DeviceFileReader.parse(broken.getBytes(StandardCharsets.UTF_8), "mine.json"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(said)
                .hasMessageContaining("mine.json");
    }
}
