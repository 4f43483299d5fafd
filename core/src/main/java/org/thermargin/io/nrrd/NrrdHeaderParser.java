package org.thermargin.io.nrrd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.io.Printable;

/**
 * Splits the head of a NRRD file into fields and key/value pairs. Lines end in LF or CR LF; comments start with {@code
 * #}. Unknown fields, a field or key given twice, lines that are neither, and headers beyond the size limits are
 * refused.
 */
final class NrrdHeaderParser {
    /** Longest header that is read: segmentations carry about 1 kB per segment. */
    static final int MAX_HEADER_BYTES = 4 << 20;

    private static final int MAX_LINES = 50_000;

    private static final Set<String> FIELDS = Set.of(
            "dimension",
            "type",
            "block size",
            "encoding",
            "endian",
            "content",
            "old min",
            "old max",
            "min",
            "max",
            "data file",
            "line skip",
            "byte skip",
            "number",
            "sample units",
            "sizes",
            "spacings",
            "thicknesses",
            "axis mins",
            "axis maxs",
            "centerings",
            "kinds",
            "labels",
            "units",
            "space",
            "space dimension",
            "space units",
            "space origin",
            "space directions",
            "measurement frame");

    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("blocksize", "block size"),
            Map.entry("oldmin", "old min"),
            Map.entry("oldmax", "old max"),
            Map.entry("datafile", "data file"),
            Map.entry("lineskip", "line skip"),
            Map.entry("byteskip", "byte skip"),
            Map.entry("sampleunits", "sample units"),
            Map.entry("axismins", "axis mins"),
            Map.entry("axismaxs", "axis maxs"),
            Map.entry("centers", "centerings"));

    private final InputStream in;
    private final String file;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, String> pairs = new LinkedHashMap<>();
    private int offset;
    private boolean atEnd;

    private NrrdHeaderParser(InputStream in, String file) {
        this.in = in;
        this.file = file;
    }

    /** Reads the header from the start of the stream (buffered by the caller) and stops after its blank line. */
    static NrrdHeader parse(InputStream in, String file) throws InputException, IOException {
        return new NrrdHeaderParser(in, file).parse();
    }

    private NrrdHeader parse() throws InputException, IOException {
        String magic = nextLine();
        if (!magic.matches("NRRD000[1-5]")) {
            throw refused("nrrd-magic", "file must start with NRRD0001 to NRRD0005, was '" + excerpt(magic) + "'");
        }
        boolean blank = false;
        for (int count = 0; !atEnd && !blank; count++) {
            if (count > MAX_LINES) {
                throw refused("nrrd-header-size", "NRRD header must have at most " + MAX_LINES + " lines");
            }
            String line = nextLine();
            blank = line.isEmpty() && !atEnd;
            if (!line.isEmpty() && line.charAt(0) != '#') {
                accept(line);
            }
        }
        return new NrrdHeader(magic.charAt(7) - '0', fields, pairs, offset, blank, file);
    }

    private void accept(String line) throws InputException {
        int pair = line.indexOf(":=");
        int field = line.indexOf(": ");
        if (pair > 0 && (field < 0 || pair < field)) {
            String key = unescaped(line.substring(0, pair));
            if (pairs.put(key, unescaped(line.substring(pair + 2))) != null) {
                throw refused("nrrd-duplicate", "NRRD key '" + excerpt(key) + "' must be given once, was given twice");
            }
            return;
        }
        if (field <= 0) {
            throw refused(
                    "nrrd-line",
                    "NRRD header line must be 'field: text', 'key:=value' or a comment, was '" + excerpt(line) + "'");
        }
        String name = canonicalName(line.substring(0, field));
        if (!FIELDS.contains(name)) {
            throw refused("nrrd-field-unknown", "NRRD field must be one of the format's, was '" + excerpt(name) + "'");
        }
        String text = line.substring(field + 2).trim();
        if (fields.put(name, text) != null) {
            throw refused("nrrd-duplicate", "NRRD field '" + name + "' must be given once, was given twice");
        }
        if (name.equals("data file") && text.startsWith("LIST")) {
            throw refused("nrrd-data-file", "NRRD 'data file' must name one file in the same folder, was a list");
        }
    }

    private static String canonicalName(String written) {
        String name = written.trim().toLowerCase(Locale.ROOT);
        return SYNONYMS.getOrDefault(name, name);
    }

    /** In keys and values, backslash n is a line feed and a doubled backslash one backslash. */
    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int n = 0; n < text.length(); n++) {
            char c = text.charAt(n);
            char next = n + 1 < text.length() ? text.charAt(n + 1) : 0;
            if (c == '\\' && (next == 'n' || next == '\\')) {
                plain.append(next == 'n' ? '\n' : '\\');
                n++;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private String nextLine() throws InputException, IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        int b = in.read();
        while (b >= 0 && b != '\n') {
            line.write(b);
            offset++;
            if (offset > MAX_HEADER_BYTES) {
                throw refused(
                        "nrrd-header-size", "NRRD header must be at most " + MAX_HEADER_BYTES + " bytes, was longer");
            }
            b = in.read();
        }
        atEnd = b < 0;
        offset += atEnd ? 0 : 1;
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
