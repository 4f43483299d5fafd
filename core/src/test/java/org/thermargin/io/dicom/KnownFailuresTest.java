package org.thermargin.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.InputException;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.volume.VolumeFiles;

/** What went wrong in other readers of DICOM, and hostile files. */
class KnownFailuresTest {
    @TempDir
    Path folder;

    private VolumeFile read(Path path) throws InputException {
        return VolumeFiles.readLabels(path, ReadOptions.strict());
    }

    private void refuses(byte[] file, String code) throws IOException {
        Path path = Files.write(folder.resolve("x.dcm"), file);
        assertThatThrownBy(() -> read(path))
                .isInstanceOfSatisfying(
                        InputException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }

    @Test
    @Tag("H07")
    @DisplayName("missingSliceIsRefused (InsightSoftwareConsortium/ITK#441, #4677)")
    void missingSliceIsRefused() throws IOException {
        Slices.axial().write(folder);
        Files.delete(folder.resolve("image_" + (7 * 4 + 3) % 12));

        assertThatThrownBy(() -> read(folder)).hasMessageContaining("slices are missing between 107.5 to 112.5 mm");
    }

    @Test
    @Tag("H07")
    @DisplayName("slicesSortByPosition (icometrix/dicom2nifti#7, imageio/imageio#347)")
    void slicesSortByPosition() throws IOException, InputException {
        // instance numbers fall while positions rise, and names follow neither
        VolumeFile volume = read(Slices.axial().write(folder));

        for (int k = 0; k < 12; k++) {
            assertThat(volume.labels().get(0, 0, k)).isEqualTo(1000 * k);
        }
    }

    @Test
    @Tag("H08")
    @DisplayName("rowAndColumnSpacingAreNotSwapped (medical-physics-usz/z-rad#287)")
    void rowAndColumnSpacingAreNotSwapped() throws IOException, InputException {
        VolumeFile volume = read(Slices.axial().write(folder));

        assertThat(volume.grid().dxMm()).as("between columns").isEqualTo(Slices.COLUMN_MM);
        assertThat(volume.grid().dyMm()).as("between rows").isEqualTo(Slices.ROW_MM);
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 0x7fffffffL, 0xfffffffeL})
    @Tag("H36")
    @DisplayName("lengthIsCheckedBeforeAllocation (malaterre/GDCM#214, #233)")
    void lengthIsCheckedBeforeAllocation(long length) throws IOException {
        DicomBytes data = Slices.axial()
                .common(DicomBytes.plain(), DicomBytes.CT, "1.2", "CT")
                .header(0x00400001, "OB", length);

        refuses(data.file(TransferSyntax.EXPLICIT_LITTLE), "data-truncated");
    }

