package org.thermargin.io.casefile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.geometry.AffineMap;
import org.thermargin.io.transform.TransformFile;
import org.thermargin.io.transform.TransformReader;
import org.thermargin.registration.LandmarkFit;
import org.thermargin.registration.LandmarkPair;
import org.thermargin.scene.ScanRegistration;
import org.thermargin.scene.SceneInput;

/**
 * The files that say how two scans lie to each other. A transform with landmarks beside it is checked by them: a map that
 * takes them apart, or its inverse better together, is refused (H20).
 *
 * @param transform ITK text transform; empty: the map is fitted to the landmarks
 * @param maps which points it takes to which; present with the transform
 * @param landmarksBefore landmarks of the scan of the lesion
 * @param landmarksAfter landmarks of the scan of the zone; both or none
 * @param drawnAfter names of further masks drawn on the scan after
 */
public record RegistrationFiles(
        Optional<Path> transform,
        Optional<ScanRegistration.Direction> maps,
        Optional<Path> landmarksBefore,
        Optional<Path> landmarksAfter,
        List<String> drawnAfter) {
    /** A transform whose inverse leaves less than this share of its distances between landmarks is the wrong way round. */
    private static final double CLEARLY_BETTER = 0.5;
    /** Distances between landmarks that need no explanation, mm. */
    private static final double UNSUSPICIOUS_MM = 3;

    /** What was read: the registration, and the files as documents of the case. */
    public record Content(ScanRegistration registration, List<SceneInput> documents) {
        public Content {
            documents = List.copyOf(documents);
        }
    }

    /** Whether there is anything to read. */
    public boolean isEmpty() {
        return transform.isEmpty() && maps.isEmpty() && landmarksBefore.isEmpty() && landmarksAfter.isEmpty();
    }

    /** Reads, fits and checks. */
    public Content read() throws InputException {
        if (transform.isPresent() != maps.isPresent()) {
            throw refused(
                    "transform-direction",
                    "",
                    transform.isPresent()
                            ? "which points a transform takes to which must be stated: maps (--transform-maps)"
                                    + " lesion-to-zone for ITK registrations with the scan before as the fixed image and"
                                    + " for transforms saved by 3D Slicer that move the scan after onto it, else"
                                    + " zone-to-lesion; was absent"
                            : "maps (--transform-maps) must stand beside a transform, there was none");
        }
        if (landmarksBefore.isPresent() != landmarksAfter.isPresent()) {
            throw refused("landmarks-single", "", "landmarks must be given for both scans, were for one");
        }
        List<SceneInput> documents = new ArrayList<>();
        Optional<LandmarkFit> fit = Optional.empty();
        List<SceneInput> landmarkFiles = List.of();
        if (landmarksBefore.isPresent()) {
            LandmarkReader before = LandmarkReader.read(landmarksBefore.get());
            LandmarkReader after = LandmarkReader.read(landmarksAfter.get());
            landmarkFiles = List.of(before.input(), after.input());
            documents.addAll(landmarkFiles);
            fit = Optional.of(fit(before, after));
        }
        if (transform.isEmpty()) {
            LandmarkFit fitted = fit.orElseThrow();
            return new Content(
                    new ScanRegistration(fitted.map(), Optional.empty(), fit, landmarkFiles, drawnAfter), documents);
        }
        TransformFile file = TransformReader.read(transform.get());
        documents.add(file.input());
        AffineMap zoneToLesion = maps.get().zoneToLesion(file.map());
        if (fit.isPresent()) {
            requireAgreement(fit.get(), zoneToLesion);
        }
        return new Content(
                new ScanRegistration(
                        zoneToLesion,
                        Optional.of(new ScanRegistration.StatedTransform(file.input(), maps.get())),
                        fit,
                        landmarkFiles,
                        drawnAfter),
                documents);
    }

    private LandmarkFit fit(LandmarkReader before, LandmarkReader after) throws InputException {
        List<LandmarkPair> pairs = before.pairsFrom(after);
        try {
            return LandmarkFit.of(pairs);
        } catch (InputException e) {
            String labels = pairs.size() < 3
                    ? "; they are paired by label, before: "
                            + String.join(", ", before.points().keySet()) + "; after: "
                            + String.join(", ", after.points().keySet())
                    : "";
            throw refused(
                    e.code(), name(landmarksAfter.get()), e.findings().get(0).text() + labels);
        }
    }

    /** A map that is the wrong way round, or applied to points that were moved already, leaves landmarks apart. */
    private void requireAgreement(LandmarkFit fit, AffineMap zoneToLesion) throws InputException {
        double left = fit.leftByMm(zoneToLesion);
        double inverse = fit.leftByMm(zoneToLesion.inverse());
        double none = fit.leftByMm(AffineMap.IDENTITY);
        if (left <= UNSUSPICIOUS_MM || Math.min(inverse, none) > CLEARLY_BETTER * left) {
            return;
        }
        boolean inverted = inverse <= none;
        throw refused(
                inverted ? "transform-inverted" : "transform-applied-twice",
                name(transform.get()),
                String.format(
                        Locale.ROOT,
                        "a transform must bring the landmarks together: it leaves %.1f mm (root mean square), its inverse"
                                + " %.1f mm, none %.1f mm; %s",
                        left,
                        inverse,
                        none,
                        inverted
                                ? "it probably maps the other way round"
                                : "the scan after was probably resampled to the scan before already"));
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static InputException refused(String code, String file, String text) {
        return new InputException(code, "H20", file, text);
    }
}
