package org.thermargin.io.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.StorageOrder;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.metaimage.MetaImageWriter;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.io.nrrd.NrrdWriter;

/**
 * Every bit of a header changed, one at a time: the file must be refused or flagged, or read as before. What is left is
 * silent, and only where a format states a thing once: then no reader can know. The counts are published in
 * {@code core/docs/files.md}.
 */
class HeaderChangeTest {
    /** Corners may move so far before a change counts: the tolerance between the two forms of NIfTI. */
    private static final double CORNER_TOLERANCE_MM = 0.1;

    /** Random lattices beside the two fixed ones; {@code .ci/headers} takes many. */
    private static final int LATTICES = Integer.getInteger("thermargin.header.lattices", 1);

    @TempDir
    Path folder;

    /** How changed files were taken. */
    private static final class Counts {
        private int refused;
        private int flagged;
        private int same;
        private final Map<String, Integer> silent = new TreeMap<>();

        int total() {
            return refused + flagged + same + silentTotal();
        }

        int silentTotal() {
            return silent.values().stream().mapToInt(n -> n).sum();
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d changes: %d refused, %d flagged, %d as before, %d silent %s",
                    total(),
                    refused,
                    flagged,
                    same,
                    silentTotal(),
                    silent);
        }
    }

    private interface Field {
        String at(int offset);
    }

    private static LabelVolume labels(VoxelGrid grid) {
        SplittableRandom random = new SplittableRandom(9);
        byte[] values = new byte[grid.voxelCount()];
        for (int v = 0; v < values.length; v++) {
            values[v] = (byte) random.nextInt(3);
        }
        return LabelVolume.ofBytes(grid, values);
    }

    static VoxelGrid axial() {
        return VoxelGrid.axisAligned(33, 26, 12, 0.75, 1.25, 2.5, new Point3(-120.5, 31.25, 870));
    }

    static VoxelGrid oblique() {
        double c = StrictMath.cos(0.4);
        double s = StrictMath.sin(0.4);
        return VoxelGrid.oriented(
                33,
                26,
                12,
                0.75,
                1.25,
                2.5,
                Direction3.of(c, 0, s),
                Direction3.of(0, 1, 0),
                Direction3.of(-s, 0, c),
                new Point3(-120.5, 31.25, 870));
    }

    private Counts counts(Path file, int headerBytes, Field field) throws IOException, InputException {
        VolumeFile before = VolumeFiles.readLabels(file, ReadOptions.strict());
        byte[] bytes = Files.readAllBytes(file);
        Path changed = file.resolveSibling("changed-" + file.getFileName());
        Counts counts = new Counts();
        for (int bit = 0; bit < 8 * headerBytes; bit++) {
            bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
            Files.write(changed, bytes);
            bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
            try {
                VolumeFile after = VolumeFiles.readLabels(changed, ReadOptions.strict());
                if (isSame(before, after)) {
                    counts.same++;
                } else if (after.findings().size() > before.findings().size()
                        || !after.taints().equals(before.taints())) {
                    counts.flagged++;
                } else {
                    counts.silent.merge(field.at(bit >> 3), 1, Integer::sum);
                }
            } catch (InputException refusal) {
                counts.refused++;
            }
        }
        System.out.println(file.getFileName() + ": " + counts);
        return counts;
    }

    private static boolean isSame(VolumeFile before, VolumeFile after) {
        VoxelGrid a = before.grid();
        VoxelGrid b = after.grid();
        if (a.nx() != b.nx() || a.ny() != b.ny() || a.nz() != b.nz()) {
            return false;
        }
        for (int corner = 0; corner < 8; corner++) {
            int i = (corner & 1) * (a.nx() - 1);
            int j = (corner >> 1 & 1) * (a.ny() - 1);
            int k = (corner >> 2 & 1) * (a.nz() - 1);
            if (a.toWorld(i, j, k).distanceMm(b.toWorld(i, j, k)) > CORNER_TOLERANCE_MM) {
                return false;
            }
        }
        for (int v = 0; v < a.voxelCount(); v++) {
            if (before.labels().at(v) != after.labels().at(v)) {
                return false;
            }
        }
        return true;
    }

    private static String niftiField(int offset) {
        int[] starts = {
            0, 4, 40, 56, 68, 70, 72, 74, 76, 108, 112, 120, 123, 124, 148, 252, 254, 256, 268, 280, 328, 344
        };
        String[] names = {
            "size", "unused", "dim", "intent", "intent_code", "datatype", "bitpix", "slice", "pixdim", "vox_offset",
                    "scl",
            "slice", "units", "cal", "text", "qform_code", "sform_code", "quatern", "qoffset", "srow", "intent_name",
                    "magic"
        };
        int n = 0;
        while (n + 1 < starts.length && starts[n + 1] <= offset) {
            n++;
        }
        return names[n];
    }

    /** The key of the line that a byte of a text header lies in. */
    private static Field line(byte[] bytes) {
        return offset -> {
            int start = offset;
            while (start > 0 && bytes[start - 1] != '\n') {
                start--;
            }
            int end = start;
            while (end < bytes.length && bytes[end] != ':' && bytes[end] != '=' && bytes[end] != '\n') {
                end++;
            }
            return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1).strip();
        };
    }

    private static int textHeaderBytes(byte[] bytes, String end) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(end) + end.length();
    }

    private Path nifti(String name, VoxelGrid grid, boolean qform, boolean sform) throws IOException {
        Path plain = folder.resolve("plain.nii");
        NiftiWriter.write(plain, labels(grid));
        byte[] bytes = Files.readAllBytes(plain);
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort(252, (short) (qform ? 1 : 0)).putShort(254, (short) (sform ? 1 : 0));
        Path file = folder.resolve(name);
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(file))
                : Files.newOutputStream(file)) {
            out.write(bytes);
        }
        return file;
    }

    private static VoxelGrid random(SplittableRandom random) {
        Direction3 i = Direction3.of(random.nextDouble(-1, 1), random.nextDouble(-1, 1), random.nextDouble(0.1, 1));
        Direction3 j = i.cross(Direction3.of(random.nextDouble(0.1, 1), random.nextDouble(-1, 1), 0));
        return VoxelGrid.oriented(
                33,
                26,
                12,
                0.7 + random.nextDouble(),
                0.8 + random.nextDouble(),
                1.8 + random.nextDouble(),
                i,
                j,
                i.cross(j),
                new Point3(random.nextDouble(-200, 200), random.nextDouble(-200, 200), random.nextDouble(-900, 900)));
    }

    /** Both forms state the lattice, and so do the spacings and the number of bytes: nothing stays unnoticed. */
    @Test
    @Tag("H02")
    @Tag("H10")
    void noBitOfANiftiHeaderWithBothFormsChangesSilently() throws IOException, InputException {
        assertThat(counts(nifti("axial.nii", axial(), true, true), 352, HeaderChangeTest::niftiField).silent)
                .isEmpty();
        SplittableRandom random = new SplittableRandom(31);
        for (int n = 0; n < LATTICES; n++) {
            Path file =
                    nifti("random" + n + ".nii", StorageOrder.of(random(random)).canonicalGrid(), true, true);

            assertThat(counts(file, 352, HeaderChangeTest::niftiField).silent).isEmpty();
        }
    }

    /** A checksum over all bytes, header included, follows the voxels. */
    @Test
    @Tag("H27")
    void noBitOfAGzippedFileChangesSilently() throws IOException, InputException {
        Path file = nifti("gzipped.nii.gz", oblique(), false, true);

        assertThat(counts(file, 200, offset -> "gzip").silent).isEmpty();
    }

    @Test
    void oneFormOfNiftiLeavesItsOwnNumbersUnchecked() throws IOException, InputException {
        Counts sform = counts(nifti("sform.nii", oblique(), false, true), 352, HeaderChangeTest::niftiField);
        Counts qform = counts(nifti("qform.nii", oblique(), true, false), 352, HeaderChangeTest::niftiField);

        assertThat(sform.silent.keySet()).isSubsetOf("srow");
        assertThat(qform.silent.keySet()).isSubsetOf("quatern", "qoffset", "pixdim");
    }

    @Test
    void textHeadersLeaveWhatTheyStateOnceUnchecked() throws IOException, InputException {
        Path nrrd = folder.resolve("oblique.nrrd");
        NrrdWriter.write(nrrd, labels(oblique()));
        byte[] nrrdBytes = Files.readAllBytes(nrrd);
        Path meta = folder.resolve("oblique.mha");
        MetaImageWriter.write(meta, labels(oblique()));
        byte[] metaBytes = Files.readAllBytes(meta);

        Counts ofNrrd = counts(nrrd, textHeaderBytes(nrrdBytes, "\n\n"), line(nrrdBytes));
        Counts ofMeta = counts(meta, textHeaderBytes(metaBytes, "LOCAL\n"), line(metaBytes));

        assertThat(ofNrrd.silent.keySet()).isSubsetOf("space directions", "space origin");
        assertThat(ofMeta.silent.keySet()).isSubsetOf("TransformMatrix", "Offset", "ElementSpacing");
    }
}
