package org.thermargin.io.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.io.AsymmetricScene;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeFile;

/** Rules of the NIfTI header: what is read, what is converted, what is refused and why. */
class NiftiRulesTest {
    @TempDir
    Path folder;

    private VolumeFile read(NiftiBytes file, ReadOptions options) throws IOException, InputException {
        return new NiftiReader().readLabels(NiftiBytes.write(folder, "x.nii", file.bytes()), options);
    }

    private VolumeFile read(Consumer<NiftiBytes> change) throws IOException, InputException {
        NiftiBytes file = NiftiBytes.scene();
        change.accept(file);
        return read(file, ReadOptions.strict());
    }

    private InputException refused(Consumer<NiftiBytes> change) throws IOException {
        NiftiBytes file = NiftiBytes.scene();
        change.accept(file);
        Path path = NiftiBytes.write(folder, "x.nii", file.bytes());
        InputException refusal = catchThrowableOfType(
                InputException.class, () -> new NiftiReader().readLabels(path, ReadOptions.strict()));
        assertThat(refusal).as("must be refused").isNotNull();
        assertThat(refusal.findings().get(0).file()).isEqualTo("x.nii");
        return refusal;
    }

    private static void scaleLengths(NiftiBytes file, double factor) {
        for (double[] row : file.srowRas) {
            for (int c = 0; c < 4; c++) {
                row[c] *= factor;
            }
        }
        file.setQform(file.srowRas);
    }

    @Test
    void extensionsAndTrailingSingletonsAreSkipped() throws IOException, InputException {
        VolumeFile volume = read(file -> {
            file.extension = new byte[64];
            file.dim[0] = 5;
        });

        assertThat(volume.grid()).isEqualTo(AsymmetricScene.GRID);
        assertThat(volume.labels().get(0, 0, 0)).isEqualTo(AsymmetricScene.label(0, 0, 0));
    }

    @Test
    void sformAloneIsExact() throws IOException, InputException {
        assertThat(read(file -> file.qformCode = 0).grid()).isEqualTo(AsymmetricScene.GRID);
    }

    @Test
    @Tag("H03")
    void orientationMustBeStated() throws IOException {
        assertThat(refused(file -> {
                            file.qformCode = 0;
                            file.sformCode = 0;
                        })
                        .code())
                .isEqualTo("orientation-absent");
        assertThat(refused(file -> file.sformCode = 7).code()).isEqualTo("xform-code-invalid");
        assertThat(refused(file -> file.qformCode = -1).code()).isEqualTo("xform-code-invalid");
    }

    @Test
    @Tag("H03")
    void pairsAndAnalyzeAreRefused() throws IOException {
        byte[] pair = NiftiBytes.scene().bytes();
        System.arraycopy("ni1\0".getBytes(StandardCharsets.ISO_8859_1), 0, pair, 344, 4);
        byte[] analyze = NiftiBytes.scene().bytes();
        ByteBuffer.wrap(analyze).putInt(344, 0);

        assertThat(refusal(pair)).isEqualTo("pair-unsupported");
        assertThat(refusal(analyze)).isEqualTo("analyze-no-orientation");
    }

    private String refusal(byte[] bytes) throws IOException {
        Path path = NiftiBytes.write(folder, "x.hdr", bytes);
        return catchThrowableOfType(
                        InputException.class, () -> new NiftiReader().readLabels(path, ReadOptions.strict()))
                .code();
    }

    @Test
    void severalVolumesAndCiftiAreRefused() throws IOException {
        assertThat(refused(file -> {
                            file.dim[0] = 4;
                            file.dim[4] = 2;
                        })
                        .code())
                .isEqualTo("several-volumes");
        assertThat(refused(file -> {
                            file.version = 2;
                            file.intentCode = 3006;
                        })
                        .code())
                .isEqualTo("cifti-unsupported");
        assertThat(refused(file -> file.dim[0] = 2).code()).isEqualTo("not-3d");
        assertThat(refused(file -> file.dim[0] = 8).code()).isEqualTo("dim-invalid");
    }