    @Test
    @Tag("H22")
    void sizesAreCheckedBeforeAllocation() throws IOException {
        DicomBytes data = Slices.axial().common(DicomBytes.plain(), DicomBytes.ENHANCED_CT, "1.2", "CT");
        Slices.layout(data, 65535, 65535, 16, 99_999).raw(Tags.PIXELS, "OW", new byte[4]);

        refuses(data.file(TransferSyntax.EXPLICIT_LITTLE), "dicom-placement-missing");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("H36")
    @DisplayName("sequenceDepthIsCapped (fo-dicom/fo-dicom#2146)")
    void sequenceDepthIsCapped(boolean undefinedLengths) throws IOException {
        DicomBytes inner = new DicomBytes(true, ByteOrder.LITTLE_ENDIAN, undefinedLengths);
        for (int depth = 0; depth < 40; depth++) {
            inner = inner.item().sequence(0x00409999, List.of(inner));
        }
        refuses(inner.file(TransferSyntax.EXPLICIT_LITTLE).clone(), "dicom-corrupt");

        // a mile of opening items costs no stack
        DicomBytes open = DicomBytes.plain();
        for (int depth = 0; depth < 100_000; depth++) {
            open.header(0x00409999, "SQ", 0xffffffffL).header(Tags.ITEM, "", 0xffffffffL);
        }
        refuses(open.file(TransferSyntax.EXPLICIT_LITTLE), "dicom-corrupt");
    }

    @Test
    @Tag("H36")
    void privateElementsArePassedOver() throws IOException, InputException {
        Slices slices = Slices.axial();
        for (int k = 0; k < 12; k++) {
            DicomBytes data = DicomBytes.plain()
                    .text(0x00090010, "LO", "SOMEBODY 1.0")
                    .raw(0x00091001, "UN", new byte[1000])
                    .sequence(0x00091002, List.of(DicomBytes.plain().text(0x00080018, "UI", "9.9")));
            slices.header(data, k, slices.position(k))
                    .raw(Tags.PIXELS, "OW", slices.pixels(k, ByteOrder.LITTLE_ENDIAN));
            Files.write(folder.resolve("s" + k), data.file(TransferSyntax.EXPLICIT_LITTLE));
        }

        assertThat(read(folder).labels().get(3, 5, 7)).isEqualTo(Slices.sample(3, 5, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.90", "1.2.3"})
    @Tag("H28")
    void syntaxesThatCannotBeReadAreNamedWithAWayOut(String uid) throws IOException {
        Path path = Files.write(folder.resolve("x.dcm"), Slices.axial().slice(0).file(uid));

        assertThatThrownBy(() -> read(path)).isInstanceOfSatisfying(InputException.class, e -> {
            assertThat(e.code()).isEqualTo("dicom-transfer-syntax");
            assertThat(e.getMessage()).contains(uid).containsPattern("gdcmconv --raw IN OUT|dcmdjpeg IN OUT");
        });
    }

    @Test
    @Tag("H27")
    void everyShorterSliceIsRefused() throws IOException {
        Slices slices = Slices.axial();
        slices.write(folder);
        Path file = folder.resolve("image_" + (7 * 4 + 3) % 12);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 132; length < whole.length; length += length < 900 ? 1 : 97) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> read(folder)).as("%d bytes", length).isInstanceOf(InputException.class);
        }
    }

    /** Whatever a bit says: either a refusal, or a lattice and voxels that are known. */
    @Test
    @Tag("H36")
    void damageIsReadOrRefusedAndNothingElse() throws IOException {
        Slices slices = Slices.axial();
        slices.write(folder);
        Path file = folder.resolve("image_" + (7 * 4 + 3) % 12);
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(11);
        List<String> codes = new ArrayList<>();
        for (int n = 0; n < 1500; n++) {
            byte[] bad = whole.clone();
            int at = 128 + random.nextInt(900 - 128);
            bad[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bad);
            try {
                assertThat(read(folder).grid().nz()).isEqualTo(12);
            } catch (InputException e) {
                codes.add(e.code());
            }
        }

        assertThat(codes).hasSizeGreaterThan(300);
    }

    /** Names, identifiers and dates stand in every text element; none may come out, whatever goes wrong. */
    @Test
    @Tag("H38")
    @DisplayName("logsCarryNoPatientData (pydicom/pynetdicom#911, fli-iam/shanoir-ng#2800)")
    void logsCarryNoPatientData() throws IOException {
        String canary = "MUSTERMANN19570314";
        int[] tags = {
            0x00080005,
            0x00080008,
            0x00080020,
            0x00080050,
            0x00080060,
            0x00080080,
            0x00080090,
            0x00081030,
            0x0008103e,
            0x00100010,
            0x00100020,
            0x00100030,
            Tags.STUDY,
            Tags.SERIES,
            Tags.SERIES_NUMBER,
            Tags.INSTANCE_NUMBER,
            Tags.FRAME_OF_REFERENCE,
            Tags.POSITION,
            Tags.ORIENTATION,
            Tags.PIXEL_SPACING,
            Tags.RESCALE_SLOPE,
            Tags.FRAMES,
            Tags.PHOTOMETRIC,
            Tags.SOP_INSTANCE,
            Tags.SOP_CLASS,
            Tags.SEGMENTATION_TYPE
        };
        Slices slices = Slices.axial();
        int refused = 0;
        for (int tag : tags) {
            Path series = folder.resolve(Integer.toHexString(tag));
            Files.createDirectories(series);
            for (int k = 0; k < 12; k++) {
                DicomBytes data = DicomBytes.plain().text(tag, "LO", canary);
                slices.header(data, k, slices.position(k))
                        .raw(Tags.PIXELS, "OW", slices.pixels(k, ByteOrder.LITTLE_ENDIAN));
                byte[] bytes = once(data.toBytes(), tag);
                Files.write(
                        series.resolve(canary + k),
                        DicomBytes.plain().bytes(bytes).file(TransferSyntax.EXPLICIT_LITTLE));
            }
            try {
                VolumeFile volume = read(series);
                assertThat(volume.toString()).as(Tags.text(tag)).doesNotContain(canary);
                assertThat(VolumeFiles.choices(series, ReadOptions.strict()).toString())
                        .doesNotContain(canary);
            } catch (InputException e) {
                refused++;
                for (Throwable t = e; t != null; t = t.getCause()) {
                    assertThat(String.valueOf(t.getMessage()))
                            .as(Tags.text(tag))
                            .doesNotContain(canary);
                }
                assertThat(e.findings().toString()).as(Tags.text(tag)).doesNotContain(canary);
            }
        }

        assertThat(refused).as("elements whose text is no number").isGreaterThan(5);
    }

    /** The element stands first; the same tag further on, which the fixture writes, is made a private one. */
    private static byte[] once(byte[] data, int tag) {
        byte[] bytes = data.clone();
        for (int at = 8; at + 4 <= Math.min(bytes.length, 1200); at++) {
            boolean same = (bytes[at] & 0xff) == (tag >>> 16 & 0xff)
                    && (bytes[at + 1] & 0xff) == tag >>> 24
                    && (bytes[at + 2] & 0xff) == (tag & 0xff)
                    && (bytes[at + 3] & 0xff) == (tag >>> 8 & 0xff)
                    && Character.isUpperCase(bytes[at + 4]);
            if (same) {
                bytes[at] |= 1;
            }
        }
        return bytes;
    }
}
