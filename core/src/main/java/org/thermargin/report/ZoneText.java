package org.thermargin.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.CoolingEffect;
import org.thermargin.assess.ModelInterval;
import org.thermargin.assess.Outcome;
import org.thermargin.assess.QamNumbers;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.geometry.Point3;
import org.thermargin.margin.MarginResult;

/** The lines about one lesion and zone source in {@link AssessmentText}. */
final class ZoneText {
    private static final int BAR = 20;
    private static final int MAX_VESSELS = 5;
    private static final int MAX_STRUCTURES = 5;

    private ZoneText() {}

    static void margin(EntryLines layout, ZoneAssessment zone, ZoneNumbers numbers) {
        MarginResult margin = numbers.margin();
        layout.entry(
                "minimal margin",
                Numbers.near(margin.mamMm(), 2) + " mm, 99 % interval " + interval(margin.lowerMm(), margin.upperMm()));
        layout.entry("guaranteed", interval(margin.guaranteedLowerMm(), margin.guaranteedUpperMm()));
    }

    /** What the spread of the table leaves open. */
    static void spread(EntryLines layout, ModelInterval interval) {
        layout.entry(
                "spread of zones",
                Numbers.down(interval.lowerMm(), 2) + " to " + Numbers.up(interval.upperMm(), 2)
                        + " mm with the tabled axes " + Numbers.plain(interval.coverage())
                        + " standard deviations smaller or larger (not in the verdict)");
    }

    /** What vessels take, and the margin without them. */
    static void cooling(EntryLines layout, CoolingEffect cooling) {
        String lost = cooling.marginLostMm().isPresent()
                ? Numbers.near(cooling.marginLostMm().getAsDouble(), 1) + " mm of margin and "
                : "";
        layout.entry(
                "cooled by vessels",
                lost + Numbers.near(cooling.volumeLostMl(), 2) + " mL of the whole zone lost ("
                        + cooling.losses().stream()
                                .map(loss -> loss.vessel() + " " + Numbers.near(loss.volumeMl(), 2) + " mL")
                                .collect(Collectors.joining(", "))
                        + "), " + cooling.wallRule() + " wall"
                        + cooling.vessel()
                                .map(vessel -> "; " + vessel + " at the thinnest place")
                                .orElse(""));
        layout.entry(
                "without vessels",
                cooling.plainVerdict()
                        + (cooling.plainMamMm().isPresent()
                                ? ", minimal margin "
                                        + Numbers.near(cooling.plainMamMm().getAsDouble(), 2) + " mm"
                                : "")
                        + (cooling.deformedDecides() ? "" : " (decides)"));
    }

    static void verdicts(EntryLines layout, ZoneAssessment zone) {
        if (zone.verdict() == Outcome.INDETERMINATE) {
            layout.entry("still possible", names(zone.possibleVerdicts()));
        }
        layout.entry(
                "other readings",
                "point estimate " + zone.nominalVerdict() + ", guaranteed interval " + zone.guaranteedVerdict());
        if (!zone.taints().isEmpty()) {
            layout.entry("not accepted", names(zone.taints()) + "; without that: " + zone.untaintedVerdict());
        }
        if (!zone.accepted().isEmpty()) {
            layout.entry("accepted by you", names(zone.accepted()));
        }
        if (!zone.decidedBy().isEmpty()) {
            layout.entry("decided by", zone.decidedBy());
        }
    }

    static void place(EntryLines layout, ZoneNumbers numbers, ScanPlace place) {
        MarginResult margin = numbers.margin();
        String side = numbers.direction().isEmpty() ? "" : numbers.direction() + " side of the lesion, ";
        layout.entry(
                margin.mamMm() < 0 ? "least covered" : "thinnest",
                side
                        + point(margin.witness().lesion())
                        + place.onScanAfter(margin.witness().lesion())
                                .map(p -> "; on the scan after " + point(p))
                                .orElse(""));
        numbers.facing().ifPresent(facing -> layout.entry("faces", facing));
    }

    static void measurements(EntryLines layout, AssessmentCriteria criteria, ZoneNumbers numbers) {
        coverage(layout, numbers);
        bands(layout, numbers);
        around(layout, criteria, numbers);
        vessels(layout, numbers.vessels());
        structures(layout, numbers.structures());
        CheckText.applicators(layout, numbers.applicators());
        numbers.qam().ifPresent(qam -> qam(layout, qam));
    }

