package org.thermargin.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Small cohorts made of a case of {@code testdata}, and what studies leave. */
final class CaseStudies {
    static final Path ROOT = Path.of(System.getProperty("thermargin.root", "../.."))
            .toAbsolutePath()
            .normalize();

    private CaseStudies() {}

    /** Copies of a planned case under ids of their own, with a folder that is no case among them. */
    static Path cohort(Path folder, int cases) throws IOException {
        Path from = ROOT.resolve("testdata/cases/crease-planned");
        for (int n = 0; n < cases; n++) {
            String id = "case-" + (100 + n);
            Path to = Files.createDirectories(folder.resolve(id));
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.toList()) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
            Path json = to.resolve("case.json");
            Files.writeString(
                    json, Files.readString(json).replaceFirst("\"id\": *\"[^\"]*\"", "\"id\": \"" + id + "\""));
        }
        Files.createDirectories(folder.resolve("case-102-none"));
        return folder;
    }

    /** The tables of a folder by name. */
    static Map<String, String> tables(Path out) throws IOException {
        Map<String, String> tables = new TreeMap<>();
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tables.put(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        tables.keySet().removeIf(name -> name.startsWith("."));
        return tables;
    }

    /** Number of parts in the folder of a study so far. */
    static long parts(Path out) throws IOException {
        if (!Files.isDirectory(out.resolve("parts"))) {
            return 0;
        }
        try (Stream<Path> files = Files.list(out.resolve("parts"))) {
            return files.filter(f -> f.toString().endsWith(".part")).count();
        }
    }

    /** The name of the first table that differs; empty when none does. */
    static Optional<String> difference(Path a, Path b) throws IOException {
        Map<String, String> first = tables(a);
        Map<String, String> second = tables(b);
        if (!first.keySet().equals(second.keySet())) {
            return Optional.of(first.keySet() + " and " + second.keySet());
        }
        return first.keySet().stream()
                .filter(name -> !first.get(name).equals(second.get(name)))
                .findFirst();
    }
}
