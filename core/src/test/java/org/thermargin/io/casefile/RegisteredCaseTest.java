package org.thermargin.io.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.ContractedMargin;
import org.thermargin.assess.OpenCase;
import org.thermargin.assess.RegistrationUse;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Point3;
import org.thermargin.io.transform.TransformWriter;
import org.thermargin.margin.MarginResult;
import org.thermargin.registration.RigidMotions;

/** The observed mode end to end: lesion before, zone after, and what brings them together, from files. */
class RegisteredCaseTest {
    /** The patient turned by 14 degrees and moved by 60 mm between the scans. */
    private static final AffineMap MOTION = RigidMotions.turn(0.6, 0, 0.8, 0.25, new Point3(40, -35, 25));
    /** Both masks at 0.8 to 1.2 mm, oblique to each other: half-width of the calibrated interval. */
    private static final double VOXELS_MM = 0.5;

    @TempDir
    Path folder;

    private static ZoneAssessment zone(Assessment assessment) {
        return assessment.lesions().get(0).zones().get(0);
    }

    private static MarginResult margin(Assessment assessment) {
        return zone(assessment).numbers().orElseThrow().margin();
    }

    @Test
    @Tag("H19")
    void aTransformBringsTheZoneToTheLesionAndItsErrorEntersTheInterval() throws Exception {
        RegisteredCase written = new RegisteredCase(folder, MOTION).withTransform("t.tfm");

        Assessment assessment = RegisteredCase.assess(written.stating(
                "different", "{\"error_mm\": 1.5, \"transform\": \"t.tfm\", \"maps\": \"lesion-to-zone\"}"));

        MarginResult margin = margin(assessment);
        assertThat(margin.mamMm()).isCloseTo(RegisteredCase.MARGIN_MM, within(VOXELS_MM));
        assertThat(margin.upperMm() - margin.lowerMm()).isGreaterThanOrEqualTo(3);
        assertThat(margin.components()).anyMatch(c -> c.name().equals("registration") && c.mm() == 1.5);
        RegistrationUse use = assessment.registration().orElseThrow();
        assertThat(use.onScanAfter().distanceMm(MOTION.apply(use.onScanBefore())))
                .isLessThan(1e-9);
        assertThat(use.onScanBefore().distanceMm(RegisteredCase.LESION)).isLessThan(3);
        assertThat(use.scan().transform().orElseThrow().file().sha256()).hasSize(64);
        assertThat(assessment.inputs()).anyMatch(input -> input.role().equals("transform"));
    }

    /** Both statements of one relation give the same bits but for the rounding of an inverse. */
    @Test
    @Tag("H20")
    void bothDirectionsGiveTheSameMargin() throws Exception {
        RegisteredCase written = new RegisteredCase(folder, MOTION).withTransform("forward.tfm");
        TransformWriter.write(folder.resolve("back.tfm"), MOTION.inverse());

        MarginResult forward = margin(RegisteredCase.assess(written.stating(
                "different", "{\"error_mm\": 2, \"transform\": \"forward.tfm\", \"maps\": \"lesion-to-zone\"}")));
        MarginResult back = margin(RegisteredCase.assess(written.stating(
                "different", "{\"error_mm\": 2, \"transform\": \"back.tfm\", \"maps\": \"zone-to-lesion\"}")));

        assertThat(back.mamMm()).isCloseTo(forward.mamMm(), within(1e-9));
        assertThat(back.lowerMm()).isCloseTo(forward.lowerMm(), within(1e-9));
    }

    /** Moving the zone by a transform and drawing it where it belongs is the same. */
    @Test
    void theMarginIsThatOfTheSceneThatWasNeverMoved() throws Exception {
        Path moved = Files.createDirectory(folder.resolve("moved"));
        Path still = Files.createDirectory(folder.resolve("still"));
        AffineMap shift = AffineMap.of(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 40, -35.5, 25.25);
        MarginResult one = margin(RegisteredCase.assess(new RegisteredCase(moved, shift)
                .withTransform("t.tfm")
                .stating("different", "{\"error_mm\": 2, \"transform\": \"t.tfm\", \"maps\": \"lesion-to-zone\"}")));

        MarginResult other = margin(RegisteredCase.assess(
                new RegisteredCase(still, AffineMap.IDENTITY).stating("different", "{\"error_mm\": 2}")));

        assertThat(one.mamMm()).isCloseTo(other.mamMm(), within(1e-9));
        assertThat(one.lowerMm()).isCloseTo(other.lowerMm(), within(1e-9));
        assertThat(one.guaranteedLowerMm()).isCloseTo(other.guaranteedLowerMm(), within(1e-9));
        assertThat(one.witness().lesion().distanceMm(other.witness().lesion())).isLessThan(1e-6);
    }

