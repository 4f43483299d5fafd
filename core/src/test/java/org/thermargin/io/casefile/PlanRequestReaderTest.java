package org.thermargin.io.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.ZoneFactors;
import org.thermargin.scene.ZoneSource;

class PlanRequestReaderTest {
    @TempDir
    Path folder;

    private static final ZoneFactors FACTORS = new ZoneFactors(0.8, 0.9, 0.1);

    private static final List<ApplicatorPlacement> PLAN = List.of(
            new ApplicatorPlacement(
                    "a",
                    new Point3(-110.1, -60.25, 12),
                    new Point3(-72, -18.3, 25.7),
                    17 * Math.PI / 180,
                    "emprint",
                    List.of(
                            new Application(0, OptionalDouble.of(100), 300, OptionalDouble.empty(), FACTORS),
                            new Application(12.5, OptionalDouble.of(75), 450, OptionalDouble.empty(), FACTORS))),
            ApplicatorPlacement.once(
                    "b",
                    new Point3(1, 2, 3),
                    new Point3(4, 5, 60),
                    "cooltip-single",
                    new Application(0, OptionalDouble.empty(), 720, OptionalDouble.of(3.5))));

    private static PlanRequestReader reader(String json) throws InputException {
        return PlanRequestReader.of(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String message(String applicators) {
        return "{\"type\": \"pose\", \"seq\": 9007199254740992, \"source\": \"placed\", \"target_mm\": 7.5,"
                + " \"applicators\": " + applicators + "}";
    }

    @Test
    void applicatorsAreReadBackAsTheyWereWritten() throws InputException {
        PlanRequestReader reader = reader(message(CaseFileWriter.applicators(PLAN)));

        PlanRequest plan = reader.plan();

        assertThat(plan).isEqualTo(new PlanRequest(ZoneSource.PLACED, OptionalDouble.of(7.5), PLAN));
        assertThat(reader.type()).contains("pose");
        assertThat(reader.seq()).hasValue(1L << 53);
    }

    @Test
    void observedHasNoApplicators() throws InputException {
        assertThat(reader("{\"source\": \"observed\", \"applicators\": [1]}").seq())
                .isEmpty();
        assertThat(reader("{\"source\": \"observed\"}").plan().applicators()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"id\": \"a\"}]",
                "[{\"id\": \"a\", \"device\": \"d\", \"time_s\": 1, \"entry_mm\": [0, 0, 0], \"tip_mm\": [0, 0, 0.5]}]",
                "[{\"id\": \"a\", \"device\": \"d\", \"time_s\": 1e9, \"entry_mm\": [0, 0, 0], \"tip_mm\": [0, 0,"
                        + " 50]}]",
                "[{\"id\": \"a\", \"device\": \"d\", \"time_s\": 1, \"entry_mm\": [0, 0], \"tip_mm\": [0, 0, 50]}]",
                "[{\"id\": \"a\", \"device\": \"d\", \"time_s\": 1, \"entry_mm\": [0, 0, 1e9], \"tip_mm\": [0, 0,"
                        + " 50]}]",
                "[{\"id\": \"a\", \"device\": \"d\", \"time_s\": 1, \"entry_mm\": [0, 0, 0], \"tip_mm\": [0, 0, 50],"
                        + " \"source\": \"placed\"}]",
                "[{\"id\": \"placed\", \"device\": \"d\", \"time_s\": 1, \"entry_mm\": [0, 0, 0], \"tip_mm\": [0, 0,"
                        + " 9]}]"
            })
    @Tag("H26")
    void applicatorsThatACaseMayNotHaveAreRefused(String applicators) throws InputException {
        PlanRequestReader reader = reader(message(applicators));

        assertThatThrownBy(reader::plan).isInstanceOf(InputException.class);
    }

    @Test
    @Tag("H26")
    void doubledIdsAndTooManyAreRefused() throws InputException {
        ApplicatorPlacement one = PLAN.get(1);
        String twice = message(CaseFileWriter.applicators(List.of(one, one)));
        String many = message(CaseFileWriter.applicators(Collections.nCopies(51, one)));

        assertThatThrownBy(reader(twice)::plan).hasMessageContaining("twice");
        assertThatThrownBy(reader(many)::plan).hasMessageContaining("at most 50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[1]", "null", "{\"a\": 1, \"a\": 2}", "{\"seq\": NaN}", "{} {}"})
    @Tag("H36")
    void whatIsNoStrictObjectIsRefused(String json) {
        assertThatThrownBy(() -> reader(json)).isInstanceOf(InputException.class);
    }

    @Test
    void markupsAreReadBackAsTheSamePoints() throws Exception {
        Path file = folder.resolve("plan.mrk.json");
        Files.writeString(file, MarkupsWriter.text(PLAN));

        List<MarkupsReader.Needle> needles =
                MarkupsReader.read(file, Optional.empty()).needles();

        assertThat(needles)
                .containsExactly(
                        new MarkupsReader.Needle(
                                PLAN.get(0).entry(), PLAN.get(0).tip()),
                        new MarkupsReader.Needle(
                                PLAN.get(1).entry(), PLAN.get(1).tip()));
    }

    /** A target of a removed applicator would make the saved case a refused one: it goes with it. */
    @Test
    void posedCaseNamesOnlyTargetsThatAreLeft() {
        CaseFile stated = new CaseFile(
                "id",
                List.of(),
                List.of(
                        new CaseFile.ApplicatorEntry(ZoneSource.PLANNED, PLAN.get(0)),
                        new CaseFile.ApplicatorEntry(ZoneSource.PLANNED, PLAN.get(1)),
                        new CaseFile.ApplicatorEntry(ZoneSource.PLACED, PLAN.get(1))),
                CaseFile.CriteriaEntry.none(),
                Map.of("a", List.of("x"), "b", List.of("y"), "observed", List.of("z")),
                false,
                OptionalDouble.empty(),
                List.of());

        CaseFile posed = stated.posed(ZoneSource.PLANNED, List.of(PLAN.get(1)), CaseFile.CriteriaEntry.none());

        assertThat(posed.targets().keySet()).containsExactlyInAnyOrder("b", "observed");
        assertThat(posed.applicators()).hasSize(2);
    }
}
