package org.thermargin.io.volume;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.thermargin.InputException;
import org.thermargin.io.CorruptDataException;
import org.thermargin.io.FileDigest;
import org.thermargin.io.GzipStream;
import org.thermargin.io.InputFile;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeAddress;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.VolumeReader;
import org.thermargin.io.dicom.DicomReader;
import org.thermargin.io.dicom.SeriesSummary;
import org.thermargin.io.metaimage.MetaImageReader;
import org.thermargin.io.nifti.NiftiReader;
import org.thermargin.io.nrrd.NrrdReader;

/**
 * Reads a volume file of any supported format, told by its content first and its name second. What no reader takes is
 * refused with the reason: {@code format-unknown}.
 */
public final class VolumeFiles {
    private static final int HEAD_BYTES = 512;
    private static final List<VolumeReader> READERS =
            List.of(new NiftiReader(), new NrrdReader(), new MetaImageReader(), new DicomReader());

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

    /** Lattice and labels of what the address means. */
    public static VolumeFile readLabels(VolumeAddress address, ReadOptions options) throws InputException {
        return readerOf(address.path()).readLabels(address, options);
    }

    /** Lattice of what the address means. */
    public static VolumeFile readHeader(VolumeAddress address, ReadOptions options) throws InputException {
        return readerOf(address.path()).readHeader(address, options);
    }

    /** The series among which the user must choose; none where the path is one volume. */
    public static List<SeriesSummary> choices(Path path, ReadOptions options) throws InputException {
        return readerOf(path) instanceof DicomReader dicom ? dicom.choices(path, options) : List.of();
    }

    /** What is in the file: labels with volumes, or the value range where the values are no labels. */
    public static VolumeInspection inspect(Path path, ReadOptions options) throws InputException {
        return inspect(VolumeAddress.of(path), options);
    }

    /** The same of what the address means. */
    public static VolumeInspection inspect(VolumeAddress address, ReadOptions options) throws InputException {
        VolumeReader reader = readerOf(address.path());
        try {
            return VolumeInspection.of(reader.readLabels(address, options));
        } catch (InputException e) {
            if (!e.code().equals("non-integer-labels")) {
                throw e;
            }
            return VolumeInspection.of(reader.readScalars(address, options));
        }
    }

    private static VolumeReader readerOf(Path path) throws InputException {
        if (Files.isDirectory(path) && !isNamedLikeAFile(path)) {
            return new DicomReader(); // no other format is a folder
        }
        try (InputFile file = InputFile.open(path, new FileDigest())) {
            byte[] head = head(file);
            String name = file.name().toLowerCase(Locale.ROOT);
            for (VolumeReader reader : READERS) {
                if (reader.recognises("", head)) {
                    return reader;
                }
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
                    "volume must be NIfTI (.nii, .nii.gz), NRRD (.nrrd, .nhdr), MetaImage (.mha, .mhd) or DICOM, was none of"
                            + " them");
        }
    }

    private static boolean isNamedLikeAFile(Path folder) {
        String name = String.valueOf(folder.getFileName()).toLowerCase(Locale.ROOT);
        return READERS.stream().anyMatch(reader -> reader.recognises(name, new byte[0]));
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
}
