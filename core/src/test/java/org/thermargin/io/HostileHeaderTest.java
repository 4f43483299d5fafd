package org.thermargin.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.io.volume.VolumeFiles;

/** Whatever a text header says, the file is read or refused: no other exception, and what is read can be written. */
@Tag("H36")
class HostileHeaderTest {
    private static final AsymmetricScene.Stored SCENE = AsymmetricScene.stored(AsymmetricScene.PERMUTATIONS.get(0), 0);
    private static final List<String> NASTY = List.of(
            "",
            "-",
            "-1",
            "0",
            "2147483648",
            "9223372036854775808",
            "1e308",
            "1e-308",
            "nan",
            "inf",
            "none",
            "(",
            ")",
            "(,,)",
            "%s",
            "\0",
            "\u00e9",
            "\n",
            "\n\n",
            ":=",
            ": ",
            " = ",
            "LIST",
            "LOCAL",
            "True",
            "0x10",
            "1 1 1 1",
            "../../x",
            "\"mm\"");

    private static final int FILES = 300;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void changedHeadersAreReadOrRefused(SceneFiles format) throws IOException {
        Path path = format.write(folder, SCENE, ByteOrder.BIG_ENDIAN);
        byte[] whole = Files.readAllBytes(path);
        String header = format.header(SCENE, ByteOrder.BIG_ENDIAN);
        byte[] data = java.util.Arrays.copyOfRange(whole, header.length(), whole.length);
        Random random = new Random(format.name().hashCode());
        int refused = 0;
        for (int n = 0; n < FILES; n++) {
            byte[] changed = SceneFiles.concat(changed(header, random).getBytes(StandardCharsets.UTF_8), data);
            Files.write(path, changed);
            try {
                VolumeFile volume = VolumeFiles.readLabels(path, ReadOptions.strict());
                Point3 corner = volume.grid().toWorld(1, 1, 1);
                assertThat(corner.x() + corner.y() + corner.z()).isFinite();
                assertThat(volume.grid().voxelCount()).isLessThanOrEqualTo(whole.length);
            } catch (InputException e) {
                assertThat(e.findings()).isNotEmpty();
                refused++;
            }
        }
        assertThat(refused).isBetween(FILES / 3, FILES);
    }

    /** One word replaced, doubled, moved or made nasty, or one character changed. */
    private static String changed(String header, Random random) {
        int at = random.nextInt(header.length());
        int end = Math.min(header.length(), at + 1 + random.nextInt(8));
        String nasty = NASTY.get(random.nextInt(NASTY.size()));
        return switch (random.nextInt(5)) {
            case 0 -> header.substring(0, at) + nasty + header.substring(end);
            case 1 -> header.substring(0, at) + nasty + header.substring(at);
            case 2 -> header.substring(0, end) + header.substring(at);
            case 3 -> header.substring(0, at) + header.substring(end);
            default -> header.substring(0, at) + (char) random.nextInt(256) + header.substring(at + 1);
        };
    }

    @Test
    void messagesRepeatNoControlCharactersAndNoEndlessText() throws IOException {
        String header = SceneFiles.NRRD_RAW.header(SCENE, ByteOrder.BIG_ENDIAN);
        String meta = SceneFiles.META_LOCAL.header(SCENE, ByteOrder.BIG_ENDIAN);
        String nasty = "\u001b[31m" + "x".repeat(100_000);
        List<Path> files = List.of(
                Files.writeString(folder.resolve("a.nrrd"), header.replace("sizes: 5", "sizes: " + nasty)),
                Files.writeString(folder.resolve("b.nrrd"), header.replace("type: short", "type: " + nasty)),
                Files.writeString(folder.resolve("a.mha"), meta.replace("MET_SHORT", nasty)),
                Files.writeString(folder.resolve("b.mha"), meta.replace("Offset = ", "Offset = " + nasty)));
        for (Path file : files) {
            InputException refusal = catchThrowableOfType(
                    InputException.class, () -> VolumeFiles.readLabels(file, ReadOptions.strict()));

            assertThat(refusal.getMessage()).hasSizeLessThan(500).doesNotContain("\u001b");
        }
    }
}
