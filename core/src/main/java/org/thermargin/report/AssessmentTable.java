package org.thermargin.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.thermargin.Finding;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.CoolingEffect;
import org.thermargin.assess.HeatSinkRisk;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.ModelInterval;
import org.thermargin.assess.QamNumbers;
import org.thermargin.assess.ShownMargin;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.geometry.Point3;
import org.thermargin.margin.MarginResult;

/**
 * An assessment as CSV (RFC 4180, UTF-8): one row per lesion and zone source, and one row for a lesion that is refused
 * or not targeted. The columns are the same for every case; a field is empty where the value is unknown. Lists stand in
 * one field, separated by semicolons. Units are in the column names; points are LPS mm; shares are 0..1.
 */
public final class AssessmentTable {
    static final String SEPARATOR = ";";
    private static final int SHELLS = 10;
    private static final List<Column> COLUMNS = columns();

    private AssessmentTable() {}

    /** Names of the columns, in order. */
    public static List<String> header() {
        return COLUMNS.stream().map(Column::name).toList();
    }

    /** The table with its header line. */
    public static String of(Assessment assessment) {
        StringBuilder table = new StringBuilder();
        CsvRow header = new CsvRow();
        COLUMNS.forEach(column -> header.text(column.name()));
        table.append(header.end());
        for (LesionAssessment lesion : assessment.lesions()) {
            if (lesion.zones().isEmpty()) {
                table.append(row(new Subject(assessment, lesion, Optional.empty())));
            }
            for (ZoneAssessment zone : lesion.zones()) {
                table.append(row(new Subject(assessment, lesion, Optional.of(zone))));
            }
        }
        return table.toString();
    }

    private static String row(Subject subject) {
        CsvRow row = new CsvRow();
        COLUMNS.forEach(column -> column.put().accept(subject, row));
        return row.end();
    }

    /** What a row is about; no zone for a refused or untargeted lesion. */
    private record Subject(Assessment assessment, LesionAssessment lesion, Optional<ZoneAssessment> zone) {
        Optional<ZoneNumbers> numbers() {
            return zone.flatMap(ZoneAssessment::numbers);
        }
    }

    private record Column(String name, BiConsumer<Subject, CsvRow> put) {}

    private static Column text(String name, Function<Subject, String> value) {
        return new Column(name, (subject, row) -> row.text(value.apply(subject)));
    }

    private static Column optional(String name, Function<Subject, OptionalDouble> value) {
        return new Column(name, (subject, row) -> row.number(value.apply(subject)));
    }

    private static Column zoneText(String name, Function<ZoneAssessment, String> value) {
        return text(name, subject -> subject.zone().map(value).orElse(""));
    }

    private static Column zone(String name, ToDoubleFunction<ZoneAssessment> value) {
        return optional(
                name,
                subject -> subject.zone()
                        .map(z -> OptionalDouble.of(value.applyAsDouble(z)))
                        .orElse(OptionalDouble.empty()));
    }

    private static Column numbers(String name, ToDoubleFunction<ZoneNumbers> value) {
        return numbersIfKnown(name, numbers -> OptionalDouble.of(value.applyAsDouble(numbers)));
    }

    private static Column numbersIfKnown(String name, Function<ZoneNumbers, OptionalDouble> value) {
        return optional(name, subject -> subject.numbers().map(value).orElse(OptionalDouble.empty()));
    }

    private static Column margin(String name, ToDoubleFunction<MarginResult> value) {
        return numbers(name, numbers -> value.applyAsDouble(numbers.margin()));
    }