    /** Surface and tissue around the lesion, and what the margin is measured to. */
    static void around(EntryLines layout, AssessmentCriteria criteria, ZoneNumbers numbers) {
        ZoneNumbers.FractionInterval share = numbers.fractionGeTarget();
        layout.entry(
                "surface >= " + Numbers.plain(criteria.targetMm()) + " mm",
                Numbers.percentDown(share.estimate()) + " (" + Numbers.percentDown(share.lower()) + " to "
                        + Numbers.up(share.upper() * 100, 1) + Numbers.PERCENT + ")");
        CheckText.shown(layout, criteria, numbers.margin());
        layout.entry("shells around it", shells(numbers));
        layout.entry(
                "margin shortfall",
                Numbers.up(numbers.insufficientMarginMl(), 2) + " mL within " + Numbers.plain(criteria.targetMm())
                        + " mm of the lesion not ablated");
        references(layout, numbers.margin());
    }

    static void coverage(EntryLines layout, ZoneNumbers numbers) {
        String residual = numbers.residualMl() > 0
                ? ", residual " + Numbers.up(numbers.residualMl(), 2) + " mL"
                : ", no residual";
        if (!numbers.residualIslands().isEmpty()) {
            ZoneNumbers.ResidualIsland largest = numbers.residualIslands().get(0);
            int parts = numbers.residualIslands().size();
            residual += parts == 1
                    ? " in 1 part"
                    : " in " + parts + " parts, largest " + Numbers.up(largest.volumeMl(), 2) + " mL";
            residual += " at " + point(largest.centroid());
        }
        layout.entry("coverage", Numbers.percentDown(numbers.coverageFraction()) + " of the lesion" + residual);
    }

    private static void bands(EntryLines layout, ZoneNumbers numbers) {
        String label = "surface by margin";
        for (ZoneNumbers.SurfaceBand band : numbers.bands()) {
            int filled = (int) Math.round(Math.min(1, band.fraction()) * BAR);
            layout.entry(
                    label,
                    padded(range(band.fromMm(), band.toMm()), 9) + " |" + "#".repeat(filled) + ".".repeat(BAR - filled)
                            + "| " + Numbers.percent(band.fraction()));
            label = "";
        }
    }

    static String range(OptionalDouble from, OptionalDouble to) {
        if (from.isEmpty()) {
            return to.isEmpty() ? "all" : "< " + Numbers.plain(to.getAsDouble()) + " mm";
        }
        return to.isEmpty()
                ? ">= " + Numbers.plain(from.getAsDouble()) + " mm"
                : Numbers.plain(from.getAsDouble()) + "-" + Numbers.plain(to.getAsDouble()) + " mm";
    }

    private static String shells(ZoneNumbers numbers) {
        return ablatedTo("fully ablated", numbers.largestFullShellMm()) + ", "
                + ablatedTo("90 % ablated", numbers.largestShell90Mm())
                + (numbers.shellsWithinOrgan() ? "" : " (not clipped to the liver)");
    }

    private static String ablatedTo(String words, OptionalDouble mm) {
        return mm.isPresent() ? words + " to " + Numbers.plain(mm.getAsDouble()) + " mm" : "none " + words;
    }

    /** The three margins of the subcapsular rules side by side; one line without an organ. */
    private static void references(EntryLines layout, MarginResult margin) {
        if (margin.reference() == MarginResult.Reference.COMPLEMENT) {
            layout.entry("measured to", "everything outside the zone");
            return;
        }
        String excluded = margin.excludedMm().isPresent()
                ? Numbers.near(margin.excludedMm().getAsDouble(), 2) + " mm"
                : "none";
        String share = margin.excludedAreaFraction().isPresent()
                ? " (" + Numbers.percent(margin.excludedAreaFraction().getAsDouble()) + " left out)"
                : "";
        layout.entry(
                "measured to",
                "organ tissue " + Numbers.near(margin.mamMm(), 2) + " | raw " + Numbers.near(margin.rawMm(), 2)
                        + " | older rule " + excluded + share);
    }

    /** Name and kind, which is left out where the name says it. */
    private static String named(ZoneNumbers.VesselDistance vessel) {
        String kind = vessel.kind().words();
        String name = vessel.name().toLowerCase(Locale.ROOT);
        return vessel.name() + (name.contains(kind) || kind.contains(name) ? "" : " (" + kind + ")");
    }

