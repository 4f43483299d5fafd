package org.thermargin.cli.viewer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.thermargin.InputException;

/** Where Jazzer enters the viewer. Run on its own, it writes corpus and words: {@code viewer-request FOLDER}. */
public final class ViewerFuzzRun {
    private static ViewerRequests requests;

    private ViewerFuzzRun() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[1]));
        for (Map.Entry<String, byte[]> entry : corpus().entrySet()) {
            Files.write(folder.resolve(entry.getKey()), entry.getValue());
        }
        StringBuilder words = new StringBuilder();
        for (String word : ViewerRequests.words()) {
            words.append('"');
            for (byte b : word.getBytes(StandardCharsets.ISO_8859_1)) {
                words.append(String.format("\\x%02x", b & 0xff));
            }
            words.append("\"\n");
        }
        Files.writeString(folder.resolveSibling(folder.getFileName() + ".dict"), words);
    }

    /** Seeds, and what a fuzzer found. */
    static Map<String, byte[]> corpus() throws IOException {
        Map<String, byte[]> inputs = new TreeMap<>();
        ViewerRequests.seeds().forEach((key, bytes) -> inputs.put("seed-" + key, bytes));
        Path folder = Path.of(System.getProperty("thermargin.root", "."))
                .resolve("cli/src/test/resources/org/thermargin/fuzz/viewer-request");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    inputs.put("found-" + file.getFileName(), Files.readAllBytes(file));
                }
            }
        }
        return inputs;
    }

    /** Called by Jazzer once. */
    public static void fuzzerInitialize(String[] args) throws InputException {
        requests = new ViewerRequests();
    }

    /** Called by Jazzer with every input. */
    public static void fuzzerTestOneInput(byte[] input) {
        requests.run(input);
    }
}
