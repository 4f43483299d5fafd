package org.thermargin.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The inputs that every run replays: seeds, and what a fuzzer found, under names that say what it was. */
final class Corpus {
    private Corpus() {}

    /** Inputs of a target by name; those that were found begin with {@code found-}. */
    static Map<String, byte[]> of(String name, FuzzTarget target) throws IOException {
        Map<String, byte[]> inputs = new TreeMap<>();
        target.seeds().forEach((key, bytes) -> inputs.put("seed-" + key, bytes));
        Path folder = Path.of(System.getProperty("thermargin.root", "."))
                .resolve("core/src/test/resources/org/thermargin/fuzz")
                .resolve(name);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    inputs.put("found-" + file.getFileName(), Files.readAllBytes(file));
                }
            }
        }
        return inputs;
    }
}
