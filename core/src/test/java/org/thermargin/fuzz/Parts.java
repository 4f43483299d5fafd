package org.thermargin.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Several files in the bytes of one input, with a mark between them that a fuzzer can move, double and take away. */
final class Parts {
    private static final byte[] MARK = "\n~#~\n".getBytes(StandardCharsets.US_ASCII);

    private Parts() {}

    /** The files one after the other. */
    static byte[] join(byte[]... files) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int n = 0; n < files.length; n++) {
            all.writeBytes(n == 0 ? new byte[0] : MARK);
            all.writeBytes(files[n]);
        }
        return all.toByteArray();
    }

    /** Texts one after the other. */
    static byte[] join(String... files) {
        return join(Arrays.stream(files)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
    }

    /** The files in the bytes: at least one, at most so many; the last holds the rest. */
    static List<byte[]> split(byte[] input, int most) {
        List<byte[]> files = new ArrayList<>();
        int from = 0;
        for (int at = 0; at + MARK.length <= input.length && files.size() + 1 < most; at++) {
            if (Arrays.equals(input, at, at + MARK.length, MARK, 0, MARK.length)) {
                files.add(Arrays.copyOfRange(input, from, at));
                from = at + MARK.length;
                at = from - 1;
            }
        }
        files.add(Arrays.copyOfRange(input, from, input.length));
        return files;
    }
}
