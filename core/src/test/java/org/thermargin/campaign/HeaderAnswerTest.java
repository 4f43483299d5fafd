package org.thermargin.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.metaimage.MetaImageWriter;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.io.nrrd.NrrdWriter;
import org.thermargin.io.volume.VolumeFiles;
import org.thermargin.phantom.Region;

/**
 * Every bit of the header of a NIfTI file that holds lesion and zone together, one at a time, and what becomes of the answer:
 * no second lattice can disagree there. A flip is harmless where the file is read as before or the interval still holds
 * the true margin.
 */
class HeaderAnswerTest {
    private static final int FILES = Integer.getInteger("thermargin.header.files", 2);
    private static final int BITS = 8 * 352;
    private static final double MARGIN_MM = 3.5;
    private static final int LESION = 1;
    private static final int ZONE = 2;

    @TempDir
    private Path folder;

    /** How flipped files ended. */
    private static final class Ends {
        private int refused;
        private int flagged;
        private int harmless;
        private int silent;
        private final TreeSet<Integer> silentAt = new TreeSet<>();

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d flips: %d refused, %d flagged, %d harmless, %d silent, at bytes %s",
                    refused + flagged + harmless + silent,
                    refused,
                    flagged,
                    harmless,
                    silent,
                    silentAt);
        }
    }

    private static LabelVolume labels(SplittableRandom random) {
        double tilt = 0.4 * random.nextDouble();
        Direction3 k = Direction3.of(tilt, 0.3 * tilt, 1);
        Direction3 j = k.cross(Direction3.of(1, 0.2 * tilt, 0));
        VoxelGrid grid = VoxelGrid.oriented(
                44,
                36,
                30,
                0.9 + 0.2 * random.nextDouble(),
                1.15 + 0.2 * random.nextDouble(),
                1.4 + 0.2 * random.nextDouble(),
                j.cross(k),
                j,
                k,
                new Point3(-60 - 9 * random.nextDouble(), 20 * random.nextDouble(), 500 * random.nextDouble()));
        Point3 lesion = grid.toWorld(21.3, 18.2, 15.4);
        BinaryMask inner = Region.ball(lesion, 6).mask(grid);
        BinaryMask outer = Region.ball(lesion.along(Direction3.of(1, 2, 2), 1), 7 + MARGIN_MM)
                .mask(grid);
        byte[] values = new byte[grid.voxelCount()];
        for (int v = 0; v < values.length; v++) {
            int row = v / grid.nx();
            int at = v % grid.nx();
            values[v] = (byte)
                    (inner.get(at, row % grid.ny(), row / grid.ny())
                            ? LESION
                            : outer.get(at, row % grid.ny(), row / grid.ny()) ? ZONE : 0);
        }
        return LabelVolume.ofBytes(grid, values);
    }

    /** The n-th file: with both forms, with the sform alone, with the qform alone, in turn. */
    private byte[] file(int n) throws IOException {
        Path file = folder.resolve("labels.nii");
        NiftiWriter.write(file, labels(new SplittableRandom(700 + n)));
        NiftiBytes bytes = NiftiBytes.of(file, LESION);
        bytes.shortAt(252, n % 3 == 1 ? 0 : 1).shortAt(254, n % 3 == 2 ? 0 : 1).save();
        return bytes.bytes();
    }

    private void stating(String hash) throws IOException {
        stating("labels.nii", hash);
    }

    private void stating(String name, String hash) throws IOException {
        String file = "\"file\": \"" + name + "\"" + hash + ", \"label\": ";
        Files.writeString(folder.resolve("case.json"), """
                {"schema": "thermargin.case/1", "id": "bits", "volumes": [
                  {"role": "lesion", %s1}, {"role": "zone", %s1}, {"role": "zone", %s2}],
                 "criteria": {"target_mm": 5}}
                """.formatted(file, file, file), StandardCharsets.UTF_8);
    }

    private Ends flipped(byte[] bytes) throws IOException, InputException {
        return flipped(folder.resolve("labels.nii"), bytes, IntStream.range(0, BITS));
    }

    /** Flips the bits of those numbers, one at a time; what ends silently is told by the place of its byte. */
    private Ends flipped(Path file, byte[] bytes, IntStream bits) throws IOException, InputException {
        Files.write(file, bytes);
        VolumeFile before = VolumeFiles.readLabels(file, ReadOptions.strict());
        CampaignRun untouched = CampaignRun.of(folder, List.of(MARGIN_MM));
        assertThat(untouched.holdsTruth()).as(untouched.toString()).isTrue();
        assertThat(untouched.warningCodes()).isEmpty();
        Ends ends = new Ends();
        for (int bit : bits.toArray()) {
            byte[] changed = bytes.clone();
            changed[bit >> 3] ^= (byte) (1 << (bit & 7));
            Files.write(file, changed);
            if (!isReadAsBefore(before, file)) {
                CampaignRun run = CampaignRun.of(folder, List.of(MARGIN_MM));
                if (run.refused()) {
                    ends.refused++;
                } else if (!untouched.said().containsAll(run.said())) {
                    ends.flagged++;
                } else if (run.holdsTruth()) {
                    ends.harmless++;
                } else {
                    ends.silent++;
                    ends.silentAt.add(bit >> 3);
                }
            } else {
                ends.harmless++;
            }
        }
        return ends;
    }

    private static boolean isReadAsBefore(VolumeFile before, Path file) {
        try {
            VolumeFile after = VolumeFiles.readLabels(file, ReadOptions.strict());
            return after.grid().equals(before.grid())
                    && after.findings().equals(before.findings())
                    && after.taints().equals(before.taints())
                    && after.labels().mask(LESION).equals(before.labels().mask(LESION))
                    && after.labels().mask(ZONE).equals(before.labels().mask(ZONE));
        } catch (InputException e) {
            return false;
        }
    }

    /** Two forms and the spacings state every number twice; what is stated once may change, and the answer with it. */
    @Test
    @Tag("H02")
    @Tag("H10")
    void noBitFlipIsSilentWhereTheHeaderStatesItsNumbersTwice() throws Exception {
        stating("");
        for (int n = 0; n < FILES; n++) {
            Ends ends = flipped(file(n));

            System.out.println("header bits, file " + n + ", "
                    + List.of("both forms", "sform", "qform").get(n % 3) + ": " + ends);
            assertThat(ends.refused + ends.flagged + ends.harmless + ends.silent)
                    .isEqualTo(BITS);
            if (n % 3 == 0) {
                assertThat(ends.silentAt).isEmpty();
            } else if (n % 3 == 1) {
                assertThat(ends.silentAt).allMatch(at -> at >= 280 && at < 328); // the rows of the sform
            } else {
                assertThat(ends.silentAt).allMatch(at -> (at >= 76 && at < 92) || (at >= 256 && at < 280));
            }
        }
    }

    /** Text headers state directions and spacings once; whatever else is changed in them is seen, or changes nothing. */
    @Test
    @Tag("H10")
    void inTextHeadersOnlyNumbersOfTheLatticeCanChangeTheAnswerSilently() throws Exception {
        LabelVolume labels = labels(new SplittableRandom(731));
        Path nrrd = folder.resolve("labels.nrrd");
        NrrdWriter.write(nrrd, labels);
        Path meta = folder.resolve("labels.mha");
        MetaImageWriter.write(meta, labels);

        assertSilentOnlyIn(nrrd, "\n\n", "space directions:", "space origin:");
        assertSilentOnlyIn(meta, "LOCAL\n", "TransformMatrix", "ElementSpacing", "Offset");
    }

    private void assertSilentOnlyIn(Path file, String end, String... lines) throws IOException, InputException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int length = text.indexOf(end) + end.length();
        stating(String.valueOf(file.getFileName()), "");
        boolean every = FILES > 2; // else one bit of each byte
        Ends ends = flipped(
                file, bytes, IntStream.range(0, 8 * length).filter(bit -> every || (bit & 7) == (bit >> 3) % 8));

        System.out.println("header bits, " + file.getFileName() + " of " + length + " bytes: " + ends);
        assertThat(ends.silentAt)
                .allMatch(at -> Arrays.asList(lines).stream()
                        .anyMatch(line -> text.startsWith(line, text.lastIndexOf('\n', at) + 1)));
    }

    /** With a hash in the case every flip is refused, whatever it is. */
    @Test
    @Tag("H06")
    @Tag("H33")
    void withAHashEveryBitFlipIsRefused() throws Exception {
        byte[] bytes = file(1);
        Path file = folder.resolve("labels.nii");
        stating(", \"sha256\": \"" + sha256(bytes) + "\"");
        assertThat(CampaignRun.of(folder, List.of(MARGIN_MM)).holdsTruth()).isTrue();
        for (int bit = 0; bit < BITS; bit++) {
            byte[] changed = bytes.clone();
            changed[bit >> 3] ^= (byte) (1 << (bit & 7));
            Files.write(file, changed);

            assertThat(CampaignRun.of(folder, List.of(MARGIN_MM)).refused())
                    .as("bit %d", bit)
                    .isTrue();
        }
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
