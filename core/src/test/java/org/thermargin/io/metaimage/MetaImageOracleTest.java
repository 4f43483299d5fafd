package org.thermargin.io.metaimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.SampleType;
import org.thermargin.io.SceneFiles;
import org.thermargin.oracle.Oracle;
import org.thermargin.oracle.OracleVolume;
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

    @Test
    void weReadAsItkReadsAndWhatItWrites() throws IOException, InputException {
        Oracle itk = Oracle.itk();
        List<Object> convert = new ArrayList<>(List.of("convert"));
        List<Object> read = new ArrayList<>(List.of("read"));
        for (int n = 0; n < 40 * REPEATS; n++) {
            Path file = byHand(n);
            Path anew = folder.resolve("itk" + n + (n % 7 < 4 ? ".mha" : ".mhd"));
            convert.addAll(List.of(file, anew, n % 2 == 0 ? "raw" : "compressed"));
            read.addAll(List.of(file, anew));
        }
        itk.run(convert.toArray());

        List<OracleVolume> volumes = OracleVolume.parse(itk.run(read.toArray()));

        assertThat(volumes).hasSize(80 * REPEATS);
        for (OracleVolume volume : volumes) {
            volume.assertSame(
                    new MetaImageReader().readScalars(volume.file(), ReadOptions.strict()), CORNER_TOLERANCE_MM);
        }
    }

    @Test
    void itkReadsWhatWeWrite() throws IOException {
        Oracle itk = Oracle.itk();
        List<Object> read = new ArrayList<>(List.of("read"));
        for (int n = 0; n < 60 * REPEATS; n++) {
            Path file = folder.resolve("w" + n + (n % 8 < 4 ? ".mha" : ".mhd"));
            switch (n % 4) {
                case 0 -> MetaImageWriter.write(file, random(n).labels(255));
                case 1 -> MetaImageWriter.write(file, random(n).labels(65535));
                case 2 -> MetaImageWriter.write(file, random(n).mask());
                default -> MetaImageWriter.write(file, random(n).scalars());
            }
            read.add(file);
        }

        List<OracleVolume> volumes = OracleVolume.parse(itk.run(read.toArray()));

        assertThat(volumes).hasSize(60 * REPEATS);
        for (int n = 0; n < volumes.size(); n++) {
            if (n % 4 == 3) {
                volumes.get(n).assertSame(random(n).scalars(), "LPS", CORNER_TOLERANCE_MM);
            } else {
                int largest = n % 4 == 0 ? 255 : n % 4 == 1 ? 65535 : 1;
                volumes.get(n).assertSame(random(n).labels(largest), "LPS", CORNER_TOLERANCE_MM);
            }
        }
    }

    private static RandomVolume random(int n) {
        return RandomVolume.of(1000L + n, n % 4 == 3 ? SampleType.FLOAT32 : SampleType.INT32);
    }
}
