package org.thermargin.io.nrrd;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.thermargin.InputException;
import org.thermargin.io.GzipStream;
import org.thermargin.io.InputFile;
import org.thermargin.io.StoredForm;

/**
 * Where the samples of a NRRD file are: in the file itself after the blank line, or in another one of the same folder.
 * Lines are skipped before decompression, bytes after it; {@code byte skip: -1} takes the last bytes of raw data.
 */
final class NrrdData {
    private static final Pattern NUMBERED = Pattern.compile(".*%\\S* +-?\\d+ +-?\\d+ +-?\\d+( +\\d+)?");

    private NrrdData() {}

    /** Name of the detached data file; empty when the data are in the file itself. */
    static String detachedName(NrrdHeader header) throws InputException {
        if (!header.has("data file")) {
            if (!header.endsWithBlankLine()) {
                throw header.refused(
                        "data-truncated", "H27", "NRRD header must end with a blank line or name a 'data file'");
            }
            return "";
        }
        String name = header.required("data file");
        if (NUMBERED.matcher(name).matches()) {
            throw header.refused(
                    "nrrd-data-file",
                    "H36",
                    "NRRD 'data file' must name one file in the same folder, was a pattern of numbered files");
        }
        return name.startsWith("./") ? name.substring(2) : name;
    }

    /** Skips what stands before the samples in the stored bytes. The sample bytes matter for a skip of -1. */
    static void skipStored(NrrdHeader header, InputFile file, NrrdSamples samples, long sampleBytes)
            throws InputException, IOException {
        int lines = header.integer("line skip", 0);
        int bytes = header.integer("byte skip", 0);
        boolean fromEnd = bytes == -1 && samples.form() == StoredForm.RAW;
        if (lines < 0 || (bytes < 0 && !fromEnd)) {
            throw header.refused(
                    "nrrd-skip",
                    "H27",
                    "NRRD 'line skip' must be at least 0 and 'byte skip' at least 0, or -1 for raw data, were " + lines
                            + " and " + bytes);
        }
        InputStream stored = file.stream();
        for (int n = 0; n < lines; n++) {
            int b = stored.read();
            while (b >= 0 && b != '\n') {
                b = stored.read();
            }
            if (b < 0) {
                throw truncated(file, "must have " + lines + " lines to skip, had " + n);
            }
        }
        if (fromEnd) {
            skip(file, stored, file.sizeBytes() - sampleBytes - file.positionBytes());
        } else if (!isCompressed(samples)) {
            skip(file, stored, bytes);
        }
    }

    /** The samples, decoded; the file must stand where {@link #skipStored} left it. */
    static InputStream decoded(NrrdHeader header, InputFile file, NrrdSamples samples)
            throws InputException, IOException {
        InputStream decoded = switch (samples.form()) {
            case RAW -> file.stream();
            case DEFLATED -> new GzipStream(file.stream(), file.sizeBytes());
            case BZIP2 -> new Bzip2InputStream(file.stream());
            case HEX -> new HexStream(file.stream());
            case TEXT -> new TextSampleStream(file.stream(), samples.encoding().type());
        };
        if (isCompressed(samples)) {
            skip(file, decoded, header.integer("byte skip", 0));
        }
        return decoded;
    }

    private static boolean isCompressed(NrrdSamples samples) {
        return switch (samples.form()) {
            case DEFLATED, BZIP2 -> true;
            default -> false;
        };
    }

    private static void skip(InputFile file, InputStream stream, long count) throws InputException, IOException {
        if (count < 0) {
            throw truncated(file, "must hold the samples, is " + -count + " bytes too short");
        }
        byte[] skipped = new byte[8192];
        for (long left = count; left > 0; ) {
            int got = stream.read(skipped, 0, (int) Math.min(skipped.length, left));
            if (got < 0) {
                throw truncated(file, "must have " + count + " bytes to skip, had " + (count - left));
            }
            left -= got;
        }
    }

    private static InputException truncated(InputFile file, String text) {
        return new InputException("data-truncated", "H27", file.name(), "NRRD data " + text);
    }
}
