package org.thermargin.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.QamNumbers;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.geometry.Point3;
import org.thermargin.margin.MarginResult;
import org.thermargin.placement.NeedleCheck;
import org.thermargin.plan.Correction;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;

/** The tables of one lesion and zone source on the report page. */
final class ReportTables {
    private static final String NONE = "-";
    private static final int MAX_ISLANDS = 12;

    private ReportTables() {}

    static void vessels(PageText page, List<ZoneNumbers.VesselDistance> vessels) {
        List<List<String>> rows = new ArrayList<>();
        for (ZoneNumbers.VesselDistance v : vessels) {
            String width = v.diameterMm().isPresent()
                    ? Numbers.near(v.diameterMm().getAsDouble(), 1)
                            + (v.diameterErrorMm().isPresent()
                                    ? " ± " + Numbers.near(v.diameterErrorMm().getAsDouble(), 1)
                                    : "")
                    : NONE;
            rows.add(List.of(
                    v.name(),
                    v.kind().words(),
                    width,
                    Numbers.near(v.toLesionMm(), 1),
                    Numbers.near(v.toZoneMm(), 1),
                    near(v.toShaftMm(), 1),
                    Numbers.near(v.contactMm2(), 0),
                    v.heatSinkRisk().key().replace('_', ' '),
                    near(v.facingMamMm(), 1)));
        }
        if (!rows.isEmpty()) {
            page.heading(3, "Vessels");
        }
        page.table(
                "grid small",
                List.of(
                        "vessel",
                        "kind",
                        "width mm (99 %)",
                        "to lesion mm",
                        "to zone mm",
                        "to shaft mm",
                        "wall in zone mm²",
                        "heat-sink risk",
                        "margin facing it mm"),
                rows);
    }

    static void structures(PageText page, List<ZoneNumbers.StructureDistance> structures) {
        List<List<String>> rows = new ArrayList<>();
        for (ZoneNumbers.StructureDistance s : structures) {
            rows.add(List.of(
                    s.name(),
                    Numbers.near(s.toZoneMm(), 1),
                    Numbers.up(s.overlapMl(), 2),
                    s.alert().equals("none") ? "none" : "ALERT: " + s.alert(),
                    Numbers.plain(s.alertMm()),
                    s.alertSource()));
        }
        if (!rows.isEmpty()) {
            page.heading(3, "Structures that should not be heated");
        }
        page.table(
                "grid small",
                List.of("structure", "to zone mm", "overlap mL", "alert", "alert below mm", "source of the distance"),
                rows);
    }

    /** Where the applicators stand and what the case states of their zones. */
    static void placements(PageText page, List<ZoneNumbers.ApplicatorCheck> applicators) {
        List<List<String>> rows = new ArrayList<>();
        for (ZoneNumbers.ApplicatorCheck applicator : applicators) {
            ApplicatorPlacement p = applicator.placement();
            String roll = p.rollRad() == 0
                    ? ""
                    : ", rolled " + Numbers.near(StrictMath.toDegrees(p.rollRad()), 1) + TextLayout.KEEP + "deg";
            for (Application a : p.applications()) {
                rows.add(List.of(
                        p.id() + ", " + p.deviceId() + roll,
                        point(p.entry()),
                        point(p.tip()),
                        near(a.powerW(), 0),
                        Numbers.near(a.timeS(), 0),
                        Numbers.near(a.pullBackMm(), 1),
                        near(a.reachBeyondTipMm(), 1),
                        Numbers.plain(a.factors().inVivoShort()) + ", "
                                + Numbers.plain(a.factors().inVivoLong()) + ", "
                                + Numbers.plain(a.factors().shrinkage())));
            }
        }
        if (!rows.isEmpty()) {
            page.heading(3, "Applicators");
        }
        page.table(
                "grid small",
                List.of(
                        "applicator",
                        "entry LPS mm",
                        "tip LPS mm",
                        "power W",
                        "time s",
                        "pull-back mm",
                        "reach stated mm",
                        "factors: in vivo short, long, shrinkage"),
                rows);
    }

    private static String point(Point3 p) {
        return Numbers.near(p.x(), 1) + ", " + Numbers.near(p.y(), 1) + ", " + Numbers.near(p.z(), 1);
    }

    static void needles(PageText page, List<ZoneNumbers.ApplicatorCheck> applicators) {
        List<List<String>> rows = new ArrayList<>();
        Set<String> sources = new LinkedHashSet<>();
        for (ZoneNumbers.ApplicatorCheck applicator : applicators) {
            String about = applicator.id() + ", " + Numbers.near(applicator.lengthMm(), 0) + " mm long";
            for (NeedleCheck check : applicator.checks()) {
                String unit = check.unit().equals("count") ? "" : TextLayout.KEEP + check.unit();
                rows.add(List.of(
                        about,
                        check.text(),
                        check.value().isPresent() ? Numbers.near(check.value().getAsDouble(), 1) + unit : NONE,
                        check.limit().isPresent() ? Numbers.plain(check.limit().getAsDouble()) + unit : NONE,
                        check.failed() ? "FAIL" : check.status().key()));
                about = applicator.id(); // in every row: a table goes on over pages
                if (!check.source().isEmpty()) {
                    sources.add(check.source());
                }
            }
            if (applicator.checks().isEmpty()) {
                rows.add(List.of(about, "no checks", "", "", ""));
            }
        }
        if (!rows.isEmpty()) {
            page.heading(3, "Needle checks");
        }
        page.table("grid small", List.of("applicator", "what was found", "value", "limit", "result"), rows);
        if (!sources.isEmpty()) {
            page.element("p", "small", "Limits from: " + String.join("; ", sources) + ".");
        }
    }

