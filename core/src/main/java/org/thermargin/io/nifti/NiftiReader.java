package org.thermargin.io.nifti;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.io.DecodedVoxels;
import org.thermargin.io.GzipStream;
import org.thermargin.io.OpenVolume;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.StoredBox;
import org.thermargin.io.StoredForm;
import org.thermargin.io.StoredSamples;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.VolumeReader;
import org.thermargin.io.VoxelEncoding;
import org.thermargin.io.Voxels;

/**
 * Reads NIfTI-1 and NIfTI-2 single files of one volume, gzipped or not (told by content), either byte order, header
 * extensions skipped. The file must hold exactly the bytes that its header announces.
 */
public final class NiftiReader implements VolumeReader {
    /** The one kind of reader; it has no settings. */
    public NiftiReader() {}

    @Override
    public boolean recognises(String lowerCaseName, byte[] head) {
        String name =
                lowerCaseName.endsWith(".gz") ? lowerCaseName.substring(0, lowerCaseName.length() - 3) : lowerCaseName;
        return NiftiHeader.announcedBytes(head) > 0
                || name.endsWith(".nii")
                || name.endsWith(".hdr")
                || name.endsWith(".img");
    }

    @Override
    public VolumeFile read(Path path, ReadOptions options, Voxels voxels) throws InputException {
        return OpenVolume.read(path, options, voxels, NiftiReader::read);
    }

    private static VolumeFile read(OpenVolume open) throws InputException, IOException {
        PushbackInputStream stored = new PushbackInputStream(open.file().stream(), 2);
        if (isGzip(stored)) {
            try (GzipStream inflated = new GzipStream(stored, open.file().sizeBytes())) {
                return read(open, inflated, true);
            }
        }
        return read(open, stored, false);
    }

    private static boolean isGzip(PushbackInputStream stored) throws IOException {
        byte[] first = stored.readNBytes(2);
        stored.unread(first);
        return first.length == 2 && first[0] == 0x1f && first[1] == (byte) 0x8b;
    }

    private static VolumeFile read(OpenVolume open, InputStream data, boolean gzip) throws InputException, IOException {
        String name = open.file().name();
        NiftiHeader header = NiftiHeader.parse(headerBytes(data, name), name);
        VoxelEncoding encoding = NiftiSamples.encoding(header, name);
        NiftiGeometry geometry = NiftiGeometry.of(header, open.options(), name);
        long offset = dataOffset(header, name);
        StoredSamples samples = StoredSamples.single(
                encoding, StoredBox.whole(geometry.order()), gzip ? StoredForm.DEFLATED : StoredForm.RAW);
        samples.requireIn(open.file().sizeBytes() - (gzip ? 0 : offset), name);
        if (open.voxels() != Voxels.NONE) {
            skipTo(offset, header, data, name);
        }
        DecodedVoxels decoded = open.decode(data, samples, name);
        open.file().finish();
        List<Finding> findings = new ArrayList<>(geometry.findings());
        if (open.voxels() == Voxels.LABELS && encoding.isScaled()) {
            findings.add(new Finding(
                    "labels-scaled",
                    "H12",
                    "labels are stored scaled by " + encoding.slope() + " plus " + encoding.intercept(),
                    name));
        }
        return open.volume("NIfTI-" + header.version(), samples, decoded, List.of(), findings, geometry.taints());
    }

    private static byte[] headerBytes(InputStream data, String name) throws InputException, IOException {
        byte[] head = data.readNBytes(4);
        int size = NiftiHeader.announcedBytes(head);
        if (size == 0) {
            throw new InputException(
                    "not-nifti",
                    "H36",
                    name,
                    head.length < 4
                            ? "file must begin with a header size of 4 bytes, had " + head.length
                            : "header size must be 348 or 540 in either byte order, was something else");
        }
        byte[] bytes = java.util.Arrays.copyOf(head, size);
        int got = data.readNBytes(bytes, 4, size - 4);
        if (got < size - 4) {
            throw new InputException(
                    "data-truncated", "H27", name, "header must have " + size + " bytes, had " + (got + 4));
        }
        return bytes;
    }

    private static int headerSize(NiftiHeader header) {
        return header.version() == 1 ? NiftiHeader.BYTES_1 : NiftiHeader.BYTES_2;
    }

    private static long dataOffset(NiftiHeader header, String name) throws InputException {
        double offset = header.voxOffset();
        int least = headerSize(header) + 4;
        if (!(offset >= least && offset <= 1L << 40) || offset != (long) offset) {
            throw new InputException(
                    "vox-offset-invalid",
                    "H27",
                    name,
                    "vox_offset must be a whole number of at least " + least + ", was " + offset);
        }
        return (long) offset;
    }

    private static void skipTo(long offset, NiftiHeader header, InputStream data, String name)
            throws InputException, IOException {
        byte[] skipped = new byte[8192];
        for (long at = headerSize(header); at < offset; ) {
            int got = data.read(skipped, 0, (int) Math.min(skipped.length, offset - at));
            if (got < 0) {
                throw new InputException(
                        "data-truncated", "H27", name, "voxels must begin at byte " + offset + ", file ended at " + at);
            }
            at += got;
        }
    }
}
