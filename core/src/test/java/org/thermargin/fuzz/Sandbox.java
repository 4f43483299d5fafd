package org.thermargin.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A folder that the files of one input are written to. Beside it lies a file that nothing inside may reach; its size is
 * that of any voxels, so that a reader that left the folder would take it.
 */
public final class Sandbox implements AutoCloseable {
    private final Path around;
    private final Path folder;

    /** A new one in the folder for temporary files. */
    public Sandbox() throws IOException {
        around = Files.createTempDirectory("thermargin-fuzz");
        folder = Files.createDirectory(around.resolve("in"));
        Files.write(around.resolve("outside.raw"), new byte[1 << 16]);
    }

    /** Where the files of the input are. */
    public Path folder() {
        return folder;
    }

    /** Writes a file of the input. */
    public Path write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        if (file.getParent().equals(folder)) {
            return Files.write(file, bytes);
        }
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    /** Names of everything around and inside; reading must not change them. */
    SortedSet<String> names() throws IOException {
        SortedSet<String> names = new TreeSet<>();
        try (Stream<Path> all = Files.walk(around)) {
            all.forEach(file -> names.add(around.relativize(file).toString()));
        }
        return names;
    }

    /** Takes away the files of the input. */
    void clear() throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        for (Path file : all) {
            if (!file.equals(folder)) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        try {
            clear();
            Files.delete(folder);
            for (Path file : List.of(around.resolve("outside.raw"), around)) {
                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
