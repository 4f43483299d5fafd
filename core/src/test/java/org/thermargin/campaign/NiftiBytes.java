package org.thermargin.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of an uncompressed NIfTI-1 file of one byte per voxel, to be spoiled field by field. */
final class NiftiBytes {
    static final int HEADER = 352;
    private final Path file;
    private byte[] bytes;

    private NiftiBytes(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    static NiftiBytes of(Path folder, String role) {
        Path file = folder.resolve(role + ".nii");
        try {
            return new NiftiBytes(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int size(int axis) {
        return buffer().getShort(42 + 2 * axis);
    }

    float spacing(int axis) {
        return buffer().getFloat(80 + 4 * axis);
    }

    NiftiBytes shortAt(int place, int value) {
        buffer().putShort(place, (short) value);
        return this;
    }

    NiftiBytes floatAt(int place, double value) {
        buffer().putFloat(place, (float) value);
        return this;
    }

    float floatAt(int place) {
        return buffer().getFloat(place);
    }

    NiftiBytes byteAt(int place, int value) {
        bytes[place] = (byte) value;
        return this;
    }

    /** Spacing along an axis times the factor, in pixdim, in the sform, or in both. */
    NiftiBytes scaleSpacing(int axis, double factor, boolean pixdim, boolean sform) {
        if (pixdim) {
            floatAt(80 + 4 * axis, spacing(axis) * factor);
        }
        for (int row = 0; sform && row < 3; row++) {
            int place = 280 + 16 * row + 4 * axis;
            floatAt(place, floatAt(place) * factor);
        }
        return this;
    }

    /** Moves the origin by steps along the axes, in units of voxels, in sform and qform. */
    NiftiBytes moveOrigin(double i, double j, double k) {
        double[] steps = {i, j, k};
        for (int row = 0; row < 3; row++) {
            double moved = floatAt(280 + 16 * row + 12);
            for (int axis = 0; axis < 3; axis++) {
                moved += steps[axis] * floatAt(280 + 16 * row + 4 * axis);
            }
            floatAt(280 + 16 * row + 12, moved);
            floatAt(268 + 4 * row, moved);
        }
        return this;
    }

    /** Negates a row of the sform, and drops the qform, which would contradict it. */
    NiftiBytes mirrorWorldAxis(int row) {
        for (int column = 0; column < 3; column++) {
            int place = 280 + 16 * row + 4 * column;
            floatAt(place, -floatAt(place));
        }
        return shortAt(252, 0);
    }

    /** Number of the slice at the share of the extent of the set voxels. */
    int sliceAt(double share) {
        int plane = size(0) * size(1);
        int low = 0;
        int high = size(2) - 1;
        while (isEmpty(low, plane)) {
            low++;
        }
        while (isEmpty(high, plane)) {
            high--;
        }
        return low + (int) Math.round(share * (high - low));
    }

    private boolean isEmpty(int slice, int plane) {
        for (int v = HEADER + slice * plane; v < HEADER + (slice + 1) * plane; v++) {
            if (bytes[v] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Reorders whole slices: the n-th slice written is the given one. */
    NiftiBytes slices(int... order) {
        int plane = size(0) * size(1);
        byte[] result = new byte[HEADER + plane * order.length];
        System.arraycopy(bytes, 0, result, 0, HEADER);
        for (int n = 0; n < order.length; n++) {
            System.arraycopy(bytes, HEADER + plane * order[n], result, HEADER + plane * n, plane);
        }
        bytes = result;
        return shortAt(46, order.length);
    }

    NiftiBytes cut(int length) {
        bytes = java.util.Arrays.copyOf(bytes, length);
        return this;
    }

    int length() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes;
    }

    void save() throws IOException {
        Files.write(file, bytes);
    }
}
