package org.thermargin.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thermargin.InputException;
import org.thermargin.io.volume.VolumeFiles;

/** Files that are a little too short or too long, one small file per format and encoding. */
@Tag("H27")
class TruncationTest {
    @TempDir
    Path folder;

    private Path scene(SceneFiles format) throws IOException {
        return format.write(folder, AsymmetricScene.stored(new int[] {0, 1, 2}, 0), ByteOrder.LITTLE_ENDIAN);
    }

    private static InputException refusal(Path path) {
        return catchThrowableOfType(InputException.class, () -> VolumeFiles.readLabels(path, ReadOptions.strict()));
    }

    /** A header that names other files says everything before its last line end; cut there it is whole. */
    @ParameterizedTest
    @EnumSource
    void everyPrefixIsRefused(SceneFiles format) throws IOException, InputException {
        Path path = scene(format);
        byte[] whole = Files.readAllBytes(path);
        int lengths = format.isDetached() ? whole.length - 1 : whole.length;

        for (int length = 0; length < lengths; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertThat(refusal(path)).as("%d of %d bytes", length, whole.length).isNotNull();
        }

        Files.write(path, Arrays.copyOf(whole, lengths));
        AsymmetricScene.assertIsScene(VolumeFiles.readLabels(path, ReadOptions.strict()));
    }

    @ParameterizedTest
    @EnumSource
    void everyPrefixOfDetachedDataIsRefused(SceneFiles format) throws IOException {
        Path path = scene(format);
        for (Path data : dataFiles()) {
            byte[] whole = Files.readAllBytes(data);
            for (int length = 0; length < whole.length; length++) {
                Files.write(data, Arrays.copyOf(whole, length));
                InputException refusal = refusal(path);
                assertThat(refusal.code()).isEqualTo("data-truncated");
                assertThat(refusal.findings().get(0).hazard()).isEqualTo("H27");
            }
            Files.write(data, whole);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneByteMoreIsRefused(SceneFiles format) throws IOException {
        Path path = scene(format);
        List<Path> files = format.isDetached() ? dataFiles() : List.of(path);
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            byte more = (byte) (format == SceneFiles.NRRD_TEXT ? '7' : 0);
            Files.write(file, SceneFiles.concat(whole, new byte[] {more}));
            assertThat(refusal(path).findings().get(0).hazard()).isEqualTo("H27");
            Files.write(file, whole);
        }
    }

    private List<Path> dataFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".raw")).sorted().toList();
        }
    }
}
