package org.thermargin.io.metaimage;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.io.SampleType;
import org.thermargin.io.SceneFiles;
import org.thermargin.oracle.FormatComparison;
import org.thermargin.oracle.RandomVolume;

/** Ours against ITK: 40 files by hand that both read and that ITK writes anew for us to read, and 60 that we wrote. */
@Tag("H01")
@Tag("H28")
class MetaImageOracleTest {
    private static final double CORNER_TOLERANCE_MM = 1e-4;
    private static final int REPEATS = Integer.getInteger("thermargin.oracle.repeats", 1);

    private static final List<Map.Entry<String, SampleType>> TYPES = List.of(
            Map.entry("MET_CHAR", SampleType.INT8),
            Map.entry("MET_UCHAR", SampleType.UINT8),
            Map.entry("MET_SHORT", SampleType.INT16),
            Map.entry("MET_USHORT", SampleType.UINT16),
            Map.entry("MET_INT", SampleType.INT32),
            Map.entry("MET_UINT", SampleType.UINT32),
            Map.entry("MET_FLOAT", SampleType.FLOAT32),
            Map.entry("MET_DOUBLE", SampleType.FLOAT64));

    @TempDir
    Path folder;

    private Path byHand(int n) throws IOException {
        String type = TYPES.get(n % TYPES.size()).getKey();
        RandomVolume volume = RandomVolume.of(n, TYPES.get(n % TYPES.size()).getValue());
        ByteOrder order = n % 5 < 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        boolean compressed = n % 3 == 1;
        byte[] data = compressed ? SceneFiles.zlib(volume.bytes(order)) : volume.bytes(order);
        boolean local = n % 4 != 3;
        StringBuilder header = new StringBuilder("ObjectType = Image\nNDims = 3\nBinaryData = True\n")
                .append("BinaryDataByteOrderMSB = ")
                .append(order == ByteOrder.BIG_ENDIAN ? "True" : "False")
                .append("\nCompressedData = ")
                .append(compressed ? "True\nCompressedDataSize = " + data.length : "False")
                .append("\nTransformMatrix =");
        StringBuilder spacing = new StringBuilder();
        for (int a = 0; a < 3; a++) {
            Direction3 d = volume.direction(a);
            header.append(' ')
                    .append(d.x())
                    .append(' ')
                    .append(d.y())
                    .append(' ')
                    .append(d.z());
            spacing.append(' ').append(volume.spacingMm(a));
        }
        Point3 origin = volume.storage().origin();
        header.append("\nOffset = ").append(origin.x() + " " + origin.y() + " " + origin.z());
        header.append("\nElementSpacing =").append(spacing).append("\nDimSize = ");
        header.append(volume.storage().nx() + " " + volume.storage().ny() + " "
                + volume.storage().nz());
        header.append("\nElementType = ").append(type);
        header.append("\nElementDataFile = ")
                .append(local ? "LOCAL" : "h" + n + ".raw")
                .append('\n');
        byte[] head = header.toString().getBytes(StandardCharsets.US_ASCII);
        if (local) {
            return Files.write(folder.resolve("h" + n + ".mha"), SceneFiles.concat(head, data));
        }
        Files.write(folder.resolve("h" + n + ".raw"), data);
        return Files.write(folder.resolve("h" + n + ".mhd"), head);
    }

    private FormatComparison comparison() {
        return new FormatComparison(folder, new MetaImageReader(), "LPS", CORNER_TOLERANCE_MM);
    }

    @Test
    void weReadAsItkReadsAndWhatItWrites() throws IOException, InputException {
        comparison().assertReadAsByItk(40 * REPEATS, this::byHand, n -> n % 7 < 4 ? ".mha" : ".mhd");
    }

    @Test
    void itkReadsWhatWeWrite() throws IOException {
        comparison().assertWrittenForItk(60 * REPEATS, n -> n % 8 < 4 ? ".mha" : ".mhd");
    }
}
