package org.thermargin.io.metaimage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.io.CorruptDataException;
import org.thermargin.io.FileDigest;
import org.thermargin.io.InputFile;
import org.thermargin.io.Printable;

/**
 * The bytes of a volume whose slices lie in one raw file each, listed after {@code ElementDataFile = LIST}. As many
 * files as slices, none twice, each with exactly the bytes of one slice.
 */
final class SliceFiles extends InputStream {
    private static final int MAX_NAME_BYTES = 4096;

    private final Path header;
    private final InputFile list;
    private final List<String> names;
    private InputFile slice;
    private InputStream bytes;
    private int next;

    private SliceFiles(Path header, InputFile list, List<String> names) {
        this.header = header;
        this.list = list;
        this.names = names;
    }

    /** Reads the list that follows the header and checks the size of every file in it. */
    static SliceFiles listed(Path path, MetaImageHeader header, InputFile list, long slices, long sliceBytes)
            throws InputException, IOException {
        List<String> names = names(header, list.stream(), slices);
        if (names.size() != slices) {
            throw header.refused(
                    "metaimage-list",
                    "H07",
                    "MetaImage LIST must name one file per slice, " + slices + ", had " + names.size());
        }
        list.finish();
        for (String name : names) {
            try (InputFile file = InputFile.openBeside(path, name, new FileDigest(), 1)) {
                if (file.sizeBytes() != sliceBytes) {
                    throw new InputException(
                            file.sizeBytes() < sliceBytes ? "data-truncated" : "data-trailing-bytes",
                            "H27",
                            file.name(),
                            "slice must have " + sliceBytes + " bytes, had " + file.sizeBytes());
                }
            }
        }
        return new SliceFiles(path, list, names);
    }

    private static List<String> names(MetaImageHeader header, InputStream in, long slices)
            throws InputException, IOException {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); ; b = in.read()) {
            if (b >= 0 && b != '\n') {
                line.write(b);
            } else {
                String name = line.toString(StandardCharsets.UTF_8).trim();
                line.reset();
                if (!name.isEmpty() && !seen.add(name)) {
                    throw header.refused(
                            "metaimage-list",
                            "H07",
                            "MetaImage LIST must name a file once, named " + Printable.of(name) + " twice");
                }
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
            if (names.size() > slices || line.size() > MAX_NAME_BYTES) {
                throw header.refused(
                        "metaimage-list",
                        "H07",
                        "MetaImage LIST must name one file per slice, " + slices + ", had more");
            }
            if (b < 0) {
                return names;
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        while (length > 0) {
            if (bytes != null) {
                int n = bytes.read(target, offset, length);
                if (n >= 0) {
                    return n;
                }
            }
            if (!advance()) {
                return -1;
            }
        }
        return 0;
    }

    private boolean advance() throws IOException {
        try {
            closeSlice();
            if (next == names.size()) {
                return false;
            }
            slice = InputFile.openBeside(header, names.get(next++), list.digest(), 1);
            bytes = slice.stream();
            return true;
        } catch (InputException e) {
            throw new CorruptDataException(e.code(), e.getMessage());
        }
    }

    private void closeSlice() throws InputException {
        if (slice != null) {
            slice.finish();
            slice.close();
            slice = null;
            bytes = null;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (slice != null) {
                slice.close();
            }
        } catch (InputException e) {
            throw new CorruptDataException(e.code(), e.getMessage());
        }
    }
}
