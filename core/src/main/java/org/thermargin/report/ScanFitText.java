package org.thermargin.report;

import java.util.Locale;
import java.util.Optional;
import org.thermargin.Finding;
import org.thermargin.geometry.Point3;
import org.thermargin.registration.LandmarkFit;
import org.thermargin.registration.SurfaceFit;
import org.thermargin.registration.SurfaceResidual;
import org.thermargin.registration.TargetError;
import org.thermargin.scene.ScanRegistration;

/** A registration that was found, for people: what it is, what remains, how to use it. */
public final class ScanFitText {
    /** Points of the scan before to the scan after, as ITK writes a map with the scan before as its fixed image. */
    public static final ScanRegistration.Direction MAPS = ScanRegistration.Direction.LESION_TO_ZONE;

    private ScanFitText() {}

    /** The text, ending in a line feed; with the name of the file that the map was written to, where there is one. */
    public static String of(ScanFit fit, Optional<String> file) {
        TextLayout layout = new TextLayout();
        layout.line("Rigid map by " + fit.by().key() + ", turns by "
                + Numbers.near(StrictMath.toDegrees(fit.zoneToLesion().turnRad()), 1) + " degrees");
        fit.middle().ifPresent(before -> {
            Point3 after = fit.zoneToLesion().inverse().apply(before);
            layout.entry(
                    fit.placeIsLesion() ? "middle of lesion" : "middle of liver",
                    "LPS " + point(before) + " before, " + point(after) + " after");
        });
        fit.livers().ifPresent(livers -> livers(layout, fit, livers));
        fit.landmarks().ifPresent(landmarks -> landmarks(layout, fit, landmarks));
        file.ifPresent(name -> use(layout, name));
        for (Finding warning : fit.warnings()) {
            layout.entry("warning", warning.text() + " [" + warning.code() + "]");
        }
        bound(layout, fit);
        layout.line(AssessmentText.RESEARCH_ONLY);
        return layout.toString();
    }

    private static void livers(TextLayout layout, ScanFit fit, SurfaceFit livers) {
        layout.entry(
                "livers",
                Numbers.near(fit.volumesMl().get(0), 0) + TextLayout.KEEP + "mL before, "
                        + Numbers.near(fit.volumesMl().get(1), 0) + TextLayout.KEEP + "mL after");
        layout.entry("after to before", residual(livers.afterToBefore()));
        layout.entry("before to after", residual(livers.beforeToAfter()));
        if (livers.starts() > 0) {
            layout.entry(
                    "starts",
                    livers.starts() + ", "
                            + (livers.goodOptima() == 1
                                    ? "none led to another map that fits as well"
                                    : livers.goodOptima() + " different maps fit as well, up to "
                                            + mm(livers.disagreementMm()) + " apart at " + fit.placeName()));
        }
        layout.entry(
                "held by the shape",
                "motions of up to " + up(livers.hold().looseMm()) + " at " + fit.placeName()
                        + " would change the surfaces by no more than what remains");
    }

    private static String residual(SurfaceResidual r) {
        return "median " + mm(r.medianMm()) + ", 95" + Numbers.PERCENT + " within " + up(r.p95Mm()) + "; left out "
                + Numbers.percent(r.leftOutFraction())
                + (r.notShownFraction() > 0 ? ", not on the other scan " + Numbers.percent(r.notShownFraction()) : "");
    }

    private static void landmarks(TextLayout layout, ScanFit fit, LandmarkFit landmarks) {
        layout.entry(
                "landmarks",
                landmarks.pairs().size() + ", root mean square residual " + mm(landmarks.freMm())
                        + (fit.by() == ScanFit.By.LIVERS
                                ? " under their own map, " + mm(landmarks.leftByMm(fit.zoneToLesion()))
                                        + " under this one"
                                : ""));
        if (fit.by() == ScanFit.By.LANDMARKS && fit.place().isPresent()) {
            TargetError error = landmarks.in(fit.place().get());
            layout.entry(
                    "their error",
                    "at " + fit.placeName() + " at most " + up(error.boundMm()) + " ("
                            + Numbers.plain(100 * error.coverage()) + Numbers.PERCENT + "), expected "
                            + up(error.rmsMm()) + ", if marking errors are all");
        }
    }

    private static void use(TextLayout layout, String name) {
        layout.entry("transform", name + ", takes points of the scan before to the scan after (ITK, LPS mm)");
        layout.entry(
                "use it with",
                "--transform " + name + " --transform-maps " + MAPS.key() + " --registration-error-mm BOUND");
        layout.entry(
                "in case.json",
                "\"transform\": \"" + name.substring(name.lastIndexOf('/') + 1) + "\", \"maps\": \"" + MAPS.key()
                        + "\", \"error_mm\": BOUND");
    }

    private static void bound(TextLayout layout, ScanFit fit) {
        layout.entry(
                "its error",
                "no residual bounds it at the lesion: state a bound (error_mm) that you answer for"
                        + (fit.by() == ScanFit.By.LANDMARKS
                                ? ", or give the landmarks instead of the file, which have one"
                                : "")
                        + "; look at both scans");
    }

    private static String point(Point3 p) {
        return String.format(Locale.ROOT, "(%s, %s, %s)%cmm", one(p.x()), one(p.y()), one(p.z()), TextLayout.KEEP)
                .replace(", ", "," + TextLayout.KEEP);
    }

    private static String one(double mm) {
        return Numbers.near(mm, 1);
    }

    private static String mm(double mm) {
        return Numbers.near(mm, 1) + TextLayout.KEEP + "mm";
    }

    private static String up(double mm) {
        return Numbers.up(mm, 1) + TextLayout.KEEP + "mm";
    }
}
