package org.thermargin.assess;

import java.util.List;
import java.util.OptionalDouble;
import org.thermargin.geometry.Point3;
import org.thermargin.registration.TargetError;
import org.thermargin.scene.ScanRegistration;

/**
 * How the scan of the observed zone was brought to that of the lesions, where it took a known point, and how far it may
 * be off at each lesion.
 *
 * @param scan the registration as stated
 * @param onScanAfter the middle of the observed zone's box on its own scan, LPS mm
 * @param onScanBefore the same on the scan of the lesions, where the zone is measured, LPS mm
 * @param covered share of all lesion voxels that lie in the zone as it was brought there, 0..1
 * @param coveredInverted the same if the transform were used the other way round
 * @param coveredUnmoved the same without it
 * @param boundStated whether the bound of the error is the user's; otherwise that of the landmarks
 * @param errors expected error and bound at each lesion; empty without landmarks that it was fitted to
 */
public record RegistrationUse(
        ScanRegistration scan,
        Point3 onScanAfter,
        Point3 onScanBefore,
        double covered,
        double coveredInverted,
        double coveredUnmoved,
        boolean boundStated,
        List<LesionError> errors) {
    public RegistrationUse {
        errors = List.copyOf(errors);
    }

    /** The error at one lesion. */
    public record LesionError(String lesionId, TargetError error) {}

    /** The largest bound of all lesions, mm; empty without landmarks that it was fitted to. */
    public OptionalDouble largestBoundMm() {
        return errors.stream().mapToDouble(e -> e.error().boundMm()).max();
    }
}
