package org.thermargin.campaign;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.CaseAssessor;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.Outcome;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.CaseFileReader;
import org.thermargin.io.casefile.SceneBuilder;
import org.thermargin.margin.MarginResult;
import org.thermargin.zone.EllipsoidZoneModel;

/**
 * How the program ends on the files of a folder.
 *
 * @param refused whether the case or its lesion was refused
 * @param outcome outcome of the case; REFUSED where it was refused
 * @param findings what was said: refusals, warnings, findings of lesions and zones
 * @param warnings the warnings of the case alone
 * @param holdsTruth whether there are as many intervals as true margins, each holding its own
 * @param mamsMm the estimates printed
 * @param margins the intervals printed
 */
record CampaignRun(
        boolean refused,
        Outcome outcome,
        List<Finding> findings,
        List<Finding> warnings,
        boolean holdsTruth,
        List<Double> mamsMm,
        String margins) {
    /** Assesses the case of the folder; the truths are in the order in which lesions and zones are printed. */
    static CampaignRun of(Path folder, List<Double> truths) {
        Assessment assessment;
        try {
            CaseFile source = CaseFileReader.readAny(folder);
            assessment = new CaseAssessor(
                            CaseAssessor.Options.defaults(1),
                            new EllipsoidZoneModel(DeviceCatalogue.released(), EllipsoidZoneModel.Options.strict()))
                    .assess(
                            new SceneBuilder(ReadOptions.strict(), 1).build(source),
                            AssessmentCriteria.custom(BaseCase.TARGET_MM));
        } catch (InputException e) {
            return new CampaignRun(true, Outcome.REFUSED, e.findings(), List.of(), false, List.of(), "");
        }
        List<Finding> findings = new ArrayList<>(assessment.warnings());
        boolean holds = true;
        List<Double> mams = new ArrayList<>();
        StringBuilder margins = new StringBuilder();
        for (LesionAssessment lesion : assessment.lesions()) {
            findings.addAll(lesion.refusals());
            findings.addAll(lesion.notes());
            for (ZoneAssessment zone : lesion.zones()) {
                findings.addAll(zone.findings());
                if (zone.numbers().isPresent()) {
                    MarginResult margin = zone.numbers().get().margin();
                    double trueMm = mams.size() < truths.size() ? truths.get(mams.size()) : Double.NaN;
                    holds &= margin.lowerMm() <= trueMm && trueMm <= margin.upperMm();
                    mams.add(margin.mamMm());
                    margins.append(
                            String.format(java.util.Locale.ROOT, " [%.2f, %.2f]", margin.lowerMm(), margin.upperMm()));
                } else {
                    holds = false;
                }
            }
        }
        boolean refused = assessment.outcome() == Outcome.REFUSED;
        return new CampaignRun(
                refused,
                assessment.outcome(),
                findings,
                assessment.warnings(),
                holds && !refused && mams.size() == truths.size(),
                mams,
                margins.toString());
    }

    /**
     * What became of a spoiled case: refused, warned (of a hazard of that kind, which the untouched twin is not), failed,
     * still right, or silent.
     */
    String end(CampaignRun untouched, Set<String> hazards) {
        Set<String> news = said();
        news.removeAll(untouched.said());
        if (refused) {
            return "refused";
        }
        if (news.stream().anyMatch(said -> hazards.contains(said.substring(0, said.indexOf(' '))))) {
            return "warned";
        }
        return outcome == Outcome.FAILED ? "failed" : holdsTruth ? "still right" : "silent";
    }

    /** Codes of warnings of the case, which an untouched one must not have. */
    List<String> warningCodes() {
        return warnings.stream().map(Finding::code).toList();
    }

    /** Hazards and codes of the findings, e.g. {@code H15 lesion-cut}. */
    Set<String> said() {
        Set<String> said = new LinkedHashSet<>();
        findings.forEach(f -> said.add(f.hazard() + " " + f.code()));
        return said;
    }
}
