package org.thermargin.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.io.metaimage.MetaImageWriter;
import org.thermargin.io.nifti.NiftiBytes;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.io.nrrd.NrrdWriter;
import org.thermargin.io.volume.VolumeFiles;

/** What went wrong in other programs that read volume files, each with its public thread. */
class KnownFailuresTest {
    private static final AsymmetricScene.Stored LPS = AsymmetricScene.stored(AsymmetricScene.PERMUTATIONS.get(0), 0);

    @TempDir
    Path folder;

    private Path file(String name, String header, byte[] data) throws IOException {
        Path path = folder.resolve(name);
        return Files.write(path, SceneFiles.concat(header.getBytes(StandardCharsets.UTF_8), data));
    }

    private static VolumeFile read(Path path) throws InputException {
        return VolumeFiles.readLabels(path, ReadOptions.strict());
    }

    private static String refusal(Path path) {
        return catchThrowableOfType(InputException.class, () -> read(path)).code();
    }

    private Path nifti(NiftiBytes bytes) throws IOException {
        return Files.write(folder.resolve("a.nii"), bytes.bytes());
    }

    @Test
    @Tag("H01")
    @DisplayName("left and right of LAS files swapped instead of front and back: InsightSoftwareConsortium/ITK#5207")
    void nrrdLasIsNotMirrored() throws IOException, InputException {
        // 20 mm to the left, 30 mm to the FRONT, 40 mm up; steps towards left, front, up
        String header = """
                NRRD0004
                type: uchar
                dimension: 3
                space: left-anterior-superior
                sizes: 10 11 12
                space directions: (3,0,0) (0,4,0) (0,0,5)
                encoding: raw
                space origin: (20,30,40)

                """;
        byte[] data = new byte[10 * 11 * 12];
        data[0] = 1;
        data[1] = 2; // one step left
        data[10] = 3; // one step to the front

        VolumeFile volume = read(file("las.nrrd", header, data));

        assertThat(volume.storageAxes()).isEqualTo("LAS");
        assertThat(place(volume, 1)).isEqualTo(new Point3(20, -30, 40));
        assertThat(place(volume, 2)).isEqualTo(new Point3(23, -30, 40));
        assertThat(place(volume, 3)).isEqualTo(new Point3(20, -34, 40));
    }

    /** World position of the one voxel with the label. */
    private static Point3 place(VolumeFile volume, int label) {
        var box = volume.labels().mask(label).boundingBox().orElseThrow();
        return volume.grid().toWorld(box.iLow(), box.jLow(), box.kLow());
    }

    @Test
    @Tag("H01")
    @DisplayName("AnatomicalOrientation ignored, its letters opposite to DICOM's: ITK#1017, ITK#1163")
    void metaImageOrientationIsHonoured() throws IOException, InputException {
        byte[] data = LPS.bytes(2, ByteOrder.LITTLE_ENDIAN);
        String header = SceneFiles.META_LOCAL.header(LPS, ByteOrder.LITTLE_ENDIAN);
        assertThat(header).contains("AnatomicalOrientation = RAI");

        for (String agreeing : List.of("RAI", "rai", "??", "???")) {
            AsymmetricScene.assertIsScene(read(file("m.mha", header.replace("= RAI", "= " + agreeing), data)));
        }
        for (String conflicting : List.of("LPS", "RAS", "LAI", "RPI", "ARI", "IAR", "RA", "RAX")) {
            assertThat(refusal(file("m.mha", header.replace("= RAI", "= " + conflicting), data)))
                    .as(conflicting)
                    .isEqualTo("metaimage-orientation-conflict");
        }
    }

    @Test
    @Tag("H01")
    @Tag("H04")
    @DisplayName("24 left-handed orientations wrong when written: ITK#1771")
    void leftHandedGridsSurviveRoundTrip() throws IOException, InputException {
        int leftHanded = 0;
        for (AsymmetricScene.Stored scene : AsymmetricScene.allOrders()) {
            if (determinant(scene.stepsMm()) < 0) {
                leftHanded++;
                VolumeFile volume = read(SceneFiles.NRRD_RAW.write(folder, scene, ByteOrder.LITTLE_ENDIAN));
                NrrdWriter.write(folder.resolve("w.nrrd"), volume.labels());
                MetaImageWriter.write(folder.resolve("w.mha"), volume.labels());
                NiftiWriter.write(folder.resolve("w.nii.gz"), volume.labels());
                for (String name : List.of("w.nrrd", "w.mha", "w.nii.gz")) {
                    AsymmetricScene.assertIsScene(read(folder.resolve(name)));
                }
            }
        }
        assertThat(leftHanded).isEqualTo(24);
    }

    private static double determinant(double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }

    private List<Path> filesOfSize(int ni, int nj, int nk) throws IOException {
        String size = ni + " " + nj + " " + nk;
        String nrrd = SceneFiles.NRRD_RAW
                .header(LPS, ByteOrder.LITTLE_ENDIAN)
                .replace("sizes: 5 6 7", "sizes: " + size)
                .replace("(4.5,0.0,0.0) (0.0,5.25,0.0) (0.0,0.0,3.5)", "(0.5,0,0) (0,0.5,0) (0,0,0.5)");
        String meta = SceneFiles.META_LOCAL
                .header(LPS, ByteOrder.LITTLE_ENDIAN)
                .replace("DimSize = 5 6 7", "DimSize = " + size)
                .replace("4.5 5.25 3.5", "0.5 0.5 0.5");
        NiftiBytes nifti = NiftiBytes.scene().lattice(5, 6, 7, new double[][] {
            {-0.5, 0, 0, 90}, {0, -0.5, 0, 90}, {0, 0, 0.5, 9}
        });
        nifti.version = 2;
        nifti.dim = new long[] {3, ni, nj, nk, 1, 1, 1, 1};
        byte[] data = LPS.bytes(2, ByteOrder.LITTLE_ENDIAN);
        return List.of(
                file("s.nrrd", nrrd, data),
                file("sz.nrrd", nrrd.replace("raw", "gzip"), SceneFiles.gzip(data)),
                file("st.nrrd", nrrd.replace("raw", "ascii"), "0 0 0\n".getBytes(StandardCharsets.US_ASCII)),
                file("sh.nrrd", nrrd.replace("raw", "hex"), "000000".getBytes(StandardCharsets.US_ASCII)),
                file("s.mha", meta, data),
                file("sz.mha", meta.replace("CompressedData = False", "CompressedData = True"), SceneFiles.zlib(data)),
                nifti(nifti));
    }

