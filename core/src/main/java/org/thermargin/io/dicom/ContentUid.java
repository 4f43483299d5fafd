package org.thermargin.io.dicom;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.thermargin.io.FileDigest;

/**
 * Identifiers made of content: {@code 2.25.} and the number of a UUID of version 8 (RFC 9562) that holds the first bits
 * of a SHA-256. The same content has the same identifier on every machine and at any time; other content has another.
 */
final class ContentUid {
    private static final int UUID_BYTES = 16;

    private ContentUid() {}

    /** The identifier of contents that serve a purpose; each is hashed with its length, so that none runs into the next. */
    static String of(String purpose, byte[]... contents) {
        FileDigest digest = new FileDigest();
        add(digest, ("thermargin " + purpose).getBytes(StandardCharsets.UTF_8));
        for (byte[] content : contents) {
            add(digest, content);
        }
        byte[] uuid = HexFormat.of().parseHex(digest.hex().substring(0, 2 * UUID_BYTES));
        uuid[6] = (byte) (0x80 | (uuid[6] & 0x0f));
        uuid[8] = (byte) (0x80 | (uuid[8] & 0x3f));
        return "2.25." + new BigInteger(1, uuid);
    }

    static String of(String purpose, String content) {
        return of(purpose, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(FileDigest digest, byte[] bytes) {
        byte[] length = Integer.toString(bytes.length).concat(":").getBytes(StandardCharsets.US_ASCII);
        digest.update(length, 0, length.length);
        digest.update(bytes, 0, bytes.length);
    }
}
