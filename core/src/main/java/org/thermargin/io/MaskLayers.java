package org.thermargin.io;

import java.util.ArrayList;
import java.util.List;
import org.thermargin.InputException;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.VoxelGrid;

/**
 * Masks that may overlap, put into as few label volumes as their order allows: each goes into the first volume in which
 * no voxel of it is taken. Memory is checked before it is allocated (H22).
 */
public final class MaskLayers {
    private final VoxelGrid grid;
    private final String file;
    private final ReadOptions options;
    private final List<Layer> layers = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();

    private static final class Layer {
        private BinaryMask taken;
        private final List<BinaryMask> masks = new ArrayList<>();
        private final List<Integer> labels = new ArrayList<>();

        Layer(VoxelGrid grid) {
            taken = new BinaryMask(grid);
        }

        boolean isFree(BinaryMask mask) {
            long[] a = taken.words();
            long[] b = mask.words();
            for (int w = 0; w < a.length; w++) {
                if ((a[w] & b[w]) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** No layers yet; the file is for messages. */
    public MaskLayers(VoxelGrid grid, String file, ReadOptions options) {
        this.grid = grid;
        this.file = file;
        this.options = options;
    }

    /** Adds a mask on the grid under a label 1..65535 and a name. */
    public void add(int label, String name, BinaryMask mask) throws InputException {
        int n = 0;
        while (n < layers.size() && !layers.get(n).isFree(mask)) {
            n++;
        }
        if (n == layers.size()) {
            requireRoom(n + 1);
            layers.add(new Layer(grid));
        }
        Layer layer = layers.get(n);
        layer.taken = layer.taken.or(mask);
        layer.masks.add(mask);
        layer.labels.add(label);
        segments.add(new Segment(name, label, n));
    }

    private void requireRoom(int count) throws InputException {
        long bytes = 2L * grid.voxelCount() * count;
        if (count > StoredSamples.MAX_LAYERS || bytes > options.memoryLimitBytes()) {
            throw new InputException(
                    "volume-too-large",
                    "H22",
                    file,
                    "overlapping masks must fit in " + StoredSamples.MAX_LAYERS + " layers and "
                            + options.memoryLimitBytes() + " bytes of memory, need " + count + " layers and " + bytes);
        }
    }

    /** The segments in the order they were added. */
    public List<Segment> segments() {
        return List.copyOf(segments);
    }

    /** The label volumes; one, empty, when no mask was added. */
    public List<LabelVolume> volumes() {
        List<LabelVolume> volumes = new ArrayList<>();
        for (Layer layer : layers) {
            volumes.add(volume(layer));
        }
        return volumes.isEmpty() ? List.of(LabelVolume.ofBytes(grid, new byte[grid.voxelCount()])) : volumes;
    }

    private LabelVolume volume(Layer layer) {
        boolean wide = layer.labels.stream().anyMatch(label -> label > 255);
        byte[] bytes = new byte[wide ? 0 : grid.voxelCount()];
        short[] shorts = new short[wide ? grid.voxelCount() : 0];
        for (int m = 0; m < layer.masks.size(); m++) {
            int label = layer.labels.get(m);
            BinaryMask mask = layer.masks.get(m);
            long[] words = mask.words();
            int perRow = mask.wordsPerRow();
            for (int w = 0; w < words.length; w++) {
                int start = w / perRow * grid.nx() + ((w % perRow) << 6);
                for (long word = words[w]; word != 0; word &= word - 1) {
                    int v = start + Long.numberOfTrailingZeros(word);
                    if (wide) {
                        shorts[v] = (short) label;
                    } else {
                        bytes[v] = (byte) label;
                    }
                }
            }
        }
        return wide ? LabelVolume.ofShorts(grid, shorts) : LabelVolume.ofBytes(grid, bytes);
    }
}
