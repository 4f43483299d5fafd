package org.thermargin.io.volume;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.thermargin.InputException;
import org.thermargin.io.CorruptDataException;
import org.thermargin.io.FileDigest;
import org.thermargin.io.GzipStream;
import org.thermargin.io.InputFile;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.VolumeReader;
import org.thermargin.io.metaimage.MetaImageReader;
import org.thermargin.io.nifti.NiftiReader;
import org.thermargin.io.nrrd.NrrdReader;

/**
 * Reads a volume file of any supported format, told by its content first and its name second. What no reader takes is
 * refused with the reason: {@code dicom-unsupported}, {@code format-unknown}.
 */
public final class VolumeFiles {
    private static final int HEAD_BYTES = 512;
    private static final List<VolumeReader> READERS =
            List.of(new NiftiReader(), new NrrdReader(), new MetaImageReader());

    private VolumeFiles() {}

    /** Lattice and labels: exact integers 0..65535, else refused. */
    public static VolumeFile readLabels(Path path, ReadOptions options) throws InputException {
        return readerOf(path).readLabels(path, options);
    }

    /** Lattice and real values. */
    public static VolumeFile readScalars(Path path, ReadOptions options) throws InputException {
        return readerOf(path).readScalars(path, options);
    }

    /** Lattice and header only; voxels are neither read nor checked. */
    public static VolumeFile readHeader(Path path, ReadOptions options) throws InputException {
        return readerOf(path).readHeader(path, options);
    }

    /** What is in the file: labels with volumes, or the value range where the values are no labels. */
    public static VolumeInspection inspect(Path path, ReadOptions options) throws InputException {
        VolumeReader reader = readerOf(path);
        try {
            return VolumeInspection.of(reader.readLabels(path, options));
        } catch (InputException e) {
            if (!e.code().equals("non-integer-labels")) {
                throw e;
            }
            return VolumeInspection.of(reader.readScalars(path, options));
        }
    }

    private static VolumeReader readerOf(Path path) throws InputException {
        try (InputFile file = InputFile.open(path, new FileDigest())) {
            byte[] head = head(file);
            String name = file.name().toLowerCase(Locale.ROOT);
            for (VolumeReader reader : READERS) {
                if (reader.recognises("", head)) {
                    return reader;
                }
            }
            if (isDicom(head) || name.endsWith(".dcm")) {
                throw new InputException(
                        "dicom-unsupported",
                        "",
                        file.name(),
                        "volume must be NIfTI, NRRD or MetaImage, was DICOM; convert it to one file per volume");
            }
            for (VolumeReader reader : READERS) {
                if (reader.recognises(name, head)) {
                    return reader;
                }
            }
            throw new InputException(
                    "format-unknown",
                    "",
                    file.name(),
                    "volume must be NIfTI (.nii, .nii.gz), NRRD (.nrrd, .nhdr) or MetaImage (.mha, .mhd), was none of"
                            + " them");
        }
    }

    private static byte[] head(InputFile file) throws InputException {
        try {
            byte[] stored = file.stream().readNBytes(HEAD_BYTES);
            if (stored.length < 2 || stored[0] != 0x1f || stored[1] != (byte) 0x8b) {
                return stored;
            }
            PushbackInputStream all = new PushbackInputStream(file.stream(), HEAD_BYTES);
            all.unread(stored);
            try (GzipStream inflated = new GzipStream(all, HEAD_BYTES)) {
                return inflated.readNBytes(HEAD_BYTES);
            } catch (CorruptDataException e) {
                return stored; // the reader chosen by name says what is wrong
            }
        } catch (IOException e) {
            throw CorruptDataException.refusal(e, file.name());
        }
    }

    private static boolean isDicom(byte[] head) {
        return head.length >= 132
                && new String(Arrays.copyOfRange(head, 128, 132), StandardCharsets.ISO_8859_1).equals("DICM");
    }
}
