package org.thermargin.io.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.thermargin.InputException;
import org.thermargin.io.CorruptDataException;

/**
 * The files of a folder and its sub-folders, or of a zip archive, or a single file. Links are not followed, numbers and
 * depths are capped, and nothing is ever extracted (H36). Names in messages are those of the folder or archive: names of
 * slices often hold those of patients (H38).
 */
final class DicomFolder implements AutoCloseable {
    private static final int MAX_FILES = 100_000;
    private static final int MAX_DEPTH = 8;
    private static final long MAX_INFLATION = 1032;

    private final String name;
    private final List<StoredFile> files;
    private final ZipFile archive; // null for folders and files

    private DicomFolder(String name, List<StoredFile> files, ZipFile archive) {
        this.name = name;
        this.files = files;
        this.archive = archive;
    }

    /** Opens what the path is. */
    static DicomFolder open(Path path) throws InputException {
        Path last = path.toAbsolutePath().normalize().getFileName();
        String name = last == null ? path.toString() : last.toString();
        try {
            if (!Files.exists(path)) {
                throw new InputException("file-missing", "H36", name, "file must exist, was not found");
            }
            if (Files.isDirectory(path)) {
                return folder(path.toRealPath(), name);
            }
            if (!Files.isRegularFile(path)) {
                throw new InputException(
                        "not-a-regular-file", "H36", name, "must be a folder or a regular file, was a device");
            }
            StoredFile single = new FolderFile(path, "", name, Files.size(path));
            return isZip(single.head(4)) ? archive(path, name) : new DicomFolder(name, List.of(single), null);
        } catch (IOException e) {
            throw CorruptDataException.refusal(e, name);
        }
    }

    /** Whether the bytes begin like those of a zip archive. */
    static boolean isZip(byte[] head) {
        return head.length >= 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }

    private static DicomFolder folder(Path path, String name) throws IOException, InputException {
        List<StoredFile> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(path, MAX_DEPTH)) {
            for (Path file : (Iterable<Path>) walk.sorted()::iterator) {
                BasicFileAttributes attributes =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (attributes.isRegularFile() && !file.getFileName().toString().startsWith(".")) {
                    Path parent = path.relativize(file).getParent();
                    String folder = parent == null ? "" : parent.getFileName().toString();
                    files.add(new FolderFile(file, folder, name, attributes.size()));
                    requireCount(files.size(), name);
                }
            }
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
        return new DicomFolder(name, files, null);
    }

    private static DicomFolder archive(Path path, String name) throws IOException, InputException {
        ZipFile archive;
        try {
            archive = new ZipFile(path.toFile());
        } catch (ZipException e) {
            throw (InputException)
                    new InputException("zip-corrupt", "H27", name, "a zip archive must be whole, was not").initCause(e);
        }
        try {
            List<StoredFile> files = new ArrayList<>();
            requireCount(archive.size(), name);
            for (ZipEntry entry : Collections.list(archive.entries())) {
                if (!entry.isDirectory()) {
                    files.add(member(archive, entry, name));
                }
            }
            files.sort(Comparator.comparing(f -> ((ZipMember) f).entry().getName()));
            return new DicomFolder(name, files, archive);
        } catch (InputException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private static StoredFile member(ZipFile archive, ZipEntry entry, String name) throws InputException {
        String[] parts = entry.getName().split("/", -1);
        boolean plain = parts.length <= MAX_DEPTH && entry.getName().chars().noneMatch(c -> c == '\\' || c < ' ');
        for (String part : parts) {
            plain &= !part.isEmpty() && !part.equals(".") && !part.equals("..");
        }
        if (!plain) {
            throw new InputException(
                    "zip-path", "H36", name, "members of an archive must have plain relative names, one had not");
        }
        if (entry.getSize() < 0 || entry.getSize() > entry.getCompressedSize() * MAX_INFLATION) {
            throw new InputException(
                    "zip-corrupt",
                    "H36",
                    name,
                    "members of an archive must state a size that their bytes can hold, one stated " + entry.getSize()
                            + " bytes from " + entry.getCompressedSize());
        }
        return new ZipMember(archive, entry, parts.length > 1 ? parts[parts.length - 2] : "", name);
    }

    private static void requireCount(int count, String name) throws InputException {
        if (count > MAX_FILES) {
            throw new InputException(
                    "folder-too-large", "H36", name, "a folder must have at most " + MAX_FILES + " files, had more");
        }
    }

    /** Name of the folder, archive or file. */
    String name() {
        return name;
    }

    /** The files, in order of their paths. */
    List<StoredFile> files() {
        return files;
    }

    @Override
    public void close() throws InputException {
        if (archive != null) {
            try {
                archive.close();
            } catch (IOException e) {
                throw CorruptDataException.refusal(e, name);
            }
        }
    }
}
