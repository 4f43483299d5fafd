package org.thermargin.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;
import org.thermargin.InputException;

/**
 * One regular file open for reading; every byte is hashed as it passes. After reading, {@link #finish} hashes what was
 * left over and refuses a file that changed meanwhile (H33).
 */
public final class InputFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;
    private final String name;
    private final FileDigest digest;
    private final long sizeBytes;
    private final FileTime modified;
    private final InputStream source;
    private final Optional<ReadAhead> ahead;
    private final Stream stream;

    private InputFile(Path path, FileDigest digest, BasicFileAttributes attributes, int threads) throws IOException {
        this.path = path;
        this.name = nameOf(path);
        this.digest = digest;
        this.sizeBytes = attributes.size();
        this.modified = attributes.lastModifiedTime();
        this.source = Files.newInputStream(path);
        InputStream hashed = new Hashed(source, digest);
        this.ahead = threads > 1 && sizeBytes >= ReadAhead.WORTHWHILE_BYTES
                ? Optional.of(new ReadAhead(hashed))
                : Optional.empty();
        this.stream = new Stream(ahead.isPresent() ? ahead.get() : hashed);
    }

    /** Opens a regular file (a symbolic link to one will do); folders, pipes and devices are refused unopened. */
    public static InputFile open(Path path, FileDigest digest) throws InputException {
        return open(path, digest, 1);
    }

    /** The same; with more than one thread a large file is read and hashed ahead by another one. */
    public static InputFile open(Path path, FileDigest digest, int threads) throws InputException {
        return open(path, digest, threads, new LinkOption[0]);
    }

    /**
     * Opens a data file named in a header: a plain name of a regular file in the header's own folder. Paths, links and
     * parent folders are refused (H36). With more than one thread a large file is read and hashed ahead by another one.
     */
    public static InputFile openBeside(Path header, String dataName, FileDigest digest, int threads)
            throws InputException {
        boolean plain = !dataName.isEmpty()
                && !dataName.equals(".")
                && !dataName.equals("..")
                && dataName.chars().noneMatch(c -> c == '/' || c == '\\' || c < ' ' || c == ':');
        Path data = null;
        if (plain) {
            try {
                data = header.toAbsolutePath().resolveSibling(dataName);
            } catch (InvalidPathException e) {
                plain = false;
            }
        }
        if (!plain || data == null) {
            throw new InputException(
                    "detached-path",
                    "H36",
                    nameOf(header),
                    "data file must be a plain name in the same folder, was \"" + Printable.of(dataName) + "\"");
        }
        return open(data, digest, threads, LinkOption.NOFOLLOW_LINKS);
    }

    private static InputFile open(Path path, FileDigest digest, int threads, LinkOption... links)
            throws InputException {
        String name = nameOf(path);
        try {
            if (!Files.exists(path, links)) {
                throw new InputException("file-missing", "H36", name, "file must exist, was not found");
            }
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, links);
            if (!attributes.isRegularFile()) {
                String kind =
                        attributes.isDirectory() ? "a folder" : attributes.isSymbolicLink() ? "a link" : "a device";
                throw new InputException("not-a-regular-file", "H36", name, "must be a regular file, was " + kind);
            }
            return new InputFile(path, digest, attributes, threads);
        } catch (IOException e) {
            throw CorruptDataException.refusal(e, name);
        }
    }

    private static String nameOf(Path path) {
        Path last = path.getFileName();
        return last == null ? path.toString() : last.toString();
    }

    /** File name without folders, for messages. */
    public String name() {
        return name;
    }

    /** Size when opened, bytes. */
    public long sizeBytes() {
        return sizeBytes;
    }

    /** Bytes read so far. */
    public long positionBytes() {
        return stream.position;
    }

    /** The bytes of the file, buffered; closing it does nothing, close this object instead. */
    public InputStream stream() {
        return stream;
    }

    /** Hashes the bytes not yet read and refuses a file whose size or time changed since it was opened. */
    public void finish() throws InputException {
        try {
            while (stream.skipAvailable() > 0) {
                // every byte goes through the digest
            }
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            if (now.size() != sizeBytes
                    || stream.position != sizeBytes
                    || !Objects.equals(now.lastModifiedTime(), modified)) {
                throw new InputException(
                        "file-changed",
                        "H33",
                        name,
                        "file must not change while it is read; " + sizeBytes + " bytes when opened, " + stream.position
                                + " read, " + now.size() + " afterwards");
            }
        } catch (IOException e) {
            throw CorruptDataException.refusal(e, name);
        }
    }

    @Override
    public void close() throws InputException {
        try {
            ahead.ifPresent(ReadAhead::close);
            source.close();
        } catch (IOException e) {
            throw CorruptDataException.refusal(e, name);
        }
    }

    /** The digest shared by this file and those opened beside it. */
    public FileDigest digest() {
        return digest;
    }

    /** Puts every byte into the digest as it passes. */
    private static final class Hashed extends InputStream {
        private final InputStream source;
        private final FileDigest digest;

        Hashed(InputStream source, FileDigest digest) {
            this.source = source;
            this.digest = digest;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = source.read(target, offset, length);
            digest.update(target, offset, Math.max(0, n));
            return n;
        }
    }

    private static final class Stream extends InputStream {
        private final InputStream source;
        private final byte[] buffer = new byte[BUFFER_BYTES];
        private int next;
        private int end;
        private long position;

        Stream(InputStream source) {
            this.source = source;
        }

        private boolean fill() throws IOException {
            if (next < end) {
                return true;
            }
            next = 0;
            end = Math.max(0, source.read(buffer, 0, buffer.length));
            return end > 0;
        }

        @Override
        public int read() throws IOException {
            if (!fill()) {
                return -1;
            }
            position++;
            return buffer[next++] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int n = Math.min(length, end - next);
            System.arraycopy(buffer, next, target, offset, n);
            next += n;
            position += n;
            return n;
        }

        @Override
        public int available() {
            return end - next;
        }

        long skipAvailable() throws IOException {
            if (!fill()) {
                return 0;
            }
            int n = end - next;
            next = end;
            position += n;
            return n;
        }
    }
}
