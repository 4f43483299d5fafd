package org.thermargin.report;

import java.util.List;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.Printable;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.dicom.SeriesSummary;
import org.thermargin.io.volume.LabelStatistics;
import org.thermargin.io.volume.VolumeInspection;

/** What is in volume files, for people: geometry as loaded (LPS mm, canonical axes), labels, findings. */
public final class InspectionText {
    /** Segmentations of whole bodies have a little more than a hundred labels. */
    private static final int MANY = 512;

    private InspectionText() {}

    /** One block per file, ending in a line feed. */
    public static String of(List<VolumeInspection> volumes) {
        return of(volumes, List.of());
    }

    /** One block per file and per folder in which a series must be chosen. */
    public static String of(List<VolumeInspection> volumes, List<SeriesChoice> choices) {
        TextLayout layout = new TextLayout();
        for (VolumeInspection volume : volumes) {
            volume(layout, volume);
        }
        choices.forEach(choice -> choice(layout, choice));
        return layout.toString();
    }

    private static void choice(TextLayout layout, SeriesChoice choice) {
        layout.line(choice.path());
        layout.entry("format", "DICOM, " + choice.series().size() + " series; name one by number or hash");
        for (SeriesSummary series : choice.series()) {
            String number =
                    series.number().isPresent() ? "series " + series.number().getAsInt() : "series";
            layout.entry(
                    number,
                    series.modality() + ", " + series.files() + " files, " + series.hash() + ": "
                            + (series.refusal().isEmpty()
                                    ? series.text()
                                    : "refused, " + series.text() + " [" + series.refusal() + "]"));
        }
    }

    private static void volume(TextLayout layout, VolumeInspection volume) {
        VolumeFile file = volume.file();
        VoxelGrid grid = file.grid();
        layout.line(file.path());
        layout.entry("format", file.format() + ", samples " + file.sampleType() + ", stored " + file.storageAxes());
        layout.entry("size", grid.nx() + " x " + grid.ny() + " x " + grid.nz() + " voxels");
        layout.entry(
                "spacing",
                Numbers.plain(grid.dxMm()) + " x " + Numbers.plain(grid.dyMm()) + " x " + Numbers.plain(grid.dzMm())
                        + " mm");
        Point3 o = grid.origin();
        layout.entry(
                "origin LPS",
                Numbers.near(o.x(), 3) + ", " + Numbers.near(o.y(), 3) + ", " + Numbers.near(o.z(), 3) + " mm");
        layout.entry(
                "axes LPS",
                "i " + direction(grid.iDirection()) + ", j " + direction(grid.jDirection()) + ", k "
                        + direction(grid.kDirection()));
        layout.entry("SHA-256", file.sha256());
        labels(layout, volume);
        volume.range().ifPresent(range -> range(layout, range));
        if (!file.taints().isEmpty()) {
            layout.entry("assumed for you", String.join(", ", file.taints()));
        }
        file.findings().forEach(f -> layout.entry("warning", f.text() + " [" + f.code() + "]"));
    }

    /** Every label; of more than any mask has, as of an image without negative values, how many there are. */
    private static void labels(TextLayout layout, VolumeInspection volume) {
        List<LabelStatistics> labels = volume.labels();
        if (labels.size() > MANY && labels.stream().allMatch(l -> l.name().isEmpty())) {
            layout.entry(
                    "values",
                    labels.size() + " different ones from "
                            + labels.stream()
                                    .mapToInt(LabelStatistics::label)
                                    .min()
                                    .orElseThrow() + " to "
                            + labels.stream()
                                    .mapToInt(LabelStatistics::label)
                                    .max()
                                    .orElseThrow()
                            + " beside 0 (more than a mask has labels: an image?)");
            return;
        }
        for (LabelStatistics label : labels) {
            String layer = volume.file().layers().size() > 1 ? " (layer " + label.layer() + ")" : "";
            String name = label.name().isEmpty() ? "" : " " + Printable.of(label.name());
            layout.entry(
                    "label " + label.label() + layer,
                    label.voxels() + " voxels, " + Numbers.near(label.volumeMl(), 3) + " mL" + name);
        }
    }

    private static void range(TextLayout layout, VolumeInspection.ValueRange range) {
        layout.entry(
                "values",
                (Float.isFinite(range.low())
                                ? Numbers.plain(range.low()) + " to " + Numbers.plain(range.high())
                                : "none finite")
                        + (range.notFinite() > 0 ? ", " + range.notFinite() + " not finite" : "")
                        + " (an image, not a mask)");
    }

    private static String direction(Direction3 d) {
        return "(" + Numbers.plain(d.x()) + " " + Numbers.plain(d.y()) + " " + Numbers.plain(d.z()) + ")";
    }
}
