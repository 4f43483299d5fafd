package org.thermargin.bench.margin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.thermargin.bench.margin.MarginTrial.Kind;
import org.thermargin.bench.margin.MarginTrial.Spacing;
import org.thermargin.phantom.SceneFamily;

/** Trials kept in a file as they are computed, so that a run that was stopped goes on where it was. */
final class TrialRows {
    private final Path file;
    private final boolean whole;
    private final TreeMap<String, TrialRow> rows = new TreeMap<>();
    private final Set<String> done = new HashSet<>();

    /**
     * Rows of a file, none where it does not exist.
     *
     * @param whole whether trials run to the intervals, not only to the estimate
     */
    TrialRows(Path file, boolean whole) throws IOException {
        this.file = file;
        this.whole = whole;
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                if (line.endsWith(";")) {
                    put(TrialRow.parse(line));
                }
            }
        }
    }

    private void put(TrialRow row) {
        rows.put(row.line(), row);
        done.add(key(row.kind(), row.family(), row.seed()));
    }

    private static String key(Kind kind, SceneFamily family, long seed) {
        return kind + "," + family + "," + seed;
    }

    /** Runs the scenes that are not in the file yet, each on all lattices. */
    void run(List<Kind> kinds, List<SceneFamily> families, long firstSeed, int scenes, int threads)
            throws InterruptedException, ExecutionException {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        List<Future<?>> tasks = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + scenes; seed++) {
            for (Kind kind : kinds) {
                for (SceneFamily family : families) {
                    long s = seed;
                    if (!done.contains(key(kind, family, seed))) {
                        tasks.add(workers.submit(() -> keep(trials(kind, family, s))));
                    }
                }
            }
        }
        for (Future<?> task : tasks) {
            task.get();
        }
        workers.shutdown();
    }

    private List<TrialRow> trials(Kind kind, SceneFamily family, long seed) {
        SceneFamily.Case known = MarginTrial.scene(kind, family, seed);
        List<TrialRow> trials = new ArrayList<>();
        for (Spacing spacing : MarginAccuracy.SPACINGS) {
            MarginTrial.run(kind, family, seed, known, spacing, whole)
                    .map(TrialRow::of)
                    .ifPresent(trials::add);
        }
        return trials;
    }

    private synchronized void keep(List<TrialRow> trials) {
        String text = trials.stream().map(row -> row.line() + "\n").collect(Collectors.joining());
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        trials.forEach(this::put);
    }

    /** All rows, in an order that does not depend on the run. */
    synchronized List<TrialRow> all() {
        return List.copyOf(rows.values());
    }
}
