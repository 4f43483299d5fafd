package org.thermargin.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.plan.CaseAdvice;
import org.thermargin.scene.SceneInput;

/**
 * An assessment as one page for people, to be read on a screen or printed: XHTML that needs nothing else, no script, no
 * network. Its sentences are those of {@link AssessmentText}, its numbers are rounded alike. The same assessment gives
 * the same bytes; it bears a date only where one is given. What each part shows: {@code docs/report.md}.
 */
public final class ReportPage {
    private static final int HASH_SHOWN = 16;

    /**
     * What the page needs beside the assessment.
     *
     * @param software the program that made it
     * @param paths how paths of inputs appear
     * @param scene what lies around the lesions
     * @param date date of the run in words; empty: the page bears none
     */
    public record Options(Software software, PathStyle paths, PictureScene scene, Optional<String> date) {}

    private final Assessment assessment;
    private final CaseAdvice advice;
    private final Options options;
    private final PageText page = new PageText();

    private ReportPage(Assessment assessment, CaseAdvice advice, Options options) {
        this.assessment = assessment;
        this.advice = advice;
        this.options = options;
    }

    /** The document, ending in a line feed. */
    public static String of(Assessment assessment, CaseAdvice advice, Options options) {
        return new ReportPage(assessment, advice, options).document();
    }

    private String document() {
        page.add("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head>\n"
                + "<meta charset=\"utf-8\"/>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                + " style-src 'unsafe-inline'; img-src data:\"/>\n");
        page.element("title", "", "Ablation margins: " + assessment.caseId());
        page.add("<style>\n" + ReportStyle.CSS + "</style>\n</head>\n<body>\n");
        page.element("div", "runner", "Thermargin " + options.software().version() + ", case " + assessment.caseId());
        summary();
        for (int n = 0; n < assessment.lesions().size(); n++) {
            LesionAssessment lesion = assessment.lesions().get(n);
            for (ZoneAssessment zone : lesion.zones()) {
                String id = "l" + (n + 1) + zone.source().key();
                ReportZone.write(page, assessment, lesion, zone, advice, options.scene(), id);
            }
        }
        provenance();
        return page.add("</body>\n</html>\n").toString();
    }

    private void summary() {
        page.heading(1, "Ablation margin report");
        page.element(
                "p",
                "lead",
                "Case " + assessment.caseId()
                        + options.date().map(date -> ", " + date).orElse(""));
        page.add(
                "<div class=\"verdict\" style=\"border-left-color:" + ReportStyle.colour(assessment.outcome()) + "\">");
        page.element("b", "", AssessmentText.label(assessment.outcome()));
        page.element("span", "", assessment.decidedBy().isEmpty() ? "" : "decided by " + assessment.decidedBy());
        page.add("</div>\n");
        page.element("p", "research", AssessmentText.RESEARCH_ONLY);
        lesions();
        page.entries(lines -> {
            lines.entry("target", AssessmentText.target(assessment.criteria()));
            AssessmentText.organ(lines, assessment);
        });
        deciding();
        differences();
        inputs();
        said();
    }

    private void lesions() {
        page.heading(3, "Lesions");
        List<List<String>> rows = new ArrayList<>();
        for (LesionAssessment lesion : assessment.lesions()) {
            if (lesion.zones().isEmpty()) {
                rows.add(List.of(
                        lesion.id(),
                        "-",
                        AssessmentText.label(lesion.outcome()),
                        "-",
                        "-",
                        "-",
                        AssessmentText.size(lesion)));
            }
            for (ZoneAssessment zone : lesion.zones()) {
                rows.add(row(lesion, zone));
            }
        }
        page.table(
                "grid",
                List.of("lesion", "zone", "verdict", "margin mm", "99 % interval mm", "coverage", "decided by"),
                rows);
        for (LesionAssessment lesion : assessment.lesions()) {
            lesion.refusals()
                    .forEach(f -> page.element(
                            "p", "warn", "Lesion " + lesion.id() + " is refused: " + AssessmentText.reason(f)));
        }
    }

