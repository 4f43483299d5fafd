package org.thermargin.assess;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.Finding;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.scene.SceneInput;

/**
 * One case against its criteria.
 *
 * @param caseId name of the case
 * @param outcome worst outcome of the targeted lesions for the latest zone source present
 * @param decidedBy which lesion and source decided, e.g. {@code "lesion 2, observed"}
 * @param criteria what the case was held against
 * @param heatSink how vessels cool device zones; empty: not, by wish of the user
 * @param registrationErrorMm bound of the registration error between the images, mm: as stated, else the largest that
 *     landmarks give at a lesion; empty where lesion and zone share a frame
 * @param registration how the observed zone was brought to the lesions; empty where masks lie as drawn
 * @param organ the organ and how much of it is ablated; empty without a liver mask
 * @param lesions every lesion of the case, refused and untargeted ones included
 * @param inputs the files read
 * @param notes always-on facts
 * @param warnings what is wrong with this input
 */
public record Assessment(
        String caseId,
        Outcome outcome,
        String decidedBy,
        AssessmentCriteria criteria,
        Optional<CoolingSettings> heatSink,
        OptionalDouble registrationErrorMm,
        Optional<RegistrationUse> registration,
        Optional<OrganSummary> organ,
        List<LesionAssessment> lesions,
        List<SceneInput> inputs,
        List<Finding> notes,
        List<Finding> warnings) {
    public Assessment {
        lesions = List.copyOf(lesions);
        inputs = List.copyOf(inputs);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /**
     * The organ (liver with lesions and the vessels inside it) and the volume of it that the zone of the deciding source
     * takes; a zone that vessels change is taken as they leave it.
     *
     * @param volumeMl volume of the organ, mL
     * @param ablatedMl volume of zone within the organ, mL
     * @param ablatedFraction share of the organ ablated, 0..1
     */
    public record OrganSummary(double volumeMl, double ablatedMl, double ablatedFraction) {}
}
