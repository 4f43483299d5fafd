package org.thermargin.assess;

import java.util.Set;
import org.thermargin.device.Modality;

/**
 * How much a vessel beside a lesion is to be feared, by the way the lesion is heated: vessels cool radio frequency more
 * than microwave.
 */
public enum HeatSinkRisk {
    /** The rule for vessels is not met. */
    NONE,
    /** The rule is met, microwave. */
    LOW,
    /** The rule is met, radio frequency. */
    HIGH,
    /** The rule is met and nothing is known of the device; a segmented zone already shows what the vessel did to it. */
    NOT_GRADED;

    /** Key in files. */
    public String key() {
        return switch (this) {
            case NONE -> "none";
            case LOW -> "low";
            case HIGH -> "high";
            case NOT_GRADED -> "not_graded";
        };
    }

    /** Of a vessel that meets the rule or not; of several modalities the worst counts, none: not known. */
    static HeatSinkRisk of(boolean meetsRule, Set<Modality> modalities) {
        if (!meetsRule) {
            return NONE;
        }
        if (modalities.isEmpty()) {
            return NOT_GRADED;
        }
        return modalities.contains(Modality.RFA) ? HIGH : LOW;
    }
}
