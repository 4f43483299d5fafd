package org.thermargin.io;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Running SHA-256 over the bytes of one file, or of a header file and its data files one after the other. */
public final class FileDigest {
    private final MessageDigest sha256;

    /** A digest of nothing yet. */
    public FileDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds bytes. */
    public void update(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
    }

    /** Lower-case hex of the bytes so far; call once, at the end. */
    public String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
