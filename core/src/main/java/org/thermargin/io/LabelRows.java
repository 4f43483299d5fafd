package org.thermargin.io;

import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.VoxelGrid;

/** A label array being filled: bytes until the first label over 255, then 16-bit. */
final class LabelRows {
    private byte[] bytes;
    private short[] shorts;

    LabelRows(int voxels) {
        bytes = new byte[voxels];
    }

    boolean isWide() {
        return shorts != null;
    }

    /** Writes a row of labels 0..65535 from start on, stride apart; largest is their maximum. */
    void put(int[] labels, int start, int stride, int largest) {
        if (largest > 255 && shorts == null) {
            widen();
        }
        int v = start;
        if (shorts == null) {
            for (int label : labels) {
                bytes[v] = (byte) label;
                v += stride;
            }
        } else {
            for (int label : labels) {
                shorts[v] = (short) label;
                v += stride;
            }
        }
    }

    private void widen() {
        short[] wide = new short[bytes.length];
        for (int v = 0; v < wide.length; v++) {
            wide[v] = (short) (bytes[v] & 0xff);
        }
        shorts = wide;
        bytes = null;
    }

    LabelVolume volume(VoxelGrid grid) {
        return shorts == null ? LabelVolume.ofBytes(grid, bytes) : LabelVolume.ofShorts(grid, shorts);
    }
}
