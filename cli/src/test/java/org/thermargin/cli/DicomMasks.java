package org.thermargin.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Folders of DICOM slices, one mask each, as 3D-IRCADb-01 has them: balls in 64 x 64 x 40 voxels of 1.25 x 1.25 x 2 mm. */
final class DicomMasks {
    static final int EDGE = 64;
    static final int SLICES = 40;

    private final Path root;
    private final String secret;

    /** Masks under a folder; the secret stands wherever a patient would. */
    DicomMasks(Path root, String secret) {
        this.root = root;
        this.secret = secret;
    }

    /** A ball around the world origin moved by x, mm, as slices of a folder. */
    DicomMasks ball(String name, double xMm, double radiusMm, int value) throws IOException {
        Path folder = Files.createDirectories(root.resolve(name));
        for (int k = 0; k < SLICES; k++) {
            byte[] pixels = new byte[EDGE * EDGE];
            double z = 2 * (k - 19.5);
            for (int n = 0; n < pixels.length; n++) {
                double x = 1.25 * (n % EDGE - 31.5) - xMm;
                double y = 1.25 * (n / EDGE - 31.5);
                pixels[n] = (byte) (x * x + y * y + z * z <= radiusMm * radiusMm ? value : 0);
            }
            Files.write(folder.resolve(secret + "_" + (SLICES - k)), slice(name, k, z, pixels));
        }
        return this;
    }

    private byte[] slice(String name, int k, double z, byte[] pixels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[128]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        text(out, 0x00020010, "UI", "1.2.840.10008.1.2.1");
        text(out, 0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2");
        text(out, 0x00080018, "UI", "1.2." + Math.floorMod(name.hashCode(), 10_000) + "." + k);
        text(out, 0x00080020, "DA", "19570314");
        text(out, 0x00080060, "CS", "CT");
        text(out, 0x0008103e, "LO", secret);
        text(out, 0x00100010, "PN", secret + "^" + secret);
        text(out, 0x00100020, "LO", secret);
        text(out, 0x0020000d, "UI", "1.2.3.5");
        text(out, 0x0020000e, "UI", "1.2.4." + Math.floorMod(name.hashCode(), 10_000));
        text(out, 0x00200032, "DS", String.format(Locale.ROOT, "-39.375\\-39.375\\%.1f", z));
        text(out, 0x00200037, "DS", "1\\0\\0\\0\\1\\0");
        number(out, 0x00280002, 1);
        text(out, 0x00280004, "CS", "MONOCHROME2");
        number(out, 0x00280010, EDGE);
        number(out, 0x00280011, EDGE);
        text(out, 0x00280030, "DS", "1.25\\1.25");
        number(out, 0x00280100, 8);
        number(out, 0x00280101, 8);
        number(out, 0x00280102, 7);
        number(out, 0x00280103, 0);
        out.writeBytes(ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x00107fe0)
                .put((byte) 'O')
                .put((byte) 'B')
                .putShort((short) 0)
                .putInt(pixels.length)
                .array());
        out.writeBytes(pixels);
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, int tag, String vr, String text) {
        String even = text.length() % 2 == 0 ? text : text + (vr.equals("UI") ? "\0" : " ");
        element(out, tag, vr, even.getBytes(StandardCharsets.US_ASCII));
    }

    private static void number(ByteArrayOutputStream out, int tag, int value) {
        element(out, tag, "US", new byte[] {(byte) value, (byte) (value >> 8)});
    }

    private static void element(ByteArrayOutputStream out, int tag, String vr, byte[] value) {
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (tag >>> 16))
                .putShort((short) tag)
                .put(vr.getBytes(StandardCharsets.US_ASCII))
                .putShort((short) value.length)
                .array());
        out.writeBytes(value);
    }
}
