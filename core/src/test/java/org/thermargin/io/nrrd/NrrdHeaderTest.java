package org.thermargin.io.nrrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.InputException;

class NrrdHeaderTest {
    private static final String GOOD = """
            NRRD0004
            # made by hand
            type: short
            dimension: 3
            space: left-posterior-superior
            sizes: 30 40 50
            space directions: (1,0,0) (0, 2,1e-8) (0,0,-.5e1)
            kinds: domain domain domain
            endian: little
            encoding: raw
            space origin: (-1,2.5,+3)
            key with blank:=a: b := c\\n\\\\d

            """;

    @Test
    void fieldsPairsAndOffsetAreFound() throws InputException, IOException {
        NrrdHeader header = parse(GOOD + "data");

        assertThat(header.version()).isEqualTo(4);
        assertThat(header.required("space")).isEqualTo("left-posterior-superior");
        assertThat(header.integers("sizes")).containsExactly(30, 40, 50);
        assertThat(header.pairs()).containsEntry("key with blank", "a: b := c\n\\d");
        assertThat(header.endsWithBlankLine()).isTrue();
        assertThat(header.dataOffset()).isEqualTo(GOOD.length());
    }

    @Test
    void carriageReturnsAreLineEnds() throws InputException, IOException {
        String windows = GOOD.replace("\n", "\r\n");

        NrrdHeader header = parse(windows + "data");

        assertThat(header.fields()).isEqualTo(parse(GOOD).fields());
        assertThat(header.dataOffset()).isEqualTo(windows.length());
    }

    @Test
    void oldSpellingsOfFieldsAreKnown() throws InputException, IOException {
        NrrdHeader header = parse("NRRD0001\nLineSkip: 2\nbyteskip: -1\ndatafile: a.raw\n");

        assertThat(header.fields()).containsOnlyKeys("line skip", "byte skip", "data file");
        assertThat(header.endsWithBlankLine()).isFalse();
    }

    @Test
    void layoutIsInLpsMillimetres() throws InputException, IOException {
        NrrdLayout layout = NrrdLayout.of(parse(GOOD));

        assertThat(layout.size()).containsExactly(30, 40, 50);
        assertThat(layout.columnsMm()[1]).containsExactly(0, 2, 1e-8);
        assertThat(layout.columnsMm()[2]).containsExactly(0, 0, -5);
        assertThat(layout.originMm()).containsExactly(-1, 2.5, 3);
        assertThat(layout.layers()).isEqualTo(1);
    }

    @ParameterizedTest
    @Tag("H01")
    @CsvSource({
        "left-posterior-superior, 1, 1",
        "LPS, 1, 1",
        "lps, 1, 1",
        "LPST, 1, 1",
        "right-anterior-superior, -1, -1",
        "RAS, -1, -1",
        "Right-Anterior-Superior, -1, -1",
        "left-anterior-superior, 1, -1",
        "LAS, 1, -1",
        "left-anterior-superior-time, 1, -1"
    })
    void everySpellingOfAFrameIsKnown(String space, double x, double y) throws InputException, IOException {
        NrrdSpace frame = NrrdSpace.of(parse(GOOD.replace("left-posterior-superior", space)));

        assertThat(frame.factorMm()).containsExactly(x, y, 1);
    }

