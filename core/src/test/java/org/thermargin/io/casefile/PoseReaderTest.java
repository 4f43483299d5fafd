package org.thermargin.io.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.InputException;
import org.thermargin.geometry.Frame3;
import org.thermargin.geometry.Point3;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.SceneInput;
import org.thermargin.scene.ZoneSource;

/** Start poses and targets of planners as text. Made up: the needle runs 80 mm to the right of the patient (+x in RAS). */
class PoseReaderTest {
    /** First axis superior, second posterior, third right; start at RAS (-20, 30, 40). */
    private static final String START = """
            0 0 1 -2.0e+01
            0 -1 0 30
            1 0 0 40
            0 0 0 1
            """;

    private static final String TARGET = "60\n30\n40\n";

    @TempDir
    private Path temp;

    private PoseReader.Needle read(String start, String target, PointFrame frame) throws IOException, InputException {
        return PoseReader.read(
                Files.writeString(temp.resolve("start.txt"), start),
                Files.writeString(temp.resolve("target.txt"), target),
                frame);
    }

    @Test
    @Tag("H01")
    void theNeedleRunsFromTheStartPointToTheTargetInTheStatedFrame() throws Exception {
        PoseReader.Needle ras = read(START, TARGET, PointFrame.RAS);
        PoseReader.Needle lps = read(START, TARGET, PointFrame.LPS);

        assertThat(ras.entry()).isEqualTo(new Point3(20, -30, 40));
        assertThat(ras.tip()).isEqualTo(new Point3(-60, -30, 40));
        assertThat(lps.entry()).isEqualTo(new Point3(-20, 30, 40));
        assertThat(lps.tip()).isEqualTo(new Point3(60, 30, 40));
        assertThat(ras.files()).extracting(SceneInput::role).containsExactly("pose", "target");
    }

    /** The first axis looks superior, which is roll 0; turned about the shaft by 30 degrees it is roll 30. */
    @Test
    void rollIsThatOfTheFirstAxisAboutTheShaft() throws Exception {
        double c = StrictMath.cos(StrictMath.toRadians(30));
        double s = StrictMath.sin(StrictMath.toRadians(30));
        // in RAS the shaft is +x; right-handed about it superior turns to the right hand's next axis, -y (posterior)
        String turned = "0 0 1 -20\n" + -s + " " + -c + " 0 30\n" + c + " " + -s + " 0 40\n0 0 0 1\n";

        PoseReader.Needle needle = read(turned, TARGET, PointFrame.RAS);

        assertThat(read(START, TARGET, PointFrame.RAS).rollRad()).isCloseTo(0, within(1e-12));
        assertThat(StrictMath.toDegrees(needle.rollRad())).isCloseTo(30, within(1e-9));
        Frame3 shaft = ApplicatorPlacement.once(
                        "a", needle.entry(), needle.tip(), "d", Application.atTip(OptionalDouble.empty(), 60))
                .turned(needle.rollRad())
                .shaftFrame(0);
        assertThat(shaft.ex().z()).isCloseTo(c, within(1e-9)); // the pose's first axis again
        assertThat(shaft.ex().y()).isCloseTo(s, within(1e-9));
    }

