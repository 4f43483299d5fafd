package org.thermargin.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.VoxelGrid;

/** The samples of a canonical volume as writers store them: little endian, canonical order, i fastest. */
public final class CanonicalSamples {
    private static final int MAX_BYTE = 255;

    private final VoxelGrid grid;
    private final SampleType type;
    private final int layers;
    private final RowSource rows;

    private interface RowSource {
        void put(ByteBuffer row, int j, int k);
    }

    private CanonicalSamples(VoxelGrid grid, SampleType type, int layers, RowSource rows) {
        this.grid = grid;
        this.type = type;
        this.layers = layers;
        this.rows = rows;
    }

    /** Labels as uint8, or uint16 when one is over 255. */
    public static CanonicalSamples of(LabelVolume labels) {
        return of(List.of(labels));
    }

    /** Several label volumes on one grid, interleaved: the samples of all layers of a voxel side by side. */
    public static CanonicalSamples of(List<LabelVolume> layers) {
        VoxelGrid grid = layers.get(0).grid();
        int largest = 0;
        for (LabelVolume layer : layers) {
            if (!layer.grid().equals(grid)) {
                throw new IllegalArgumentException("layers on different grids: " + grid + " and " + layer.grid());
            }
            for (int v = 0; v < grid.voxelCount(); v++) {
                largest = Math.max(largest, layer.at(v));
            }
        }
        boolean wide = largest > MAX_BYTE;
        LabelVolume[] volumes = layers.toArray(new LabelVolume[0]);
        return new CanonicalSamples(grid, wide ? SampleType.UINT16 : SampleType.UINT8, volumes.length, (row, j, k) -> {
            int start = grid.linearIndex(0, j, k);
            for (int v = start; v < start + grid.nx(); v++) {
                for (LabelVolume volume : volumes) {
                    if (wide) {
                        row.putShort((short) volume.at(v));
                    } else {
                        row.put((byte) volume.at(v));
                    }
                }
            }
        });
    }

    /** A mask as uint8, 1 inside and 0 outside. */
    public static CanonicalSamples of(BinaryMask mask) {
        VoxelGrid grid = mask.grid();
        return new CanonicalSamples(grid, SampleType.UINT8, 1, (row, j, k) -> {
            for (int i = 0; i < grid.nx(); i++) {
                row.put((byte) (mask.get(i, j, k) ? 1 : 0));
            }
        });
    }

    /** Values as float32. */
    public static CanonicalSamples of(ScalarVolume scalars) {
        VoxelGrid grid = scalars.grid();
        return new CanonicalSamples(grid, SampleType.FLOAT32, 1, (row, j, k) -> {
            for (int i = 0; i < grid.nx(); i++) {
                row.putFloat(scalars.get(i, j, k));
            }
        });
    }

    /** Grid of the volume. */
    public VoxelGrid grid() {
        return grid;
    }

    /** Type of the samples. */
    public SampleType type() {
        return type;
    }

    /** Samples per voxel. */
    public int layers() {
        return layers;
    }

    /** Writes all samples; the stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        byte[] bytes = new byte[Math.multiplyExact(grid.nx(), layers * type.bytes())];
        ByteBuffer row = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                row.clear();
                rows.put(row, j, k);
                out.write(bytes);
            }
        }
    }
}
