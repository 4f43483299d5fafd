package org.thermargin.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thermargin.InputException;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.StorageOrder;

/**
 * Turns a stream of stored samples into arrays in canonical order, row by row. The stream must hold exactly the samples
 * of the volume: a short one ({@code data-truncated}) and a long one ({@code data-trailing-bytes}) are refused (H27).
 * Memory is checked against the limit before it is allocated (H22).
 */
public final class VoxelDecoder {
    private static final int CHUNK_BYTES = 1 << 16;

    private final String file;
    private final InputStream data;
    private final StoredSamples samples;
    private final VoxelEncoding encoding;
    private final StoredBox stored;
    private final StorageOrder order;
    private final ReadOptions options;

    /**
     * A decoder of one volume; voxels around the stored box are 0.
     *
     * @param file name for messages
     * @param data decompressed samples, fastest storage axis first
     * @param samples how they are laid out
     * @param options memory limit
     */
    public VoxelDecoder(String file, InputStream data, StoredSamples samples, ReadOptions options) {
        this.file = file;
        this.data = data;
        this.samples = samples;
        this.encoding = samples.encoding();
        this.stored = samples.box();
        this.order = stored.order();
        this.options = options;
    }

    /** The label volumes: exact integers 0..65535 after scaling, else {@code non-integer-labels}. */
    public List<LabelVolume> labels() throws InputException {
        int layers = samples.layers();
        LabelRows[] rows = labelRows(layers);
        LabelKernel kernel = new LabelKernel(encoding);
        int together = samples.layersFirst() ? layers : 1;
        int rowBytes =
                Math.multiplyExact(stored.size(0), together * encoding.type().bytes());
        int[] values = new int[stored.size(0)];
        for (int layer = 0; layer < layers; layer += together) {
            readRows(rowBytes, labelSink(kernel, rows, layer, together, values));
        }
        requireEnd();
        List<LabelVolume> volumes = new ArrayList<>();
        for (LabelRows row : rows) {
            volumes.add(row.volume(order.canonicalGrid()));
        }
        return volumes;
    }

    private LabelRows[] labelRows(int layers) throws InputException {
        if (layers < 1 || layers > StoredSamples.MAX_LAYERS) {
            throw new InputException(
                    "layers-too-many",
                    "H22",
                    file,
                    "layers must be 1 to " + StoredSamples.MAX_LAYERS + ", were " + layers);
        }
        int voxels = order.canonicalGrid().voxelCount();
        requireMemory((long) voxels * layers);
        LabelRows[] rows = new LabelRows[layers];
        for (int n = 0; n < layers; n++) {
            rows[n] = new LabelRows(voxels);
        }
        return rows;
    }

    /** Takes rows of which each voxel holds {@code together} samples, those of the layers from {@code first} on. */
    private RowSink labelSink(LabelKernel kernel, LabelRows[] rows, int first, int together, int[] values) {
        int stride = order.canonicalStride(0);
        int sampleBytes = encoding.type().bytes();
        int step = together * sampleBytes;
        int rowBytes = values.length * step;
        byte[] zeros = new byte[rowBytes];
        boolean zeroIsZero = encoding.intercept() == 0;
        long voxels = order.canonicalGrid().voxelCount();
        return (buffer, offset, start) -> {
            if (zeroIsZero && Arrays.equals(buffer, offset, offset + rowBytes, zeros, 0, rowBytes)) {
                return;
            }
            for (int n = 0; n < together; n++) {
                int bad = kernel.decode(buffer, offset + n * sampleBytes, step, values);
                if (bad >= 0) {
                    throw new InputException(
                            "non-integer-labels",
                            "H12",
                            file,
                            "labels must be whole numbers 0 to 65535, was "
                                    + kernel.text(buffer, offset + (bad * together + n) * sampleBytes));
                }
                LabelRows target = rows[first + n];
                if (kernel.largest() > 255 && !target.isWide()) {
                    requireMemory(voxels * (rows.length + 2L));
                }
                target.put(values, start, stride, kernel.largest());
            }
        };
    }

    /** The values, one sample per voxel, computed in double and rounded to float. */
    public ScalarVolume scalars() throws InputException {
        int voxels = order.canonicalGrid().voxelCount();
        requireMemory(4L * voxels);
        float[] values = new float[voxels];
        SampleKernel kernel = new SampleKernel(encoding);
        int nx = stored.size(0);
        int stride = order.canonicalStride(0);
        double[] row = new double[nx];
        int sampleBytes = encoding.type().bytes();
        readRows(nx * sampleBytes, (buffer, offset, start) -> {
            kernel.decode(buffer, offset, sampleBytes, row);
            for (int i = 0, v = start; i < nx; i++, v += stride) {
                values[v] = (float) row[i];
            }
        });
        requireEnd();
        return new ScalarVolume(order.canonicalGrid(), values);
    }

    private interface RowSink {
        /** Takes the bytes of one storage row; start is the place of its first voxel in the canonical array. */
        void row(byte[] buffer, int offset, int start) throws InputException;
    }

    private void readRows(int rowBytes, RowSink sink) throws InputException {
        int rowsPerChunk = Math.max(1, CHUNK_BYTES / rowBytes);
        byte[] buffer = new byte[rowsPerChunk * rowBytes];
        int nj = stored.size(1);
        int nk = stored.size(2);
        long rows = (long) nj * nk;
        int jStride = order.canonicalStride(1);
        int kStride = order.canonicalStride(2);
        int planeStart = stored.canonicalStart();
        int j = 0;
        int start = planeStart;
        try {
            for (long done = 0; done < rows; ) {
                int some = (int) Math.min(rowsPerChunk, rows - done);
                int got = data.readNBytes(buffer, 0, some * rowBytes);
                if (got < some * rowBytes) {
                    throw new InputException(
                            "data-truncated",
                            "H27",
                            file,
                            "voxel data must have " + rows * rowBytes + " bytes per volume, had "
                                    + (done * rowBytes + got));
                }
                for (int r = 0; r < some; r++) {
                    sink.row(buffer, r * rowBytes, start);
                    start += jStride;
                    if (++j == nj) {
                        j = 0;
                        planeStart += kStride;
                        start = planeStart;
                    }
                }
                done += some;
            }
        } catch (IOException e) {
            throw CorruptDataException.refusal(e, file);
        }
    }

    private void requireEnd() throws InputException {
        try {
            if (data.read() >= 0) {
                throw new InputException(
                        "data-trailing-bytes",
                        "H27",
                        file,
                        "voxel data must have " + samples.bytes() + " bytes, had more");
            }
        } catch (IOException e) {
            throw CorruptDataException.refusal(e, file);
        }
    }

    private void requireMemory(long bytes) throws InputException {
        if (bytes > options.memoryLimitBytes()) {
            throw new InputException(
                    "volume-too-large",
                    "H22",
                    file,
                    "volume must fit in " + options.memoryLimitBytes() + " bytes of memory, needs " + bytes + " for "
                            + order.canonicalGrid().nx() + " x "
                            + order.canonicalGrid().ny() + " x "
                            + order.canonicalGrid().nz() + " voxels");
        }
    }
}