    @Test
    @Tag("H20")
    void aTransformUsedTheWrongWayRoundBlocksTheVerdict() throws Exception {
        RegisteredCase written = new RegisteredCase(folder, MOTION).withTransform("t.tfm");

        Assessment assessment = RegisteredCase.assess(written.stating(
                "different", "{\"error_mm\": 2, \"transform\": \"t.tfm\", \"maps\": \"zone-to-lesion\"}"));

        assertThat(zone(assessment).taints()).contains("transform-direction");
        assertThat(assessment.warnings()).extracting(Finding::code).contains("transform-direction");
        RegistrationUse use = assessment.registration().orElseThrow();
        assertThat(use.coveredInverted()).isEqualTo(1);
        assertThat(use.covered()).isZero();
    }

    @Test
    @Tag("H20")
    void aTransformAppliedTwiceBlocksTheVerdict() throws Exception {
        RegisteredCase written = new RegisteredCase(folder, AffineMap.IDENTITY); // resampled to the scan before
        TransformWriter.write(folder.resolve("t.tfm"), MOTION);

        Assessment assessment = RegisteredCase.assess(written.stating(
                "different", "{\"error_mm\": 2, \"transform\": \"t.tfm\", \"maps\": \"lesion-to-zone\"}"));

        assertThat(zone(assessment).taints()).contains("transform-direction");
        assertThat(assessment.registration().orElseThrow().coveredUnmoved()).isEqualTo(1);
    }

    /** Landmarks say for sure what masks only suggest. */
    @Test
    @Tag("H20")
    void landmarksRefuteATransformThatIsTheWrongWayRoundOrAppliedTwice() throws Exception {
        RegisteredCase written =
                new RegisteredCase(folder, MOTION).withTransform("t.tfm").withLandmarks(new SplittableRandom(1), 1);
        String landmarks = ", \"landmarks_before\": \"before.mrk.json\", \"landmarks_after\": \"after.mrk.json\"}";

        assertThatThrownBy(() -> written.stating(
                        "different",
                        "{\"error_mm\": 2, \"transform\": \"t.tfm\", \"maps\": \"zone-to-lesion\"" + landmarks))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("probably maps the other way round");
        Path resampled = Files.createDirectory(folder.resolve("resampled"));
        RegisteredCase twice =
                new RegisteredCase(resampled, AffineMap.IDENTITY).withLandmarks(new SplittableRandom(2), 1);
        TransformWriter.write(resampled.resolve("t.tfm"), MOTION);
        assertThatThrownBy(() -> twice.stating(
                        "different",
                        "{\"error_mm\": 2, \"transform\": \"t.tfm\", \"maps\": \"lesion-to-zone\"" + landmarks))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("probably resampled");
    }

    @Test
    @Tag("H19")
    void landmarksAloneGiveTheRegistrationAndTheBound() throws Exception {
        RegisteredCase written = new RegisteredCase(folder, MOTION).withLandmarks(new SplittableRandom(3), 1);

        Assessment assessment = RegisteredCase.assess(written.stating(
                "different", "{\"landmarks_before\": \"before.mrk.json\", \"landmarks_after\": \"after.mrk.json\"}"));

        RegistrationUse use = assessment.registration().orElseThrow();
        double bound = assessment.registrationErrorMm().orElseThrow();
        assertThat(use.boundStated()).isFalse();
        assertThat(use.errors()).hasSize(1);
        assertThat(bound).isEqualTo(use.errors().get(0).error().boundMm()).isBetween(1.0, 6.0);
        MarginResult margin = margin(assessment);
        assertThat(margin.components()).anyMatch(c -> c.name().equals("registration") && c.mm() == bound);
        assertThat(margin.mamMm()).isCloseTo(RegisteredCase.MARGIN_MM, within(bound + VOXELS_MM));
        assertThat(use.onScanAfter().distanceMm(MOTION.apply(use.onScanBefore())))
                .isLessThan(bound);
    }

