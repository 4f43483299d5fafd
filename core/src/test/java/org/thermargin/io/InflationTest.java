package org.thermargin.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our inflation against zlib's: the same bytes of sound streams, the same refusals of others. */
class InflationTest {
    private static final List<Integer> STRATEGIES =
            List.of(Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY);

    /** Data that deflate treats differently. */
    enum Data {
        NOTHING(0) {
            @Override
            byte at(int n, SplittableRandom random, byte[] before) {
                return 0;
            }
        },
        ONE_BYTE(1) {
            @Override
            byte at(int n, SplittableRandom random, byte[] before) {
                return 77;
            }
        },
        /** Matches of the greatest length at distance 1. */
        ZEROS(500_000) {
            @Override
            byte at(int n, SplittableRandom random, byte[] before) {
                return 0;
            }
        },
        /** Stored blocks. */
        NOISE(200_000) {
            @Override
            byte at(int n, SplittableRandom random, byte[] before) {
                return (byte) random.nextInt();
            }
        },
        /** 16-bit samples of 24 values, as of a noisy image. */
        SAMPLES(400_000) {
            @Override
            byte at(int n, SplittableRandom random, byte[] before) {
                return (byte) (n % 2 == 0 ? 30 + random.nextInt(12) + random.nextInt(12) : 4);
            }
        },
        /** Runs with periods of 1 to 40 bytes, so that matches overlap themselves at every small distance. */
        PERIODS(300_000) {
            @Override
            byte at(int n, SplittableRandom random, byte[] before) {
                int period = 1 + n / 500 % 40;
                return n % 500 < period ? (byte) random.nextInt() : before[n - period];
            }
        },
        /** Byte n has the frequency of the n-th Fibonacci number: codes of every length up to 15 bits. */
        FIBONACCI(400_000) {
            @Override
            byte at(int n, SplittableRandom random, byte[] before) {
                int value = 0;
                while (value < 24 && random.nextInt(1000) < 382) {
                    value++;
                }
                return (byte) (value * 7);
            }
        },
        /** Noise repeated at the greatest distance. */
        FAR(300_000) {
            @Override
            byte at(int n, SplittableRandom random, byte[] before) {
                return n < 32_768 ? (byte) random.nextInt() : before[n - 32_768];
            }
        },
        /** A mask: a ball on background. */
        MASK(500_000) {
            @Override
            byte at(int n, SplittableRandom random, byte[] before) {
                int i = n % 100 - 50;
                int j = n / 100 % 100 - 50;
                int k = n / 10_000 - 25;
                return (byte) (i * i + j * j + k * k < 400 ? 1 : 0);
            }
        };

        private static final Map<Data, byte[]> MADE = new EnumMap<>(Data.class);

        private final int size;

        Data(int size) {
            this.size = size;
        }

        abstract byte at(int n, SplittableRandom random, byte[] before);

        byte[] bytes() {
            return MADE.computeIfAbsent(this, Data::make).clone();
        }

        private byte[] make() {
            SplittableRandom random = new SplittableRandom(size);
            byte[] bytes = new byte[size];
            for (int n = 0; n < size; n++) {
                bytes[n] = at(n, random, bytes);
            }
            return bytes;
        }
    }

