package org.thermargin.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where Jazzer enters: the first argument names the target. Run on its own, it writes what a fuzzer starts from: the
 * corpus of a target to a folder and its words to a dictionary beside ({@code FOLDER.dict}).
 */
public final class FuzzRun {
    private static FuzzTarget target;
    private static Sandbox sandbox;

    private FuzzRun() {}

    /** Writes corpus and words: {@code TARGET FOLDER}, or {@code --list} for the names. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
        if (args[0].equals("--list")) {
            FuzzTargets.NAMES.forEach(System.out::println);
            return;
        }
        Path folder = Files.createDirectories(Path.of(args[1]));
        FuzzTarget chosen = FuzzTargets.of(args[0]);
        for (Map.Entry<String, byte[]> entry : Corpus.of(args[0], chosen).entrySet()) {
            Files.write(folder.resolve(entry.getKey()), entry.getValue());
        }
        StringBuilder words = new StringBuilder();
        for (String word : chosen.words()) {
            words.append('"');
            for (byte b : word.getBytes(StandardCharsets.ISO_8859_1)) {
                words.append(String.format("\\x%02x", b & 0xff));
            }
            words.append("\"\n");
        }
        Files.writeString(folder.resolveSibling(folder.getFileName() + ".dict"), words);
    }

    /** Called by Jazzer once. */
    public static void fuzzerInitialize(String[] args) {
        try {
            target = FuzzTargets.of(args[0]);
            sandbox = new Sandbox();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Called by Jazzer with every input. */
    public static void fuzzerTestOneInput(byte[] input) {
        Trial.of(target, input, sandbox);
    }

    /** Called by Jazzer at the end. */
    public static void fuzzerTearDown() {
        sandbox.close();
    }
}
