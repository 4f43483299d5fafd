package org.thermargin.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.thermargin.Finding;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.registration.LandmarkFit;
import org.thermargin.registration.SurfaceFit;
import org.thermargin.scene.SceneInput;

/**
 * A registration of two scans that was found, and what is known of it.
 *
 * @param by which of the two the map is taken from
 * @param landmarks fit to landmarks; empty without
 * @param livers fit of the livers, or the map of the landmarks judged by them; empty without
 * @param place where it matters on the scan before: a box around the lesion, else around the liver; empty where neither was
 *     given
 * @param placeIsLesion whether that is the lesion
 * @param volumesMl volumes of the livers before and after; empty without
 * @param inputs the files read
 * @param findings what the readers had to say
 */
public record ScanFit(
        By by,
        Optional<LandmarkFit> landmarks,
        Optional<SurfaceFit> livers,
        Optional<Bounds3> place,
        boolean placeIsLesion,
        List<Double> volumesMl,
        List<SceneInput> inputs,
        List<Finding> findings) {
    private static final String HAZARD = "H19";
    /** Livers whose surfaces lie farther apart than this in the median differ in shape or were drawn otherwise, mm. */
    private static final double APART_MM = 2;
    /** Share of a surface that may have no partner before it is said. */
    private static final double LEFT_OUT = 0.2;
    /** A map under which landmarks lie so many times as far apart as under their own is not theirs. */
    private static final double TIMES_AS_FAR = 2;

    private static final double UNSUSPICIOUS_MM = 3;
    private static final double LARGE_TURN_RAD = Math.PI / 4;

    /** What a map was fitted to. */
    public enum By {
        /** Landmarks of both scans. */
        LANDMARKS("landmarks"),
        /** Surfaces of the liver of both scans. */
        LIVERS("livers");

        private final String key;

        By(String key) {
            this.key = key;
        }

        /** The spelling in options and documents. */
        public String key() {
            return key;
        }
    }

    public ScanFit {
        volumesMl = List.copyOf(volumesMl);
        inputs = List.copyOf(inputs);
        findings = List.copyOf(findings);
        if (by == By.LANDMARKS ? landmarks.isEmpty() : livers.isEmpty()) {
            throw new IllegalArgumentException("a registration by " + by.key + " needs them, there were none");
        }
    }

    /** The rigid map from the scan after to the scan before. */
    public AffineMap zoneToLesion() {
        return by == By.LANDMARKS
                ? landmarks.orElseThrow().map()
                : livers.orElseThrow().map();
    }

    /** The middle of the place on the scan before. */
    Optional<Point3> middle() {
        return place.map(box -> new Point3(
                (box.low().x() + box.high().x()) / 2,
                (box.low().y() + box.high().y()) / 2,
                (box.low().z() + box.high().z()) / 2));
    }

    /** How the place is called. */
    String placeName() {
        return placeIsLesion ? "the lesion" : "the border of the liver";
    }

    /** What speaks against the map; the findings of the readers first. */
    List<Finding> warnings() {
        List<Finding> all = new ArrayList<>(findings);
        if (zoneToLesion().turnRad() > LARGE_TURN_RAD) {
            all.add(warning(
                    "registration-large-turn",
                    String.format(
                            Locale.ROOT,
                            "the map turns by %.0f degrees; is one scan that of a patient who lay otherwise?",
                            StrictMath.toDegrees(zoneToLesion().turnRad()))));
        }
        livers.ifPresent(fit -> addLivers(all, fit));
        landmarks.ifPresent(fit -> addLandmarks(all, fit));
        return all;
    }

    private void addLivers(List<Finding> all, SurfaceFit fit) {
        if (fit.optimaDisagree()) {
            all.add(warning(
                    "registration-starts-disagree",
                    String.format(
                            Locale.ROOT,
                            "%d maps fit the livers about as well and lie up to %.1f mm from each other at %s; the livers"
                                    + " do not decide between them",
                            fit.goodOptima(),
                            fit.disagreementMm(),
                            placeName())));
        }
        if (fit.hold().leavesOpen()) {
            all.add(warning(
                    "registration-turn-open",
                    String.format(
                            Locale.ROOT,
                            "the shape of the liver does not hold %s LPS (%.2f, %.2f, %.2f): 10 mm of it change"
                                    + " the distances of the surfaces by %.1f mm only; mark landmarks",
                            fit.hold().isTurn() ? "a turn about the axis" : "a shift along",
                            fit.hold().axis().x(),
                            fit.hold().axis().y(),
                            fit.hold().axis().z(),
                            10 * fit.hold().weakest())));
        }
        double median =
                Math.max(fit.afterToBefore().medianMm(), fit.beforeToAfter().medianMm());
        double left = Math.max(
                fit.afterToBefore().leftOutFraction(), fit.beforeToAfter().leftOutFraction());
        if (median > APART_MM || left > LEFT_OUT) {
            all.add(warning(
                    "registration-livers-differ",
                    String.format(
                            Locale.ROOT,
                            "the livers do not have one shape: median distance of the surfaces %.1f mm, up to %.0f %% of"
                                    + " one left out; the liver was deformed, drawn otherwise, or is not whole",
                            median,
                            100 * left)));
        }
    }

    private void addLandmarks(List<Finding> all, LandmarkFit fit) {
        double left = fit.leftByMm(zoneToLesion());
        if (by == By.LIVERS && left > UNSUSPICIOUS_MM && left > TIMES_AS_FAR * fit.freMm()) {
            all.add(warning(
                    "registration-landmarks-disagree",
                    String.format(
                            Locale.ROOT,
                            "the map of the livers leaves %.1f mm between the landmarks (root mean square), their own %.1f"
                                    + " mm; one of the two is wrong at the landmarks",
                            left,
                            fit.freMm())));
        }
        for (LandmarkFit.Landmark each : fit.landmarks()) {
            if (each.standsOut()) {
                all.add(warning(
                        "landmark-stands-out",
                        String.format(
                                Locale.ROOT,
                                "landmark %s lies %.1f mm from where the others expect it; was it marked wrongly?",
                                each.label(),
                                each.leftOutMm().orElse(each.residualMm()))));
            }
        }
    }

    private static Finding warning(String code, String text) {
        return Finding.of(code, HAZARD, text);
    }
}
