package org.thermargin.assess;

import java.util.List;
import java.util.Optional;
import org.thermargin.Finding;
import org.thermargin.scene.ZoneSource;

/**
 * One lesion against one zone source.
 *
 * @param source planned, placed or observed
 * @param model what made the zone: {@code imported-mask} or the zone model
 * @param claim what may be said of the zone, one sentence; conditional for device zones
 * @param tableRows rows of the device tables used; empty for imported zones
 * @param volumeMl volume of the zone, mL
 * @param deformedByVessels whether vessels changed the zone
 * @param verdict the outcome
 * @param nominalVerdict what the point estimate alone would give
 * @param guaranteedVerdict what the guaranteed interval would give
 * @param possibleVerdicts outcomes that the interval leaves open; one when the verdict is certain
 * @param untaintedVerdict what the interval gives when taints are not held against it
 * @param decidedBy the rule that fired, in words with its numbers
 * @param taints assumptions made for the user that bear on this outcome
 * @param accepted taints that the user accepted
 * @param numbers the measurements; empty when the outcome is FAILED
 * @param findings what must be said about these numbers
 * @param cooling what vessels take; empty where they do not change the zone
 * @param modelInterval what the spread of the table leaves open; empty where its source states none
 */
public record ZoneAssessment(
        ZoneSource source,
        String model,
        String claim,
        List<String> tableRows,
        double volumeMl,
        boolean deformedByVessels,
        Outcome verdict,
        Outcome nominalVerdict,
        Outcome guaranteedVerdict,
        List<Outcome> possibleVerdicts,
        Outcome untaintedVerdict,
        String decidedBy,
        List<String> taints,
        List<String> accepted,
        Optional<ZoneNumbers> numbers,
        List<Finding> findings,
        Optional<CoolingEffect> cooling,
        Optional<ModelInterval> modelInterval) {
    public ZoneAssessment {
        tableRows = List.copyOf(tableRows);
        possibleVerdicts = List.copyOf(possibleVerdicts);
        taints = List.copyOf(taints);
        accepted = List.copyOf(accepted);
        findings = List.copyOf(findings);
    }

    /** That the check of the result failed, in words with numbers; no measurements. */
    static ZoneAssessment failed(SourceZone zone, String why) {
        return new ZoneAssessment(
                zone.source(),
                zone.model(),
                zone.claim(),
                zone.tableRows(),
                zone.volumeMl(),
                false,
                Outcome.FAILED,
                Outcome.FAILED,
                Outcome.FAILED,
                List.of(Outcome.FAILED),
                Outcome.FAILED,
                "self-check failed: " + why,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(Finding.of("self-check-failed", "H21", why)),
                Optional.empty(),
                Optional.empty());
    }

    /** The same with what vessels take; deformed where the deformed zone decides. */
    ZoneAssessment with(CoolingEffect effect) {
        return new ZoneAssessment(
                source,
                model,
                claim,
                tableRows,
                volumeMl,
                effect.deformedDecides(),
                verdict,
                nominalVerdict,
                guaranteedVerdict,
                possibleVerdicts,
                untaintedVerdict,
                decidedBy,
                taints,
                accepted,
                numbers,
                findings,
                Optional.of(effect),
                modelInterval);
    }

    /** The same with what the spread of the table leaves open. */
    ZoneAssessment with(Optional<ModelInterval> interval) {
        return new ZoneAssessment(
                source,
                model,
                claim,
                tableRows,
                volumeMl,
                deformedByVessels,
                verdict,
                nominalVerdict,
                guaranteedVerdict,
                possibleVerdicts,
                untaintedVerdict,
                decidedBy,
                taints,
                accepted,
                numbers,
                findings,
                cooling,
                interval);
    }
}
