package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The libraries that go with a release are those whose digests were written down. */
@Tag("H39")
class LibrariesTest {
    private static final Path PINNED = Path.of("libraries.sha256");

    @Test
    void theLibrariesInUseHaveTheDigestsWrittenDown() throws IOException {
        Map<String, String> pinned = pinned();
        Map<String, String> used = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path file = Path.of(entry);
            if (pinned.containsKey(file.getFileName().toString())) {
                used.put(file.getFileName().toString(), digest(Files.readAllBytes(file)));
            }
        }

        // a library missing here has another version than the one written down: .ci/release --write
        assertThat(used).isEqualTo(pinned);
    }

    private static Map<String, String> pinned() throws IOException {
        try (Stream<String> lines = Files.lines(PINNED)) {
            return lines.map(l -> l.split(" {2}"))
                    .collect(Collectors.toMap(l -> l[1], l -> l[0], (a, b) -> a, TreeMap::new));
        }
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
