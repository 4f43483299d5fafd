package org.thermargin.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thermargin.InputException;
import org.thermargin.grid.StorageOrder;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.LatticeHeader;
import org.thermargin.io.SampleType;
import org.thermargin.io.StoredBox;
import org.thermargin.io.StoredForm;
import org.thermargin.io.StoredSamples;
import org.thermargin.io.VectorMm;
import org.thermargin.io.VoxelEncoding;

/**
 * Sizes as headers state them, up to 63 bits, without a voxel being allocated: whatever is accepted has the number of
 * bytes that exact arithmetic comes to, and the file can hold it. A fuzzer that reads files sees only sizes that fit in
 * memory, where nothing overflows.
 */
final class SizeTarget {
    private static final int BYTES = 3 * Long.BYTES + 3 * Double.BYTES + Integer.BYTES + 3 + Long.BYTES;

    private static final List<SampleType> TYPES = List.of(SampleType.values());
    private static final List<StoredForm> FORMS = List.of(StoredForm.values());

    private SizeTarget() {}

    static FuzzTarget target() {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("usual", seed(512, 512, 200, 0.8, 0, 0, 1L << 28));
        seeds.put("gzip", seed(512, 512, 200, 0.8, 1, 1, 1L << 20));
        seeds.put("bzip2-layers", seed(100, 90, 80, 1.5, 3, 2, 4000));
        return new Sizes(seeds);
    }

    private static byte[] seed(long i, long j, long k, double mm, int type, int form, long stored) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(i).putLong(j).putLong(k).putDouble(mm).putDouble(mm).putDouble(mm);
        return bytes.putInt(form == 2 ? 3 : 1)
                .put((byte) type)
                .put((byte) form)
                .put((byte) 0)
                .putLong(stored)
                .array();
    }

    /** The numbers of a header in an input of fixed form; what is missing is 0. */
    private record Sizes(Map<String, byte[]> seeds) implements FuzzTarget {
        @Override
        public List<String> words() {
            return List.of("\u00ff\u00ff\u00ff\u007f", "\0\0\0\u0080\0\0\0\0", "\1\0\0\0\1\0\0\0");
        }

        @Override
        public void run(byte[] input, Sandbox sandbox) throws InputException {
            ByteBuffer in =
                    ByteBuffer.wrap(java.util.Arrays.copyOf(input, BYTES)).order(ByteOrder.LITTLE_ENDIAN);
            long ni = in.getLong();
            long nj = in.getLong();
            long nk = in.getLong();
            LatticeHeader header = new LatticeHeader(
                    ni,
                    nj,
                    nk,
                    new VectorMm(in.getDouble(), 0, 0),
                    new VectorMm(0, in.getDouble(), 0),
                    new VectorMm(0, 0, in.getDouble()),
                    new VectorMm(0, 0, 0));
            int layers = Math.floorMod(in.getInt(), StoredSamples.MAX_LAYERS) + 1;
            SampleType type = TYPES.get((in.get() & 0xff) % TYPES.size());
            StoredForm form = FORMS.get((in.get() & 0xff) % FORMS.size());
            StorageOrder order = in.get() % 2 == 0 ? header.checked("f") : header.checkedShape("f");
            VoxelGrid grid = order.canonicalGrid();
            BigInteger voxels =
                    BigInteger.valueOf(ni).multiply(BigInteger.valueOf(nj)).multiply(BigInteger.valueOf(nk));
            assertThat(BigInteger.valueOf(grid.voxelCount())).as("voxels").isEqualTo(voxels);
            assertThat(grid.linearIndex(grid.nx() - 1, grid.ny() - 1, grid.nz() - 1))
                    .as("index of the last voxel")
                    .isEqualTo(grid.voxelCount() - 1);
            requireHeld(order, type, form, layers, in.getLong(), voxels);
        }

        private static void requireHeld(
                StorageOrder order, SampleType type, StoredForm form, int layers, long stored, BigInteger voxels)
                throws InputException {
            StoredSamples samples = new StoredSamples(
                    VoxelEncoding.plain(type, ByteOrder.LITTLE_ENDIAN), StoredBox.whole(order), layers, false, form);
            BigInteger bytes = voxels.multiply(BigInteger.valueOf((long) layers * type.bytes()));
            assertThat(BigInteger.valueOf(samples.bytes())).as("bytes").isEqualTo(bytes);
            long left = Math.abs(Math.max(stored, -Long.MAX_VALUE));
            samples.requireIn(left, "f");
            BigInteger ratio =
                    BigInteger.valueOf(form == StoredForm.DEFLATED ? 1032 : form == StoredForm.BZIP2 ? 1L << 21 : 8);
            assertThat(bytes)
                    .as("bytes accepted")
                    .isLessThanOrEqualTo(
                            BigInteger.valueOf(left).add(BigInteger.ONE).multiply(ratio));
        }
    }
}
