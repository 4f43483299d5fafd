package org.thermargin.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.ShownMargin;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.margin.MarginResult;
import org.thermargin.placement.NeedleCheck;

/** The lines of {@link AssessmentText} about placements of applicators and margins shown beside the target. */
final class CheckText {
    /** A clearance that is not listed one by one, mm; the JSON has them all. */
    private static final int FAR_MM = 15;

    private CheckText() {}

    /** How many needle checks failed, and which; nothing without applicators. */
    static void failed(EntryLines layout, List<ZoneNumbers.ApplicatorCheck> applicators) {
        int judged = 0;
        List<String> failed = new ArrayList<>();
        for (ZoneNumbers.ApplicatorCheck applicator : applicators) {
            for (NeedleCheck check : applicator.checks()) {
                judged += check.status() == NeedleCheck.Status.INFORMATION ? 0 : 1;
                if (check.failed()) {
                    failed.add(applicator.id() + " " + check.text());
                }
            }
        }
        if (judged > 0) {
            layout.entry(
                    "needle checks",
                    failed.size() + " of " + judged + " failed" + (failed.isEmpty() ? "" : ": ")
                            + String.join("; ", failed));
        }
    }

    /** The checks of every applicator; limits that are not kept are marked, what is far away is only counted. */
    static void applicators(EntryLines layout, List<ZoneNumbers.ApplicatorCheck> applicators) {
        for (ZoneNumbers.ApplicatorCheck applicator : applicators) {
            String length = Numbers.near(applicator.lengthMm(), 0) + " mm entry to tip";
            Optional<NeedleCheck> elsewhere = elsewhere(applicator);
            if (elsewhere.isPresent()) {
                layout.entry(
                        "applicator " + applicator.id(),
                        length + "; " + elsewhere.get().text() + "; no check failed");
                continue;
            }
            List<NeedleCheck> told =
                    applicator.checks().stream().filter(check -> !isFar(check)).toList();
            int far = applicator.checks().size() - told.size();
            layout.entry(
                    "applicator " + applicator.id(),
                    told.isEmpty()
                            ? length
                            : told.stream()
                                            .map(check -> check.text() + (check.failed() ? ", FAIL" : ""))
                                            .collect(Collectors.joining("; "))
                                    + (far == 0 ? "" : "; " + far + " more at " + FAR_MM + " mm or farther"));
        }
    }

    /** How far a shaft that keeps all its limits passes beside the lesion, where that is so far that it means another. */
    private static Optional<NeedleCheck> elsewhere(ZoneNumbers.ApplicatorCheck applicator) {
        return applicator.checks().stream()
                .filter(check -> check.name().equals("shaft-to-lesion")
                        && check.value().orElse(0) >= FAR_MM
                        && applicator.failed() == 0)
                .findFirst();
    }

    private static boolean isFar(NeedleCheck check) {
        return check.name().endsWith("-clearance")
                && !check.failed()
                && check.value().orElse(0) >= FAR_MM;
    }

    /** The margins shown beside the target. */
    static void shown(EntryLines layout, AssessmentCriteria criteria, MarginResult margin) {
        for (ShownMargin shown : ShownMargin.of(criteria, margin)) {
            String share = Numbers.percentDown(shown.fraction()) + " of the surface";
            layout.entry(
                    "shown: " + Numbers.plain(shown.mm()) + " mm",
                    "reached: " + shown.reached().name().toLowerCase(Locale.ROOT) + ", " + share);
        }
    }
}
