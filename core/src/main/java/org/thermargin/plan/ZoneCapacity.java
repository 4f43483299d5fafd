package org.thermargin.plan;

import java.util.List;
import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.device.Device;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.plan.SettingSearch.Setting;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.zone.ZoneModel;

/**
 * Whether any placement at all could cover a lesion with its margin. A lesion grown by the margin holds at least the
 * volume of the ball of its equivalent radius grown by the margin (Brunn-Minkowski), and a union of zones at most the sum
 * of their volumes: where the first is larger than the second at the largest settings, nothing passes.
 */
final class ZoneCapacity {
    /** A lesion that is not subcapsular has its whole margin in the organ up to here, mm. */
    private static final double DEEP_MM = 10;

    private ZoneCapacity() {}

    /** What lacks; empty where the zones are large enough, or where the capsule may spare part of the margin. */
    static Optional<Correction.Shortfall> of(
            LesionAssessment lesion,
            double targetMm,
            List<ApplicatorPlacement> placements,
            DeviceCatalogue devices,
            ZoneModel model)
            throws InputException {
        if (lesion.subcapsular().isPresent() && (lesion.subcapsular().get() || targetMm > DEEP_MM)) {
            return Optional.empty();
        }
        double radius = lesion.equivalentDiameterMm() / 2 + targetMm;
        double neededMl = 4 * Math.PI * radius * radius * radius / 3000;
        double largestMl = 0;
        for (ApplicatorPlacement placement : placements) {
            Device device = devices.device(placement.deviceId());
            for (Application application : placement.applications()) {
                largestMl += largestMl(placement, application, device, model);
            }
        }
        return largestMl < neededMl ? Optional.of(new Correction.Shortfall(neededMl, largestMl)) : Optional.empty();
    }

    private static double largestMl(
            ApplicatorPlacement placement, Application application, Device device, ZoneModel model)
            throws InputException {
        double largest = volumeMl(placement, application, model);
        if (device.table().isPresent()) {
            for (Setting setting : SettingSearch.settings(device)) {
                largest = Math.max(largest, volumeMl(placement, setting.of(application), model));
            }
        }
        return largest;
    }

    private static double volumeMl(ApplicatorPlacement p, Application application, ZoneModel model)
            throws InputException {
        return model.zone(List.of(new ApplicatorPlacement(
                        p.id(), p.entry(), p.tip(), p.rollRad(), p.deviceId(), List.of(application))))
                .volumeMl();
    }
}
