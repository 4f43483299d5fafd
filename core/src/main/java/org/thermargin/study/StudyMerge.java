package org.thermargin.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.thermargin.InputException;

/**
 * Joins the folders of all shares of a study into the tables that the study would have given undivided, byte for byte.
 * Every share must be there once and be finished.
 */
public final class StudyMerge {
    private final Map<Integer, Map<Integer, Path>> parts = new TreeMap<>();
    private final StudyMarker whole;
    private final StudyFiles files = new DiskFiles();

    /** The shares; refused when they are not those of one study, or not all of them. */
    public StudyMerge(List<Path> shares) throws InputException, IOException {
        StudyMarker first = marker(shares.get(0));
        for (Path share : shares) {
            StudyMarker marker = marker(share);
            if (!marker.whole().equals(first.whole()) || marker.shards() != first.shards()) {
                throw StudyFolder.refused(
                        share, "study-other", "all folders must hold shares of one study, this one is of another");
            }
            if (parts.put(marker.shard(), StudyFolder.partsOf(share, files)) != null) {
                throw StudyFolder.refused(
                        share, "study-share-doubled", "share " + marker.shard() + " must be given once, was twice");
            }
        }
        if (parts.size() != first.shards()) {
            throw StudyFolder.refused(
                    shares.get(0),
                    "study-share-missing",
                    "all " + first.shards() + " shares must be given, were " + parts.keySet());
        }
        this.whole = first.whole();
    }

    private StudyMarker marker(Path share) throws InputException, IOException {
        return StudyFolder.marker(share, files)
                .orElseThrow(() ->
                        StudyFolder.refused(share, "study-marker", "folder must hold a share of a study, holds none"));
    }

    /** What the shares are of. */
    public StudyMarker study() {
        return whole;
    }

    /** The folder for the joined tables, new or empty, locked. */
    public StudyFolder output(Path folder) throws InputException, IOException {
        return StudyFolder.openForTables(folder, files);
    }

    /** Writes tables and reports. */
    public StudyTotals write(StudyTables tables, StudyColumn groupBy, StudyTables.Reports reports)
            throws InputException, IOException {
        int perCase = (whole.tasksPerCase() + StudyPlan.BATCH - 1) / StudyPlan.BATCH;
        List<StudyTables.PartSource> sources = new ArrayList<>();
        for (int batch = 0; batch < whole.cases() * perCase; batch++) {
            int within = batch % perCase * StudyPlan.BATCH;
            int share = batch % parts.size() + 1;
            Optional<Path> file = Optional.ofNullable(parts.get(share).get(batch));
            if (file.isEmpty()) {
                throw new InputException(
                        "study-share-unfinished",
                        "H30",
                        "",
                        "every share must be finished, share " + share + " of " + parts.size()
                                + " is not; run it again with --resume");
            }
            sources.add(new StudyTables.PartSource(
                    batch,
                    batch / perCase * whole.tasksPerCase() + within + 1,
                    Math.min(StudyPlan.BATCH, whole.tasksPerCase() - within),
                    () -> StudyPart.parse(files.read(file.get(), 0))));
        }
        return tables.write(sources, whole.cases(), whole.tasks(), groupBy, reports);
    }
}
