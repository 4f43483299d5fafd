package org.thermargin.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.LabelVolume;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeAddress;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.volume.VolumeFiles;

/** Series of slices: order, spacing and orientation come from positions, and what makes no lattice is refused. */
class ImageSeriesTest {
    /** Positions are written with 6 decimals. */
    private static final double POSITION_TOLERANCE_MM = 1e-5;

    @TempDir
    Path folder;

    private static VolumeFile read(Path path) throws InputException {
        return VolumeFiles.readLabels(path, ReadOptions.strict());
    }

    private static void refuses(Path path, String code) {
        assertThatThrownBy(() -> read(path))
                .isInstanceOfSatisfying(
                        InputException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }

    private void write(String name, DicomBytes data) throws IOException {
        Files.write(folder.resolve(name), data.file(TransferSyntax.EXPLICIT_LITTLE));
    }

    @Test
    @Tag("H07")
    @Tag("H08")
    void voxelsLieWhereTheirPositionsSay() throws IOException, InputException {
        VolumeFile volume = read(Slices.axial().write(folder));

        assertThat(volume.grid().toString()).startsWith("32 x 24 x 12 voxels");
        assertThat(volume.grid().dxMm()).isEqualTo(0.75);
        assertThat(volume.grid().dyMm()).isEqualTo(1.25);
        assertThat(volume.grid().dzMm()).isEqualTo(2.5);
        assertThat(volume.grid().toWorld(3, 5, 7).distanceMm(new Point3(-20 + 3 * 0.75, -30 + 5 * 1.25, 100 + 7 * 2.5)))
                .isLessThan(POSITION_TOLERANCE_MM);
        LabelVolume labels = volume.labels();
        assertThat(labels.get(3, 5, 7)).isEqualTo(Slices.sample(3, 5, 7));
        assertThat(labels.get(31, 23, 11)).isEqualTo(Slices.sample(31, 23, 11));
        assertThat(volume.findings()).isEmpty();
    }

    /** Positions that fall with the order of files, and a coronal scan with rows from head to foot. */
    @Test
    @Tag("H01")
    void anyOrientationBecomesCanonical() throws IOException, InputException {
        Slices coronal = Slices.axial().withOrientation(1, 0, 0, 0, 0, -1).withStep(0, -2.5, 0);

        VolumeFile volume = read(coronal.write(folder));

        assertThat(volume.storageAxes()).isEqualTo("LIP");
        // slices go towards +y along the normal (1,0,0) x (0,0,-1) = (0,1,0): the last written is the first
        Point3 world = new Point3(-20 + 3 * 0.75, -30 - 7 * 2.5, 100 - 5 * 1.25);
        int i = (int) Math.rint(volume.grid().indexI(world.x(), world.y(), world.z()));
        int j = (int) Math.rint(volume.grid().indexJ(world.x(), world.y(), world.z()));
        int k = (int) Math.rint(volume.grid().indexK(world.x(), world.y(), world.z()));
        assertThat(volume.grid().toWorld(i, j, k).distanceMm(world)).isLessThan(POSITION_TOLERANCE_MM);
        assertThat(volume.labels().get(i, j, k)).isEqualTo(Slices.sample(3, 5, 7));
    }

    @ParameterizedTest
    @EnumSource(
            value = TransferSyntax.class,
            names = {"IMPLICIT_LITTLE", "EXPLICIT_LITTLE", "EXPLICIT_BIG", "DEFLATED"})
    @Tag("H28")
    void everySyntaxGivesTheSameVolume(TransferSyntax syntax) throws IOException, InputException {
        Slices slices = Slices.axial();
        ByteOrder order = syntax == TransferSyntax.EXPLICIT_BIG ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        for (int k = 0; k < 12; k++) {
            DicomBytes empty = new DicomBytes(syntax != TransferSyntax.IMPLICIT_LITTLE, order, k % 2 == 0);
            DicomBytes data =
                    slices.header(empty, k, slices.position(k)).raw(Tags.PIXELS, "OW", slices.pixels(k, order));
            Files.write(folder.resolve("s" + k), data.file(syntax));
        }

        VolumeFile volume = read(folder);

        assertThat(volume.labels().counts())
                .isEqualTo(read(slices.write(folder.resolveSibling("plain")))
                        .labels()
                        .counts());
        assertThat(volume.labels().get(3, 5, 7)).isEqualTo(Slices.sample(3, 5, 7));
    }

    @Test
    @Tag("H28")
    void filesWithoutHeaderAreReadByTheirForm() throws IOException, InputException {
        Slices slices = Slices.axial();
        for (int k = 0; k < 12; k++) {
            Files.write(folder.resolve("s" + k), slices.slice(k).toBytes());
        }

        VolumeFile volume = read(folder);

        assertThat(volume.labels().get(3, 5, 7)).isEqualTo(Slices.sample(3, 5, 7));
        assertThat(volume.findings()).extracting("code").containsExactly("dicom-syntax-unstated");
    }

    @ParameterizedTest
    @CsvSource({"5, 110 to 115", "1, 100 to 105", "10, 122.5 to 127.5"})
    @Tag("H07")
    void aMissingSliceIsRefusedWithItsPlace(int missing, String place) throws IOException {
        Slices.axial().write(folder);
        Files.delete(folder.resolve("image_" + (7 * missing + 3) % 12));

        assertThatThrownBy(() -> read(folder)).isInstanceOfSatisfying(InputException.class, e -> {
            assertThat(e.code()).isEqualTo("slices-missing");
            assertThat(e.getMessage()).contains("between " + place + " mm");
        });
    }

    @Test
    @Tag("H07")
    void aDoubledSliceIsRefused() throws IOException {
        Slices slices = Slices.axial();
        slices.write(folder);
        write("again", slices.slice(4));
        refuses(folder, "slices-doubled");

        // another object at the same place
        DicomBytes other = slices.header(DicomBytes.plain(), 40, slices.position(4))
                .raw(Tags.PIXELS, "OW", slices.pixels(4, ByteOrder.LITTLE_ENDIAN));
        write("again", other);
        refuses(folder, "slices-doubled");
    }

    /** The rule: off by more than 1 % of the median gap (0.025 mm here) and by more than 0.01 mm. */
    @ParameterizedTest
    @CsvSource({"0.02, ''", "-0.02, ''", "0.03, slices-uneven", "-0.03, slices-uneven", "1, slices-uneven"})
    @Tag("H07")
    void unevenGapsAreRefusedFromOnePercentOn(double jitterMm, String code) throws IOException, InputException {
        Slices slices = Slices.axial();
        slices.write(folder);
        double[] position = slices.position(6);
        position[2] += jitterMm;
        write(
                "image_" + (7 * 6 + 3) % 12,
                slices.header(DicomBytes.plain(), 6, position)
                        .raw(Tags.PIXELS, "OW", slices.pixels(6, ByteOrder.LITTLE_ENDIAN)));

        if (code.isEmpty()) {
            assertThat(read(folder).grid().dzMm()).isCloseTo(2.5, org.assertj.core.data.Offset.offset(1e-9));
        } else {
            refuses(folder, code);
        }
    }

    @Test
    @Tag("H04")
    void aTiltedScanIsRefused() throws IOException {
        refuses(Slices.axial().withStep(0, 0.4, 2.5).write(folder), "slices-tilted");
    }

    @Test
    @Tag("H07")
    void aSliceShiftedSidewaysIsRefused() throws IOException {
        Slices slices = Slices.axial();
        slices.write(folder);
        double[] position = slices.position(6);
        position[0] += 0.75;
        write(
                "image_" + (7 * 6 + 3) % 12,
                slices.header(DicomBytes.plain(), 6, position)
                        .raw(Tags.PIXELS, "OW", slices.pixels(6, ByteOrder.LITTLE_ENDIAN)));

        refuses(folder, "slices-shifted");
    }

    @Test
    @Tag("H07")
    void aLocalizerAmongTheSlicesIsRefused() throws IOException {
        Slices slices = Slices.axial();
        slices.write(folder);
        write("scout", slices.withOrientation(1, 0, 0, 0, 0, -1).slice(20));

        refuses(folder, "slices-other-orientation");
    }

    @Test
    @Tag("H06")
    void slicesOfTwoPatientsOrStudiesAreRefused() throws IOException {
        Slices slices = Slices.axial();
        slices.write(folder);
        write("image_0", slices.ofPatient("P2", "1.2.3").slice(3));
        refuses(folder, "patients-differ");
        write("image_0", slices.ofPatient("P1", "1.2.4").slice(3));
        refuses(folder, "patients-differ");
    }

    @Test
    @Tag("H07")
    void aSingleSliceHasNoSpacing() throws IOException {
        write("only", Slices.axial().slice(0));

        refuses(folder, "slices-too-few");
        refuses(folder.resolve("only"), "slices-too-few");
    }

    @Test
    @Tag("H12")
    void valuesAreRescaledSliceBySlice() throws IOException, InputException {
        Slices slices = Slices.axial();
        for (int k = 0; k < 12; k++) {
            DicomBytes data = slices.common(DicomBytes.plain(), DicomBytes.CT, "1.2." + k, "PT")
                    .decimals(Tags.POSITION, slices.position(k))
                    .decimals(Tags.ORIENTATION, slices.orientation())
                    .decimals(Tags.PIXEL_SPACING, Slices.ROW_MM, Slices.COLUMN_MM)
                    .decimals(Tags.RESCALE_INTERCEPT, -1024)
                    .decimals(Tags.RESCALE_SLOPE, 1 + 0.5 * k);
            Slices.layout(data, 24, 32, 16, 1).raw(Tags.PIXELS, "OW", slices.pixels(k, ByteOrder.LITTLE_ENDIAN));
            write("s" + k, data);
        }

        VolumeFile volume = VolumeFiles.inspect(folder, ReadOptions.strict()).file();

        assertThat(volume.scalars().orElseThrow().get(3, 5, 7))
                .isEqualTo((float) (Slices.sample(3, 5, 7) * 4.5 - 1024));
    }

    @Test
    @Tag("H28")
    void bitsAboveTheStoredOnesAreCutOffAndSignsExtended() throws IOException, InputException {
        Slices slices = Slices.axial();
        for (int k = 0; k < 12; k++) {
            DicomBytes data = slices.common(DicomBytes.plain(), DicomBytes.CT, "1.2." + k, "CT")
                    .decimals(Tags.POSITION, slices.position(k))
                    .decimals(Tags.ORIENTATION, slices.orientation())
                    .decimals(Tags.PIXEL_SPACING, Slices.ROW_MM, Slices.COLUMN_MM)
                    .unsignedShort(Tags.SAMPLES_PER_PIXEL, 1)
                    .text(Tags.PHOTOMETRIC, "CS", "MONOCHROME2")
                    .unsignedShort(Tags.ROWS, 24)
                    .unsignedShort(Tags.COLUMNS, 32)
                    .unsignedShort(Tags.BITS_ALLOCATED, 16)
                    .unsignedShort(Tags.BITS_STORED, 12)
                    .unsignedShort(Tags.HIGH_BIT, 11)
                    .unsignedShort(Tags.PIXEL_REPRESENTATION, 1);
            byte[] pixels = new byte[2 * 24 * 32];
            pixels[0] = (byte) 0xff; // 0xafff: overlay bits 0xa, value 0xfff = -1
            pixels[1] = (byte) 0xaf;
            pixels[2] = (byte) 0x05; // 0x5005: overlay bits 0x5, value 5
            pixels[3] = (byte) 0x50;
            write("s" + k, data.raw(Tags.PIXELS, "OW", pixels));
        }

        VolumeFile volume = VolumeFiles.inspect(folder, ReadOptions.strict()).file();

        assertThat(volume.scalars().orElseThrow().get(0, 0, 3)).isEqualTo(-1f);
        assertThat(volume.scalars().orElseThrow().get(1, 0, 3)).isEqualTo(5f);
    }

    @Test
    @Tag("H29")
    void aFolderWithSeveralSeriesNeedsOneNamed() throws IOException, InputException {
        Slices.axial().write(folder.resolve("a"));
        Slices second = Slices.axial().inSeries("1.2.5", 7).withStep(0, 0, 3);
        second.write(folder.resolve("b"));

        refuses(folder, "series-must-be-named");
        List<SeriesSummary> choices = VolumeFiles.choices(folder, ReadOptions.strict());
        assertThat(choices).extracting(c -> c.number().getAsInt()).containsExactly(3, 7);
        assertThat(choices.get(1).text()).isEqualTo("32 x 24 x 12 voxels of 0.75 x 1.25 x 3 mm");
        for (String name : List.of("7", "1.2.5", choices.get(1).hash())) {
            VolumeAddress address = VolumeAddress.of(folder).withSeries(java.util.Optional.of(name));
            assertThat(VolumeFiles.readLabels(address, ReadOptions.strict())
                            .grid()
                            .dzMm())
                    .as(name)
                    .isCloseTo(3, org.assertj.core.data.Offset.offset(1e-9));
        }
    }

    @Test
    @Tag("H36")
    void anArchiveGivesTheSameAsItsFolder() throws IOException, InputException {
        Path plain = Slices.axial().write(folder.resolve("plain"));
        Path zip = zip(plain, "scan/");

        VolumeFile fromFolder = read(plain);
        VolumeFile fromZip = read(zip);

        assertThat(fromZip.sha256()).isEqualTo(fromFolder.sha256());
        assertThat(fromZip.labels().counts()).isEqualTo(fromFolder.labels().counts());
    }

    private Path zip(Path from, String prefix) throws IOException {
        Path zip = folder.resolve("scan.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
                var files = Files.list(from)) {
            for (Path file : files.toList()) {
                out.putNextEntry(new ZipEntry(prefix + file.getFileName()));
                out.write(Files.readAllBytes(file));
            }
        }
        return zip;
    }

    @ParameterizedTest
    @CsvSource({"../", "/tmp/", "a/../b/", "a//b/"})
    @Tag("H36")
    void pathsThatLeaveAnArchiveAreRefused(String prefix) throws IOException {
        refuses(zip(Slices.axial().write(folder.resolve("plain")), prefix), "zip-path");
    }

    @Test
    @Tag("H27")
    void aDamagedArchiveIsRefused() throws IOException {
        byte[] good = Files.readAllBytes(zip(Slices.axial().write(folder.resolve("plain")), "scan/"));
        Path bad = folder.resolve("bad.zip");
        List<Integer> accepted = new ArrayList<>();
        VolumeFile whole = null;
        for (int at = 40; at < good.length - 100; at += 131) {
            byte[] bytes = good.clone();
            bytes[at] ^= 0x10;
            Files.write(bad, bytes);
            try {
                VolumeFile volume = read(bad);
                whole = whole == null ? read(folder.resolve("scan.zip")) : whole;
                if (!volume.sha256().equals(whole.sha256())) {
                    accepted.add(at); // what is read must be what was written
                }
            } catch (InputException e) {
                assertThat(e.findings()).isNotEmpty();
            }
        }

        assertThat(accepted).isEmpty();
    }

    @Test
    @Tag("H01")
    void framesOfAnEnhancedImageAreOneVolume() throws IOException, InputException {
        Slices slices = Slices.axial();
        List<DicomBytes> groups = new ArrayList<>();
        java.io.ByteArrayOutputStream pixels = new java.io.ByteArrayOutputStream();
        for (int f = 0; f < 12; f++) {
            int k = (5 * f + 2) % 12;
            groups.add(DicomBytes.plain()
                    .sequence(
                            Tags.PLANE_POSITION,
                            List.of(DicomBytes.plain().decimals(Tags.POSITION, slices.position(k)))));
            pixels.writeBytes(slices.pixels(k, ByteOrder.LITTLE_ENDIAN));
        }
        DicomBytes shared = DicomBytes.plain()
                .sequence(
                        Tags.PLANE_ORIENTATION,
                        List.of(DicomBytes.plain().decimals(Tags.ORIENTATION, slices.orientation())))
                .sequence(
                        Tags.PIXEL_MEASURES,
                        List.of(DicomBytes.plain().decimals(Tags.PIXEL_SPACING, Slices.ROW_MM, Slices.COLUMN_MM)));
        DicomBytes data = slices.common(DicomBytes.plain(), DicomBytes.ENHANCED_CT, "1.2.8", "CT");
        Slices.layout(data, 24, 32, 16, 12)
                .sequence(Tags.SHARED_GROUPS, List.of(shared))
                .sequence(Tags.FRAME_GROUPS, groups)
                .raw(Tags.PIXELS, "OW", pixels.toByteArray());
        write("enhanced.dcm", data);

        VolumeFile volume = read(folder.resolve("enhanced.dcm"));

        assertThat(volume.format()).isEqualTo("DICOM CT, 12 frames");
        assertThat(volume.labels().get(3, 5, 7)).isEqualTo(Slices.sample(3, 5, 7));
        assertThat(volume.grid())
                .hasToString(read(slices.write(folder.resolve("single"))).grid().toString());
    }
}