    private static Column qam(String name, ToDoubleFunction<QamNumbers> value) {
        return numbersIfKnown(
                name,
                numbers -> numbers.qam()
                        .map(qam -> OptionalDouble.of(value.applyAsDouble(qam)))
                        .orElse(OptionalDouble.empty()));
    }

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        addOutcome(columns);
        addLesion(columns);
        addMargin(columns);
        addDistribution(columns);
        addCoverage(columns);
        addQam(columns);
        addChecks(columns);
        addVessels(columns);
        addSpread(columns);
        columns.add(text("refusals", s -> codes(s.lesion().refusals())));
        columns.add(text("lesion_notes", s -> codes(s.lesion().notes())));
        columns.add(text("zone_findings", AssessmentTable::zoneFindings));
        columns.add(text("case_notes", s -> codes(s.assessment().notes())));
        columns.add(text("case_warnings", s -> codes(s.assessment().warnings())));
        return List.copyOf(columns);
    }

    private static void addOutcome(List<Column> columns) {
        columns.add(text("case_id", s -> s.assessment().caseId()));
        columns.add(text("case_outcome", s -> s.assessment().outcome().name()));
        columns.add(text("lesion_id", s -> s.lesion().id()));
        columns.add(zoneText("source", z -> z.source().key()));
        columns.add(text(
                "verdict",
                s -> s.zone()
                        .map(ZoneAssessment::verdict)
                        .orElse(s.lesion().outcome())
                        .name()));
        columns.add(zoneText("nominal_verdict", z -> z.nominalVerdict().name()));
        columns.add(zoneText("guaranteed_verdict", z -> z.guaranteedVerdict().name()));
        columns.add(zoneText("untainted_verdict", z -> z.untaintedVerdict().name()));
        columns.add(zoneText("possible_verdicts", z -> joined(z.possibleVerdicts())));
        columns.add(zoneText("decided_by", ZoneAssessment::decidedBy));
        columns.add(zoneText("taints", z -> joined(z.taints())));
        columns.add(zoneText("accepted", z -> joined(z.accepted())));
        columns.add(text("preset", s -> s.assessment().criteria().preset()));
        columns.add(optional(
                "target_mm", s -> OptionalDouble.of(s.assessment().criteria().targetMm())));
        columns.add(text(
                "target_assumed",
                s -> Boolean.toString(s.assessment().criteria().targetAssumed())));
        columns.add(optional("registration_error_mm", s -> s.assessment().registrationErrorMm()));
    }

    private static void addLesion(List<Column> columns) {
        columns.add(
                optional("lesion_volume_ml", s -> OptionalDouble.of(s.lesion().volumeMl())));
        columns.add(optional(
                "lesion_equivalent_diameter_mm",
                s -> OptionalDouble.of(s.lesion().equivalentDiameterMm())));
        columns.add(optional(
                "lesion_max_diameter_mm", s -> OptionalDouble.of(s.lesion().maxDiameterMm())));
        columns.add(text(
                "subcapsular",
                s -> s.lesion().subcapsular().map(b -> b.toString()).orElse("")));
        columns.add(text("targeted", s -> Boolean.toString(s.lesion().targeted())));
        columns.add(zoneText("zone_model", ZoneAssessment::model));
        columns.add(zoneText("table_rows", z -> joined(z.tableRows())));
        columns.add(zoneText("zone_claim", ZoneAssessment::claim));
        columns.add(zone("zone_volume_ml", ZoneAssessment::volumeMl));
        columns.add(zoneText("deformed_by_vessels", z -> Boolean.toString(z.deformedByVessels())));
        addCooling(columns);
    }

    private static void addCooling(List<Column> columns) {
        columns.add(cooling("plain_verdict", c -> c.plainVerdict().name()));
        columns.add(coolingNumber("plain_mam_mm", CoolingEffect::plainMamMm));
        columns.add(coolingNumber("plain_volume_ml", c -> OptionalDouble.of(c.plainVolumeMl())));
        columns.add(cooling("cooling_wall_rule", CoolingEffect::wallRule));
        columns.add(coolingNumber("cooling_volume_lost_ml", c -> OptionalDouble.of(c.volumeLostMl())));
        columns.add(coolingNumber("cooling_margin_lost_mm", CoolingEffect::marginLostMm));
        columns.add(cooling("cooling_vessel", c -> c.vessel().orElse("")));
    }

    private static Column cooling(String name, Function<CoolingEffect, String> value) {
        return zoneText(name, z -> z.cooling().map(value).orElse(""));
    }

    private static Column coolingNumber(String name, Function<CoolingEffect, OptionalDouble> value) {
        return optional(
                name, s -> s.zone().flatMap(ZoneAssessment::cooling).map(value).orElse(OptionalDouble.empty()));
    }

    private static void addMargin(List<Column> columns) {
        columns.add(margin("mam_mm", MarginResult::mamMm));
        columns.add(text(
                "mam_reference",
                s -> s.numbers()
                        .map(n -> AssessmentJson.key(n.margin().reference()))
                        .orElse("")));
        columns.add(margin("mam_lower_mm", MarginResult::lowerMm));
        columns.add(
                numbersIfKnown("mam_upper_mm", n -> ZoneJson.bound(n.margin().upperMm())));
        columns.add(margin("mam_guaranteed_lower_mm", MarginResult::guaranteedLowerMm));
        columns.add(numbersIfKnown(
                "mam_guaranteed_upper_mm", n -> ZoneJson.bound(n.margin().guaranteedUpperMm())));
        columns.add(margin("mam_raw_mm", MarginResult::rawMm));
        columns.add(numbersIfKnown("mam_excluded_mm", n -> n.margin().excludedMm()));
        columns.add(numbersIfKnown("excluded_area_fraction", n -> n.margin().excludedAreaFraction()));
        addPoint(columns, "witness_lesion", m -> m.witness().lesion());
        addPoint(columns, "witness_zone", m -> m.witness().zone());
        columns.add(
                text("direction", s -> s.numbers().map(ZoneNumbers::direction).orElse("")));
        columns.add(text("facing", s -> s.numbers().flatMap(ZoneNumbers::facing).orElse("")));
    }

    private static void addPoint(List<Column> columns, String name, Function<MarginResult, Point3> point) {
        columns.add(margin(name + "_x_lps_mm", m -> point.apply(m).x()));
        columns.add(margin(name + "_y_lps_mm", m -> point.apply(m).y()));
        columns.add(margin(name + "_z_lps_mm", m -> point.apply(m).z()));
    }

    private static void addDistribution(List<Column> columns) {
        columns.add(margin("surface_area_mm2", m -> m.surface().totalAreaMm2()));
        columns.add(numbers("fraction_ge_target", n -> n.fractionGeTarget().estimate()));
        columns.add(
                numbers("fraction_ge_target_lower", n -> n.fractionGeTarget().lower()));
        columns.add(
                numbers("fraction_ge_target_upper", n -> n.fractionGeTarget().upper()));
        columns.add(numbers("margin_q05_mm", n -> n.quantilesMm().q05()));
        columns.add(numbers("margin_q25_mm", n -> n.quantilesMm().q25()));
        columns.add(numbers("margin_q50_mm", n -> n.quantilesMm().q50()));
        columns.add(numbers("margin_q75_mm", n -> n.quantilesMm().q75()));
        columns.add(numbers("margin_q95_mm", n -> n.quantilesMm().q95()));
    }

    private static void addCoverage(List<Column> columns) {
        columns.add(numbers("coverage_fraction", ZoneNumbers::coverageFraction));
        columns.add(numbers("residual_ml", ZoneNumbers::residualMl));
        columns.add(text(
                "residual_islands",
                s -> s.numbers()
                        .map(n -> Integer.toString(n.residualIslands().size()))
                        .orElse("")));
        for (int d = 1; d <= SHELLS; d++) {
            double reachMm = d;
            columns.add(numbersIfKnown(
                    "shell_" + d + "_mm_ablated_fraction",
                    n -> n.shells().stream()
                            .filter(shell -> shell.dMm() == reachMm)
                            .mapToDouble(ZoneNumbers.ShellCoverage::ablatedFraction)
                            .findFirst()));
        }
        columns.add(numbersIfKnown("largest_full_shell_mm", ZoneNumbers::largestFullShellMm));
        columns.add(numbersIfKnown("largest_90_percent_shell_mm", ZoneNumbers::largestShell90Mm));
        columns.add(numbers("insufficient_margin_ml", ZoneNumbers::insufficientMarginMl));
        columns.add(numbersIfKnown(
                "nearest_vessel_to_lesion_mm",
                n -> n.vessels().stream()
                        .mapToDouble(ZoneNumbers.VesselDistance::toLesionMm)
                        .min()));
        columns.add(numbersIfKnown(
                "nearest_structure_to_zone_mm",
                n -> n.structures().stream()
                        .mapToDouble(ZoneNumbers.StructureDistance::toZoneMm)
                        .min()));
    }

    private static void addQam(List<Column> columns) {
        columns.add(text(
                "qam_border_voxels",
                s -> s.numbers()
                        .flatMap(ZoneNumbers::qam)
                        .map(q -> Long.toString(q.borderVoxels()))
                        .orElse("")));
        columns.add(qam("qam_min_mm", QamNumbers::minMm));
        columns.add(qam("qam_q25_mm", QamNumbers::q25Mm));
        columns.add(qam("qam_median_mm", QamNumbers::medianMm));
        columns.add(qam("qam_q75_mm", QamNumbers::q75Mm));
        columns.add(qam("qam_max_mm", QamNumbers::maxMm));
        columns.add(qam("qam_fraction_lt_0", QamNumbers::fractionBelow0));
        columns.add(qam("qam_fraction_0_to_5", QamNumbers::fraction0To5));
        columns.add(qam("qam_fraction_ge_5", QamNumbers::fractionAtLeast5));
    }

    private static void addChecks(List<Column> columns) {
        columns.add(text(
                "label",
                s -> s.zone()
                        .map(ZoneAssessment::verdict)
                        .orElse(s.lesion().outcome())
                        .label()
                        .orElse("")));
        columns.add(text(
                "shown_margins",
                s -> s.numbers()
                        .map(n -> joined(ShownMargin.of(s.assessment().criteria(), n.margin()).stream()
                                .map(m -> Numbers.plain(m.mm()) + " mm: " + AssessmentJson.key(m.reached()) + ", "
                                        + Numbers.percentDown(m.fraction()))
                                .toList()))
                        .orElse("")));
        columns.add(text(
                "structure_alerts",
                s -> s.numbers()
                        .map(n -> joined(n.structures().stream()
                                .filter(d -> !d.alert().equals("none"))
                                .map(d -> d.name() + ": " + d.alert() + ", " + Numbers.near(d.toZoneMm(), 1)
                                        + " mm (below " + Numbers.plain(d.alertMm()) + " mm)")
                                .toList()))
                        .orElse("")));
        columns.add(text(
                "needle_checks_failed",
                s -> s.numbers()
                        .filter(n -> !n.applicators().isEmpty())
                        .map(n -> Integer.toString(n.applicators().stream()
                                .mapToInt(ZoneNumbers.ApplicatorCheck::failed)
                                .sum()))
                        .orElse("")));
    }

    /** The worst vessel beside the lesion; empty without vessels. */
    private static void addVessels(List<Column> columns) {
        columns.add(text(
                "heat_sink_risk",
                s -> s.numbers()
                        .flatMap(n -> n.vessels().stream()
                                .map(ZoneNumbers.VesselDistance::heatSinkRisk)
                                .max(Comparator.naturalOrder()))
                        .map(HeatSinkRisk::key)
                        .orElse("")));
        columns.add(numbersIfKnown(
                "vessel_facing_mam_mm",
                n -> n.vessels().stream()
                        .flatMapToDouble(v -> v.facingMamMm().stream())
                        .min()));
    }

    /** What the spread of the device table leaves open; empty where its source states none. */
    private static void addSpread(List<Column> columns) {
        columns.add(spread("model_interval_lower_mm", ModelInterval::lowerMm));
        columns.add(spread("model_interval_upper_mm", ModelInterval::upperMm));
        columns.add(spread("model_interval_coverage", ModelInterval::coverage));
    }

    private static Column spread(String name, ToDoubleFunction<ModelInterval> value) {
        return optional(
                name,
                s -> s.zone()
                        .flatMap(ZoneAssessment::modelInterval)
                        .map(interval -> OptionalDouble.of(value.applyAsDouble(interval)))
                        .orElse(OptionalDouble.empty()));
    }

    private static String zoneFindings(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        subject.zone().ifPresent(zone -> findings.addAll(zone.findings()));
        subject.numbers().ifPresent(n -> findings.addAll(n.margin().findings()));
        return codes(findings);
    }

    private static String codes(List<Finding> findings) {
        return findings.stream().map(Finding::code).distinct().collect(Collectors.joining(SEPARATOR));
    }

    private static String joined(List<?> items) {
        return items.stream().map(Object::toString).collect(Collectors.joining(SEPARATOR));
    }
}
