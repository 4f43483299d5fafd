package org.thermargin.io.casefile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.ZoneFactors;

/**
 * What an applicator of a case file delivers: device, roll, and one application given directly or several as a list; and
 * the factors its zones are taken by, those of the case where it has none of its own.
 */
final class ApplicatorReader {
    private static final Set<String> APPLICATION_KEYS =
            Set.of("power_w", "time_s", "reach_beyond_tip_mm", "pull_back_mm");
    private static final Set<String> FACTOR_KEYS = Set.of("in_vivo_short", "in_vivo_long", "shrinkage");
    private static final double MAX_PULL_BACK_MM = 200;

    private ApplicatorReader() {}

    /** The given keys and those that say what is delivered. */
    static Set<String> keysWith(String... others) {
        Set<String> keys = new HashSet<>(APPLICATION_KEYS);
        keys.addAll(Set.of("device", "roll_deg", "applications", "zone_factors"));
        keys.addAll(Set.of(others));
        return Set.copyOf(keys);
    }

    /** The applicator at the given points, LPS mm. */
    static ApplicatorPlacement placement(
            JsonObjectReader object, String id, Point3 entry, Point3 tip, ZoneFactors ofCase) throws InputException {
        if (entry.distanceMm(tip) < 1) {
            throw object.refused(object.path("entry_mm") + " and tip_mm must be at least 1 mm apart, were "
                    + entry.distanceMm(tip) + " mm");
        }
        ZoneFactors factors = object.has("zone_factors") ? factors(object) : ofCase;
        List<Application> applications = new ArrayList<>();
        if (object.has("applications")) {
            for (String key : APPLICATION_KEYS) {
                if (object.has(key)) {
                    throw object.refused(object.path(key) + " must not stand beside applications; give it in each");
                }
            }
            for (JsonObjectReader application : object.objects("applications")) {
                application.requireOnly(APPLICATION_KEYS);
                applications.add(application(application, factors));
            }
            if (applications.isEmpty()) {
                throw object.refused(object.path("applications") + " must have at least one entry, had none");
            }
        } else {
            applications.add(application(object, factors));
        }
        for (Application application : applications) {
            if (application.pullBackMm() >= entry.distanceMm(tip)) {
                throw object.refused(object.path("pull_back_mm") + " must leave the tip beyond the entry, "
                        + entry.distanceMm(tip) + " mm away, was " + application.pullBackMm());
            }
        }
        double rollDeg = object.optionalNumber("roll_deg", -360, 360, "deg").orElse(0);
        return new ApplicatorPlacement(id, entry, tip, rad(rollDeg), object.text("device"), applications);
    }

    private static Application application(JsonObjectReader object, ZoneFactors factors) throws InputException {
        OptionalDouble pullBack = object.optionalNumber("pull_back_mm", 0, MAX_PULL_BACK_MM, "mm");
        return new Application(
                pullBack.orElse(0),
                object.optionalNumber("power_w", 1, 1000, "W"),
                object.number("time_s", 1, 7200, "s"),
                object.optionalNumber("reach_beyond_tip_mm", -50, 50, "mm"),
                factors);
    }

    /** The factors under the key {@code zone_factors}. */
    static ZoneFactors factors(JsonObjectReader parent) throws InputException {
        JsonObjectReader object = parent.object("zone_factors");
        object.requireOnly(FACTOR_KEYS);
        return new ZoneFactors(
                object.optionalNumber("in_vivo_short", ZoneFactors.MIN_IN_VIVO, ZoneFactors.MAX_IN_VIVO, "")
                        .orElse(1),
                object.optionalNumber("in_vivo_long", ZoneFactors.MIN_IN_VIVO, ZoneFactors.MAX_IN_VIVO, "")
                        .orElse(1),
                object.optionalNumber("shrinkage", 0, ZoneFactors.MAX_SHRINKAGE, "")
                        .orElse(0));
    }

    /** Degrees in radians. */
    static double rad(double deg) {
        return deg * Math.PI / 180;
    }
}
