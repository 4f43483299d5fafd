package org.thermargin.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How paths of input files appear in documents. Folder and file names often name the patient (H38). */
public enum PathStyle {
    /** The first 16 hex digits of the SHA-256 of the path; the file itself is identified by the hash of its bytes. */
    HASHED,
    /** As the user gave them. */
    SHOWN;

    String of(String path) {
        if (this == SHOWN) {
            return path;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(path.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
