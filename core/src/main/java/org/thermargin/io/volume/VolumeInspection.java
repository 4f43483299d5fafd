package org.thermargin.io.volume;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.thermargin.grid.LabelVolume;
import org.thermargin.io.Segment;
import org.thermargin.io.VolumeFile;

/**
 * What is in a volume file: geometry, storage axes, sample type, segments, findings and taints in {@link #file}, and
 * either the labels with their volumes or the range of an image's values.
 *
 * @param file as read
 * @param labels every label present but 0, in order of layer and label; empty for images
 * @param range smallest and largest finite value of an image; empty for label files
 */
public record VolumeInspection(VolumeFile file, List<LabelStatistics> labels, Optional<ValueRange> range) {
    public VolumeInspection {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(range, "range");
        labels = List.copyOf(labels);
    }

    /**
     * Range of an image.
     *
     * @param low smallest finite value
     * @param high largest finite value
     * @param notFinite number of NaN and infinite values
     */
    public record ValueRange(float low, float high, long notFinite) {}

    /** The statistics of a file read as labels or as scalars. */
    public static VolumeInspection of(VolumeFile file) {
        return new VolumeInspection(file, labelStatistics(file), file.scalars().map(s -> range(s.values())));
    }

    private static List<LabelStatistics> labelStatistics(VolumeFile file) {
        Map<Integer, String> names = new HashMap<>();
        for (Segment segment : file.segments()) {
            names.put(segment.layer() << 16 | segment.labelValue(), segment.name());
        }
        List<LabelStatistics> statistics = new ArrayList<>();
        for (int layer = 0; layer < file.layers().size(); layer++) {
            LabelVolume labels = file.layers().get(layer);
            for (Map.Entry<Integer, Long> entry : labels.counts().entrySet()) {
                int label = entry.getKey();
                if (label != 0) {
                    statistics.add(new LabelStatistics(
                            layer,
                            label,
                            names.getOrDefault(layer << 16 | label, ""),
                            entry.getValue(),
                            entry.getValue() * file.grid().voxelVolumeMm3() / 1000));
                }
            }
        }
        return statistics;
    }

    private static ValueRange range(float[] values) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        long notFinite = 0;
        for (float value : values) {
            if (Float.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            } else {
                notFinite++;
            }
        }
        return notFinite == values.length
                ? new ValueRange(Float.NaN, Float.NaN, notFinite)
                : new ValueRange(low, high, notFinite);
    }
}
