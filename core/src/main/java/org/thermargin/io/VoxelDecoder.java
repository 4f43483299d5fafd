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
    /** Largest number of label layers in one file. */
    public static final int MAX_LAYERS = 256;

    private static final int CHUNK_BYTES = 1 << 16;

    private final String file;
    private final InputStream data;
    private final VoxelEncoding encoding;
    private final StoredBox stored;
    private final StorageOrder order;
    private final ReadOptions options;

    /**
     * A decoder of one volume.
     *
     * @param file name for messages
     * @param data decompressed samples, fastest storage axis first
     * @param encoding of the samples
     * @param order from storage to canonical order
     * @param options memory limit
     */
    public VoxelDecoder(
            String file, InputStream data, VoxelEncoding encoding, StorageOrder order, ReadOptions options) {
        this(file, data, encoding, StoredBox.whole(order), options);
    }

    /**
     * A decoder of a volume of which the stream holds only a box; the voxels around it are 0.
     *
     * @param file name for messages
     * @param data decompressed samples of the box, fastest storage axis first
     * @param encoding of the samples
     * @param stored the box, and the order from storage to canonical order of the lattice it lies in
     * @param options memory limit
     */
    public VoxelDecoder(String file, InputStream data, VoxelEncoding encoding, StoredBox stored, ReadOptions options) {
        this.file = file;
        this.data = data;
        this.encoding = encoding;
        this.stored = stored;
        this.order = stored.order();
        this.options = options;
    }

    /** The labels, one sample per voxel: exact integers 0..65535 after scaling, else {@code non-integer-labels}. */
    public LabelVolume labels() throws InputException {
        return labelLayers(1).get(0);
    }

    /** Several label volumes whose samples are interleaved, all layers of a voxel together. */
    public List<LabelVolume> labelLayers(int layers) throws InputException {
        LabelRows[] rows = labelRows(layers);
        LabelKernel kernel = new LabelKernel(encoding);
        int rowBytes =
                Math.multiplyExact(stored.size(0), layers * encoding.type().bytes());
        int[] values = new int[stored.size(0)];
        readRows(rowBytes, labelSink(kernel, rows, 0, layers, values));
        requireEnd(layers * stored.voxelCount());
        return volumes(rows);
    }

    /** Several label volumes stored one after the other. */
    public List<LabelVolume> labelVolumes(int layers) throws InputException {
        LabelRows[] rows = labelRows(layers);
        LabelKernel kernel = new LabelKernel(encoding);
        int rowBytes = stored.size(0) * encoding.type().bytes();
        int[] values = new int[stored.size(0)];
        for (int layer = 0; layer < layers; layer++) {
            readRows(rowBytes, labelSink(kernel, rows, layer, 1, values));
        }
        requireEnd(layers * stored.voxelCount());
        return volumes(rows);
    }

    private LabelRows[] labelRows(int layers) throws InputException {
        if (layers < 1 || layers > MAX_LAYERS) {
            throw new InputException(
                    "layers-too-many", "H22", file, "layers must be 1 to " + MAX_LAYERS + ", were " + layers);
        }
        int voxels = order.canonicalGrid().voxelCount();
        requireMemory((long) voxels * layers);
        LabelRows[] rows = new LabelRows[layers];
        for (int n = 0; n < layers; n++) {
            rows[n] = new LabelRows(voxels);
        }
        return rows;
    }

    private List<LabelVolume> volumes(LabelRows[] rows) {
        List<LabelVolume> volumes = new ArrayList<>();
        for (LabelRows row : rows) {
            volumes.add(row.volume(order.canonicalGrid()));
        }
        return volumes;
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
        requireEnd(stored.voxelCount());
        return new ScalarVolume(order.canonicalGrid(), values);
    }

    /**
     * Refuses, before anything is allocated, a volume of more bytes than its file can hold.
     *
     * @param layers samples per voxel
     * @param storedBytes bytes left in the file for voxel data
     * @param form how the samples are stored in them
     */
    public void requireStored(int layers, long storedBytes, StoredForm form) throws InputException {
        int sampleBytes = encoding.type().bytes();
        long needed = stored.voxelCount() * layers * sampleBytes;
        if (needed > form.mostBytes(storedBytes, sampleBytes)) {
            throw new InputException(
                    "data-truncated",
                    "H27",
                    file,
                    "voxel data must have " + needed + " bytes, the " + storedBytes
                            + (form == StoredForm.RAW ? "" : " encoded") + " bytes left in the file cannot hold them");
        }
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

    private void requireEnd(long samples) throws InputException {
        try {
            if (data.read() >= 0) {
                throw new InputException(
                        "data-trailing-bytes",
                        "H27",
                        file,
                        "voxel data must have " + samples * encoding.type().bytes() + " bytes, had more");
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
