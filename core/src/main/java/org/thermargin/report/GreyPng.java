package org.thermargin.report;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Grey pictures of 8 bits as PNG (ISO/IEC 15948), without date or names. */
final class GreyPng {
    private static final long SIGNATURE = 0x89504e470d0a1a0aL;

    private GreyPng() {}

    /** As the address of an image that a page holds itself; rows from the top, width times height bytes. */
    static String dataAddress(int width, int height, byte[] grey) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes(width, height, grey));
    }

    static byte[] bytes(int width, int height, byte[] grey) {
        try {
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            Deflater best = new Deflater(Deflater.BEST_COMPRESSION);
            try (DeflaterOutputStream packed = new DeflaterOutputStream(rows, best)) {
                for (int row = 0; row < height; row++) {
                    packed.write(0); // no filter
                    packed.write(grey, row * width, width);
                }
            } finally {
                best.end();
            }
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(file);
            out.writeLong(SIGNATURE);
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(header);
            fields.writeInt(width);
            fields.writeInt(height);
            fields.write(new byte[] {8, 0, 0, 0, 0}); // 8 bits, grey, deflate, no interlace
            chunk(out, "IHDR", header.toByteArray());
            chunk(out, "IDAT", rows.toByteArray());
            chunk(out, "IEND", new byte[0]);
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // arrays do not fail
        }
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
