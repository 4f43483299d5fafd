package org.thermargin.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.RegistrationUse;
import org.thermargin.registration.LandmarkFit;

/** How scans were brought together, for people: lines in {@link AssessmentText} and on the page, and the page's table. */
final class RegistrationText {
    private RegistrationText() {}

    static void write(EntryLines lines, Assessment assessment) {
        assessment.registration().ifPresent(use -> {
            lines.entry("registration", how(use) + (use.boundStated() ? ", " + stated(assessment) : ""));
            if (!use.errors().isEmpty()) {
                lines.entry(use.boundStated() ? "by landmarks" : "its error", errors(use));
            }
            use.scan().landmarks().ifPresent(fit -> lines.entry("landmarks", landmarks(use, fit)));
        });
    }

    static String stated(Assessment assessment) {
        return "error at most " + Numbers.plain(assessment.registrationErrorMm().orElseThrow()) + TextLayout.KEEP
                + "mm, as stated";
    }

    private static String how(RegistrationUse use) {
        return use.scan()
                        .transform()
                        .map(file -> "transform file, " + file.maps().key())
                        .orElse("rigid fit to landmarks")
                + ", turns by "
                + Numbers.near(StrictMath.toDegrees(use.scan().zoneToLesion().turnRad()), 1)
                + " degrees";
    }

    private static String errors(RegistrationUse use) {
        return use.errors().stream()
                .map(e -> "at lesion " + e.lesionId() + " at most "
                        + up(e.error().boundMm()) + " ("
                        + Numbers.plain(100 * e.error().coverage()) + " %), expected "
                        + up(e.error().rmsMm()))
                .collect(Collectors.joining("; "));
    }

    /** How many, what remains, and the worst of them by the fit to the others. */
    private static String landmarks(RegistrationUse use, LandmarkFit fit) {
        LandmarkFit.Landmark worst = fit.landmarks().stream()
                .max(Comparator.comparingDouble(l -> l.leftOutMm().orElse(l.residualMm())))
                .orElseThrow();
        String left = use.scan().isFromLandmarks()
                ? ""
                : " (" + near(fit.leftByMm(use.scan().zoneToLesion())) + " left by the transform)";
        return fit.pairs().size() + ", root mean square residual " + near(fit.freMm()) + left + ", worst "
                + worst.label() + ": " + near(worst.residualMm())
                + (worst.leftOutMm().isPresent()
                        ? ", " + near(worst.leftOutMm().getAsDouble()) + " from where the others expect it"
                        : "");
    }

    /** Every landmark; nothing without. */
    static void table(PageText page, Assessment assessment) {
        assessment.registration().flatMap(use -> use.scan().landmarks()).ifPresent(fit -> {
            List<List<String>> rows = new ArrayList<>();
            for (LandmarkFit.Landmark each : fit.landmarks()) {
                rows.add(List.of(
                        each.label() + (each.standsOut() ? " (stands out)" : ""),
                        Numbers.near(each.residualMm(), 1),
                        each.leftOutMm().isPresent()
                                ? Numbers.near(each.leftOutMm().getAsDouble(), 1)
                                : ""));
            }
            page.table("grid small", List.of("landmark", "residual mm", "left out mm"), rows);
        });
    }

    private static String near(double mm) {
        return Numbers.near(mm, 1) + TextLayout.KEEP + "mm";
    }

    private static String up(double mm) {
        return Numbers.up(mm, 1) + TextLayout.KEEP + "mm";
    }
}
