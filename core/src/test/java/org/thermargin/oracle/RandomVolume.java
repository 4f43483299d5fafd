package org.thermargin.oracle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.StorageOrder;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.SampleType;

/**
 * A small volume with three different spacings, axes in any order and sense, tilted or left-handed, and samples of any
 * type. Same seed, same volume.
 *
 * @param storage lattice in storage order, world LPS
 * @param type of the samples
 * @param samples in storage order; every one is exact in its type
 */
public record RandomVolume(VoxelGrid storage, SampleType type, double[] samples) {
    public static RandomVolume of(long seed, SampleType type) {
        Random random = new Random(seed);
        Direction3[] axes = axes(random);
        double[] spacing = {0.6 + 3 * random.nextDouble(), 4 + 2 * random.nextDouble(), 6.5 + 3 * random.nextDouble()};
        int[] size = new int[3];
        for (int a = 0; a < 3; a++) {
            size[a] = (int) Math.ceil(20.1 / spacing[a]) + random.nextInt(5);
        }
        Point3 origin = new Point3(
                300 * random.nextDouble() - 150, 300 * random.nextDouble() - 150, 400 * random.nextDouble() - 200);
        VoxelGrid storage = VoxelGrid.oriented(
                size[0], size[1], size[2], spacing[0], spacing[1], spacing[2], axes[0], axes[1], axes[2], origin);
        double[] samples = new double[storage.voxelCount()];
        for (int n = 0; n < samples.length; n++) {
            samples[n] = sample(random, type);
        }
        return new RandomVolume(storage, type, samples);
    }

    private static Direction3[] axes(Random random) {
        double tilt = random.nextInt(3) == 0 ? 0 : 0.3;
        Direction3 c = Direction3.of(tilt * random.nextGaussian(), tilt * random.nextGaussian(), 1);
        Direction3 b = c.cross(Direction3.of(1, tilt * random.nextGaussian(), 0));
        Direction3[] straight = {b.cross(c), b, c};
        int first = random.nextInt(3);
        int second = (first + 1 + random.nextInt(2)) % 3;
        Direction3[] axes = {straight[first], straight[second], straight[3 - first - second]};
        for (int a = 0; a < 3; a++) {
            axes[a] = random.nextBoolean() ? axes[a].reversed() : axes[a];
        }
        return axes;
    }

    private static double sample(Random random, SampleType type) {
        return switch (type) {
            case INT8 -> (byte) random.nextInt();
            case UINT8 -> random.nextInt() & 0xff;
            case INT16 -> (short) random.nextInt();
            case UINT16 -> random.nextInt() & 0xffff;
            case INT32 -> random.nextInt();
            case UINT32 -> random.nextInt() & 0xffffffffL;
            case INT64 -> random.nextLong() >> 12;
            case UINT64 -> random.nextLong() >>> 11;
            case FLOAT32 -> random.nextFloat() * 1000 - 500;
            case FLOAT64 -> random.nextDouble() * 1000 - 500;
        };
    }

    /** The samples as the file stores them. */
    public byte[] bytes(ByteOrder order) {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * type.bytes()).order(order);
        for (double sample : samples) {
            switch (type) {
                case INT8, UINT8 -> bytes.put((byte) (int) sample);
                case INT16, UINT16 -> bytes.putShort((short) (int) sample);
                case INT32, UINT32 -> bytes.putInt((int) (long) sample);
                case INT64, UINT64 -> bytes.putLong((long) sample);
                case FLOAT32 -> bytes.putFloat((float) sample);
                case FLOAT64 -> bytes.putDouble(sample);
            }
        }
        return bytes.array();
    }

    /** Direction of a storage axis. */
    public Direction3 direction(int axis) {
        return axis == 0 ? storage.iDirection() : axis == 1 ? storage.jDirection() : storage.kDirection();
    }

    /** Spacing along a storage axis, mm. */
    public double spacingMm(int axis) {
        return axis == 0 ? storage.dxMm() : axis == 1 ? storage.dyMm() : storage.dzMm();
    }

    /** Labels 0 to the given one on the canonical lattice, from the samples' bits. */
    public LabelVolume labels(int largest) {
        short[] labels = new short[samples.length];
        for (int n = 0; n < labels.length; n++) {
            labels[n] = (short) Math.floorMod((long) samples[n], largest + 1);
        }
        labels[1] = (short) largest;
        return LabelVolume.ofShorts(StorageOrder.of(storage).canonicalGrid(), labels);
    }

    /** A mask on the canonical lattice. */
    public BinaryMask mask() {
        return labels(1).nonZero();
    }

    /** The samples as values on the canonical lattice. */
    public ScalarVolume scalars() {
        float[] values = new float[samples.length];
        for (int n = 0; n < values.length; n++) {
            values[n] = (float) samples[n];
        }
        return new ScalarVolume(StorageOrder.of(storage).canonicalGrid(), values);
    }
}
