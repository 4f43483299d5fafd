package org.thermargin.bench.margin;

import java.util.Locale;
import org.thermargin.bench.margin.MarginTrial.Kind;
import org.thermargin.bench.margin.MarginTrial.Spacing;
import org.thermargin.margin.MarginResult;
import org.thermargin.phantom.SceneFamily;
import org.thermargin.phantom.SceneTruth;

/**
 * What one trial came to, one line of a file.
 *
 * @param kind how the zone and organ were given
 * @param family kind of shape
 * @param seed scene and lattice
 * @param spacing the lattice
 * @param axial whether the thinnest margin runs along the thick axis
 * @param truthMm the true margin
 * @param mamMm the estimate
 * @param lowerMm lower end of the calibrated interval; NaN, as all below, where only the estimate was asked for
 * @param upperMm upper end
 * @param guaranteedLowerMm lower end of the guaranteed interval
 * @param guaranteedUpperMm upper end
 * @param assumed whether lesion and outside of the zone are unions of balls of the radii that the result states
 * @param recipeErrorMm minimum by the voxel-border recipe less the true raw margin
 */
record TrialRow(
        Kind kind,
        SceneFamily family,
        long seed,
        Spacing spacing,
        boolean axial,
        double truthMm,
        double mamMm,
        double lowerMm,
        double upperMm,
        double guaranteedLowerMm,
        double guaranteedUpperMm,
        boolean assumed,
        double recipeErrorMm) {

    static TrialRow of(MarginTrial trial) {
        double lower = Double.NaN;
        double upper = Double.NaN;
        double guaranteedLower = Double.NaN;
        double guaranteedUpper = Double.NaN;
        boolean assumed = false;
        if (trial.result().isPresent()) {
            MarginResult result = trial.result().get();
            lower = result.lowerMm();
            upper = result.upperMm();
            guaranteedLower = result.guaranteedLowerMm();
            guaranteedUpper = result.guaranteedUpperMm();
            assumed = assumptionHolds(trial, result);
        }
        return new TrialRow(
                trial.kind(),
                trial.family(),
                trial.seed(),
                trial.spacing(),
                trial.axial(),
                trial.truthMm(),
                trial.mamMm(),
                lower,
                upper,
                guaranteedLower,
                guaranteedUpper,
                assumed,
                trial.recipeMm() - trial.known().truth().mamRawMm());
    }

    static TrialRow parse(String line) {
        String[] f = line.split("[,;]");
        return new TrialRow(
                Kind.valueOf(f[0]),
                SceneFamily.valueOf(f[1]),
                Long.parseLong(f[2]),
                Spacing.parse(f[3]),
                f[4].equals("axial"),
                Double.parseDouble(f[5]),
                Double.parseDouble(f[6]),
                Double.parseDouble(f[7]),
                Double.parseDouble(f[8]),
                Double.parseDouble(f[9]),
                Double.parseDouble(f[10]),
                Boolean.parseBoolean(f[11]),
                Double.parseDouble(f[12]));
    }

    /** The row as a line; a line that does not end in a semicolon was cut off. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%s,%s,%d,%s,%s,%.5f,%.5f,%.5f,%.5f,%.5f,%.5f,%s,%.5f;",
                kind,
                family,
                seed,
                spacing,
                axial ? "axial" : "lateral",
                truthMm,
                mamMm,
                lowerMm,
                upperMm,
                guaranteedLowerMm,
                guaranteedUpperMm,
                assumed,
                recipeErrorMm);
    }

    double errorMm() {
        return mamMm - truthMm;
    }

    boolean isCovered() {
        return truthMm >= 0;
    }

    boolean isCalibrated() {
        return lowerMm <= truthMm && truthMm <= upperMm;
    }

    boolean isGuaranteed() {
        return guaranteedLowerMm <= truthMm + TRUTH_MM && truthMm - TRUTH_MM <= guaranteedUpperMm;
    }

    /** The truth is a numerical minimum. */
    private static final double TRUTH_MM = 1e-3;

    private static boolean assumptionHolds(MarginTrial trial, MarginResult result) {
        double lesion = radiusMm(result, "lesion_ball_radius");
        double outside = radiusMm(result, "unablated_ball_radius");
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
