package org.thermargin.report;

import java.util.ArrayList;
import java.util.List;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.plan.CaseAdvice;

/** One lesion and zone source on the report page: verdict, pictures, tables, and how the zone was made. */
final class ReportZone {
    private ReportZone() {}

    /** @param id distinguishes the section on its page */
    static void write(
            PageText page,
            Assessment assessment,
            LesionAssessment lesion,
            ZoneAssessment zone,
            CaseAdvice advice,
            PictureScene scene,
            String id) {
        page.add("<section class=\"zone\">\n");
        page.heading(2, title(lesion, zone));
        verdict(page, zone);
        page.entries(lines -> {
            zone.numbers().ifPresent(numbers -> ZoneText.margin(lines, zone, numbers));
            lines.entry("target", AssessmentText.target(assessment.criteria()));
            ZoneText.verdicts(lines, zone);
            zone.modelInterval().ifPresent(interval -> ZoneText.spread(lines, interval));
            AdviceText.contracted(lines, advice.contracted(lesion.id(), zone.source()));
            zone.cooling().ifPresent(cooling -> ZoneText.cooling(lines, cooling));
            zone.numbers().ifPresent(numbers -> CheckText.failed(lines, numbers.applicators()));
            zone.numbers()
                    .ifPresent(numbers -> ZoneText.place(lines, numbers, ScanPlace.of(assessment, zone.source())));
            lines.entry("lesion", AssessmentText.size(lesion));
            zone.numbers().ifPresent(numbers -> ZoneText.coverage(lines, numbers));
            made(lines, zone);
        });
        zone.numbers().ifPresent(numbers -> {
            pictures(page, assessment, lesion, zone, numbers, scene, id);
            tables(page, lesion, zone, numbers, advice);
        });
        page.add("</section>\n");
    }

    static String title(LesionAssessment lesion, ZoneAssessment zone) {
        return "Lesion" + (lesion.id().equals("lesion") ? "" : " " + lesion.id()) + ", "
                + zone.source().key() + " zone";
    }

    private static void verdict(PageText page, ZoneAssessment zone) {
        page.add("<div class=\"verdict\" style=\"border-left-color:" + ReportStyle.colour(zone.verdict()) + "\">");
        page.element("b", "", AssessmentText.label(zone.verdict()));
        String margin = zone.numbers()
                .map(n -> "minimal margin " + Numbers.near(n.margin().mamMm(), 2) + " mm, 99 % interval "
                        + ZoneText.interval(n.margin().lowerMm(), n.margin().upperMm()))
                .orElse("no numbers");
        page.element("span", "", margin + AssessmentText.condition(zone));
        page.add("</div>\n");
    }

    /** How the zone came about and what may be claimed for it. */
    private static void made(EntryLines lines, ZoneAssessment zone) {
        lines.entry(
                "zone",
                Numbers.near(zone.volumeMl(), 1) + " mL, " + zone.model()
                        + (zone.claim().isEmpty() ? "" : "; " + zone.claim()));
        if (!zone.tableRows().isEmpty()) {
            lines.entry("table rows", String.join(", ", zone.tableRows()));
        }
    }

    private static void pictures(
            PageText page,
            Assessment assessment,
            LesionAssessment lesion,
            ZoneAssessment zone,
            ZoneNumbers numbers,
            PictureScene scene,
            String id) {
        figure(page, SurfaceViews.of(numbers, 181.5), "");
        figure(
                page,
                BandLegend.of(numbers.bands()),
                "Lesion surface by margin, shares of its area; the ring marks the thinnest point.");
        figure(
                page,
                SlicePicture.of(scene, lesion, zone, id + "s"),
                "Sections through the thinnest point, seen as on a CT screen. Letters: R right, L left, A anterior, P"
                        + " posterior, S superior, I inferior of the patient.");
        page.add("<table class=\"side\"><tr><td>");
        figure(
                page,
                DirectionPicture.of(lesion, numbers, id + "d"),
                "Margin over all directions from the middle of the lesion, equal areas.");
        page.entries(lines -> ZoneText.around(lines, assessment.criteria(), numbers));
        page.add("</td><td style=\"width:77mm\">");
        figure(page, HistogramPicture.of(numbers, assessment.criteria().targetMm()), "Lesion surface area by margin.");
        figure(page, ShellPicture.of(numbers), "Tissue around the lesion that is ablated; the dashed line is 90 %.");
        page.add("</td></tr></table>\n");
    }

    static void figure(PageText page, String svg, String caption) {
        page.add("<figure>").add(svg);
        if (!caption.isEmpty()) {
            page.element("figcaption", "", caption);
        }
        page.add("</figure>\n");
    }

    private static void tables(
            PageText page, LesionAssessment lesion, ZoneAssessment zone, ZoneNumbers numbers, CaseAdvice advice) {
        advice.correction(lesion.id(), zone.source())
                .ifPresent(
                        c -> ReportTables.correction(page, c, numbers.margin().mamMm()));
        zone.cooling().ifPresent(cooling -> {
            List<List<String>> rows = new ArrayList<>();
            cooling.losses().forEach(l -> rows.add(List.of(l.vessel(), Numbers.near(l.volumeMl(), 2))));
            page.heading(3, "Cooling by vessels");
            page.table("grid small", List.of("vessel that cools", "volume lost to it mL"), rows);
            page.element("p", "small", "Zone without vessels " + Numbers.near(cooling.plainVolumeMl(), 1) + " mL.");
        });
        ReportTables.vessels(page, numbers.vessels());
        ReportTables.structures(page, numbers.structures());
        ReportTables.placements(page, numbers.applicators());
        ReportTables.needles(page, numbers.applicators());
        ReportTables.numbers(page, lesion, zone, numbers);
        page.entries(lines -> numbers.qam().ifPresent(qam -> ZoneText.qam(lines, qam)));
    }
}
