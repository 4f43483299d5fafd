package org.thermargin.report;

import java.util.List;
import java.util.Objects;
import org.thermargin.io.dicom.SeriesSummary;

/**
 * A folder with several series, of which the user must name one.
 *
 * @param path as given
 * @param series at least two, in the order of their files
 */
public record SeriesChoice(String path, List<SeriesSummary> series) {
    public SeriesChoice {
        Objects.requireNonNull(path, "path");
        series = List.copyOf(series);
    }
}
