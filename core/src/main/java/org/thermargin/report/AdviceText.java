package org.thermargin.report;

import org.thermargin.assess.ApplicatorDifference;
import org.thermargin.assess.CaseDifferences;
import org.thermargin.assess.SourceDifference;
import org.thermargin.plan.Correction;

/** The lines about corrections and differences in {@link AssessmentText}. */
final class AdviceText {
    private AdviceText() {}

    static void correction(EntryLines layout, Correction correction) {
        String label = "how to move";
        for (Correction.Option option : correction.options()) {
            boolean single =
                    option.kind() == Correction.Kind.SINGLE_SHIFT || option.kind() == Correction.Kind.SINGLE_ADVANCE;
            String words = (single ? String.join(", ", option.applicators()) + " alone: " : "") + option.words();
            String margin = "margin " + Numbers.near(option.mamMm(), 2) + " mm (" + Numbers.down(option.lowerMm(), 2)
                    + " to "
                    + (option.upperMm() == Double.POSITIVE_INFINITY ? "?" : Numbers.up(option.upperMm(), 2)) + "), "
                    + option.verdict();
            String worse =
                    option.worsens().isEmpty() ? "" : "; WORSE for lesion " + String.join(", ", option.worsens());
            layout.entry(
                    option.kind() == Correction.Kind.SETTING ? "without moving" : label,
                    (option.passes() ? words + ": " : none(option.kind(), correction) + ", best " + words + ": ")
                            + margin
                            + worse);
            label = "";
        }
    }

    private static String none(Correction.Kind kind, Correction correction) {
        return switch (kind) {
            case SHIFT, SINGLE_SHIFT -> "no shift within " + Numbers.plain(correction.searchedMm()) + " mm passes";
            case ADVANCE, SINGLE_ADVANCE ->
                "no move along the shaft within " + Numbers.plain(correction.searchedMm()) + " mm passes";
            case SETTING -> "no setting in the table passes";
        };
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
                            + Numbers.near(100 * d.coverageChange(), 1) + " points, zone "
                            + Numbers.near(d.zoneVolumeChangeMl(), 1) + " mL, thinnest place moved "
                            + Numbers.near(d.thinnestMovedMm(), 1) + " mm"
                            + (d.thinnestMoved().isEmpty() ? "" : " " + d.thinnestMoved()) + ", " + d.fromVerdict()
                            + " to " + d.toVerdict());
        }
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