    @ParameterizedTest
    @CsvSource({"1, 0.001", "3, 1000"})
    @Tag("H09")
    void metresAndMicronsAreConverted(int unit, double factor) throws IOException, InputException {
        VolumeFile volume = read(file -> {
            scaleLengths(file, factor);
            file.units = unit | 8; // with seconds for time
        });

        // float32 holds the scaled numbers to 6e-8, times 150 mm
        NiftiStorageOrderTest.assertSameCorners(volume.grid(), AsymmetricScene.GRID, 1e-4);
        assertThat(volume.findings()).isEmpty();
    }

    @Test
    @Tag("H09")
    void unstatedUnitIsSaidWhereMmIsPlausibleAndRefusedElsewhere() throws IOException, InputException {
        VolumeFile volume = read(file -> file.units = 0);
        assertThat(volume.findings()).extracting(Finding::code).containsExactly("unit-unstated");
        assertThat(volume.grid()).isEqualTo(AsymmetricScene.GRID);

        for (double factor : new double[] {1000, 10, 0.001, 0.01}) {
            InputException refusal = refused(file -> {
                scaleLengths(file, factor);
                file.units = 0;
            });
            assertThat(refusal.code()).isEqualTo("unit-unknown");
        }
    }

    @Test
    @Tag("H09")
    void wrongUnitIsImplausible() throws IOException {
        for (double factor : new double[] {1000, 10, 0.001}) {
            assertThat(refused(file -> scaleLengths(file, factor)).findings())
                    .allMatch(f -> f.hazard().equals("H10"));
        }
    }

    @Test
    @Tag("H09")
    void unknownUnitCodeNeedsAssumeMmWhichTaints() throws IOException, InputException {
        assertThat(refused(file -> file.units = 5).code()).isEqualTo("unit-unknown");

        NiftiBytes file = NiftiBytes.scene();
        file.units = 5;
        VolumeFile volume = read(file, ReadOptions.strict().withAssumeMm());

        assertThat(volume.taints()).containsExactly("assume-mm");
        assertThat(volume.grid()).isEqualTo(AsymmetricScene.GRID);
    }

