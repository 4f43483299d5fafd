package org.thermargin;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of {@code testdata} are. */
public final class TestData {
    private TestData() {}

    /** A file or folder of {@code testdata} by its path within it; must exist. */
    public static Path path(String name) {
        Path path = Path.of(System.getProperty("thermargin.root", ".."), "testdata", name);
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("testdata must hold " + name + ", looked for " + path.toAbsolutePath());
        }
        return path;
    }
}