    /** Exact landmarks give the motion to rounding, and no bound that could be believed: a typed zero. */
    @Test
    @Tag("H19")
    void landmarksWithoutAnyErrorTaintTheVerdict() throws Exception {
        RegisteredCase written = new RegisteredCase(folder, MOTION).withLandmarks(new SplittableRandom(4), 0);

        Assessment assessment = RegisteredCase.assess(written.stating(
                "different", "{\"landmarks_before\": \"before.mrk.json\", \"landmarks_after\": \"after.mrk.json\"}"));

        assertThat(margin(assessment).mamMm()).isCloseTo(RegisteredCase.MARGIN_MM, within(VOXELS_MM));
        assertThat(RegisteredCase.firstTaint(assessment)).hasValue("registration-zero");
    }

    @Test
    @Tag("H19")
    void aStatedBoundBelowThatOfTheLandmarksIsSaid() throws Exception {
        RegisteredCase written = new RegisteredCase(folder, MOTION).withLandmarks(new SplittableRandom(5), 2);

        Assessment assessment = RegisteredCase.assess(
                written.stating(
                        "different",
                        "{\"error_mm\": 0.5, \"landmarks_before\": \"before.mrk.json\", \"landmarks_after\": \"after.mrk.json\"}"));

        assertThat(assessment.registrationErrorMm()).hasValue(0.5);
        assertThat(assessment.warnings()).extracting(Finding::code).contains("registration-bound-low");
    }

