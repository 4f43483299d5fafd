package org.thermargin.io.nrrd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.thermargin.InputException;
import org.thermargin.io.Printable;
import org.thermargin.io.Segment;

/**
 * The segments that 3D Slicer names in a {@code .seg.nrrd}: {@code SegmentN_Name}, {@code _LabelValue} and {@code
 * _Layer}. Before Slicer 4.11 there was neither value nor layer: segment N is component N of the voxel, with value 1.
 * Extents say nothing new about the voxels; they only show whether the file still holds all that was saved.
 */
final class NrrdSegments {
    private static final Pattern KEY = Pattern.compile("Segment(0|[1-9]\\d{0,4})_(\\w+)");
    private static final Pattern EXTENT = Pattern.compile("(-?\\d{1,9})" + " (-?\\d{1,9})".repeat(5));
    private static final int MAX_LABEL = 65535;

    private NrrdSegments() {}

    /** Whether the file says that it is a segmentation, possibly one without segments. */
    static boolean isSegmentation(NrrdHeader header) {
        return header.pairs().keySet().stream()
                .anyMatch(key ->
                        key.startsWith("Segmentation_") || KEY.matcher(key).matches());
    }

    /** The segments in the order of their numbers, which must have no gap. */
    static List<Segment> of(NrrdHeader header, int layers) throws InputException {
        SortedMap<Integer, Map<String, String>> stated = stated(header);
        if (!stated.isEmpty() && stated.lastKey() != stated.size() - 1) {
            throw header.refused(
                    "segment-number",
                    "H13",
                    "segments must be numbered from 0 without a gap, " + stated.size() + " have numbers up to "
                            + stated.lastKey());
        }
        boolean old =
                stated.values().stream().noneMatch(keys -> keys.containsKey("LabelValue") || keys.containsKey("Layer"));
        if (old && !stated.isEmpty() && stated.size() != layers) {
            throw header.refused(
                    "segment-layer",
                    "H13",
                    "segments without label values must be one per component, were " + stated.size() + " for "
                            + layers);
        }
        List<Segment> segments = new ArrayList<>();
        Set<List<Integer>> taken = new HashSet<>();
        for (Map.Entry<Integer, Map<String, String>> entry : stated.entrySet()) {
            int n = entry.getKey();
            Map<String, String> keys = entry.getValue();
            int label = old ? 1 : number(header, n, keys, "LabelValue", 1, MAX_LABEL);
            int layer = old
                    ? n
                    : layers == 1 && !keys.containsKey("Layer") ? 0 : number(header, n, keys, "Layer", 0, layers - 1);
            if (!taken.add(List.of(layer, label))) {
                throw header.refused(
                        "segment-collision",
                        "H13",
                        "segments must differ in layer or label value, two had layer " + layer + " and value " + label);
            }
            segments.add(new Segment(keys.getOrDefault("Name", keys.getOrDefault("ID", "")), label, layer));
        }
        return segments;
    }

    /** Whether every stated extent lies inside the stored samples; absent, empty and unreadable extents count as inside. */
    static boolean extentsInside(NrrdHeader header, int[] size) {
        for (Map<String, String> keys : stated(header).values()) {
            Matcher extent = EXTENT.matcher(keys.getOrDefault("Extent", ""));
            for (int axis = 0; extent.matches() && axis < 3; axis++) {
                int low = Integer.parseInt(extent.group(2 * axis + 1));
                int high = Integer.parseInt(extent.group(2 * axis + 2));
                if (low <= high && (low < 0 || high >= size[axis])) {
                    return false;
                }
            }
        }
        return true;
    }

    private static SortedMap<Integer, Map<String, String>> stated(NrrdHeader header) {
        SortedMap<Integer, Map<String, String>> stated = new TreeMap<>();
        for (Map.Entry<String, String> pair : header.pairs().entrySet()) {
            Matcher key = KEY.matcher(pair.getKey());
            if (key.matches()) {
                Map<String, String> keys = stated.computeIfAbsent(Integer.parseInt(key.group(1)), n -> new TreeMap<>());
                keys.put(key.group(2), pair.getValue());
            }
        }
        return stated;
    }

    private static int number(NrrdHeader header, int n, Map<String, String> keys, String key, int least, int most)
            throws InputException {
        String text = keys.getOrDefault(key, "absent").trim();
        int value = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (value < least || value > most) {
            throw header.refused(
                    key.equals("Layer") ? "segment-layer" : "segment-label",
                    "H13",
                    "Segment" + n + "_" + key + " must be " + least + " to " + most + ", was " + Printable.of(text));
        }
        return value;
    }
}
