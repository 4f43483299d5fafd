package org.thermargin.report;

import java.util.List;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.dicom.SeriesSummary;
import org.thermargin.io.volume.VolumeInspection;

/** What is in volume files as JSON, schema {@code thermargin.inspection/1}. Paths are shown as given. */
public final class InspectionJson {
    /** Value of the key {@code schema}. */
    public static final String SCHEMA = "thermargin.inspection/1";

    private InspectionJson() {}

    /** The document, ending in a line feed. */
    public static String of(List<VolumeInspection> volumes) {
        return of(volumes, List.of());
    }

    /** The document with the folders in which a series must be chosen; its key is absent when there are none. */
    public static String of(List<VolumeInspection> volumes, List<SeriesChoice> choices) {
        return JsonOut.document(json -> {
            json.text("schema", SCHEMA);
            json.objects("volumes", volumes, volume -> volume(json, volume));
            if (!choices.isEmpty()) {
                json.objects("folders", choices, choice -> {
                    json.text("path", choice.path());
                    json.objects("series", choice.series(), series -> series(json, series));
                });
            }
        });
    }

    private static void series(JsonOut json, SeriesSummary series) {
        series.number().ifPresent(number -> json.integer("number", number));
        json.text("modality", series.modality());
        json.integer("files", series.files());
        json.text("hash", series.hash());
        json.text(series.refusal().isEmpty() ? "holds" : "refused", series.text());
    }

    private static void volume(JsonOut json, VolumeInspection volume) {
        VolumeFile file = volume.file();
        json.text("path", file.path());
        json.text("format", file.format());
        json.text("sha256", file.sha256());
        json.text("storage_axes", file.storageAxes());
        json.text("sample_type", file.sampleType());
        AssessmentJson.grid(json, file.grid());
        json.objects("labels", volume.labels(), label -> {
            json.integer("layer", label.layer());
            json.integer("label", label.label());
            json.text("name", label.name());
            json.integer("voxels", label.voxels());
            json.number("volume_ml", label.volumeMl());
        });
        volume.range()
                .ifPresent(range -> json.object("range", () -> {
                    // an image without any finite value has no range
                    if (Float.isFinite(range.low())) {
                        json.number("low", range.low());
                        json.number("high", range.high());
                    }
                    json.integer("not_finite", range.notFinite());
                }));
        json.texts("taints", file.taints());
        json.warnings("findings", file.findings());
    }
}
