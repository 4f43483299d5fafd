package org.thermargin.bench.margin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.thermargin.bench.margin.MarginTrial.Kind;
import org.thermargin.bench.margin.MarginTrial.Spacing;
import org.thermargin.phantom.SceneFamily;

/**
 * Makes the calibration of the margin interval and the table of accuracy from random analytic scenes.
 *
 * <pre>
 * java -cp bench/target/classes:core/target/classes org.thermargin.bench.margin.MarginAccuracy calibrate OUT.csv 150 2
 * java -cp bench/target/classes:core/target/classes org.thermargin.bench.margin.MarginAccuracy table OUT.md 20 2
 * </pre>
 *
 * {@code calibrate} writes the calibration and, beside it as .md, the errors of its scenes; {@code table} runs other
 * scenes, held-out and hard shapes among them, and also judges the intervals. The third argument is the number of scenes
 * per family, spacing and kind of zone, the fourth the number of threads. A fifth names the kinds to run;
 * {@code calibrate} then takes a sixth, a file of rows: rows found there are not computed again and new ones are added.
 */
public final class MarginAccuracy {
    /** The lattices that are calibrated. */
    static final List<Spacing> SPACINGS = List.of(
            new Spacing(1, 1, 1),
            new Spacing(0.5, 0.5, 0.5),
            new Spacing(0.8, 0.8, 1),
            new Spacing(0.8, 0.8, 2.5),
            new Spacing(0.7, 0.7, 5));

    private static final long CALIBRATION_SEED = 10_000;
    private static final long TABLE_SEED = 500_000;

    private MarginAccuracy() {}

    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        int scenes = Integer.parseInt(args[2]);
        int threads = Integer.parseInt(args[3]);
        Path out = Path.of(args[1]);
        List<Kind> kinds = args.length > 4
                ? List.of(args[4].split(",")).stream().map(Kind::valueOf).toList()
                : List.of(Kind.values());
        switch (args[0]) {
            case "calibrate" -> {
                Path rows = args.length > 5 ? Path.of(args[5]) : Path.of(args[1] + ".rows");
                CalibrationRows calibration = new CalibrationRows(rows);
                run(calibration, kinds, scenes, threads);
                Files.writeString(out, calibration.table(), StandardCharsets.UTF_8);
                Files.writeString(Path.of(args[1] + ".md"), calibration.accuracy(), StandardCharsets.UTF_8);
            }
            case "table" ->
                Files.writeString(out, AccuracyTable.of(trials(kinds, scenes, threads)), StandardCharsets.UTF_8);
            default -> throw new IllegalArgumentException("calibrate or table, was " + args[0]);
        }
    }

    private static void run(CalibrationRows rows, List<Kind> kinds, int scenes, int threads)
            throws InterruptedException, ExecutionException {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        List<Future<?>> tasks = new ArrayList<>();
        for (long seed = CALIBRATION_SEED; seed < CALIBRATION_SEED + scenes; seed++) {
            for (Kind kind : kinds) {
                for (SceneFamily family : SceneFamily.values()) {
                    long s = seed;
                    if (family.use() == SceneFamily.Use.CALIBRATION && rows.misses(kind, family, seed)) {
                        tasks.add(workers.submit(() -> rows.add(kind, family, s)));
                    }
                }
            }
        }
        for (Future<?> task : tasks) {
            task.get();
        }
        workers.shutdown();
    }

    private static List<MarginTrial> trials(List<Kind> kinds, int scenes, int threads)
            throws InterruptedException, ExecutionException {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        List<Future<List<MarginTrial>>> tasks = new ArrayList<>();
        for (SceneFamily family : SceneFamily.values()) {
            for (Kind kind : kinds) {
                boolean shown = kind == Kind.SAMPLED || family.use() != SceneFamily.Use.HARD;
                for (long seed = TABLE_SEED; shown && seed < TABLE_SEED + scenes; seed++) {
                    long s = seed;
                    tasks.add(workers.submit(() -> trials(kind, family, s)));
                }
            }
        }
        List<MarginTrial> trials = new ArrayList<>();
        for (Future<List<MarginTrial>> task : tasks) {
            trials.addAll(task.get());
        }
        workers.shutdown();
        return trials;
    }

    private static List<MarginTrial> trials(Kind kind, SceneFamily family, long seed) {
        SceneFamily.Case known = MarginTrial.scene(kind, family, seed);
        List<MarginTrial> trials = new ArrayList<>();
        for (Spacing spacing : SPACINGS) {
            MarginTrial.run(kind, family, seed, known, spacing, true).ifPresent(trials::add);
        }
        return trials;
    }
}