    static void correction(PageText page, Correction correction, double mamMm) {
        page.heading(3, "How to move");
        page.entries(lines -> AdviceText.correction(lines, correction, mamMm));
        List<List<String>> rows = new ArrayList<>();
        for (Correction.Option o : correction.options()) {
            rows.add(List.of(
                    AssessmentJson.key(o.kind()).replace('_', ' ') + ", " + String.join(", ", o.applicators()),
                    shift(o),
                    near(o.advanceMm(), 1),
                    near(o.powerW(), 0),
                    near(o.timeS(), 0),
                    Numbers.near(o.mamMm(), 2),
                    ZoneText.interval(o.lowerMm(), o.upperMm()),
                    o.verdict().name(),
                    o.smallest() ? "yes" : "no"));
        }
        page.table(
                "grid small",
                List.of(
                        "change",
                        "shift L, P, S mm",
                        "advance mm",
                        "power W",
                        "time s",
                        "margin mm",
                        "99 % interval",
                        "outcome",
                        "proved smallest"),
                rows);
        page.element(
                "p",
                "small",
                "Searched up to " + Numbers.plain(correction.searchedMm()) + " mm, a smallest move to "
                        + Numbers.plain(correction.toleranceMm()) + " mm, " + correction.judged()
                        + " outcomes judged.");
    }

    private static String shift(Correction.Option option) {
        return option.shiftMm().stream().allMatch(mm -> mm == 0)
                ? NONE
                : option.shiftMm().stream().map(mm -> Numbers.near(mm, 1)).collect(Collectors.joining(", "));
    }

    /** The numbers that stand in no other table, two to a row. */
    static void numbers(PageText page, LesionAssessment lesion, ZoneAssessment zone, ZoneNumbers n) {
        List<String[]> pairs = new ArrayList<>();
        MarginResult m = n.margin();
        pair(pairs, "minimal margin", Numbers.near(m.mamMm(), 2) + " mm");
        pair(pairs, "99 % interval", ZoneText.interval(m.lowerMm(), m.upperMm()));
        pair(pairs, "guaranteed", ZoneText.interval(m.guaranteedLowerMm(), m.guaranteedUpperMm()));
        pair(pairs, "raw margin", Numbers.near(m.rawMm(), 2) + " mm");
        if (m.excludedMm().isPresent()) {
            pair(pairs, "older rule", near(m.excludedMm(), 2) + " mm");
        }
        if (m.excludedAreaFraction().isPresent()) {
            pair(
                    pairs,
                    "left out by it",
                    Numbers.percent(m.excludedAreaFraction().getAsDouble()));
        }
        m.components().forEach(c -> pair(pairs, c.name().replace('_', ' '), Numbers.near(c.mm(), 2) + " mm"));
        ZoneNumbers.Quantiles q = n.quantilesMm();
        pair(
                pairs,
                "margin, 5/25/50/75/95 % of area",
                Numbers.near(q.q05(), 2) + " / " + Numbers.near(q.q25(), 2) + " / " + Numbers.near(q.q50(), 2) + " / "
                        + Numbers.near(q.q75(), 2) + " / " + Numbers.near(q.q95(), 2) + " mm");
        pair(pairs, "lesion surface", Numbers.near(m.surface().totalAreaMm2(), 0) + " mm²");
        pair(
                pairs,
                "lesion",
                Numbers.near(lesion.volumeMl(), 2) + " mL, sphere of "
                        + Numbers.near(lesion.equivalentDiameterMm(), 1) + " mm, largest diameter "
                        + Numbers.near(lesion.maxDiameterMm(), 1) + " mm");
        pair(pairs, "zone", Numbers.near(zone.volumeMl(), 1) + " mL");
        pair(pairs, "residual", Numbers.up(n.residualMl(), 2) + " mL");
        pair(pairs, "thinnest, lesion side", ZoneText.point(m.witness().lesion()));
        pair(pairs, "thinnest, other side", ZoneText.point(m.witness().zone()));
        n.residualIslands().stream()
                .limit(MAX_ISLANDS)
                .forEach(i -> pair(
                        pairs,
                        "residual part",
                        Numbers.near(i.volumeMl(), 2) + " mL at " + ZoneText.point(i.centroid())));
        n.qam().ifPresent(qam -> qam(pairs, qam));
        page.heading(3, "Numbers");
        List<List<String>> rows = new ArrayList<>();
        for (int p = 0; p < pairs.size(); p += 2) {
            List<String> row = new ArrayList<>(List.of(pairs.get(p)));
            row.addAll(p + 1 < pairs.size() ? List.of(pairs.get(p + 1)) : List.of("", ""));
            rows.add(row);
        }
        page.table("grid small", List.of("number", "value", "number", "value"), rows);
        page.element(
                "p",
                "small",
                "Ablated share of the tissue within each distance of the lesion: "
                        + n.shells().stream()
                                .map(s -> Numbers.plain(s.dMm()) + " mm " + Numbers.percentDown(s.ablatedFraction()))
                                .collect(Collectors.joining(", "))
                        + ".");
    }

    private static void qam(List<String[]> pairs, QamNumbers qam) {
        pair(
                pairs,
                "legacy qam, quartiles",
                Numbers.near(qam.q25Mm(), 2) + " / " + Numbers.near(qam.medianMm(), 2) + " / "
                        + Numbers.near(qam.q75Mm(), 2) + " mm of " + qam.borderVoxels() + " border voxels");
    }

    private static void pair(List<String[]> pairs, String label, String value) {
        pairs.add(new String[] {label, value});
    }

    private static String near(OptionalDouble value, int decimals) {
        return value.isPresent() ? Numbers.near(value.getAsDouble(), decimals) : NONE;
    }
}