    @Tag("H20")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error_mm\": 2, \"transform\": \"t.tfm\"} | which points a transform takes to which",
                "{\"error_mm\": 2, \"maps\": \"lesion-to-zone\"} | must stand beside a transform",
                "{\"error_mm\": 2, \"drawn_after\": [\"liver\"]} | must stand beside a transform or landmarks",
                "{\"error_mm\": 2, \"transform\": \"t.tfm\", \"maps\": \"lesion-to-zone\", \"drawn_after\": [\"portal\"]}"
                        + " | must name a vessel or structure",
                "{\"transform\": \"t.tfm\", \"maps\": \"lesion-to-zone\"} | a bound on the registration error",
                "{\"error_mm\": 2, \"landmarks_before\": \"before.mrk.json\"} | must be given for both scans",
                "{\"error_mm\": 2, \"transform\": \"t.tfm\", \"maps\": \"fixed-to-moving\"} | must be one of",
                "{\"error_mm\": 2, \"transform\": \"../t.tfm\", \"maps\": \"lesion-to-zone\"} | relative path inside",
                "{} | must be given, was absent"
            })
    void statementsThatLeaveItOpenAreRefused(String statement) throws Exception {
        RegisteredCase written =
                new RegisteredCase(folder, MOTION).withTransform("t.tfm").withLandmarks(new SplittableRandom(6), 1);
        String[] parts = statement.split(" \\| ");

        assertThatThrownBy(() -> RegisteredCase.assess(written.stating("different", parts[0])))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(parts[1]);
    }

    /** Another program's name for it: statistics that ignore a transform that was given. */
    @Test
    @Tag("H20")
    void unusedTransformIsRefused() throws Exception {
        RegisteredCase written = new RegisteredCase(folder, MOTION).withTransform("t.tfm");

        assertThatThrownBy(() -> written.stating(
                        "same", "{\"error_mm\": 2, \"transform\": \"t.tfm\", \"maps\": \"lesion-to-zone\"}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("it would not be used");
    }

    @Test
    @Tag("H20")
    void aMapThatSlantsTheLatticeIsRefusedAndOneThatStretchesItsAxesIsSaid() throws Exception {
        RegisteredCase written = new RegisteredCase(folder, AffineMap.IDENTITY);
        TransformWriter.write(
                folder.resolve("slant.tfm"), AffineMap.of(new double[] {1, 0.02, 0, 0, 1, 0, 0, 0, 1}, 0, 0, 0));
        TransformWriter.write(
                folder.resolve("stretch.tfm"),
                AffineMap.about(
                        new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1.05}, RegisteredCase.LESION, RegisteredCase.LESION));

        assertThatThrownBy(() -> RegisteredCase.assess(written.stating(
                        "different", "{\"error_mm\": 2, \"transform\": \"slant.tfm\", \"maps\": \"zone-to-lesion\"}")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at right angles");
        Assessment stretched = RegisteredCase.assess(written.stating(
                "different", "{\"error_mm\": 2, \"transform\": \"stretch.tfm\", \"maps\": \"zone-to-lesion\"}"));
        assertThat(stretched.warnings()).extracting(Finding::code).contains("transform-scales");
        // an ellipsoid of half-axes 16, 16 and 16.8 mm
        assertThat(zone(stretched).volumeMl()).isCloseTo(4.0 / 3 * Math.PI * 16 * 16 * 16.8 / 1000, within(0.1));
    }

    @Test
    @Tag("H20")
    void aLiverOnTheLatticeOfTheZoneMustSayWhoseItIs() throws Exception {
        RegisteredCase written = new RegisteredCase(folder, MOTION).withTransform("t.tfm");
        Files.copy(folder.resolve("zone.nrrd"), folder.resolve("duct.nrrd"));
        String duct = ", {\"role\": \"structure\", \"file\": \"duct.nrrd\", \"name\": \"duct\"}";
        String registration = "{\"error_mm\": 2, \"transform\": \"t.tfm\", \"maps\": \"lesion-to-zone\"%s}";

        assertThatThrownBy(() -> RegisteredCase.assess(written.stating("different", registration.formatted(""), duct)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("name it in drawn_after");
        Assessment named = RegisteredCase.assess(
                written.stating("different", registration.formatted(", \"drawn_after\": [\"duct\"]"), duct));
        assertThat(zone(named).numbers().orElseThrow().structures().get(0).overlapMl())
                .isCloseTo(zone(named).volumeMl(), within(0.01));
    }

    /**
     * A zone of 16 mm that contracted by 20 % was one of 20 mm about its own centre, whatever other parts the mask has: its
     * margin 2 mm off centre is 8 mm instead of 4.
     */
    @Test
    void aContractedZoneWasLargerAboutItsOwnCentre() throws Exception {
        CaseFile file = new RegisteredCase(folder, MOTION)
                .withTransform("t.tfm")
                .stating("different", "{\"error_mm\": 1, \"transform\": \"t.tfm\", \"maps\": \"lesion-to-zone\"}");
        OpenCase open = RegisteredCase.open(file);

        List<ContractedMargin> margins = ContractedMargin.of(open, List.of(0.0, 0.2), 2);

        assertThat(margins).hasSize(2);
        assertThat(margins.get(0).mamMm()).isCloseTo(margin(open.assessment()).mamMm(), within(1e-9));
        assertThat(margins.get(1).mamMm()).isCloseTo(8, within(VOXELS_MM));
        assertThat(margins.get(1).upperMm() - margins.get(1).lowerMm()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void whatIsWrittenReadsBack() throws Exception {
        RegisteredCase written =
                new RegisteredCase(folder, MOTION).withTransform("t.tfm").withLandmarks(new SplittableRandom(7), 1);
        CaseFile file = written.stating(
                        "different",
                        "{\"error_mm\": 2, \"transform\": \"t.tfm\", \"maps\": \"lesion-to-zone\", \"drawn_after\": [\"liver\"],"
                                + " \"landmarks_before\": \"before.mrk.json\", \"landmarks_after\": \"after.mrk.json\"}")
                .contracted(List.of(0.1, 0.2));
        CaseFileWriter.write(folder.resolve("case.json"), file);

        CaseFile read = CaseFileReader.readAny(folder);

        assertThat(read.registration().orElseThrow().zoneToLesion())
                .isEqualTo(file.registration().orElseThrow().zoneToLesion());
        assertThat(read.registration().orElseThrow().drawnAfter()).containsExactly("liver");
        assertThat(read.registration().orElseThrow().landmarkFiles()).hasSize(2);
        assertThat(read.contractions()).containsExactly(0.1, 0.2);
    }
}
