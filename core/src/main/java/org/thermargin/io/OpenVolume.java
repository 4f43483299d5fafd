package org.thermargin.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.grid.StorageOrder;

/**
 * A volume file that is being read: what the readers of all formats do alike with it. {@link #read} opens the file; the
 * format understands its header, may go to a file beside it, has the samples decoded and puts together what was read.
 */
public final class OpenVolume {
    private final Path path;
    private final ReadOptions options;
    private final Voxels voxels;
    private final InputFile file;

    private OpenVolume(Path path, ReadOptions options, Voxels voxels, InputFile file) {
        this.path = path;
        this.options = options;
        this.voxels = voxels;
        this.file = file;
    }

    /** What one format does with an open file. */
    public interface Format {
        /** The volume; {@link IOException} stands for a refusal. */
        VolumeFile read(OpenVolume open) throws InputException, IOException;
    }

    /** Opens the file, lets the format read it, and closes it. */
    public static VolumeFile read(Path path, ReadOptions options, Voxels voxels, Format format) throws InputException {
        try (InputFile file = InputFile.open(path, new FileDigest(), options.threads())) {
            return format.read(new OpenVolume(path, options, voxels, file));
        } catch (IOException e) {
            throw CorruptDataException.refusal(e, String.valueOf(path.getFileName()));
        }
    }

    /** Path as given by the caller. */
    public Path path() {
        return path;
    }

    /** What a reader may assume. */
    public ReadOptions options() {
        return options;
    }

    /** What is asked for. */
    public Voxels voxels() {
        return voxels;
    }

    /** The file that was opened: that of the header. */
    public InputFile file() {
        return file;
    }

    /** Ends the header's file and opens the data file named in it; close that one. */
    public InputFile openBeside(String dataName) throws InputException {
        file.finish();
        return InputFile.openBeside(path, dataName, file.digest(), options.threads());
    }

    /**
     * The voxels asked for.
     *
     * @param data the samples, out of their stored form
     * @param samples how they are laid out
     * @param name of the data file, for messages
     */
    public DecodedVoxels decode(InputStream data, StoredSamples samples, String name) throws InputException {
        if (voxels == Voxels.NONE) {
            return new DecodedVoxels(List.of(), Optional.empty());
        }
        boolean overlap = options.threads() > 1
                && samples.form() != StoredForm.RAW
                && samples.bytes() >= ReadAhead.WORTHWHILE_BYTES;
        try (ReadAhead ahead = overlap ? new ReadAhead(data) : null) {
            VoxelDecoder decoder = new VoxelDecoder(name, ahead == null ? data : ahead, samples, options);
            return voxels == Voxels.LABELS
                    ? new DecodedVoxels(decoder.labels(), Optional.empty())
                    : new DecodedVoxels(List.of(), Optional.of(decoder.scalars()));
        }
    }

    /**
     * What was read.
     *
     * @param format e.g. {@code NIfTI-1}
     * @param samples how the samples were stored
     * @param decoded the voxels
     * @param segments named segments, if the format has them
     * @param findings what was noticed without refusing
     * @param taints assumptions made for the user
     */
    public VolumeFile volume(
            String format,
            StoredSamples samples,
            DecodedVoxels decoded,
            List<Segment> segments,
            List<Finding> findings,
            List<String> taints) {
        StorageOrder order = samples.box().order();
        return new VolumeFile(
                path.toString(),
                format,
                file.digest().hex(),
                order.canonicalGrid(),
                order.code(),
                samples.encoding().type().label(),
                decoded.layers(),
                decoded.scalars(),
                segments,
                findings,
                taints);
    }
}
