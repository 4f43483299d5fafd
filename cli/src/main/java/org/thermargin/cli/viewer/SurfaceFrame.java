package org.thermargin.cli.viewer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Surfaces as bytes, little-endian: coordinates and margins float32, counts and indices int32. */
final class SurfaceFrame {
    /** What a frame holds. */
    enum Kind {
        LESION_MARGINS(1),
        PLAIN_ZONE(2),
        COOLED_ZONE(3),
        LESION_MESH(4);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    /** "TMS1". */
    private static final int MAGIC = 0x31534D54;

    private static final int HEAD_BYTES = 16;

    private SurfaceFrame() {}

    /** A mesh alone: both counts, coordinates LPS mm, three indices per triangle. */
    static byte[] mesh(double[] verticesMm, int[] triangles) {
        byte[] bytes = new byte[meshBytes(verticesMm, triangles)];
        put(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), verticesMm, triangles);
        return bytes;
    }

    /** A mesh of a pose. */
    static ByteBuffer mesh(long seq, Kind kind, int index, double[] verticesMm, int[] triangles) {
        ByteBuffer buffer = head(seq, kind, index, meshBytes(verticesMm, triangles));
        put(buffer, verticesMm, triangles);
        return buffer.flip();
    }

    /** The margins of the vertices of a lesion. */
    static ByteBuffer margins(long seq, int lesion, double[] marginMm) {
        ByteBuffer buffer = head(seq, Kind.LESION_MARGINS, lesion, 4 + 4 * marginMm.length);
        buffer.putInt(marginMm.length);
        for (double mm : marginMm) {
            buffer.putFloat((float) mm);
        }
        return buffer.flip();
    }

    private static int meshBytes(double[] verticesMm, int[] triangles) {
        return 8 + 4 * (verticesMm.length + triangles.length);
    }

    private static ByteBuffer head(long seq, Kind kind, int index, int bytes) {
        return ByteBuffer.allocate(HEAD_BYTES + bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(MAGIC)
                .putInt((int) seq)
                .putInt(kind.code)
                .putInt(index);
    }

    private static void put(ByteBuffer buffer, double[] verticesMm, int[] triangles) {
        buffer.putInt(verticesMm.length / 3).putInt(triangles.length / 3);
        for (double coordinate : verticesMm) {
            buffer.putFloat((float) coordinate);
        }
        for (int vertex : triangles) {
            buffer.putInt(vertex);
        }
    }
}
