package org.thermargin.report;

import java.util.List;
import java.util.stream.Collectors;
import org.thermargin.assess.ApplicatorDifference;
import org.thermargin.assess.CaseDifferences;
import org.thermargin.assess.ContractedMargin;
import org.thermargin.assess.SourceDifference;
import org.thermargin.plan.Correction;

/** The lines about corrections and differences in {@link AssessmentText}. */
final class AdviceText {
    private AdviceText() {}

    /** The ways to correct a zone whose margin is now the given one, mm. */
    static void correction(EntryLines layout, Correction correction, double mamMm) {
        String label = "how to move";
        if (correction.shortfall().isPresent()) {
            layout.entry(label, shortfall(correction.shortfall().get()));
            label = "";
        }
        for (Correction.Option option : correction.options()) {
            layout.entry(
                    option.kind() == Correction.Kind.SETTING ? "without moving" : label,
                    told(option, correction, mamMm));
            label = "";
        }
    }

    /** That no placement can pass. */
    static String shortfall(Correction.Shortfall s) {
        return "no placement can pass: the lesion with its margin fills at least " + Numbers.near(s.neededMl(), 1)
                + " mL, the largest settings of these applicators " + Numbers.near(s.largestMl(), 1)
                + " mL; more applicators, pull-backs or another device are needed";
    }

    private static String told(Correction.Option option, Correction correction, double mamMm) {
        boolean single =
                option.kind() == Correction.Kind.SINGLE_SHIFT || option.kind() == Correction.Kind.SINGLE_ADVANCE;
        String words = (single ? String.join(", ", option.applicators()) + " alone: " : "") + option.words();
        String margin = "margin " + Numbers.near(option.mamMm(), 2) + " mm (" + Numbers.down(option.lowerMm(), 2)
                + " to "
                + (option.upperMm() == Double.POSITIVE_INFINITY ? "?" : Numbers.up(option.upperMm(), 2)) + "), "
                + option.verdict();
        String worse = option.worsens().isEmpty() ? "" : "; WORSE for lesion " + String.join(", ", option.worsens());
        if (option.passes()) {
            return words + ": " + margin + worse;
        }
        String none = none(option.kind(), correction, option.bestEffort());
        return option.mamMm() <= mamMm
                ? none + ", none is better than as it is"
                : none + ", best " + words + ": " + margin + worse;
    }

    private static String none(Correction.Kind kind, Correction correction, boolean bestEffort) {
        String passes = bestEffort ? " was found to pass (best effort)" : " passes";
        return switch (kind) {
            case SHIFT, SINGLE_SHIFT -> "no shift within " + Numbers.plain(correction.searchedMm()) + " mm" + passes;
            case ADVANCE, SINGLE_ADVANCE ->
                "no move along the shaft within " + Numbers.plain(correction.searchedMm()) + " mm" + passes;
            case SETTING -> "no setting in the table" + passes;
        };
    }

    /** What-if of tissue that contracted; nothing where nobody asked. */
    static void contracted(EntryLines layout, List<ContractedMargin> margins) {
        if (!margins.isEmpty()) {
            layout.entry(
                    "if contracted",
                    margins.stream().map(AdviceText::contracted).collect(Collectors.joining("; "))
                            + " (radially; not in the verdict)");
        }
    }

    private static String contracted(ContractedMargin m) {
        return "by " + Numbers.near(100 * m.share(), 0) + TextLayout.KEEP + "%: margin " + Numbers.near(m.mamMm(), 2)
                + TextLayout.KEEP + "mm (" + Numbers.down(m.lowerMm(), 2) + " to "
                + (m.upperMm() == Double.POSITIVE_INFINITY ? "?" : Numbers.up(m.upperMm(), 2)) + ")";
    }

    static void differences(EntryLines layout, String lesionId, CaseDifferences differences) {
        for (SourceDifference d : differences.sources()) {
            if (!d.lesionId().equals(lesionId)) {
                continue;
            }
            layout.entry(
                    d.from().key() + " to " + d.to().key(),
                    "margin " + Numbers.near(d.fromMam().mm(), 2) + " to "
                            + Numbers.near(d.toMam().mm(), 2) + " mm"
                            + (d.changeProved() ? "" : " (intervals overlap: no change proved)") + ", coverage "
                            + signed(100 * d.coverageChange()) + " points, zone volume "
                            + signed(d.zoneVolumeChangeMl()) + " mL, thinnest place moved "
                            + Numbers.near(d.thinnestMovedMm(), 1) + " mm"
                            + (d.thinnestMoved().isEmpty() ? "" : " " + d.thinnestMoved()) + ", " + d.fromVerdict()
                            + " to " + d.toVerdict());
        }
    }

    /** To a tenth, with its sign; no sign for nothing. */
    private static String signed(double value) {
        String near = Numbers.near(value, 1);
        return (value > 0 && !near.equals("0.0") ? "+" : "") + near;
    }

    static void applicators(EntryLines layout, CaseDifferences differences) {
        for (ApplicatorDifference a : differences.applicators()) {
            layout.entry(
                    "needle " + a.id(),
                    "tip " + Numbers.near(a.tipErrorMm(), 1) + " mm off plan ("
                            + Numbers.near(a.tipLateralMm(), 1) + " mm sideways, "
                            + Numbers.near(Math.abs(a.tipDepthMm()), 1)
                            + (a.tipDepthMm() < 0 ? " mm short" : " mm deep") + "), entry "
                            + Numbers.near(a.entryErrorMm(), 1) + " mm, angle " + Numbers.near(a.angleDeg(), 1)
                            + " degrees");
        }
        if (!differences.unmatchedApplicators().isEmpty()) {
            layout.entry(
                    "not matched",
                    String.join(", ", differences.unmatchedApplicators()) + " is not both planned and placed");
        }
    }
}
