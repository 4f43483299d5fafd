package org.thermargin.io.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.InputException;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Point3;

class TransformReaderTest {
    private static final String MAGIC = "#Insight Transform File V1.0\n#Transform 0\n";
    private static final String IDENTITY = "1 0 0 0 1 0 0 0 1 0 0 0";

    @TempDir
    Path folder;

    private TransformFile read(String text) throws IOException, InputException {
        return TransformReader.read(Files.writeString(folder.resolve("t.tfm"), text));
    }

    private static String affine(String parameters, String fixed) {
        return MAGIC + "Transform: AffineTransform_double_3_3\nParameters: " + parameters + "\nFixedParameters: "
                + fixed + "\n";
    }

    @Test
    void aTurnAboutACentreLeavesTheCentreAlone() throws Exception {
        // a quarter turn about z: x to y, about (10, 20, 30), then 5 mm up
        AffineMap map = read(affine("0 -1 0 1 0 0 0 0 1 0 0 5", "10 20 30")).map();

        assertThat(map.apply(new Point3(10, 20, 30))).isEqualTo(new Point3(10, 20, 35));
        assertThat(map.apply(new Point3(11, 20, 30))).isEqualTo(new Point3(10, 21, 35));
        assertThat(map.isRigid()).isTrue();
        assertThat(map.turnRad()).isCloseTo(Math.PI / 2, within(1e-12));
    }

    @Test
    void aCompositeIsAppliedFromItsLastTransform() throws Exception {
        String text = MAGIC + "Transform: CompositeTransform_double_3_3\n#Transform 1\n"
                + "Transform: AffineTransform_double_3_3\nParameters: 2 0 0 0 2 0 0 0 2 0 0 0\nFixedParameters: 0 0 0\n"
                + "#Transform 2\nTransform: TranslationTransform_double_3_3\nParameters: 1 0 0\nFixedParameters:\n";

        assertThat(read(text).map().apply(new Point3(3, 0, 0))).isEqualTo(new Point3(8, 0, 0)); // 2 (3 + 1)
    }

    @Test
    void hashAndKindsAreThoseOfTheFile() throws Exception {
        TransformFile file = read(affine(IDENTITY, "0 0 0"));

        assertThat(file.kinds()).containsExactly("AffineTransform");
        assertThat(file.input().sha256()).hasSize(64);
        assertThat(file.map()).isEqualTo(AffineMap.IDENTITY);
    }

    @Test
    void carriageReturnsAndFloatsAreRead() throws Exception {
        String text = affine(IDENTITY, "0 0 0").replace("\n", "\r\n").replace("double", "float");

        assertThat(read(text).map()).isEqualTo(AffineMap.IDENTITY);
    }

    /** What is written reads back to the bit, whatever the size of the numbers. */
    @Test
    void whatIsWrittenReadsBackExactly() throws Exception {
        AffineMap map = AffineMap.about(
                new double[] {1 / 3.0, 1e-17, -2e-9, 0.1, 0.7, 1e-300, 3e-5, 0.2, 1.25},
                new Point3(1.1, -2.2, 3.3),
                new Point3(-123.456, 1e-13, 99999.125));
        TransformWriter.write(folder.resolve("w.tfm"), map);

        assertThat(TransformReader.read(folder.resolve("w.tfm")).map()).isEqualTo(map);
    }

