package org.thermargin.report;

import java.util.List;
import org.thermargin.Finding;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.Outcome;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.plan.CaseAdvice;

/**
 * An assessment for people, 80 columns: verdict first, then margin with interval and place, coverage and surroundings,
 * then what must be said about it. Lower bounds are rounded down and upper bounds up, so that no bound looks better than
 * it is.
 */
public final class AssessmentText {
    /** What every output for people ends with. */
    public static final String RESEARCH_ONLY = "Research software: not a medical device, not for clinical decisions.";

    private AssessmentText() {}

    /** The text, ending in a line feed. */
    public static String of(Assessment assessment, TextStyle style) {
        return of(assessment, CaseAdvice.none(), style);
    }

    /** The text with what is said beside the assessment. */
    public static String of(Assessment assessment, CaseAdvice advice, TextStyle style) {
        TextLayout layout = new TextLayout();
        String start =
                style.verdict(assessment.outcome(), label(assessment.outcome())) + "  case " + assessment.caseId();
        boolean alone = assessment.lesions().size() == 1
                && assessment.lesions().get(0).zones().size() == 1;
        if (!alone) {
            layout.line(start + (assessment.decidedBy().isEmpty() ? "" : ", decided by " + assessment.decidedBy()));
        }
        for (LesionAssessment lesion : assessment.lesions()) {
            lesion(layout, assessment, lesion, advice, alone ? start + ", " : "", style);
        }
        organ(layout, assessment);
        RegistrationText.write(layout, assessment);
        AdviceText.applicators(layout, advice.differences());
        Findings findings = Findings.of(assessment);
        if (!findings.warnings().isEmpty() || !findings.notes().isEmpty()) {
            layout.line("");
        }
        findings.warnings().forEach(f -> layout.paragraph("warning: " + warning(f, true)));
        findings.notes().forEach(f -> layout.paragraph("note: " + f.text()));
        layout.line(RESEARCH_ONLY);
        return layout.toString();
    }

    static void organ(EntryLines layout, Assessment assessment) {
        assessment
                .organ()
                .ifPresent(organ -> layout.entry(
                        "organ",
                        Numbers.near(organ.ablatedMl(), 1) + " of " + Numbers.near(organ.volumeMl(), 0)
                                + " mL ablated (" + Numbers.percent(organ.ablatedFraction()) + ")"));
    }

    /** A warning with what it is called and, where that may be said, the file it is about. */
    static String warning(Finding f, boolean withFile) {
        return f.text() + " [" + f.code() + (f.hazard().isEmpty() ? "" : " " + f.hazard())
                + (f.file().isEmpty() || !withFile ? "" : ", " + f.file()) + "]";
    }

    /** Why an input is refused, one paragraph for each reason; no number. */
    public static String refused(List<Finding> reasons, TextStyle style) {
        TextLayout layout = new TextLayout();
        layout.line(style.verdict(Outcome.REFUSED, "REFUSED") + "  no margin is computed from this input");
        reasons.forEach(reason -> layout.entry("", reason(reason)));
        return layout.toString();
    }

    /** That a self-check failed before any lesion was measured; no number. */
    public static String failed(Finding why, TextStyle style) {
        TextLayout layout = new TextLayout();
        layout.line(style.verdict(Outcome.FAILED, "FAILED") + "  a self-check failed, no margin is computed");
        layout.entry("", reason(why));
        return layout.toString();
    }

    static String reason(Finding f) {
        return (f.file().isEmpty() ? "" : f.file() + ": ") + f.text() + " [" + f.code()
                + (f.hazard().isEmpty() ? "" : ", " + f.hazard()) + "]";
    }

    /** One block per zone source. The headline of the only block of a case is also that of the case. */
    private static void lesion(
            TextLayout layout,
            Assessment assessment,
            LesionAssessment lesion,
            CaseAdvice advice,
            String caseStart,
            TextStyle style) {
        if (caseStart.isEmpty()) {
            layout.line("");
        }
        if (lesion.zones().isEmpty()) {
            layout.line(style.verdict(lesion.outcome(), label(lesion.outcome())) + "  lesion " + lesion.id());
            lesion.refusals().forEach(refusal -> layout.entry("because", reason(refusal)));
            layout.entry("lesion", size(lesion));
        }
        boolean first = true;
        for (ZoneAssessment zone : lesion.zones()) {
            if (!first) {
                layout.line("");
            }
            first = false;
            String start =
                    caseStart.isEmpty() ? style.verdict(zone.verdict(), label(zone.verdict())) + "  " : caseStart;
            layout.line(start + "lesion " + lesion.id() + ", " + zone.source().key() + " zone" + condition(zone));
            zone.numbers().ifPresent(numbers -> ZoneText.margin(layout, zone, numbers));
            layout.entry("target", target(assessment.criteria()));
            ZoneText.verdicts(layout, zone);
            zone.modelInterval().ifPresent(interval -> ZoneText.spread(layout, interval));
            AdviceText.contracted(layout, advice.contracted(lesion.id(), zone.source()));
            zone.cooling().ifPresent(cooling -> ZoneText.cooling(layout, cooling));
            zone.numbers().ifPresent(numbers -> CheckText.failed(layout, numbers.applicators()));
            zone.numbers()
                    .ifPresent(numbers -> advice.correction(lesion.id(), zone.source())
                            .ifPresent(c -> AdviceText.correction(
                                    layout, c, numbers.margin().mamMm())));
            zone.numbers()
                    .ifPresent(numbers -> ZoneText.place(layout, numbers, ScanPlace.of(assessment, zone.source())));
            layout.entry("lesion", size(lesion));
            zone.numbers().ifPresent(numbers -> ZoneText.measurements(layout, assessment.criteria(), numbers));
            if (!zone.claim().isEmpty()) {
                layout.entry("zone", Numbers.near(zone.volumeMl(), 1) + " mL, " + zone.claim());
            }
        }
        AdviceText.differences(layout, lesion.id(), advice.differences());
        lesion.notes().forEach(note -> layout.entry("note", note.text()));
    }

    /** A planned or placed outcome holds only if the zone does. */
    static String condition(ZoneAssessment zone) {
        return zone.tableRows().isEmpty() ? "" : ", if the zone is as tabled";
    }

    static String target(AssessmentCriteria criteria) {
        String target = Numbers.plain(criteria.targetMm()) + " mm";
        return target
                + (criteria.targetAssumed()
                        ? ", ASSUMED: no target was stated"
                        : criteria.preset().equals("custom") ? ", as stated" : ", preset " + criteria.preset());
    }

    static String size(LesionAssessment lesion) {
        return Numbers.near(lesion.volumeMl(), 2) + " mL, largest diameter " + Numbers.near(lesion.maxDiameterMm(), 1)
                + " mm"
                + lesion.subcapsular()
                        .map(near -> near ? ", subcapsular" : ", not subcapsular")
                        .orElse("");
    }

    /** The outcome with its label by analogy with R0, R1, R2. */
    static String label(Outcome outcome) {
        String words = outcome == Outcome.NOT_TARGETED ? "NOT TARGETED" : outcome.name();
        return words + outcome.label().map(label -> " (" + label + ")").orElse("");
    }
}
