package org.thermargin.io.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.io.casefile.MarkupsReader.Needle;
import org.thermargin.io.casefile.MarkupsReader.PointOrder;
import org.thermargin.scene.ZoneSource;

class MarkupsReaderTest {
    private static final Point3 FIRST = new Point3(10, -20, 30);
    private static final Point3 SECOND = new Point3(-40, 50, 60.5);
    private static final String FCSV = """
            # Markups fiducial file version = 4.4
            # CoordinateSystem = 0
            # columns = id,x,y,z,ow,ox,oy,oz,vis,sel,lock,label,desc,associatedNodeID
            vtk_0,-10,20,30,0,0,0,1,1,1,0,"tip, of needle",,
            vtk_1,40,-50,60.5,0,0,0,1,1,1,0,F-2,,
            """;

    @TempDir
    private Path temp;

    @Test
    @Tag("H01")
    void linesAreEntryFirstInTheFrameTheyState() throws Exception {
        String lps = point("[10, -20, 30]") + ", " + point("[-40, 50, 60.5]");
        String ras = point("[-10, 20, 30]") + ", " + point("[40, -50, 60.5]");

        assertThat(needles(markup("Line", "LPS", lps), Optional.empty())).containsExactly(new Needle(FIRST, SECOND));
        assertThat(needles(markup("Line", "RAS", ras), Optional.empty())).containsExactly(new Needle(FIRST, SECOND));
        assertThat(needles(markup("Line", "LPS", lps), Optional.of(PointOrder.TIP_ENTRY)))
                .containsExactly(new Needle(SECOND, FIRST));
    }

    @Test
    @Tag("H26")
    void pointListsMustSayWhichEndComesFirst() throws Exception {
        String json = markup("Fiducial", "LPS", point("[10, -20, 30]") + ", " + point("[-40, 50, 60.5]"));

        assertThat(needles(json, Optional.of(PointOrder.TIP_ENTRY))).containsExactly(new Needle(SECOND, FIRST));
        assertThat(needles(json, Optional.of(PointOrder.ENTRY_TIP))).containsExactly(new Needle(FIRST, SECOND));
        assertThat(refusal("m.mrk.json", json, Optional.empty())).hasMessageContaining("entry-tip or tip-entry");
    }

