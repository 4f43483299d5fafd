package org.thermargin.io.nrrd;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.geometry.Direction3;
import org.thermargin.io.SampleType;
import org.thermargin.io.SceneFiles;
import org.thermargin.oracle.FormatComparison;
import org.thermargin.oracle.RandomVolume;

/**
 * Ours against ITK: 40 files by hand that both read and that ITK writes anew for us to read, and 60 that we wrote. LAS is
 * left out: ITK before 5.4 mirrors it (ITK#5207).
 */
@Tag("H01")
@Tag("H28")
class NrrdOracleTest {
    private static final double CORNER_TOLERANCE_MM = 1e-4;
    private static final int REPEATS = Integer.getInteger("thermargin.oracle.repeats", 1);
    private static final List<String> ENCODINGS = List.of("raw", "gzip", "hex", "ascii");

    @TempDir
    Path folder;

    /** 64-bit samples are left out: ITK's program knows no dispatch for them. */
    private static final List<SampleType> TYPES = List.of(
            SampleType.INT8,
            SampleType.UINT8,
            SampleType.INT16,
            SampleType.UINT16,
            SampleType.INT32,
            SampleType.UINT32,
            SampleType.FLOAT32,
            SampleType.FLOAT64);

    private Path byHand(int n) throws IOException {
        RandomVolume volume = RandomVolume.of(n, TYPES.get(n % TYPES.size()));
        boolean ras = n % 3 == 0;
        ByteOrder order = n % 5 < 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        String encoding = ENCODINGS.get(n / TYPES.size() % ENCODINGS.size());
        StringBuilder header = new StringBuilder("NRRD0004\ntype: ")
                .append(volume.type() == SampleType.INT8 ? "signed char" : nrrdName(volume.type()))
                .append("\ndimension: 3\nspace: ")
                .append(ras ? "right-anterior-superior" : "left-posterior-superior")
                .append("\nsizes: ")
                .append(volume.storage().nx() + " " + volume.storage().ny() + " "
                        + volume.storage().nz())
                .append("\nspace directions:");
        for (int a = 0; a < 3; a++) {
            Direction3 d = volume.direction(a);
            double mm = volume.spacingMm(a);
            header.append(' ').append(vector(ras, mm * d.x(), mm * d.y(), mm * d.z()));
        }
        header.append("\nkinds: domain domain domain\nendian: ")
                .append(order == ByteOrder.BIG_ENDIAN ? "big" : "little")
                .append("\nencoding: ")
                .append(encoding)
                .append("\nspace origin: ")
                .append(vector(
                        ras,
                        volume.storage().origin().x(),
                        volume.storage().origin().y(),
                        volume.storage().origin().z()))
                .append("\n\n");
        byte[] raw = volume.bytes(order);
        byte[] data = switch (encoding) {
            case "raw" -> raw;
            case "gzip" -> SceneFiles.gzip(raw);
            case "hex" -> HexFormat.of().formatHex(raw).getBytes(StandardCharsets.US_ASCII);
            default -> text(volume);
        };
        Path file = folder.resolve("h" + n + ".nrrd");
        return Files.write(file, SceneFiles.concat(header.toString().getBytes(StandardCharsets.US_ASCII), data));
    }

    private static String nrrdName(SampleType type) {
        return type == SampleType.FLOAT32 ? "float" : type == SampleType.FLOAT64 ? "double" : type.label();
    }

    private static String vector(boolean ras, double x, double y, double z) {
        return "(" + (ras ? -x : x) + "," + (ras ? -y : y) + "," + z + ")";
    }

    private static byte[] text(RandomVolume volume) {
        StringBuilder text = new StringBuilder();
        boolean real = volume.type().name().startsWith("FLOAT");
        for (double sample : volume.samples()) {
            text.append(real ? Double.toString(sample) : Long.toString((long) sample))
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private FormatComparison comparison() {
        return new FormatComparison(folder, new NrrdReader(), "LPS", CORNER_TOLERANCE_MM);
    }

    @Test
    void weReadAsItkReadsAndWhatItWrites() throws IOException, InputException {
        comparison().assertReadAsByItk(40 * REPEATS, this::byHand, n -> ".nrrd");
    }

    @Test
    void itkReadsWhatWeWrite() throws IOException {
        comparison().assertWrittenForItk(60 * REPEATS, n -> ".nrrd");
    }
}
