package org.thermargin.bench.margin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thermargin.bench.margin.MarginTrial.Kind;
import org.thermargin.bench.margin.MarginTrial.Spacing;
import org.thermargin.margin.MarginResult;
import org.thermargin.phantom.SceneFamily;
import org.thermargin.phantom.SceneFamily.Use;
import org.thermargin.phantom.SceneTruth;

/** The table of accuracy as Markdown: one row per spacing and group of shapes. */
final class AccuracyTable {
    private final List<MarginTrial> trials;
    private final StringBuilder text = new StringBuilder();

    private AccuracyTable(List<MarginTrial> trials) {
        this.trials = trials;
    }

    static String of(List<MarginTrial> trials) {
        AccuracyTable table = new AccuracyTable(trials);
        table.text.append(
                "| zone | shapes | spacing mm | scenes | bias | mean abs. error | worst | in calibrated interval"
                        + " | its mean width | in guaranteed interval (assumption holds / all) | its mean width"
                        + " | voxel-border recipe: bias / worst |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (Kind kind : Kind.values()) {
            for (Spacing spacing : MarginAccuracy.SPACINGS) {
                table.group(kind, spacing, "smooth, covered", Use.CALIBRATION, 1);
                table.group(kind, spacing, "smooth, uncovered", Use.CALIBRATION, -1);
                table.group(kind, spacing, "held out", Use.HELD_OUT, 0);
                if (kind == Kind.SAMPLED) {
                    for (SceneFamily family : SceneFamily.values()) {
                        if (family.use() == Use.HARD) {
                            table.row(kind, spacing, name(family), trial -> trial.family() == family);
                        }
                    }
                }
            }
        }
        return table.text.toString();
    }

    private static String name(SceneFamily family) {
        return family.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private interface Choice {
        boolean takes(MarginTrial trial);
    }

    private void group(Kind kind, Spacing spacing, String name, Use use, int sign) {
        row(
                kind,
                spacing,
                name,
                trial -> trial.family().use() == use
                        && (sign == 0 || (sign > 0 ? trial.truthMm() >= 0 : trial.truthMm() < 0)));
    }

    private void row(Kind kind, Spacing spacing, String name, Choice choice) {
        List<MarginTrial> chosen = new ArrayList<>();
        for (MarginTrial trial : trials) {
            if (trial.kind() == kind && trial.spacing().equals(spacing) && choice.takes(trial)) {
                chosen.add(trial);
            }
        }
        if (chosen.isEmpty()) {
            return;
        }
        double bias = 0;
        double absolute = 0;
        double worst = 0;
        int calibrated = 0;
        double width = 0;
        int guaranteed = 0;
        int assumed = 0;
        int guaranteedAssumed = 0;
        double guaranteedWidth = 0;
        double recipeBias = 0;
        double recipeWorst = 0;
        for (MarginTrial trial : chosen) {
            MarginResult r = trial.result().orElseThrow();
            double t = trial.truthMm();
            double error = trial.errorMm();
            bias += error;
            absolute += Math.abs(error);
            worst = Math.abs(error) > Math.abs(worst) ? error : worst;
            calibrated += r.lowerMm() <= t && t <= r.upperMm() ? 1 : 0;
            width += r.upperMm() - r.lowerMm();
            boolean in = r.guaranteedLowerMm() <= t + TRUTH_MM && t - TRUTH_MM <= r.guaranteedUpperMm();
            guaranteed += in ? 1 : 0;
            if (assumptionHolds(trial)) {
                assumed++;
                guaranteedAssumed += in ? 1 : 0;
            }
            guaranteedWidth += r.guaranteedUpperMm() - r.guaranteedLowerMm();
            double recipe = trial.recipeMm() - trial.known().truth().mamRawMm();
            recipeBias += recipe;
            recipeWorst = Math.abs(recipe) > Math.abs(recipeWorst) ? recipe : recipeWorst;
        }
        int n = chosen.size();
        text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %d | %.2f | %.2f | %.2f | %.1f %% | %.2f | %d of %d / %d of %d | %.2f | %.2f / %.2f |%n",
                kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                name,
                trial(chosen).spacing(),
                n,
                bias / n,
                absolute / n,
                worst,
                100.0 * calibrated / n,
                width / n,
                guaranteedAssumed,
                assumed,
                guaranteed,
                n,
                guaranteedWidth / n,
                recipeBias / n,
                recipeWorst));
    }

    private static MarginTrial trial(List<MarginTrial> trials) {
        return trials.get(0);
    }

    /** The truth is a numerical minimum. */
    private static final double TRUTH_MM = 1e-3;

    /** Whether lesion and outside of the zone are unions of balls of the radii that the result states. */
    private static boolean assumptionHolds(MarginTrial trial) {
        MarginResult r = trial.result().orElseThrow();
        double lesion = radiusMm(r, "lesion_ball_radius");
        double outside = radiusMm(r, "unablated_ball_radius");
        return SceneTruth.isUnionOfBalls(trial.known().scene().lesion(), lesion)
                && (outside == 0
                        || SceneTruth.isOutsideUnionOfBalls(trial.known().scene(), outside));
    }

    private static double radiusMm(MarginResult result, String component) {
        return result.components().stream()
                .filter(c -> c.name().equals(component))
                .mapToDouble(MarginResult.Component::mm)
                .findFirst()
                .orElse(0);
    }
}