    @ParameterizedTest
    @Tag("H26")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            schema-v1.0.3 | schema-v1.0.9 | @schema must be a markups schema
            'LPS'         | 'IJK'         | coordinateSystem must be one of LPS, RAS
            'coordinateSystem': 'LPS', | "" | coordinateSystem must be given
            'Line'        | 'Angle'       | type must be one of Line, Fiducial
            'mm'          | 'm'           | coordinateUnits must be one of mm
            'defined'     | 'preview'     | positionStatus must be one of defined
            [10, -20, 30] | [10, -20]     | position must be three numbers
            [10, -20, 30] | null          | position must be three numbers
            """)
    void doubtfulMarkupsAreRefused(String good, String bad, String words) throws IOException {
        String json = markup("Line", "LPS", point("[10, -20, 30]") + ", " + point("[-40, 50, 60.5]"));
        assertThat(json).contains(good);

        assertThat(refusal("m.mrk.json", json.replace(good, bad), Optional.empty()))
                .hasMessageContaining(words)
                .hasMessageContaining("m.mrk.json");
    }

    @Test
    @Tag("H26")
    void pointsWithoutAPartnerAreRefused() throws IOException {
        String one = point("[10, -20, 30]");

        assertThat(refusal("m.json", markup("Line", "LPS", one), Optional.empty()))
                .hasMessageContaining("must be two points, was 1");
        assertThat(refusal(
                        "m.json",
                        markup("Fiducial", "LPS", one + ", " + one + ", " + one),
                        Optional.of(PointOrder.ENTRY_TIP)))
                .hasMessageContaining("pairs of entry and tip, was 3");
        assertThat(refusal("m.json", markup("Fiducial", "LPS", ""), Optional.of(PointOrder.ENTRY_TIP)))
                .hasMessageContaining("had none");
    }

    @ParameterizedTest
    @Tag("H01")
    @ValueSource(strings = {"0", "RAS"})
    void fiducialListsInRasAreTurned(String system) throws Exception {
        Path file = write("F.fcsv", FCSV.replace("CoordinateSystem = 0", "CoordinateSystem = " + system));

        assertThat(MarkupsReader.read(file, Optional.of(PointOrder.TIP_ENTRY)).needles())
                .containsExactly(new Needle(SECOND, FIRST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "LPS"})
    void fiducialListsInLpsAreTakenAsTheyAre(String system) throws Exception {
        Path file = write("F.FCSV", FCSV.replace("CoordinateSystem = 0", "CoordinateSystem = " + system));

        assertThat(MarkupsReader.read(file, Optional.of(PointOrder.ENTRY_TIP)).needles())
                .containsExactly(new Needle(new Point3(-10, 20, 30), new Point3(40, -50, 60.5)));
    }

    @ParameterizedTest
    @Tag("H03")
    @Tag("H26")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            # CoordinateSystem = 0 | #                      | CoordinateSystem must be stated
            # CoordinateSystem = 0 | # CoordinateSystem = 2 | must be 0, RAS, 1 or LPS
            id,x,y,z               | label,x,y,z            | columns must be stated
            vtk_1,40               | vtk_1,NaN              | point 2 must have three numbers
            vtk_1,40               | vtk_1,0x28             | point 2 must have three numbers
            vtk_1,40               | vtk_1,40f              | point 2 must have three numbers
            vtk_1,40               | vtk_1,1e7              | point 2 must have three numbers
            vtk_1,40,-50,60.5      | vtk_1,40,-50           | point 2 must have 14 cells, had 13
            F-2                    | F,2                    | point 2 must have 14 cells, had 15
            vtk_1,40,-50,60.5      | #                      | pairs of entry and tip, was 1
            """)
    void doubtfulFiducialListsAreRefused(String good, String bad, String words) throws IOException {
        assertThat(FCSV).contains(good);
        String cut = FCSV.replace(good, bad);

        assertThat(refusal("F.fcsv", cut, Optional.of(PointOrder.ENTRY_TIP)))
                .hasMessageContaining(words)
                .hasMessageContaining("F.fcsv");
    }

    @Test
    void needlesOfACaseAreNumberedAndTheFileIsListedWithItsHash() throws Exception {
        CaseFolder folder = new CaseFolder(temp);
        String points =
                String.join(", ", point("[1, 2, 3]"), point("[1, 2, 90]"), point("[9, 2, 3]"), point("[9, 2, 80]"));
        folder.text("P.mrk.json", markup("Fiducial", "RAS", points));
        String entry = "'markups': [{'file': 'P.mrk.json', 'source': 'placed', 'points': 'tip-entry', 'device': 'd',"
                + " 'time_s': 60 %s}]";

        CaseFile read = folder.read(CaseFolder.caseOf(entry.formatted("")));

        assertThat(read.applicators()).extracting(a -> a.placement().id()).containsExactly("P-1", "P-2");
        assertThat(read.applicators())
                .extracting(CaseFile.ApplicatorEntry::source)
                .containsOnly(ZoneSource.PLACED);
        assertThat(read.applicators().get(1).placement().tip()).isEqualTo(new Point3(-9, -2, 3));
        assertThat(read.documents()).extracting(d -> d.role()).containsExactly("case", "markups");
        String hash = read.documents().get(1).sha256();
        assertThat(folder.read(CaseFolder.caseOf(entry.formatted(", 'sha256': '" + hash + "'")))
                        .applicators())
                .isEqualTo(read.applicators());
    }

    @Test
    @Tag("H06")
    void anotherMarkupsFileThanTheHashedOneIsRefused() throws IOException {
        CaseFolder folder = new CaseFolder(temp);
        folder.text("P.mrk.json", markup("Line", "LPS", point("[1, 2, 3]") + ", " + point("[1, 2, 90]")));
        Path file = folder.json(CaseFolder.caseOf("'markups': [{'file': 'P.mrk.json', 'source': 'placed', 'device':"
                + " 'd', 'time_s': 60, 'sha256': '" + "0".repeat(64) + "'}]"));

        assertThat(catchThrowableOfType(InputException.class, () -> CaseFileReader.read(file))
                        .code())
                .isEqualTo("sha256-mismatch");
    }

    /** Six points as published: odd ones are tips, even ones skin entries; ids and labels repeat. */
    @Test
    void publishedEndPointsAreThreeNeedles() throws Exception {
        Path file = published("slicer/Endpoints.mrk.json");

        List<Needle> needles =
                MarkupsReader.read(file, Optional.of(PointOrder.TIP_ENTRY)).needles();

        assertThat(needles).hasSize(3);
        assertThat(needles.get(0))
                .isEqualTo(new Needle(
                        new Point3(-40.4798761609907, 19.73684210526316, 0),
                        new Point3(101.76579925650557, 5.808550185873614, 0)));
    }

    @Test
    void publishedFiducialListIsRas() throws Exception {
        Path file = published("slicer/L1.fcsv");

        assertThat(MarkupsReader.read(file, Optional.of(PointOrder.ENTRY_TIP)).needles())
                .containsExactly(new Needle(new Point3(-43.3769, -23.1343, 0), new Point3(-49.8834, 4.33769, 0)));
    }

    private static Path published(String name) {
        Path file = Path.of(System.getProperty("thermargin.root", ".."), "..", "shared", "data", name);
        assumeTrue(Files.exists(file), "published sample not at hand: " + name);
        return file;
    }

    private static String point(String position) {
        return "{'id': '1', 'position': " + position + ", 'positionStatus': 'defined'}";
    }

    private static String markup(String type, String frame, String points) {
        return "{'@schema': 'https://example.org/Schema/markups-schema-v1.0.3.json#', 'markups': [{'type': '" + type
                + "', 'coordinateSystem': '" + frame + "', 'coordinateUnits': 'mm', 'locked': false, 'controlPoints': ["
                + points + "]}]}";
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(temp.resolve(name), text);
    }

    private List<Needle> needles(String json, Optional<PointOrder> order) throws IOException, InputException {
        return MarkupsReader.read(write("m.mrk.json", json.replace('\'', '"')), order)
                .needles();
    }

    private InputException refusal(String name, String text, Optional<PointOrder> order) throws IOException {
        Path file = write(name, name.endsWith("json") ? text.replace('\'', '"') : text);
        InputException refusal = catchThrowableOfType(InputException.class, () -> MarkupsReader.read(file, order));
        assertThat(refusal).as("refusal of " + text).isNotNull();
        return refusal;
    }
}