    @ParameterizedTest
    @Tag("H22")
    @CsvSource({
        "1300, 1300, 1300",
        "1024, 1024, 2048",
        "46341, 46341, 1",
        "46341, 1, 46341",
        "2147483647, 2147483647, 2147483647"
    })
    @DisplayName("sizes that wrap in 32 bits read as others: layerfMRI/LAYNII#105, rordenlab/niimath#67")
    void largeVolumeIndicesDoNotWrap(int ni, int nj, int nk) throws IOException {
        for (Path path : filesOfSize(ni, nj, nk)) {
            assertThat(refusal(path)).as(path.getFileName().toString()).isEqualTo("volume-too-large");
        }
    }

    /** 700^3 int16 voxels would need 343 MB; what is allocated to say no is buffers and messages. */
    @Test
    @Tag("H22")
    @Tag("H36")
    @DisplayName("memory for the declared length allocated before the length was checked: malaterre/GDCM#214, #233")
    void lengthIsCheckedBeforeAllocation() throws IOException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (Path path : filesOfSize(700, 700, 700)) {
            assertThat(refusal(path)).isEqualTo("data-truncated"); // classes are loaded now
            long before = threads.getCurrentThreadAllocatedBytes();
            String code = refusal(path);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertThat(code).isEqualTo("data-truncated");
            assertThat(allocated).as(path.getFileName().toString()).isLessThan(8 << 20);
        }
    }

    @Test
    @Tag("H09")
    @DisplayName("micron files read as mm: ITK#4595, Slicer/Slicer#7631")
    void micronsAreConverted() throws IOException, InputException {
        String header = SceneFiles.NRRD_RAW
                .header(LPS, ByteOrder.LITTLE_ENDIAN)
                .replace("4.5", "4500")
                .replace("5.25", "5250")
                .replace(",3.5)", ",3500)")
                .replace("(-12.25,33.5,101.75)\n", "(-12250,33500,101750)\nspace units: \"um\" \"um\" \"um\"\n");
        NiftiBytes nifti = NiftiBytes.scene();
        nifti.units = 3;
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 4; column++) {
                nifti.srowRas[row][column] *= 1000;
            }
        }
        nifti.setQform(nifti.srowRas);

        for (Path path : List.of(file("um.nrrd", header, LPS.bytes(2, ByteOrder.LITTLE_ENDIAN)), nifti(nifti))) {
            VolumeFile volume = read(path);
            // 0.001 times a whole number is off by half a unit in the last place at most
            assertThat(volume.grid().toWorld(4, 5, 6).distanceMm(AsymmetricScene.GRID.toWorld(4, 5, 6)))
                    .isLessThan(1e-10);
            AsymmetricScene.assertSameLabels(volume.labels(), AsymmetricScene.labels());
        }
    }

    @ParameterizedTest
    @Tag("H12")
    @ValueSource(doubles = {0, Double.NaN})
    @DisplayName("slope 0 or NaN taken as a factor erased the data: LAYNII#26, #88, NIfTI.jl#67, nipreps/fmriprep#2507")
    void zeroSlopeMeansNoScaling(double slope) throws IOException, InputException {
        NiftiBytes file = NiftiBytes.scene();
        file.slope = slope;
        file.intercept = 7;

        AsymmetricScene.assertIsScene(read(nifti(file)));
    }

    @Test
    @Tag("H12")
    @DisplayName("labels became 0.999: spinalcordtoolbox/spinalcordtoolbox#4346")
    void scaledLabelsAreRefused() throws IOException, InputException {
        NiftiBytes file = NiftiBytes.scene();
        file.slope = 0.999;
        assertThat(refusal(nifti(file))).isEqualTo("non-integer-labels");

        file.slope = 2; // whole labels, but perhaps not the ones meant: read and said
        assertThat(read(nifti(file)).findings().stream().map(Finding::code)).containsExactly("labels-scaled");
        String meta = SceneFiles.META_LOCAL
                .header(LPS, ByteOrder.LITTLE_ENDIAN)
                .replace("CenterOfRotation = 0 0 0", "ElementToIntensityFunctionSlope = 0.999");
        assertThat(refusal(file("m.mha", meta, LPS.bytes(2, ByteOrder.LITTLE_ENDIAN))))
                .isEqualTo("metaimage-scaling");
    }

    @Test
    @Tag("H02")
    @DisplayName("tools pick different forms: ITK#3514, SimpleITK/SimpleITK#1433, niivue/niivue#243, #246")
    void qformSformConflictIsRefused() throws IOException, InputException {
        NiftiBytes file = NiftiBytes.scene();
        file.srowRas[0][3] += 0.2;

        assertThat(refusal(nifti(file))).isEqualTo("qform-sform-disagree");
        assertThat(VolumeFiles.readLabels(
                                folder.resolve("a.nii"), ReadOptions.strict().withXform(ReadOptions.Xform.SFORM))
                        .taints())
                .containsExactly("xform-s");
    }
}