    @ParameterizedTest
    @Tag("H01")
    @Tag("H04")
    @Tag("H26")
    @CsvSource(
            delimiter = '|',
            value = {
                "0 -1 0 30 | 0 -1.001 0 30 | unit length and right angles",
                "0 -1 0 30 | 0.01 -1 0 30 | unit length and right angles",
                "0 -1 0 30 | 0 1 0 30 | right-handed, were mirrored",
                "0 0 0 1 | 0 0 0 2 | last line of a pose must be 0 0 0 1",
                "0 0 0 1 | 0 0 0 | 4 lines of 4 numbers",
                "0 0 0 1 | '' | 4 lines of 4 numbers",
                "0 -1 0 30 | 0 -1 0 NaN | number 8 must be a decimal number",
                "0 -1 0 30 | 0 -1 0 30,5 | number 8 must be a decimal number",
                "0 -1 0 30 | 0 -1 0 300000 | number 8 must be a decimal number",
                "-2.0e+01 | 9.0e+01 | looks away from it by 180 degrees",
                "-2.0e+01 | 60 | at least 1 mm apart",
            })
    void aMatrixThatIsNoPoseTowardsTheTargetIsRefused(String from, String to, String said) {
        String broken = START.replace(from, to);
        assertThat(broken).isNotEqualTo(START);

        InputException refusal = catchThrowableOfType(InputException.class, () -> read(broken, TARGET, PointFrame.RAS));

        assertThat(refusal.getMessage()).contains("start.txt", said);
    }

    @Test
    @Tag("H26")
    void aTargetIsThreeNumbers() {
        InputException four =
                catchThrowableOfType(InputException.class, () -> read(START, "60 30 40 1", PointFrame.RAS));

        assertThat(four.getMessage()).contains("target.txt", "must hold 3 numbers, held 4");
    }

    @Test
    @Tag("H03")
    void aCaseNamesTheFilesAndMustSayTheirFrame() throws Exception {
        CaseFolder folder = new CaseFolder(temp);
        folder.volume("lesion.nii.gz", CaseFolder.box(3, 3, 4, 5, 5, 6));
        folder.text("start.txt", START);
        folder.text("target.txt", TARGET);
        String json = "{'schema': 'thermargin.case/1', 'id': 'c', 'volumes': [{'role': 'lesion', 'file':"
                + " 'lesion.nii.gz'}], 'poses': [{'id': 'n', 'source': 'planned', 'device': 'emprint', 'power_w': 100,"
                + " 'time_s': 300, 'start': 'start.txt', 'target': 'target.txt'%s}]}";

        CaseFile source = folder.read(json.formatted(", 'frame': 'RAS'"));

        assertThat(source.applicators()).hasSize(1);
        assertThat(source.applicators().get(0).source()).isEqualTo(ZoneSource.PLANNED);
        assertThat(source.applicators().get(0).placement().tip()).isEqualTo(new Point3(-60, -30, 40));
        assertThat(source.documents()).extracting(SceneInput::role).contains("pose", "target");
        assertThat(catchThrowableOfType(InputException.class, () -> folder.read(json.formatted("")))
                        .getMessage())
                .contains("poses[0].frame must be given");
        assertThat(catchThrowableOfType(
                                InputException.class,
                                () -> folder.read(json.formatted(", 'frame': 'RAS', 'roll_deg': 10")))
                        .getMessage())
                .contains("roll_deg must not stand beside a pose");
        assertThat(catchThrowableOfType(
                                InputException.class,
                                () -> folder.read(
                                        json.formatted(", 'frame': 'RAS', 'start_sha256': '" + "0".repeat(64) + "'")))
                        .getMessage())
                .contains("start.txt");
    }

    /** Published poses: entry at the border of the liver, 94 to 171 mm from the target. */
    @Test
    void publishedPosesAreRead() throws Exception {
        for (String names : List.of(
                "Patient1/start1.txt Patient1/target.txt",
                "Patient2/target1_start1.txt Patient2/target1.txt",
                "Patient2/target1_start2.txt Patient2/target1.txt",
                "Patient2/target2_start1.txt Patient2/target2.txt")) {
            String[] files = names.split(" ");

            PoseReader.Needle needle = PoseReader.read(published(files[0]), published(files[1]), PointFrame.RAS);

            assertThat(needle.entry().distanceMm(needle.tip())).as(names).isBetween(94.0, 171.0);
        }
    }

    private static Path published(String name) {
        Path file = Path.of(System.getProperty("thermargin.root", ".."), "..", "shared", "data", "med-rad-liver", name);
        assumeTrue(Files.exists(file), "published sample not at hand: " + name);
        return file;
    }
}