    @Test
    @Tag("H10")
    void spacingFieldsMustMatchTheAffine() throws IOException, InputException {
        assertThat(read(file -> file.pixdim[1] *= 1.0005).grid()).isEqualTo(AsymmetricScene.GRID);
        assertThat(refused(file -> {
                            file.qformCode = 0;
                            file.pixdim[1] *= 1.002;
                        })
                        .code())
                .isEqualTo("pixdim-affine-disagree");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1.5, Double.NaN, Double.POSITIVE_INFINITY, 0.05, 12})
    @Tag("H10")
    void absurdSpacingIsRefused(double spacing) throws IOException {
        InputException refusal = refused(file -> {
            file.qformCode = 0;
            file.pixdim[3] = spacing;
            for (int r = 0; r < 3; r++) {
                file.srowRas[r][2] = r == 2 ? spacing : 0;
            }
        });

        assertThat(refusal.findings()).anyMatch(f -> f.hazard().equals("H10"));
    }

    @Test
    @Tag("H04")
    void shearAndSingularAxesAreRefused() throws IOException {
        Random random = new Random(4);
        for (int n = 0; n < 50; n++) {
            double shear = (random.nextBoolean() ? 1 : -1) * (1.2e-4 + 0.02 * random.nextDouble());
            int row = random.nextInt(3);
            int column = (row + 1 + random.nextInt(2)) % 3;
            InputException refusal = refused(file -> {
                file.qformCode = 0;
                file.srowRas[row][column] += shear * file.pixdim[column + 1];
            });
            assertThat(refusal.code()).isEqualTo("axes-not-orthogonal");
        }
        assertThat(refused(file -> {
                            file.qformCode = 0;
                            for (int r = 0; r < 3; r++) {
                                file.srowRas[r][1] = file.srowRas[r][0];
                            }
                            file.pixdim[2] = file.pixdim[1];
                        })
                        .code())
                .isEqualTo("axes-not-orthogonal");
        assertThat(refused(file -> {
                            file.sformCode = 0;
                            file.quaternRas[1] = 0.9;
                            file.quaternRas[2] = 0.9;
                        })
                        .code())
                .isEqualTo("quaternion-invalid");
    }

    @ParameterizedTest
    @CsvSource({"0, 7", "NaN, 7", "NaN, NaN", "0, NaN", "1, 0"})
    @Tag("H12")
    void slopeOfZeroOrNanMeansNoScaling(double slope, double intercept) throws IOException, InputException {
        VolumeFile volume = read(file -> {
            file.slope = slope;
            file.intercept = intercept;
        });

        assertThat(volume.labels().counts()).isEqualTo(read(file -> {}).labels().counts());
        assertThat(volume.findings()).isEmpty();
    }

    @Test
    @Tag("H12")
    void labelsMustBeWholeAfterScaling() throws IOException, InputException {
        assertThat(refused(file -> file.slope = 1 / 255.0).code()).isEqualTo("non-integer-labels");
        assertThat(refused(file -> file.slope = 0.999).code()).isEqualTo("non-integer-labels");
        assertThat(refused(file -> file.slope = -1).code()).isEqualTo("non-integer-labels");
        assertThat(refused(file -> file.intercept = 0.5).code()).isEqualTo("non-integer-labels");
        assertThat(refused(file -> file.slope = Double.POSITIVE_INFINITY).code())
                .isEqualTo("scaling-invalid");
        assertThat(refused(file -> file.intercept = Double.NaN).code()).isEqualTo("scaling-invalid");

        VolumeFile doubled = read(file -> file.slope = 2);
        assertThat(doubled.labels().get(0, 0, 0)).isEqualTo(2 * AsymmetricScene.label(0, 0, 0));
        assertThat(doubled.findings()).extracting(Finding::code).containsExactly("labels-scaled");
    }

    @ParameterizedTest
    @CsvSource({
        "2, 8, UINT8", "4, 16, INT16", "8, 32, INT32", "16, 32, FLOAT32", "64, 64, FLOAT64",
        "256, 8, INT8", "512, 16, UINT16", "768, 32, UINT32", "1024, 64, INT64", "1280, 64, UINT64"
    })
    @Tag("H28")
    void everySampleTypeIsReadInBothByteOrders(int code, int bits, String type) throws IOException, InputException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            VolumeFile volume = read(file -> {
                file.byteOrder = order;
                file.datatype = code;
                file.bitpix = bits;
                ByteBuffer wide =
                        ByteBuffer.allocate(file.data.length * bits / 8).order(order);
                for (byte label : file.data) {
                    switch (type) {
                        case "FLOAT32" -> wide.putFloat(label);
                        case "FLOAT64" -> wide.putDouble(label);
                        default -> {
                            switch (bits) {
                                case 8 -> wide.put(label);
                                case 16 -> wide.putShort(label);
                                case 32 -> wide.putInt(label);
                                default -> wide.putLong(label);
                            }
                        }
                    }
                }
                file.data = wide.array();
            });

            assertThat(volume.sampleType()).isEqualToIgnoringCase(type);
            for (int v = 0; v < volume.grid().voxelCount(); v++) {
                int i = v % AsymmetricScene.NX;
                int j = v / AsymmetricScene.NX % AsymmetricScene.NY;
                int k = v / AsymmetricScene.NX / AsymmetricScene.NY;
                assertThat(volume.labels().at(v)).isEqualTo(AsymmetricScene.label(i, j, k));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 128, 1536, 1792, 2048, 2304, 3, -2})
    @Tag("H28")
    void otherSampleTypesAreRefused(int code) throws IOException {
        assertThat(refused(file -> file.datatype = code).code()).isEqualTo("sample-type-unsupported");
    }

    @Test
    @Tag("H28")
    void bitsPerVoxelMustMatchTheType() throws IOException {
        assertThat(refused(file -> file.bitpix = 16).code()).isEqualTo("bitpix-disagrees");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 351, 352.5, Double.NaN, -352, 1e30})
    @Tag("H27")
    void voxelsBeginAfterTheHeader(double offset) throws IOException {
        assertThat(refused(file -> file.voxOffset = offset).code()).isEqualTo("vox-offset-invalid");
    }
}
