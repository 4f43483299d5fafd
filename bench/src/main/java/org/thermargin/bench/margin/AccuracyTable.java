package org.thermargin.bench.margin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thermargin.bench.margin.MarginTrial.Kind;
import org.thermargin.bench.margin.MarginTrial.Spacing;
import org.thermargin.phantom.SceneFamily;
import org.thermargin.phantom.SceneFamily.Use;

/** The table of accuracy as Markdown: one row per spacing and group of shapes. */
final class AccuracyTable {
    private final List<TrialRow> trials;
    private final StringBuilder text = new StringBuilder();

    private AccuracyTable(List<TrialRow> trials) {
        this.trials = trials;
    }

    static String of(List<TrialRow> trials) {
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
                            table.row(kind, spacing, name(family), row -> row.family() == family);
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
        boolean takes(TrialRow row);
    }

    private void group(Kind kind, Spacing spacing, String name, Use use, int sign) {
        row(kind, spacing, name, trial -> trial.family().use() == use && (sign == 0 || trial.isCovered() == sign > 0));
    }

    private void row(Kind kind, Spacing spacing, String name, Choice choice) {
        List<TrialRow> chosen = new ArrayList<>();
        for (TrialRow trial : trials) {
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
        for (TrialRow trial : chosen) {
            bias += trial.errorMm();
            absolute += Math.abs(trial.errorMm());
            worst = Math.abs(trial.errorMm()) > Math.abs(worst) ? trial.errorMm() : worst;
            calibrated += trial.isCalibrated() ? 1 : 0;
            width += trial.upperMm() - trial.lowerMm();
            guaranteed += trial.isGuaranteed() ? 1 : 0;
            assumed += trial.assumed() ? 1 : 0;
            guaranteedAssumed += trial.assumed() && trial.isGuaranteed() ? 1 : 0;
            guaranteedWidth += trial.guaranteedUpperMm() - trial.guaranteedLowerMm();
            recipeBias += trial.recipeErrorMm();
            recipeWorst = Math.abs(trial.recipeErrorMm()) > Math.abs(recipeWorst) ? trial.recipeErrorMm() : recipeWorst;
        }
        int n = chosen.size();
        text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %d | %.2f | %.2f | %.2f | %.1f %% | %.2f | %d of %d / %d of %d | %.2f | %.2f / %.2f |%n",
                kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                name,
                spacing,
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
}
