package org.thermargin.spark;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Parts of a study as bytes. */
final class PartBytes {
    private PartBytes() {}

    /** The lines with the hash that makes them a whole part. */
    static byte[] sealed(String lines) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
            return (lines + "e" + HexFormat.of().formatHex(hash) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
