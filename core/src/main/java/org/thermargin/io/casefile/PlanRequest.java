package org.thermargin.io.casefile;

import java.util.List;
import java.util.OptionalDouble;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.ZoneSource;

/**
 * Applicators that are to stand for those of a case.
 *
 * @param source what they are; with {@link ZoneSource#OBSERVED} nothing is moved and there are none
 * @param targetMm margin wanted in place of the case's, 0 to 50 mm; empty: as the case has it
 * @param applicators points in LPS mm; ids differ
 */
public record PlanRequest(ZoneSource source, OptionalDouble targetMm, List<ApplicatorPlacement> applicators) {
    public PlanRequest {
        applicators = List.copyOf(applicators);
    }
}