    @Tag("H20")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "BSplineTransform_double_3_3",
                "DisplacementFieldTransform_double_3_3",
                "ThinPlateSplineKernelTransform_double_3_3",
                "BSplineDeformableTransform_float_3_3"
            })
    void whatBendsIsRefusedWithTheReason(String kind) {
        String text = MAGIC + "Transform: " + kind + "\nParameters: 0 0 0\nFixedParameters: 1 1 1\n";

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("deformation between the scans is not modelled");
    }

    @Tag("H20")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1 0 0 0 1 0 0 0 1 0 0 0 | must not mirror",
                "1 0 0 0 1 0 0 0 0 0 0 0 | must be invertible",
                "1 2 3 2 4 6 0 0 1 0 0 0 | must be invertible",
                "nan 0 0 0 1 0 0 0 1 0 0 0 | must be finite numbers",
                "1 0 0 0 1 0 0 0 1 1e999 0 0 | must be finite numbers",
                "1 0 0 0 1 0 0 0 1 0,5 0 0 | must be finite numbers",
                "1 0 0 0 1 0 0 0 1 0 0 | must be 12 numbers"
            })
    void mapsThatAreNoneAreRefused(String parameters, String reason) {
        assertThatThrownBy(() -> read(affine(parameters, "0 0 0")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(reason);
    }

    @Test
    @Tag("H20")
    void aListThatIsNoCompositeIsRefused() {
        String second = "#Transform 1\nTransform: AffineTransform_double_3_3\nParameters: " + IDENTITY
                + "\nFixedParameters: 0 0 0\n";

        assertThatThrownBy(() -> read(affine(IDENTITY, "0 0 0") + second))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must begin with a CompositeTransform");
    }

    @Test
    @Tag("H20")
    void twoDimensionsAreRefused() {
        String text = MAGIC + "Transform: TranslationTransform_double_2_2\nParameters: 1 -2\nFixedParameters:\n";

        assertThatThrownBy(() -> read(text)).isInstanceOf(InputException.class).hasMessageContaining("3-D points");
    }

    @Test
    @Tag("H28")
    void hdf5IsRefusedWithTheWayToExportText() throws Exception {
        Path h5 = Files.write(
                folder.resolve("t.h5"), "\u0089HDF\r\n\u001a\n\0\0\0".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> TransformReader.read(h5))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("was HDF5 (.h5)")
                .hasMessageContaining("Text (.tfm)");
    }

    /** Every shorter file is refused: none reads as another map. */
    @Test
    @Tag("H28")
    void noPrefixOfAFileIsAMap() {
        String text = affine("0 -1 0 1 0 0 0 0 1 10.5 20.25 5.125", "10 20 30");
        for (int length = 0; length < text.length(); length++) {
            String prefix = text.substring(0, length);

            assertThatThrownBy(() -> read(prefix)).as(prefix).isInstanceOf(InputException.class);
        }
    }

    @Test
    void everyOtherKindIsNamedInTheRefusal() {
        String text = MAGIC + "Transform: ScaleVersor3DTransform_double_3_3\nParameters: 0\nFixedParameters:\n";

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("was ScaleVersor3DTransform; save it as an affine transform");
    }

    /** Keys in another order, twice, or without their transform. */
    @Tag("H20")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "T T P F | Transform before the FixedParameters of the last one",
                "P T P F | Parameters without their Transform",
                "T P P F | Parameters without their Transform",
                "T F | FixedParameters without Parameters",
                "T P F F | FixedParameters without Parameters",
                "T P | an end before the FixedParameters"
            })
    void linesOutOfTurnAreRefused(String lines, String reason) {
        String text = MAGIC
                + lines.replace("T", "Transform: AffineTransform_double_3_3\n")
                        .replace("P", "Parameters: " + IDENTITY + "\n")
                        .replaceAll("F(?!o)", "FixedParameters: 0 0 0\n")
                        .replace(" Transform:", "Transform:")
                        .replace(" Fixed", "Fixed")
                        .replace(" Parameters", "Parameters");

        assertThatThrownBy(() -> read(text)).isInstanceOf(InputException.class).hasMessageContaining(reason);
    }

    /** A mebibyte to the byte is read, one more is not. */
    @Test
    @Tag("H36")
    void filesBeyondAMebibyteAreRefused() throws Exception {
        String head = affine(IDENTITY, "0 0 0") + "#";
        String fits = head + "x".repeat((1 << 20) - head.length() - 1) + "\n";

        assertThat(fits).hasSize(1 << 20);
        assertThat(read(fits).map()).isEqualTo(AffineMap.IDENTITY);
        assertThatThrownBy(() -> read("#" + fits)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> read(fits + "\n")).hasMessageContaining("at most 1 MiB");
    }

    @Test
    @Tag("H20")
    void numbersUpToAMillionAreTaken() throws Exception {
        assertThat(read(affine("1 0 0 0 1 0 0 0 1 1000000 -1000000 0", ""))
                        .map()
                        .apply(new Point3(0, 0, 0)))
                .isEqualTo(new Point3(1e6, -1e6, 0));
        assertThatThrownBy(() -> read(affine("1 0 0 0 1 0 0 0 1 1000000.5 0 0", "")))
                .hasMessageContaining("had 1000000.5");
    }
}
