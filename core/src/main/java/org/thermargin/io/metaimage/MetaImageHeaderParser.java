package org.thermargin.io.metaimage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.thermargin.InputException;
import org.thermargin.io.Printable;

/**
 * Splits the head of a MetaImage file into {@code key = text} lines, up to and including {@code ElementDataFile}, which
 * ends it. A key given twice (also under two of its names), a line that is none, and headers beyond the size limits are
 * refused. Keys that the format does not know are kept and have no effect: writers store their own there.
 */
final class MetaImageHeaderParser {
    private static final int MAX_HEADER_BYTES = 1 << 20;

    /** Other spelling, lower case, to the canonical one. */
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("position", "Offset"),
            Map.entry("origin", "Offset"),
            Map.entry("offset", "Offset"),
            Map.entry("rotation", "TransformMatrix"),
            Map.entry("orientation", "TransformMatrix"),
            Map.entry("transformmatrix", "TransformMatrix"),
            Map.entry("binarydatabyteordermsb", "ElementByteOrderMSB"),
            Map.entry("elementbyteordermsb", "ElementByteOrderMSB"));

    private final InputStream in;
    private final String file;
    private int offset;

    private MetaImageHeaderParser(InputStream in, String file) {
        this.in = in;
        this.file = file;
    }

    /** Reads the header from the start of the stream (buffered by the caller) and stops after its last line. */
    static MetaImageHeader parse(InputStream in, String file) throws InputException, IOException {
        return new MetaImageHeaderParser(in, file).parse();
    }

    private MetaImageHeader parse() throws InputException, IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        while (!fields.containsKey("ElementDataFile")) {
            String line = nextLine();
            int equals = line.indexOf('=');
            if (equals <= 0) {
                throw refused(
                        "metaimage-line",
                        "MetaImage header line must be 'key = text' until ElementDataFile, was '" + excerpt(line)
                                + "'");
            }
            String written = line.substring(0, equals).trim();
            String key = SYNONYMS.getOrDefault(written.toLowerCase(Locale.ROOT), written);
            if (fields.put(key, line.substring(equals + 1).trim()) != null) {
                throw refused(
                        "metaimage-duplicate",
                        "MetaImage '" + excerpt(key) + "' must be given once, was given twice (also by another name)");
            }
        }
        return new MetaImageHeader(fields, offset, file);
    }

    private String nextLine() throws InputException, IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        int b = in.read();
        while (b >= 0 && b != '\n') {
            line.write(b);
            offset++;
            if (offset > MAX_HEADER_BYTES) {
                throw refused(
                        "metaimage-header-size",
                        "MetaImage header must be at most " + MAX_HEADER_BYTES + " bytes, was longer");
            }
            b = in.read();
        }
        if (b < 0 && line.size() == 0) {
            throw refused("metaimage-header-end", "MetaImage header must end with ElementDataFile, the file ended");
        }
        offset += b < 0 ? 0 : 1;
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static String excerpt(String text) {
        return Printable.of(text, 60);
    }

    private InputException refused(String code, String text) {
        return new InputException(code, "H36", file, text);
    }
}
