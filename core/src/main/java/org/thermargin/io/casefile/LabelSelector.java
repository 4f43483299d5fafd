package org.thermargin.io.casefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.grid.BinaryMask;
import org.thermargin.io.Printable;
import org.thermargin.io.Segment;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.labels.LabelEntry;
import org.thermargin.io.labels.LabelMap;
import org.thermargin.io.labels.LabelRole;
import org.thermargin.scene.VesselKind;
import org.thermargin.scene.ZoneSource;

/**
 * Which voxels of a label file an entry of a case means. A file with one value is a binary mask. In a file with several
 * the label must be named (H13), by number or segment name, by {@code each} (every label its own lesion), {@code any}
 * (all together), or through a label map; nothing is chosen by being highest or first.
 *
 * <p>A label map with one lesion class (LiTS: tumour) says what a voxel is, not which lesion it belongs to: its mask is
 * split into components like a binary one. With several lesion labels each is one lesion.
 */
final class LabelSelector {
    private static final int MAX_LISTED = 24;

    private final VolumeFile file;
    private final String fileName;
    private final List<Present> present = new ArrayList<>();

    /** A label that has voxels. */
    private record Present(int layer, int label, String segment, long voxels) {}

    LabelSelector(VolumeFile file, String fileName) {
        this.file = file;
        this.fileName = fileName;
        for (int layer = 0; layer < file.layers().size(); layer++) {
            SortedMap<Integer, Long> counts =
                    new TreeMap<>(file.layers().get(layer).counts());
            counts.remove(0);
            for (var entry : counts.entrySet()) {
                present.add(new Present(layer, entry.getKey(), segment(layer, entry.getKey()), entry.getValue()));
            }
        }
    }

    private String segment(int layer, int label) {
        for (Segment segment : file.segments()) {
            if (segment.layer() == layer && segment.labelValue() == label) {
                return segment.name();
            }
        }
        return "";
    }

    /** The masks of the entry, in order of layer and label; what must be said about them is added to the findings. */
    List<VolumePart> select(VolumeEntry entry, List<Finding> findings) throws InputException {
        if (entry.labelMap().isPresent()) {
            return mapped(entry, entry.labelMap().get(), findings);
        }
        if (entry.label().isPresent()) {
            return labelled(entry, entry.label().get());
        }
        if (present.size() > 1) {
            throw new InputException(
                    "label-must-be-named",
                    "H13",
                    fileName,
                    "the label of the " + entry.role().orElseThrow().key() + " must be named, the file has "
                            + listed());
        }
        return List.of(part(entry, name(entry), Optional.empty(), union(present)));
    }

    private List<VolumePart> labelled(VolumeEntry entry, String label) throws InputException {
        List<Present> named =
                present.stream().filter(p -> p.segment().equals(label)).toList();
        if (named.isEmpty() && label.equals("any")) {
            return List.of(part(entry, name(entry), Optional.empty(), union(present)));
        }
        if (named.isEmpty() && label.equals("each") && entry.role().equals(Optional.of(VolumeRole.LESION))) {
            List<VolumePart> parts = new ArrayList<>();
            for (Present p : present) {
                String suffix = p.segment().isEmpty() ? Integer.toString(p.label()) : p.segment();
                parts.add(part(entry, name(entry) + "-" + suffix, Optional.of(p.label()), union(List.of(p))));
            }
            return parts;
        }
        List<Present> chosen = named.isEmpty()
                ? present.stream()
                        .filter(p -> Integer.toString(p.label()).equals(label))
                        .toList()
                : named;
        if (chosen.size() != 1) {
            throw new InputException(
                    chosen.isEmpty() ? "label-absent" : "label-ambiguous",
                    chosen.isEmpty() ? "H14" : "H13",
                    fileName,
                    "label " + Printable.of(label) + " must be in the file once, was there " + chosen.size()
                            + " times; the file has " + listed());
        }
        Present one = chosen.get(0);
        String name = entry.name().orElse(one.segment().isEmpty() ? name(entry) : one.segment());
        return List.of(part(entry, name, Optional.of(one.label()), union(chosen)));
    }

