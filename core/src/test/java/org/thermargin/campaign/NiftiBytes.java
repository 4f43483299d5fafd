package org.thermargin.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The bytes of an uncompressed NIfTI-1 file of one byte per voxel, to be spoiled field by field. */
final class NiftiBytes {
    static final int HEADER = 352;
    private final Path file;
    private final int label;
    private byte[] bytes;

    private NiftiBytes(Path file, int label, byte[] bytes) {
        this.file = file;
        this.label = label;
        this.bytes = bytes;
    }

    /**
     * How the axes of a file lie: storage axis a runs along axis {@code axes[a]} of the plain file, backwards where
     * reversed.
     *
     * @param axes a permutation
     * @param reversed per storage axis
     */
    record Storage(List<Integer> axes, List<Boolean> reversed) {
        static Storage of(int n) {
            return switch (n % 4) {
                case 1 -> new Storage(List.of(0, 1, 2), List.of(true, true, false));
                case 2 -> new Storage(List.of(1, 0, 2), List.of(false, true, true));
                case 3 -> new Storage(List.of(2, 0, 1), List.of(true, false, true));
                default -> new Storage(List.of(0, 1, 2), List.of(false, false, false));
            };
        }

        boolean isPlain() {
            return axes.equals(List.of(0, 1, 2)) && !reversed.contains(true);
        }
    }

    /** The file whose voxels of interest have that value. */
    static NiftiBytes of(Path file, int label) {
        try {
            return new NiftiBytes(file, label, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static NiftiBytes of(Path folder, BaseCase base, String role) {
        return of(folder.resolve(base.stem(role) + ".nii"), base.label(role));
    }

    /** The same volume with its axes in another order and sense; the sform alone says so. */
    NiftiBytes stored(Storage storage) {
        int[] size = {size(0), size(1), size(2)};
        int[] stride = {1, size[0], size[0] * size[1]};
        float[] spacing = {spacing(0), spacing(1), spacing(2)};
        float[] rows = new float[12];
        for (int n = 0; n < 12; n++) {
            rows[n] = floatAt(280 + 4 * n);
        }
        int[] count = new int[3];
        int[] step = new int[3];
        int first = HEADER;
        for (int a = 0; a < 3; a++) {
            int from = storage.axes().get(a);
            boolean back = storage.reversed().get(a);
            count[a] = size[from];
            step[a] = back ? -stride[from] : stride[from];
            first += back ? stride[from] * (size[from] - 1) : 0;
            shortAt(42 + 2 * a, size[from]).floatAt(80 + 4 * a, spacing[from]);
            for (int row = 0; row < 3; row++) {
                float column = rows[4 * row + from];
                floatAt(280 + 16 * row + 4 * a, back ? -column : column);
                rows[4 * row + 3] += back ? column * (size[from] - 1) : 0;
            }
        }
        for (int row = 0; row < 3; row++) {
            floatAt(280 + 16 * row + 12, rows[4 * row + 3]);
        }
        byte[] before = bytes.clone();
        for (int k = 0, v = HEADER; k < count[2]; k++) {
            for (int j = 0; j < count[1]; j++) {
                for (int i = 0; i < count[0]; i++, v++) {
                    bytes[v] = before[first + i * step[0] + j * step[1] + k * step[2]];
                }
            }
        }
        return shortAt(252, 0);
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

    /** The same voxels in the order of an array whose last index runs fastest. */
    NiftiBytes reread() {
        byte[] before = bytes.clone();
        int nx = size(0);
        int ny = size(1);
        int nz = size(2);
        for (int i = 0, v = HEADER; i < nx; i++) {
            for (int j = 0; j < ny; j++) {
                for (int k = 0; k < nz; k++, v++) {
                    bytes[v] = before[HEADER + i + nx * (j + ny * k)];
                }
            }
        }
        return this;
    }

    /** Turns the axes about the world's third axis, the first voxel staying where it is; drops the qform. */
    NiftiBytes turned(double rad) {
        for (int axis = 0; axis < 3; axis++) {
            double x = floatAt(280 + 4 * axis);
            double y = floatAt(296 + 4 * axis);
            floatAt(280 + 4 * axis, Math.cos(rad) * x - Math.sin(rad) * y);
            floatAt(296 + 4 * axis, Math.sin(rad) * x + Math.cos(rad) * y);
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
            if (bytes[v] == label) {
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

    /** Place of a voxel of the label, or of one without any, near the middle of what the label fills. */
    int place(boolean inside) {
        int plane = size(0) * size(1);
        int start = HEADER + plane * sliceAt(0.5);
        int first = start;
        while (bytes[first] != label) {
            first++;
        }
        return inside ? first + 1 : first - 1;
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