    private static void vessels(EntryLines layout, List<ZoneNumbers.VesselDistance> vessels) {
        List<ZoneNumbers.VesselDistance> nearest = vessels.stream()
                .sorted(Comparator.comparingDouble(ZoneNumbers.VesselDistance::toLesionMm))
                .toList();
        String label = "vessels";
        for (ZoneNumbers.VesselDistance vessel : nearest.subList(0, Math.min(MAX_VESSELS, nearest.size()))) {
            layout.entry(
                    label,
                    named(vessel) + ": " + width(vessel)
                            + kept("to lesion", vessel.toLesionMm()) + ", " + toZone(vessel.toZoneMm(), 0)
                            + (vessel.toShaftMm().isPresent()
                                    ? ", " + kept("to shaft", vessel.toShaftMm().getAsDouble())
                                    : "")
                            + cooling(vessel));
            label = "";
        }
        if (nearest.size() > MAX_VESSELS) {
            layout.entry("", "and " + (nearest.size() - MAX_VESSELS) + " farther ones");
        }
    }

    private static String width(ZoneNumbers.VesselDistance vessel) {
        return vessel.diameterMm().isPresent()
                ? Numbers.near(vessel.diameterMm().getAsDouble(), 1) + TextLayout.KEEP + "mm wide, "
                : "";
    }

    /** Risk and the margin that faces the vessel; nothing where it does not matter. */
    private static String cooling(ZoneNumbers.VesselDistance vessel) {
        String facing = vessel.facingMamMm().isPresent()
                ? ", " + kept("facing it", vessel.facingMamMm().getAsDouble())
                : "";
        return switch (vessel.heatSinkRisk()) {
            case NONE -> "";
            case LOW, HIGH -> ", heat-sink risk " + vessel.heatSinkRisk().key() + facing;
            case NOT_GRADED -> ", heat-sink risk not graded" + facing;
        };
    }

    private static void structures(EntryLines layout, List<ZoneNumbers.StructureDistance> structures) {
        List<ZoneNumbers.StructureDistance> nearest = structures.stream()
                .sorted(Comparator.comparingDouble(ZoneNumbers.StructureDistance::toZoneMm))
                .toList();
        String label = "structures";
        for (ZoneNumbers.StructureDistance s : nearest.subList(0, Math.min(MAX_STRUCTURES, nearest.size()))) {
            String overlap =
                    s.overlapMl() > 0 ? ", overlap " + Numbers.up(s.overlapMl(), 2) + TextLayout.KEEP + "mL" : "";
            String alert = s.alert().equals("none")
                    ? ""
                    : ", ALERT: " + s.alert() + " (below " + Numbers.plain(s.alertMm()) + TextLayout.KEEP + "mm)";
            layout.entry(label, s.name() + ": " + toZone(s.toZoneMm(), s.overlapMl()) + overlap + alert);
            label = "";
        }
        if (nearest.size() > MAX_STRUCTURES) {
            layout.entry("", "and " + (nearest.size() - MAX_STRUCTURES) + " farther ones");
        }
    }

    /** Distance to the zone in words where there is none: only a common volume proves that something lies inside. */
    static String toZone(double mm, double overlapMl) {
        if (overlapMl > 0) {
            return "in the zone";
        }
        return Numbers.near(mm, 1).equals("0.0") ? "touches the zone" : kept("to zone", mm);
    }

    /** Words and distance that no line break parts. */
    private static String kept(String words, double mm) {
        return (words + " " + Numbers.near(mm, 1) + " mm").replace(' ', TextLayout.KEEP);
    }

    static void qam(EntryLines layout, QamNumbers qam) {
        layout.entry(
                "legacy qam",
                "min " + Numbers.near(qam.minMm(), 2) + ", median " + Numbers.near(qam.medianMm(), 2) + ", max "
                        + Numbers.near(qam.maxMm(), 2) + " mm; < 0: " + Numbers.percent(qam.fractionBelow0())
                        + ", 0-5: " + Numbers.percent(qam.fraction0To5()) + ", >= 5: "
                        + Numbers.percent(qam.fractionAtLeast5()) + " (not the verdict)");
    }

    static String interval(double lower, double upper) {
        return upper == Double.POSITIVE_INFINITY
                ? "at least " + Numbers.down(lower, 2) + " mm (the zone is cut by its image)"
                : Numbers.down(lower, 2) + " to " + Numbers.up(upper, 2) + " mm";
    }

    static String point(Point3 p) {
        String text = "LPS (" + Numbers.near(p.x(), 1) + ", " + Numbers.near(p.y(), 1) + ", " + Numbers.near(p.z(), 1)
                + ") mm";
        return text.replace(' ', TextLayout.KEEP);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String names(List<?> items) {
        return items.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
