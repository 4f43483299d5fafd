package org.thermargin.io.dicom;

import java.util.Map;
import org.thermargin.InputException;
import org.thermargin.io.Printable;

/** How a data set and its pixels are encoded. What cannot be read is refused with the name and a way out. */
enum TransferSyntax {
    IMPLICIT_LITTLE("1.2.840.10008.1.2"),
    EXPLICIT_LITTLE("1.2.840.10008.1.2.1"),
    DEFLATED("1.2.840.10008.1.2.1.99"),
    EXPLICIT_BIG("1.2.840.10008.1.2.2"),
    RLE("1.2.840.10008.1.2.5"),
    JPEG_LOSSLESS("1.2.840.10008.1.2.4.57"),
    JPEG_LOSSLESS_FIRST_ORDER("1.2.840.10008.1.2.4.70");

    private static final Map<String, String> UNREADABLE = Map.ofEntries(
            Map.entry("1.2.840.10008.1.2.4.50", "JPEG Baseline (lossy)"),
            Map.entry("1.2.840.10008.1.2.4.51", "JPEG Extended (lossy)"),
            Map.entry("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless"),
            Map.entry("1.2.840.10008.1.2.4.81", "JPEG-LS Near-Lossless"),
            Map.entry("1.2.840.10008.1.2.4.90", "JPEG 2000 Lossless"),
            Map.entry("1.2.840.10008.1.2.4.91", "JPEG 2000"),
            Map.entry("1.2.840.10008.1.2.4.92", "JPEG 2000 Multi-component Lossless"),
            Map.entry("1.2.840.10008.1.2.4.93", "JPEG 2000 Multi-component"),
            Map.entry("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Lossless"),
            Map.entry("1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 RPCL Lossless"),
            Map.entry("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000"));

    private final String uid;

    TransferSyntax(String uid) {
        this.uid = uid;
    }

    /** The syntax of a UID; others are refused. */
    static TransferSyntax of(String uid, String file) throws InputException {
        for (TransferSyntax syntax : values()) {
            if (syntax.uid.equals(uid)) {
                return syntax;
            }
        }
        String name = UNREADABLE.getOrDefault(uid, "an unknown syntax");
        String way = uid.startsWith("1.2.840.10008.1.2.4.5") ? "dcmdjpeg IN OUT" : "gdcmconv --raw IN OUT";
        throw new InputException(
                "dicom-transfer-syntax",
                "H28",
                file,
                "transfer syntax must be uncompressed, deflated, RLE or JPEG Lossless, was " + Printable.of(uid) + ", "
                        + name + "; decompress with " + way);
    }

    /** Identifier of the syntax. */
    String uid() {
        return uid;
    }

    /** Whether pixel data come in fragments. */
    boolean isEncapsulated() {
        return this == RLE || this == JPEG_LOSSLESS || this == JPEG_LOSSLESS_FIRST_ORDER;
    }
}
