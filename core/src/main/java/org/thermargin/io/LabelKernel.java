package org.thermargin.io;

import java.nio.ByteOrder;

/** Stored samples to labels 0..65535. Narrow unscaled integers take a direct way, all else goes through double. */
final class LabelKernel {
    private static final int MAX_LABEL = 65535;

    private final VoxelEncoding encoding;
    private final SampleKernel samples;
    private final boolean big;
    private double[] row = new double[0];
    private int largest;

    LabelKernel(VoxelEncoding encoding) {
        this.encoding = encoding;
        samples = new SampleKernel(encoding);
        big = encoding.byteOrder() == ByteOrder.BIG_ENDIAN;
    }

    /** Largest label of the last decoded row. */
    int largest() {
        return largest;
    }

    /** The scaled value of one sample as text, for messages. */
    String text(byte[] buffer, int offset) {
        double[] one = new double[1];
        samples.decode(buffer, offset, 0, one);
        return Double.toString(one[0]);
    }

    /**
     * Fills labels from samples that lie {@code step} bytes apart, the first at the offset. Returns -1, or the position
     * in the row of a sample that is no label.
     */
    int decode(byte[] buffer, int offset, int step, int[] labels) {
        if (!encoding.isScaled()) {
            switch (encoding.type()) {
                case UINT8 -> {
                    return fromUnsignedBytes(buffer, offset, step, labels);
                }
                case INT16, UINT16 -> {
                    return fromShorts(buffer, offset, step, labels, encoding.type() == SampleType.INT16);
                }
                default -> {
                    return fromDoubles(buffer, offset, step, labels);
                }
            }
        }
        return fromDoubles(buffer, offset, step, labels);
    }

    private int fromUnsignedBytes(byte[] buffer, int offset, int step, int[] labels) {
        int max = 0;
        for (int n = 0, at = offset; n < labels.length; n++, at += step) {
            labels[n] = buffer[at] & 0xff;
            max = Math.max(max, labels[n]);
        }
        largest = max;
        return -1;
    }

    private int fromShorts(byte[] buffer, int offset, int step, int[] labels, boolean signed) {
        int max = 0;
        int all = 0;
        for (int n = 0, at = offset; n < labels.length; n++, at += step) {
            int value = SampleKernel.shortAt(buffer, at, big);
            all |= value;
            labels[n] = value & 0xffff;
            max = Math.max(max, labels[n]);
        }
        largest = max;
        if (signed && all < 0) {
            for (int n = 0; n < labels.length; n++) {
                if (labels[n] > Short.MAX_VALUE) {
                    return n;
                }
            }
        }
        return -1;
    }

    private int fromDoubles(byte[] buffer, int offset, int step, int[] labels) {
        if (row.length != labels.length) {
            row = new double[labels.length];
        }
        samples.decode(buffer, offset, step, row);
        int max = 0;
        for (int n = 0; n < labels.length; n++) {
            int label = (int) row[n];
            if (label != row[n] || label < 0 || label > MAX_LABEL) {
                return n;
            }
            labels[n] = label;
            max = Math.max(max, label);
        }
        largest = max;
        return -1;
    }
}