    @ParameterizedTest
    @Tag("H03")
    @ValueSource(strings = {"scanner-xyz", "3D-right-handed", "3D-left-handed", "RSA", "SRAT", "", "time"})
    void framesThatDoNotNameThePatientAreRefused(String space) {
        assertThatThrownBy(() -> NrrdSpace.of(parse(GOOD.replace("left-posterior-superior", space))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("LPS, RAS or LAS");
    }

    @Test
    @Tag("H03")
    void spaceDimensionAloneIsRefused() {
        String bare = GOOD.replace("space: left-posterior-superior", "space dimension: 3");

        assertThatThrownBy(() -> NrrdLayout.of(parse(bare)))
                .isInstanceOfSatisfying(
                        InputException.class, e -> assertThat(e.code()).isEqualTo("nrrd-orientation-absent"));
    }

    @ParameterizedTest
    @Tag("H09")
    @CsvSource({"mm, 1", "cm, 10", "m, 1000", "um, 0.001", "\u00b5m, 0.001"})
    void statedUnitsAreConverted(String unit, double factor) throws InputException, IOException {
        String quoted = "\"" + unit + "\"";
        NrrdLayout layout = NrrdLayout.of(parse(with("space units: " + quoted + " " + quoted + " " + quoted + "\n")));

        assertThat(layout.columnsMm()[1][1]).isEqualTo(2 * factor);
        assertThat(layout.originMm()[0]).isEqualTo(-factor);
    }

    @ParameterizedTest
    @Tag("H09")
    @ValueSource(
            strings = {
                "\"mm\" \"mm\"",
                "\"inch\" \"mm\" \"mm\"",
                "mm mm mm",
                "\"mm\" \"mm\" \"mm\" \"mm\"",
                "\"\" \"\" \"\""
            })
    void unknownUnitsAreRefused(String units) {
        assertThatThrownBy(() -> NrrdLayout.of(parse(with("space units: " + units + "\n"))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("space units");
    }

    @Test
    void layersMayComeFirstOrLast() throws InputException, IOException {
        String first = GOOD.replace("dimension: 3", "dimension: 4")
                .replace("sizes: ", "sizes: 7 ")
                .replace("directions: ", "directions: none ")
                .replace("kinds: ", "kinds: list ");
        String last = GOOD.replace("dimension: 3", "dimension: 4")
                .replace("40 50", "40 50 7")
                .replace("(0,0,-.5e1)", "(0,0,-.5e1) none")
                .replace("domain\nendian", "domain list\nendian");

        assertThat(NrrdLayout.of(parse(first)).layers()).isEqualTo(7);
        assertThat(NrrdLayout.of(parse(first)).layersFirst()).isTrue();
        assertThat(NrrdLayout.of(parse(last)).layers()).isEqualTo(7);
        assertThat(NrrdLayout.of(parse(last)).layersFirst()).isFalse();
    }

    @Test
    void singletonTimeAxisIsDropped() throws InputException, IOException {
        String time = GOOD.replace("superior", "superior-time")
                .replace("dimension: 3", "dimension: 4")
                .replace("40 50", "40 50 1")
                .replace("(1,0,0) (0, 2,1e-8) (0,0,-.5e1)", "(1,0,0,0) (0,2,0,0) (0,0,-5,0) (0,0,0,1)")
                .replace("(-1,2.5,+3)", "(-1,2.5,3,0)")
                .replace("domain\nendian", "domain domain\nendian");

        NrrdLayout layout = NrrdLayout.of(parse(time));

        assertThat(layout.size()).containsExactly(30, 40, 50);
        assertThat(layout.layers()).isEqualTo(1);
    }

    @ParameterizedTest
    @Tag("H08")
    @Tag("H10")
    @Tag("H36")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sizes: 30 40 50 | sizes: 30 40",
                "sizes: 30 40 50 | sizes: 30 0 50",
                "sizes: 30 40 50 | sizes: 30 -40 50",
                "sizes: 30 40 50 | sizes: 30 40 99999999999",
                "sizes: 30 40 50 | sizes: 30 4e1 50",
                "dimension: 3 | dimension: 2",
                "dimension: 3 | dimension: 9",
                "dimension: 3 | dimension: x",
                "(1,0,0) | (1,0)",
                "(1,0,0) | (1,0,0,0)",
                "(1,0,0) | (1.0,0,0",
                "(1,0,0) | (NaN,0,0)",
                "(1,0,0) | (0x1p3,0,0)",
                "(1,0,0) | (1e999,0,0)",
                "(1,0,0) | (1,5,0,0)",
                "(1,0,0) | none",
                "(1,0,0) | (1,0,0) (1,0,0)",
                "kinds: domain domain domain | kinds: vector domain domain",
                "kinds: domain domain domain | kinds: domain domain",
                "space origin: (-1,2.5,+3) | content: no origin",
                "space origin: (-1,2.5,+3) | space origin: none",
                "endian: little | spacings: 1 2 6",
                "endian: little | spacings: 1 2",
                "endian: little | measurement frame: (1,0) (0,1)",
                "endian: little | space dimension: 3"
            })
    void impossibleGeometryIsRefused(String good, String bad) {
        assertThat(GOOD).contains(good);

        assertThatThrownBy(() -> NrrdLayout.of(parse(GOOD.replace(good, bad))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("a.nrrd");
    }

    @ParameterizedTest
    @Tag("H36")
    @ValueSource(
            strings = {
                "",
                "NRRD",
                "NRRD0009\n\n",
                "nrrd0004\n\n",
                "NRRD0004\ntype: short\ntype: float\n\n",
                "NRRD0004\nline skip: 1\nlineskip: 2\n\n",
                "NRRD0004\na:=1\na:=1\n\n",
                "NRRD0004\nunheard of: 1\n\n",
                "NRRD0004\nsizes 3 3 3\n\n",
                "NRRD0004\ndata file: LIST\na.raw\nb.raw\n"
            })
    void doubtfulHeadersAreRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(InputException.class);
    }

    @Test
    @Tag("H36")
    void endlessHeadersAreRefused() {
        assertThatThrownBy(() -> parse("NRRD0004\n" + "x".repeat(NrrdHeaderParser.MAX_HEADER_BYTES + 10)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at most");
        assertThatThrownBy(() -> parse("NRRD0004\n" + "#\n".repeat(60_000)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at most");
    }

    private static String with(String line) {
        return GOOD.replace("encoding: raw\n", "encoding: raw\n" + line);
    }

    private static NrrdHeader parse(String text) throws InputException, IOException {
        return NrrdHeaderParser.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "a.nrrd");
    }
}
