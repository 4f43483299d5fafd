package org.thermargin.io.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
import org.thermargin.scene.ZoneFactors;

/** Several applications, roll and factors of applicators, from case files and markups, and back into files. */
class ApplicatorReaderTest {
    private static final String TWICE = "{'id': 'n1', 'source': 'planned', 'device': 'd', 'roll_deg': 30,"
            + " 'entry_mm': [1, 2, 3], 'tip_mm': [4, 5, 60], 'applications': ["
            + "{'power_w': 100, 'time_s': 300}, {'power_w': 75, 'time_s': 450, 'pull_back_mm': 20}]}";

    @TempDir
    Path temp;

    private CaseFolder folder;

    @BeforeEach
    void open() {
        folder = new CaseFolder(temp);
    }

    private CaseFile read(String members) throws IOException, InputException {
        return folder.read(CaseFolder.caseOf("'frame': 'LPS', " + members));
    }

    private static List<ApplicatorPlacement> placements(CaseFile file) {
        return file.applicators().stream()
                .map(CaseFile.ApplicatorEntry::placement)
                .toList();
    }

    @Test
    void applicationsAreKeptInOrderWithTheirPullBacks() throws Exception {
        ApplicatorPlacement needle =
                placements(read("'applicators': [" + TWICE + "]")).get(0);

        assertThat(needle.applications())
                .containsExactly(
                        Application.atTip(OptionalDouble.of(100), 300),
                        new Application(20, OptionalDouble.of(75), 450, OptionalDouble.empty()));
        assertThat(needle.rollRad()).isEqualTo(Math.PI / 6);
    }

    @Test
    void factorsOfTheCaseHoldForApplicatorsWithoutTheirOwn() throws Exception {
        String own = TWICE.replace("'n1'", "'n2'").replace("'roll_deg': 30", "'zone_factors': {'shrinkage': 0.15}");

        CaseFile file = read("'zone_factors': {'in_vivo_short': 0.8, 'in_vivo_long': 0.9}, 'applicators': [" + TWICE
                + "," + own + "]");

        assertThat(placements(file).get(0).applications())
                .allSatisfy(a -> assertThat(a.factors()).isEqualTo(new ZoneFactors(0.8, 0.9, 0)));
        assertThat(placements(file).get(1).applications())
                .allSatisfy(a -> assertThat(a.factors()).isEqualTo(new ZoneFactors(1, 1, 0.15)));
    }

    @Test
    void markupLinesDeliverLikeApplicators() throws Exception {
        Files.writeString(temp.resolve("n.mrk.json"), """
                {"@schema": "https://example.org/markups-schema-v1.0.3.json#", "markups": [
                 {"type": "Line", "coordinateSystem": "RAS", "controlPoints": [
                  {"position": [-1, -2, 3]}, {"position": [-4, -5, 60]}]}]}
                """);

        CaseFile file =
                read("'zone_factors': {'shrinkage': 0.1}, 'markups': [{'file': 'n.mrk.json', 'source': 'placed',"
                        + " 'device': 'd', 'roll_deg': -90, 'applications': [{'time_s': 720, 'reach_beyond_tip_mm': 5},"
                        + " {'time_s': 360, 'pull_back_mm': 15, 'reach_beyond_tip_mm': 5}]}]");

        ApplicatorPlacement needle = placements(file).get(0);
        assertThat(needle.entry()).isEqualTo(new Point3(1, 2, 3));
        assertThat(needle.rollRad()).isEqualTo(-Math.PI / 2);
        assertThat(needle.applications()).hasSize(2).allSatisfy(a -> {
            assertThat(a.reachBeyondTipMm()).hasValue(5);
            assertThat(a.factors().shrinkage()).isEqualTo(0.1);
        });
        assertThat(needle.applications().get(1).pullBackMm()).isEqualTo(15);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 30, -90, 45.5, 123.456, 360, -0.1})
    void whatIsWrittenIsReadBack(double rollDeg) throws Exception {
        String rolled = TWICE.replace("'roll_deg': 30", "'roll_deg': " + rollDeg);
        String single = rolled.replace("'n1'", "'n2'")
                .replaceAll("'applications'.*", "'time_s': 300, 'pull_back_mm': 3.5, 'reach_beyond_tip_mm': 4}");
        CaseFile file = read("'zone_factors': {'in_vivo_short': 0.8, 'shrinkage': 0.12}, 'applicators': [" + rolled
                + "," + single + "]");

        CaseFileWriter.write(temp.resolve("case.json"), file);

        assertThat(CaseFileReader.readAny(temp).applicators()).isEqualTo(file.applicators());
    }

    /** One fault each; the message names the field and the rule. */
    @ParameterizedTest
    @Tag("H26")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'time_s': 450       | 'time_s': '450'        | applications[1].time_s must be a finite number
            'time_s': 450       | 'time': 450            | unknown key applicators[0].applications[1].time
            'pull_back_mm': 20  | 'pull_back_mm': -1     | pull_back_mm must be 0 to 200 mm
            'pull_back_mm': 20  | 'pull_back_mm': 58     | must leave the tip beyond the entry
            'roll_deg': 30      | 'roll_deg': 400        | roll_deg must be -360 to 360 deg
            'roll_deg': 30      | 'roll_rad': 3          | unknown key applicators[0].roll_rad
            'roll_deg': 30      | 'time_s': 300          | time_s must not stand beside applications
            'roll_deg': 30      | 'zone_factors': {'x': 1}                | unknown key applicators[0].zone_factors.x
            'roll_deg': 30      | 'zone_factors': {'shrinkage': 0.6}      | shrinkage must be 0 to 0.5, was 0.6
            'roll_deg': 30      | 'zone_factors': {'in_vivo_short': 0.1}  | in_vivo_short must be 0.2 to 1.5, was 0.1
            'roll_deg': 30      | 'zone_factors': {'in_vivo_long': 'no'}  | in_vivo_long must be a finite number
            """)
    void doubtfulDeliveriesAreRefused(String good, String bad, String words) {
        assertThat(TWICE).contains(good);

        assertThatThrownBy(() -> read("'applicators': [" + TWICE.replace(good, bad) + "]"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(words)
                .hasMessageContaining("case.json");
    }

    @Test
    @Tag("H26")
    void emptyListsAndFactorsWithoutApplicatorsAreRefused() {
        assertThatThrownBy(() ->
                        read("'applicators': [" + TWICE.replaceAll("'applications'.*", "'applications': []}") + "]"))
                .hasMessageContaining("applications must have at least one entry");
        assertThatThrownBy(() -> read("'zone_factors': {'shrinkage': 0.1}"))
                .hasMessageContaining("zone_factors must stand in a case with applicators only");
    }
}
