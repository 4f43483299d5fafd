package org.thermargin.io.metaimage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.CanonicalSamples;
import org.thermargin.io.DecimalText;

/**
 * Writes canonical volumes as little-endian MetaImage: a name ending in {@code .mha} gives one compressed file, one in
 * {@code .mhd} a header and the uncompressed data beside it in {@code .raw}. Same volume, same bytes.
 */
public final class MetaImageWriter {
    /** Room for any size of compressed data; it is known only after they were written. */
    private static final String SIZE_PLACEHOLDER = "0000000000000";

    private MetaImageWriter() {}

    /** Writes labels as uint8, or uint16 when one is over 255. */
    public static void write(Path path, LabelVolume labels) throws IOException {
        write(path, CanonicalSamples.of(labels));
    }

    /** Writes a mask as uint8, 1 inside and 0 outside. */
    public static void write(Path path, BinaryMask mask) throws IOException {
        write(path, CanonicalSamples.of(mask));
    }

    /** Writes values as float32. */
    public static void write(Path path, ScalarVolume scalars) throws IOException {
        write(path, CanonicalSamples.of(scalars));
    }

    private static void write(Path path, CanonicalSamples samples) throws IOException {
        String name = path.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".mha")) {
            writeOneFile(path, samples);
        } else if (lower.endsWith(".mhd")) {
            String dataName = name.substring(0, name.length() - 4) + ".raw";
            Files.writeString(path, header(samples, "", dataName), StandardCharsets.UTF_8);
            try (OutputStream out =
                    new BufferedOutputStream(Files.newOutputStream(path.resolveSibling(dataName)), 1 << 16)) {
                samples.writeTo(out);
            }
        } else {
            throw new IllegalArgumentException("name must end in .mha or .mhd, was " + name);
        }
    }

    private static void writeOneFile(Path path, CanonicalSamples samples) throws IOException {
        byte[] header = header(samples, SIZE_PLACEHOLDER, "LOCAL").getBytes(StandardCharsets.UTF_8);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            OutputStream file = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            file.write(header);
            DeflaterOutputStream out = new DeflaterOutputStream(file, deflater, 1 << 16);
            samples.writeTo(out);
            out.finish();
            file.flush();
            String size = Long.toString(channel.position() - header.length);
            String padded = SIZE_PLACEHOLDER.substring(size.length()) + size;
            ByteBuffer complete =
                    ByteBuffer.wrap(header(samples, padded, "LOCAL").getBytes(StandardCharsets.UTF_8));
            channel.position(0);
            while (complete.hasRemaining()) {
                channel.write(complete);
            }
        } finally {
            deflater.end();
        }
    }

    private static String header(CanonicalSamples samples, String compressedSize, String dataFile) {
        VoxelGrid grid = samples.grid();
        Direction3 i = grid.iDirection();
        Direction3 j = grid.jDirection();
        Direction3 k = grid.kDirection();
        Point3 origin = grid.origin();
        String type = switch (samples.type()) {
            case UINT8 -> "MET_UCHAR";
            case UINT16 -> "MET_USHORT";
            default -> "MET_FLOAT";
        };
        return "ObjectType = Image\n"
                + "NDims = 3\n"
                + "BinaryData = True\n"
                + "BinaryDataByteOrderMSB = False\n"
                + (compressedSize.isEmpty()
                        ? "CompressedData = False\n"
                        : "CompressedData = True\nCompressedDataSize = " + compressedSize + "\n")
                + "TransformMatrix = "
                + DecimalText.of(" ", i.x(), i.y(), i.z(), j.x(), j.y(), j.z(), k.x(), k.y(), k.z()) + "\n"
                + "Offset = " + DecimalText.of(" ", origin.x(), origin.y(), origin.z()) + "\n"
                + "CenterOfRotation = 0 0 0\n"
                // letters name the side that canonical axes come from: right, anterior, inferior
                + "AnatomicalOrientation = RAI\n"
                + "ElementSpacing = " + DecimalText.of(" ", grid.dxMm(), grid.dyMm(), grid.dzMm()) + "\n"
                + "DimSize = " + grid.nx() + " " + grid.ny() + " " + grid.nz() + "\n"
                + "ElementType = " + type + "\n"
                + "ElementDataFile = " + dataFile + "\n";
    }
}
