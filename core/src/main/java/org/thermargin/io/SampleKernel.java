package org.thermargin.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Stored samples to scaled doubles. 64-bit integers beyond 2^53 are rounded. */
final class SampleKernel {
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final SampleType type;
    private final double slope;
    private final double intercept;
    private final boolean big;

    SampleKernel(VoxelEncoding encoding) {
        type = encoding.type();
        slope = encoding.slope();
        intercept = encoding.intercept();
        big = encoding.byteOrder() == ByteOrder.BIG_ENDIAN;
    }

    /** Fills values from samples that lie {@code step} bytes apart, the first at the offset. */
    void decode(byte[] buffer, int offset, int step, double[] values) {
        if (type == SampleType.INT16) { // nearly every image
            for (int n = 0, at = offset; n < values.length; n++, at += step) {
                values[n] = slope * shortAt(buffer, at, big) + intercept;
            }
            return;
        }
        for (int n = 0, at = offset; n < values.length; n++, at += step) {
            values[n] = slope * sample(buffer, at) + intercept;
        }
    }

    private double sample(byte[] buffer, int at) {
        return switch (type) {
            case INT8 -> buffer[at];
            case UINT8 -> buffer[at] & 0xff;
            case INT16 -> shortAt(buffer, at, big);
            case UINT16 -> shortAt(buffer, at, big) & 0xffff;
            case INT32 -> intAt(buffer, at);
            case UINT32 -> intAt(buffer, at) & 0xffffffffL;
            case INT64 -> (double) longAt(buffer, at);
            case UINT64 -> unsigned(longAt(buffer, at));
            case FLOAT32 -> Float.intBitsToFloat(intAt(buffer, at));
            case FLOAT64 -> Double.longBitsToDouble(longAt(buffer, at));
        };
    }

    static short shortAt(byte[] buffer, int at, boolean big) {
        short value = (short) SHORTS.get(buffer, at);
        return big ? Short.reverseBytes(value) : value;
    }

    private int intAt(byte[] buffer, int at) {
        int value = (int) INTS.get(buffer, at);
        return big ? Integer.reverseBytes(value) : value;
    }

    private long longAt(byte[] buffer, int at) {
        long value = (long) LONGS.get(buffer, at);
        return big ? Long.reverseBytes(value) : value;
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
    }
}