    private List<VolumePart> mapped(VolumeEntry entry, LabelMap map, List<Finding> findings) throws InputException {
        List<VolumePart> parts = new ArrayList<>();
        List<Present> unknown = new ArrayList<>();
        boolean lesionsNumbered = map.ofRole(LabelRole.LESION).size() > 1;
        for (Present p : present) {
            Optional<LabelEntry> meaning = p.segment().isEmpty() ? map.ofValue(p.label()) : map.ofName(p.segment());
            if (meaning.isEmpty()) {
                unknown.add(p);
                continue;
            }
            if (meaning.get().role() == LabelRole.IGNORE) {
                continue;
            }
            VolumeRole role = VolumeRole.valueOf(meaning.get().role().name());
            if (entry.role().isPresent() && entry.role().get() != role) {
                continue;
            }
            Optional<Integer> label =
                    role == VolumeRole.LESION && lesionsNumbered ? Optional.of(p.label()) : Optional.empty();
            parts.add(new VolumePart(
                    role,
                    p.segment().isEmpty() ? meaning.get().name() : p.segment(),
                    kind(entry, meaning.get()),
                    label,
                    union(List.of(p)),
                    role == VolumeRole.ZONE ? entry.source() : ZoneSource.OBSERVED,
                    fileName));
        }
        if (!unknown.isEmpty()) {
            findings.add(new Finding(
                    "labels-unknown",
                    "H13",
                    listed(unknown) + ": no entry in label map " + map.id() + ", left out",
                    fileName));
        }
        if (parts.isEmpty()) {
            nothingMapped(entry, map, findings);
        }
        return entry.name().isEmpty() ? parts : renamed(parts, entry.name().get());
    }

    /** What the case says about a vessel goes before what the map says about all files of its kind. */
    private static VesselKind kind(VolumeEntry entry, LabelEntry meaning) {
        return entry.vesselKind() == VesselKind.UNKNOWN
                ? meaning.vesselKind().orElse(VesselKind.UNKNOWN)
                : entry.vesselKind();
    }

    /** No vessel or structure may be the truth; no liver, lesion or zone where one is named is a wrong file or map. */
    private void nothingMapped(VolumeEntry entry, LabelMap map, List<Finding> findings) throws InputException {
        String role = entry.role().map(VolumeRole::key).orElse("labels");
        String text = (entry.role().isPresent() ? role + " must have at least one voxel" : "labels must have a meaning")
                + ", label map " + map.id() + " finds none; the file has " + listed();
        if (role.equals("vessel") || role.equals("structure")) {
            findings.add(new Finding(role + "-empty", "H14", text, fileName));
        } else {
            throw new InputException(role + "-empty", "H14", fileName, text);
        }
    }

    private static List<VolumePart> renamed(List<VolumePart> parts, String name) {
        return parts.stream()
                .map(p -> p.named(parts.size() == 1 ? name : name + "-" + p.name()))
                .toList();
    }

    private VolumePart part(VolumeEntry entry, String name, Optional<Integer> label, BinaryMask mask) {
        return new VolumePart(
                entry.role().orElseThrow(), name, entry.vesselKind(), label, mask, entry.source(), fileName);
    }

    private BinaryMask union(List<Present> chosen) {
        BinaryMask mask = new BinaryMask(file.grid());
        if (chosen.size() == present.size() && file.layers().size() == 1) {
            return file.layers().get(0).nonZero();
        }
        for (Present p : chosen) {
            mask = mask.or(file.layers().get(p.layer()).mask(p.label()));
        }
        return mask;
    }

    /** Name of the entry, else the file name without its endings. */
    private String name(VolumeEntry entry) {
        return entry.name().orElseGet(() -> stem(fileName));
    }

    private static String stem(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String ending :
                List.of(".nii.gz", ".seg.nrrd", ".nii", ".nrrd", ".nhdr", ".mha", ".mhd", ".dcm", ".zip")) {
            if (lower.endsWith(ending) && name.length() > ending.length()) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return name;
    }

    private String listed() {
        return listed(present);
    }

    private static String listed(List<Present> labels) {
        StringBuilder text = new StringBuilder(labels.isEmpty() ? "no labels" : "labels ");
        for (int n = 0; n < labels.size() && n < MAX_LISTED; n++) {
            Present p = labels.get(n);
            text.append(n == 0 ? "" : ", ").append(p.label());
            text.append(p.segment().isEmpty() ? "" : " " + Printable.of(p.segment()));
            text.append(" (").append(p.voxels()).append(" voxels)");
        }
        return labels.size() > MAX_LISTED ? text + " and " + (labels.size() - MAX_LISTED) + " more" : text.toString();
    }
}
