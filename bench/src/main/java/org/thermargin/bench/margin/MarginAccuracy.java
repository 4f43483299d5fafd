package org.thermargin.bench.margin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.thermargin.bench.margin.MarginTrial.Kind;
import org.thermargin.bench.margin.MarginTrial.Spacing;
import org.thermargin.phantom.SceneFamily;
import org.thermargin.phantom.SceneFamily.Use;

/**
 * Makes the calibration of the margin interval and the table of accuracy from random analytic scenes.
 *
 * <pre>
 * java -cp ... org.thermargin.bench.margin.MarginAccuracy calibrate OUT.csv 150 2 [KINDS [ROWS]]
 * java -cp ... org.thermargin.bench.margin.MarginAccuracy table OUT.md 20 2 [KINDS [ROWS [USES]]]
 * </pre>
 *
 * {@code calibrate} writes the calibration and, beside it as .md, the errors of its scenes; {@code table} runs other
 * scenes, held-out and hard shapes among them, and also judges the intervals. The third argument is the number of scenes
 * per family, spacing and kind of zone, the fourth the number of threads; then the kinds and uses of scenes to run,
 * parted by commas. ROWS is a file: rows found there are not computed again, new ones are added.
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
        List<Kind> kinds = Stream.of(argument(args, 4, "SAMPLED,SAMPLED_ORGAN,EXACT,EXACT_ORGAN")
                        .split(","))
                .map(Kind::valueOf)
                .toList();
        Path file = Path.of(argument(args, 5, args[1] + ".rows"));
        switch (args[0]) {
            case "calibrate" -> {
                TrialRows rows = new TrialRows(file, false);
                rows.run(kinds, families(Use.CALIBRATION), CALIBRATION_SEED, scenes, threads);
                Calibration calibration = new Calibration(rows.all());
                Files.writeString(out, calibration.table(), StandardCharsets.UTF_8);
                Files.writeString(Path.of(args[1] + ".md"), calibration.accuracy(), StandardCharsets.UTF_8);
            }
            case "table" -> {
                TrialRows rows = new TrialRows(file, true);
                for (String use : argument(args, 6, "CALIBRATION,HELD_OUT,HARD").split(",")) {
                    // hard shapes have zones as masks only
                    List<Kind> shown = Use.valueOf(use) == Use.HARD
                            ? kinds.stream().filter(Kind.SAMPLED::equals).toList()
                            : kinds;
                    rows.run(shown, families(Use.valueOf(use)), TABLE_SEED, scenes, threads);
                }
                Files.writeString(out, AccuracyTable.of(rows.all()), StandardCharsets.UTF_8);
            }
            default -> throw new IllegalArgumentException("calibrate or table, was " + args[0]);
        }
    }

    private static String argument(String[] args, int index, String otherwise) {
        return args.length > index ? args[index] : otherwise;
    }

    private static List<SceneFamily> families(Use use) {
        return Stream.of(SceneFamily.values())
                .filter(family -> family.use() == use)
                .toList();
    }
}