    @ParameterizedTest
    @EnumSource
    void soundStreamsGiveTheirBytes(Data data) throws IOException, DataFormatException {
        byte[] expected = data.bytes();
        for (int level : new int[] {0, 1, 4, 6, 9}) {
            for (int strategy : STRATEGIES) {
                byte[] deflated = deflate(expected, level, strategy, 0);

                byte[] inflated = all(new TableInflation(new ByteArrayInputStream(deflated)), 1 << 16);

                assertThat(inflated)
                        .as("level %d, strategy %d", level, strategy)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void piecesOfAnySizeGiveTheSameBytes(Data data) throws IOException, DataFormatException {
        byte[] expected = Arrays.copyOf(data.bytes(), Math.min(data.size, 60_000));
        byte[] deflated = deflate(expected, 6, Deflater.DEFAULT_STRATEGY, 1000);
        for (int sourceBytes : new int[] {1, 7, 1000}) {
            for (int targetBytes : new int[] {1, 3, 258, 5000}) {
                Inflation inflation = new TableInflation(new Pieces(deflated, sourceBytes));

                assertThat(all(inflation, targetBytes)).isEqualTo(expected);
            }
        }
    }

    /** Deflate streams and bytes between them alternate; distances must not reach into the stream before. */
    @Test
    void bytesAfterAStreamAreTheNextOnes() throws IOException, DataFormatException {
        byte[] text = Data.SAMPLES.bytes();
        byte[] deflated = deflate(text, 6, Deflater.DEFAULT_STRATEGY, 0);
        byte[] source = SceneFiles.concat(new byte[] {1, 2}, deflated, new byte[] {3}, deflated, new byte[] {4, 5});
        for (Function<InputStream, Inflation> kind : kinds()) {
            Inflation inflation = kind.apply(new Pieces(source, 9999));

            assertThat(inflation.nextByte()).isEqualTo(1);
            assertThat(inflation.nextByte()).isEqualTo(2);
            assertThat(all(inflation, 4096)).isEqualTo(text);
            assertThat(inflation.nextByte()).isEqualTo(3);
            assertThat(all(inflation, 4096)).isEqualTo(text);
            assertThat(inflation.nextByte()).isEqualTo(4);
            assertThat(inflation.nextByte()).isEqualTo(5);
            assertThat(inflation.nextByte()).isEqualTo(-1);
            assertThat(inflation.nextByte()).isEqualTo(-1);
        }

        // fixed block of one match at distance 1, which has nothing to repeat at the beginning of a second stream
        byte[] lookingBack = {0x03, 0x02, 0x00};
        Inflation second =
                new TableInflation(new ByteArrayInputStream(SceneFiles.concat(deflate(text, 6, 0, 0), lookingBack)));
        all(second, 4096);
        assertThat(outcome(second)).isEqualTo("invalid distance too far back");
    }

    @Test
    @Tag("H27")
    void everyPrefixIsTruncated() {
        for (Data data : List.of(Data.SAMPLES, Data.PERIODS, Data.FIBONACCI, Data.ONE_BYTE, Data.NOTHING)) {
            byte[] deflated = deflate(Arrays.copyOf(data.bytes(), Math.min(data.size, 3000)), 6, 0, 0);
            for (int length = 0; length < deflated.length; length++) {
                Inflation inflation = new TableInflation(new ByteArrayInputStream(deflated, 0, length));

                assertThat(outcome(inflation)).as("%s, %d bytes", data, length).isEqualTo("truncated");
            }
        }
    }

    /**
     * Flipped, changed, lost and inserted bytes: zlib's bytes or zlib's refusal, in its words. A byte follows every
     * stream, as in files: zlib may ask for one that it does not need (see {@link java.util.zip.Inflater}).
     */
    @Test
    @Tag("H27")
    @Tag("H36")
    void damagedStreamsAreJudgedAsByZlib() {
        SplittableRandom random = new SplittableRandom(27);
        int refused = 0;
        for (int round = 0; round < 6000; round++) {
            Data data = Data.values()[2 + round % (Data.values().length - 2)];
            int size = 200 + random.nextInt(6000);
            int level = new int[] {0, 1, 6, 9}[round / 7 % 4];
            byte[] sound = deflate(Arrays.copyOf(data.bytes(), size), level, STRATEGIES.get(round / 28 % 3), 0);
            byte[] damaged = SceneFiles.concat(damaged(sound, random), new byte[1]);

            String ours = outcome(new TableInflation(new ByteArrayInputStream(damaged)));

            assertThat(ours)
                    .as("round %d", round)
                    .isEqualTo(outcome(new ZlibInflation(new ByteArrayInputStream(damaged))));
            refused += ours.startsWith("bytes") ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(1000);
    }

    /** Random bytes that begin as a block with its own codes, as one with fixed codes, or at random. */
    @Test
    @Tag("H36")
    void randomBytesAreJudgedAsByZlib() {
        SplittableRandom random = new SplittableRandom(36);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[2 + random.nextInt(120)];
            random.nextBytes(bytes);
            bytes[bytes.length - 1] = 0;
            if (round % 4 != 3) {
                bytes[0] = (byte) ((bytes[0] & 0xf8) | (round % 4 == 0 ? 2 : 4) | random.nextInt(2));
            }

            assertThat(outcome(new TableInflation(new ByteArrayInputStream(bytes))))
                    .as("round %d: %s", round, Arrays.toString(bytes))
                    .isEqualTo(outcome(new ZlibInflation(new ByteArrayInputStream(bytes))));
        }
    }

    /** The gzip and zlib rules hold whichever way inflates. */
    @Test
    @Tag("H27")
    void damagedFilesAreRefusedAlikeByBothWays() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        byte[] samples = Arrays.copyOf(Data.SAMPLES.bytes(), 3000);
        byte[] members = SceneFiles.concat(
                SceneFiles.gzip(Arrays.copyOf(samples, 1000)),
                SceneFiles.gzip(Arrays.copyOfRange(samples, 1000, 3000)));
        byte[] zlib = SceneFiles.zlib(samples);
        assertThat(new GzipStream(new TableInflation(new ByteArrayInputStream(members))).readAllBytes())
                .isEqualTo(samples);
        assertThat(new ZlibStream(new TableInflation(new ByteArrayInputStream(zlib))).readAllBytes())
                .isEqualTo(samples);
        for (int round = 0; round < 3000; round++) {
            byte[] gzipDamaged = damaged(members, random);
            byte[] zlibDamaged = damaged(zlib, random);

            String ours = read(new GzipStream(new TableInflation(new ByteArrayInputStream(gzipDamaged))));
            String zlibs = read(new ZlibStream(new TableInflation(new ByteArrayInputStream(zlibDamaged))));

            assertThat(ours).isEqualTo(read(new GzipStream(new ZlibInflation(new ByteArrayInputStream(gzipDamaged)))));
            assertThat(zlibs).isEqualTo(read(new ZlibStream(new ZlibInflation(new ByteArrayInputStream(zlibDamaged)))));
            // the checksums let nothing pass that is not the text
            assertThat(ours.startsWith("bytes") && !ours.equals("bytes " + text(samples)))
                    .isFalse();
        }
    }

    /** CRC and length of gzip, checksum of zlib: sound bytes under a sum that is not theirs are not sound. */
    @Test
    @Tag("H27")
    void everyBitOfAChecksumCounts() throws IOException {
        byte[] samples = Arrays.copyOf(Data.SAMPLES.bytes(), 3000);
        byte[] gzip = SceneFiles.gzip(samples);
        byte[] zlib = SceneFiles.zlib(samples);
        for (Function<InputStream, Inflation> kind : kinds()) {
            for (int bit = 1; bit <= 64; bit++) {
                byte[] gzipOff = withBitFromEnd(gzip, bit);
                assertThat(read(new GzipStream(kind.apply(new ByteArrayInputStream(gzipOff)))))
                        .as("bit %d from the end", bit)
                        .doesNotStartWith("bytes");
            }
            for (int bit = 1; bit <= 32; bit++) {
                byte[] zlibOff = withBitFromEnd(zlib, bit);
                assertThat(read(new ZlibStream(kind.apply(new ByteArrayInputStream(zlibOff)))))
                        .as("bit %d from the end", bit)
                        .doesNotStartWith("bytes");
            }
        }
    }

    private static byte[] withBitFromEnd(byte[] sound, int bit) {
        byte[] flipped = sound.clone();
        flipped[sound.length - 1 - (bit - 1) / 8] ^= (byte) (1 << (bit - 1) % 8);
        return flipped;
    }

    private static byte[] damaged(byte[] sound, SplittableRandom random) {
        int at = random.nextInt(sound.length);
        switch (random.nextInt(5)) {
            case 0 -> {
                byte[] flipped = sound.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                return flipped;
            }
            case 1 -> {
                byte[] changed = sound.clone();
                changed[at] = (byte) random.nextInt();
                return changed;
            }
            case 2 -> {
                return Arrays.copyOf(sound, at);
            }
            case 3 -> {
                return SceneFiles.concat(Arrays.copyOf(sound, at), Arrays.copyOfRange(sound, at + 1, sound.length));
            }
            default -> {
                byte[] inserted = {(byte) random.nextInt()};
                return SceneFiles.concat(
                        Arrays.copyOf(sound, at), inserted, Arrays.copyOfRange(sound, at, sound.length));
            }
        }
    }

    private static List<Function<InputStream, Inflation>> kinds() {
        return List.of(ZlibInflation::new, TableInflation::new);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String outcome(Inflation inflation) {
        try {
            return "bytes " + text(all(inflation, 1 << 12));
        } catch (EOFException e) {
            return "truncated";
        } catch (DataFormatException e) {
            return String.valueOf(e.getMessage());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(InputStream stream) {
        try (stream) {
            return "bytes " + text(stream.readAllBytes());
        } catch (CorruptDataException e) {
            return CorruptDataException.refusal(e, "f").getMessage();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] all(Inflation inflation, int pieceBytes) throws IOException, DataFormatException {
        inflation.start();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[pieceBytes + 2];
        for (int n = inflation.read(piece, 1, pieceBytes); n >= 0; n = inflation.read(piece, 1, pieceBytes)) {
            assertThat(n).isBetween(1, pieceBytes);
            all.write(piece, 1, n);
        }
        return all.toByteArray();
    }

    /** A raw deflate stream; where a number is given, flushed after every so many bytes. */
    private static byte[] deflate(byte[] bytes, int level, int strategy, int flushedBytes) {
        Deflater deflater = new Deflater(level, true);
        deflater.setStrategy(strategy);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        List<byte[]> parts = new ArrayList<>();
        int step = flushedBytes == 0 ? Math.max(1, bytes.length) : flushedBytes;
        for (int from = 0; from < bytes.length; from += step) {
            parts.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + step)));
        }
        for (byte[] part : parts) {
            deflater.setInput(part);
            int mode = flushedBytes == 0 ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
            for (int n = deflater.deflate(buffer, 0, buffer.length, mode);
                    n > 0;
                    n = deflater.deflate(buffer, 0, buffer.length, mode)) {
                out.write(buffer, 0, n);
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    /** Hands out at most so many bytes at a time. */
    private static final class Pieces extends ByteArrayInputStream {
        private final int most;

        Pieces(byte[] bytes, int most) {
            super(bytes);
            this.most = most;
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(most, length));
        }
    }
}
