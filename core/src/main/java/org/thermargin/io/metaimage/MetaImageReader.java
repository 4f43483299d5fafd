package org.thermargin.io.metaimage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.StorageOrder;
import org.thermargin.io.CorruptDataException;
import org.thermargin.io.FileDigest;
import org.thermargin.io.InputFile;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.StoredForm;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.VolumeReader;
import org.thermargin.io.VoxelDecoder;
import org.thermargin.io.VoxelEncoding;

/**
 * Reads MetaImage volumes: data in the header's own file ({@code LOCAL}), in one other file, or in one file per slice
 * ({@code LIST}); zlib-compressed or not; either byte order. Three dimensions, one channel, everything stated. The data
 * must hold exactly the bytes that the header announces.
 */
public final class MetaImageReader implements VolumeReader {
    private static final Pattern FIRST_LINE = Pattern.compile("ObjectType\\s*=.*", Pattern.DOTALL);
    private static final Pattern NUMBERED = Pattern.compile(".*%\\S* +-?\\d+ +-?\\d+ +-?\\d+.*");

    private enum Voxels {
        LABELS,
        SCALARS,
        NONE
    }

    /** The one kind of reader; it has no settings. */
    public MetaImageReader() {}

    @Override
    public boolean recognises(String lowerCaseName, byte[] head) {
        return FIRST_LINE.matcher(new String(head, StandardCharsets.ISO_8859_1)).matches()
                || lowerCaseName.endsWith(".mha")
                || lowerCaseName.endsWith(".mhd");
    }

    @Override
    public VolumeFile readLabels(Path path, ReadOptions options) throws InputException {
        return read(path, options, Voxels.LABELS);
    }

    @Override
    public VolumeFile readScalars(Path path, ReadOptions options) throws InputException {
        return read(path, options, Voxels.SCALARS);
    }

    @Override
    public VolumeFile readHeader(Path path, ReadOptions options) throws InputException {
        return read(path, options, Voxels.NONE);
    }

    private static VolumeFile read(Path path, ReadOptions options, Voxels voxels) throws InputException {
        try (InputFile file = InputFile.open(path, new FileDigest())) {
            MetaImageHeader header = MetaImageHeaderParser.parse(file.stream(), file.name());
            VoxelEncoding encoding = MetaImageSamples.encoding(header);
            StorageOrder order = MetaImageGeometry.of(header).lattice().checked(header.file());
            boolean compressed = header.flag("CompressedData", false);
            String place = header.required("ElementDataFile");
            if (place.matches("LIST( +2)?")) {
                return readSlices(path, header, file, encoding, order, options, voxels);
            }
            if (place.equalsIgnoreCase("LOCAL")) {
                return readFile(path, header, file, encoding, order, compressed, options, voxels);
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
            file.finish();
            try (InputFile data = InputFile.openBeside(path, place, file.digest())) {
                return readFile(path, header, data, encoding, order, compressed, options, voxels);
            }
        } catch (IOException e) {
            throw CorruptDataException.refusal(e, path.getFileName().toString());
        }
    }

    private static VolumeFile readFile(
            Path path,
            MetaImageHeader header,
            InputFile file,
            VoxelEncoding encoding,
            StorageOrder order,
            boolean compressed,
            ReadOptions options,
            Voxels voxels)
            throws InputException, IOException {
        long needed =
                (long) order.canonicalGrid().voxelCount() * encoding.type().bytes();
        skipHeader(header, file, compressed, needed);
        long left = file.sizeBytes() - file.positionBytes();
        if (compressed && header.integer("CompressedDataSize", left) != left) {
            throw header.refused(
                    header.integer("CompressedDataSize") > left ? "data-truncated" : "data-trailing-bytes",
                    "H27",
                    "MetaImage 'CompressedDataSize' must be the bytes that follow, " + left + ", was "
                            + header.integer("CompressedDataSize"));
        }
        try (InputStream data = compressed ? new ZlibStream(file.stream()) : file.stream()) {
            VoxelDecoder decoder = new VoxelDecoder(file.name(), data, encoding, order, options);
            decoder.requireStored(1, left, compressed ? StoredForm.DEFLATED : StoredForm.RAW);
            Decoded decoded = Decoded.of(decoder, voxels);
            file.finish();
            return volume(path, header, encoding, order, decoded, file.digest());
        }
    }

    private static VolumeFile readSlices(
            Path path,
            MetaImageHeader header,
            InputFile file,
            VoxelEncoding encoding,
            StorageOrder order,
            ReadOptions options,
            Voxels voxels)
            throws InputException, IOException {
        if (header.flag("CompressedData", false) || header.integer("HeaderSize", 0) != 0) {
            throw header.refused(
                    "metaimage-list",
                    "H27",
                    "MetaImage LIST must name raw files without header, was compressed or had 'HeaderSize'");
        }
        long sliceBytes = (long) order.storageSize(0)
                * order.storageSize(1)
                * encoding.type().bytes();
        try (InputStream data = SliceFiles.listed(path, header, file, order.storageSize(2), sliceBytes)) {
            VoxelDecoder decoder = new VoxelDecoder(file.name(), data, encoding, order, options);
            Decoded decoded = Decoded.of(decoder, voxels);
            if (voxels == Voxels.NONE) {
                data.transferTo(OutputStream.nullOutputStream()); // the digest covers every file
            }
            return volume(path, header, encoding, order, decoded, file.digest());
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

    private record Decoded(List<LabelVolume> layers, Optional<ScalarVolume> scalars) {
        static Decoded of(VoxelDecoder decoder, Voxels voxels) throws InputException {
            return new Decoded(
                    voxels == Voxels.LABELS ? List.of(decoder.labels()) : List.of(),
                    voxels == Voxels.SCALARS ? Optional.of(decoder.scalars()) : Optional.empty());
        }
    }

    private static VolumeFile volume(
            Path path,
            MetaImageHeader header,
            VoxelEncoding encoding,
            StorageOrder order,
            Decoded decoded,
            FileDigest digest)
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
        return new VolumeFile(
                path.toString(),
                "MetaImage",
                digest.hex(),
                order.canonicalGrid(),
                order.code(),
                encoding.type().label(),
                decoded.layers,
                decoded.scalars,
                List.of(),
                findings,
                List.of());
    }
}
