package org.thermargin.io.metaimage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.grid.StorageOrder;
import org.thermargin.io.DecodedVoxels;
import org.thermargin.io.InputFile;
import org.thermargin.io.OpenVolume;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.StoredBox;
import org.thermargin.io.StoredForm;
import org.thermargin.io.StoredSamples;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.VolumeReader;
import org.thermargin.io.VoxelEncoding;
import org.thermargin.io.Voxels;
import org.thermargin.io.ZlibStream;

/**
 * Reads MetaImage volumes: data in the header's own file ({@code LOCAL}), in one other file, or in one file per slice
 * ({@code LIST}); zlib-compressed or not; either byte order. Three dimensions, one channel, everything stated. The data
 * must hold exactly the bytes that the header announces.
 */
public final class MetaImageReader implements VolumeReader {
    private static final Pattern FIRST_LINE = Pattern.compile("ObjectType\\s*=.*", Pattern.DOTALL);
    private static final Pattern NUMBERED = Pattern.compile(".*%\\S* +-?\\d+ +-?\\d+ +-?\\d+.*");

    /** The one kind of reader; it has no settings. */
    public MetaImageReader() {}

    @Override
    public boolean recognises(String lowerCaseName, byte[] head) {
        return FIRST_LINE.matcher(new String(head, StandardCharsets.ISO_8859_1)).matches()
                || lowerCaseName.endsWith(".mha")
                || lowerCaseName.endsWith(".mhd");
    }

    @Override
    public VolumeFile read(Path path, ReadOptions options, Voxels voxels) throws InputException {
        return OpenVolume.read(path, options, voxels, MetaImageReader::read);
    }

    private static VolumeFile read(OpenVolume open) throws InputException, IOException {
        InputFile file = open.file();
        MetaImageHeader header = MetaImageHeaderParser.parse(file.stream(), file.name());
        VoxelEncoding encoding = MetaImageSamples.encoding(header);
        StorageOrder order = MetaImageGeometry.lattice(header).checked(header.file());
        boolean compressed = header.flag("CompressedData", false);
        StoredSamples samples = StoredSamples.single(
                encoding, StoredBox.whole(order), compressed ? StoredForm.DEFLATED : StoredForm.RAW);
        String place = header.required("ElementDataFile");
        if (place.matches("LIST( +2)?")) {
            return readSlices(open, header, samples);
        }
        if (place.equalsIgnoreCase("LOCAL")) {
            return readFile(open, header, file, samples);
        }
        if (place.startsWith("LIST") || NUMBERED.matcher(place).matches()) {
            throw header.refused(
                    "metaimage-data-file",
                    "H36",
                    "MetaImage 'ElementDataFile' must be LOCAL, LIST of slices, or one file in the same folder, was"
                            + " another list or a pattern");
        }
        if (file.sizeBytes() > header.dataOffset()) {
            throw header.refused(
                    "data-trailing-bytes",
                    "H27",
                    "MetaImage header with a data file must end with 'ElementDataFile', "
                            + (file.sizeBytes() - header.dataOffset()) + " bytes follow");
        }
        try (InputFile data = open.openBeside(place)) {
            return readFile(open, header, data, samples);
        }
    }

    private static VolumeFile readFile(OpenVolume open, MetaImageHeader header, InputFile file, StoredSamples samples)
            throws InputException, IOException {
        boolean compressed = samples.form() == StoredForm.DEFLATED;
        skipHeader(header, file, compressed, samples.bytes());
        long left = file.sizeBytes() - file.positionBytes();
        if (compressed && header.integer("CompressedDataSize", left) != left) {
            throw header.refused(
                    header.integer("CompressedDataSize") > left ? "data-truncated" : "data-trailing-bytes",
                    "H27",
                    "MetaImage 'CompressedDataSize' must be the bytes that follow, " + left + ", was "
                            + header.integer("CompressedDataSize"));
        }
        samples.requireIn(left, file.name());
        try (InputStream data = compressed ? new ZlibStream(file.stream(), left) : file.stream()) {
            DecodedVoxels decoded = open.decode(data, samples, file.name());
            file.finish();
            return volume(open, header, samples, decoded);
        }
    }

    private static VolumeFile readSlices(OpenVolume open, MetaImageHeader header, StoredSamples samples)
            throws InputException, IOException {
        if (samples.form() == StoredForm.DEFLATED || header.integer("HeaderSize", 0) != 0) {
            throw header.refused(
                    "metaimage-list",
                    "H27",
                    "MetaImage LIST must name raw files without header, was compressed or had 'HeaderSize'");
        }
        int slices = samples.box().order().storageSize(2);
        try (InputStream data = SliceFiles.listed(open.path(), header, open.file(), slices, samples.bytes() / slices)) {
            DecodedVoxels decoded = open.decode(data, samples, open.file().name());
            if (open.voxels() == Voxels.NONE) {
                data.transferTo(OutputStream.nullOutputStream()); // the digest covers every file
            }
            return volume(open, header, samples, decoded);
        }
    }

    /** Skips {@code HeaderSize} bytes of the data file; -1 means that raw data are its last bytes. */
    private static void skipHeader(MetaImageHeader header, InputFile file, boolean compressed, long needed)
            throws InputException, IOException {
        long stated = header.integer("HeaderSize", 0);
        if (stated < -1 || (stated == -1 && compressed)) {
            throw header.refused(
                    "metaimage-skip",
                    "H27",
                    "MetaImage 'HeaderSize' must be at least 0, or -1 for raw data, was " + stated);
        }
        long count = stated == -1 ? file.sizeBytes() - file.positionBytes() - needed : stated;
        if (count < 0 || count > file.sizeBytes() - file.positionBytes()) {
            throw new InputException(
                    "data-truncated",
                    "H27",
                    file.name(),
                    "MetaImage data must have " + needed + " bytes after a header of " + stated + ", file has "
                            + (file.sizeBytes() - file.positionBytes()));
        }
        byte[] skipped = new byte[8192];
        for (long left = count; left > 0; ) {
            int got = file.stream().read(skipped, 0, (int) Math.min(skipped.length, left));
            if (got < 0) {
                return; // the file became shorter meanwhile: finish() says so
            }
            left -= got;
        }
    }

    private static VolumeFile volume(
            OpenVolume open, MetaImageHeader header, StoredSamples samples, DecodedVoxels decoded)
            throws InputException {
        List<Finding> findings = new ArrayList<>();
        if (header.has("CenterOfRotation")) {
            double[] center = header.numbers("CenterOfRotation", 3);
            if (center[0] != 0 || center[1] != 0 || center[2] != 0) {
                findings.add(new Finding(
                        "metaimage-center-of-rotation",
                        "H01",
                        "MetaImage 'CenterOfRotation' is ignored, as ITK does, was "
                                + header.required("CenterOfRotation"),
                        header.file()));
            }
        }
        return open.volume("MetaImage", samples, decoded, List.of(), findings, List.of());
    }
}