    /** The surface of the first lesion whose outcome is that of the case, for its latest zone. */
    private void deciding() {
        for (LesionAssessment lesion : assessment.lesions()) {
            if (!lesion.zones().isEmpty() && lesion.outcome() == assessment.outcome()) {
                ZoneAssessment zone = lesion.zones().get(lesion.zones().size() - 1);
                zone.numbers().ifPresent(numbers -> {
                    ReportZone.figure(page, SurfaceViews.of(numbers, 150), "");
                    ReportZone.figure(
                            page,
                            BandLegend.of(numbers.bands()),
                            ReportZone.title(lesion, zone) + ": lesion surface by margin, shares of its area; the ring"
                                    + " marks the thinnest point.");
                });
                return;
            }
        }
    }

    private static List<String> row(LesionAssessment lesion, ZoneAssessment zone) {
        return List.of(
                lesion.id(),
                zone.source().key() + AssessmentText.condition(zone),
                AssessmentText.label(zone.verdict()).replace(' ', TextLayout.KEEP),
                zone.numbers().map(n -> Numbers.near(n.margin().mamMm(), 2)).orElse("-"),
                zone.numbers()
                        .map(n -> ZoneText.interval(
                                        n.margin().lowerMm(), n.margin().upperMm())
                                .replace(" mm", ""))
                        .orElse("-"),
                zone.numbers()
                        .map(n -> Numbers.percentDown(n.coverageFraction()))
                        .orElse("-"),
                zone.decidedBy());
    }

    private void differences() {
        PageText rows = new PageText();
        for (LesionAssessment lesion : assessment.lesions()) {
            rows.entries(lines -> AdviceText.differences(
                    (label, value) -> lines.entry(lesion.id() + ": " + label, value),
                    lesion.id(),
                    advice.differences()));
        }
        rows.entries(lines -> AdviceText.applicators(lines, advice.differences()));
        if (!rows.toString().isEmpty()) {
            page.heading(3, "Planned, placed, observed").add(rows.toString());
        }
    }

    private void inputs() {
        page.heading(3, "Inputs");
        List<List<String>> rows = new ArrayList<>();
        for (SceneInput input : assessment.inputs()) {
            rows.add(List.of(
                    input.role(),
                    options.paths().of(input.path()),
                    input.sha256()
                            .substring(0, Math.min(HASH_SHOWN, input.sha256().length())),
                    input.grid().map(ReportPage::size).orElse("-")));
        }
        page.table("grid small", List.of("role", "path", "SHA-256 begins", "voxels and spacing"), rows);
    }

    private static String size(VoxelGrid grid) {
        return grid.nx() + " x " + grid.ny() + " x " + grid.nz() + " of " + Numbers.plain(grid.dxMm()) + " x "
                + Numbers.plain(grid.dyMm()) + " x " + Numbers.plain(grid.dzMm()) + " mm";
    }

    private void said() {
        Findings findings = Findings.of(assessment);
        if (!findings.warnings().isEmpty()) {
            page.heading(3, "Warnings");
            findings.warnings()
                    .forEach(f ->
                            page.element("p", "warn", AssessmentText.warning(f, options.paths() == PathStyle.SHOWN)));
        }
        page.heading(3, "Notes");
        findings.notes().forEach(f -> page.paragraph(f.text()));
        for (LesionAssessment lesion : assessment.lesions()) {
            lesion.notes().forEach(f -> page.paragraph("Lesion " + lesion.id() + ": " + f.text()));
        }
    }

    private void provenance() {
        page.add("<section>\n");
        page.heading(3, "Provenance");
        Software software = options.software();
        page.entries(lines -> {
            lines.entry(
                    "software",
                    "Thermargin " + software.version()
                            + software.commit().map(c -> ", commit " + c).orElse("") + ", Java " + software.java());
            lines.entry(
                    "data", AssessmentJson.SCHEMA + ", assessment.json beside this file holds every number exactly");
            lines.entry(
                    "criteria",
                    assessment.criteria().preset() + ": "
                            + assessment.criteria().source());
            if (assessment.registration().isPresent()) {
                RegistrationText.write(lines, assessment);
            } else {
                assessment
                        .registrationErrorMm()
                        .ifPresent(mm -> lines.entry("registration", RegistrationText.stated(assessment)));
            }
        });
        RegistrationText.table(page, assessment);
        List<List<String>> rows = new ArrayList<>();
        assessment.inputs().forEach(i -> rows.add(List.of(i.role(), i.sha256())));
        page.table("grid hash", List.of("input", "SHA-256"), rows);
        page.element("p", "research", AssessmentText.RESEARCH_ONLY);
        page.add("</section>\n");
    }
}
