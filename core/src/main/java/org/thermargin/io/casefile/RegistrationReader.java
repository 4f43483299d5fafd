package org.thermargin.io.casefile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.scene.ScanRegistration;
import org.thermargin.scene.SceneInput;

/**
 * The object {@code registration} of a case file.
 *
 * @param errorMm stated bound, mm
 * @param registration what the files say; empty where none is named
 * @param documents the files
 */
record RegistrationReader(OptionalDouble errorMm, Optional<ScanRegistration> registration, List<SceneInput> documents) {
    static final String ERROR = "error_mm";
    static final String TRANSFORM = "transform";
    static final String MAPS = "maps";
    static final String LANDMARKS_BEFORE = "landmarks_before";
    static final String LANDMARKS_AFTER = "landmarks_after";
    static final String DRAWN_AFTER = "drawn_after";
    private static final String HASH = "_sha256";
    private static final double MAX_ERROR_MM = 100;

    /** Nothing stated. */
    static RegistrationReader none() {
        return new RegistrationReader(OptionalDouble.empty(), Optional.empty(), List.of());
    }

    /** @param differ whether the case says that its images differ */
    static RegistrationReader read(JsonObjectReader object, InnerPath paths, boolean differ) throws InputException {
        object.requireOnly(Set.of(
                ERROR,
                TRANSFORM,
                MAPS,
                LANDMARKS_BEFORE,
                LANDMARKS_AFTER,
                DRAWN_AFTER,
                TRANSFORM + HASH,
                LANDMARKS_BEFORE + HASH,
                LANDMARKS_AFTER + HASH));
        Optional<ScanRegistration.Direction> maps = object.has(MAPS)
                ? Optional.of(ScanRegistration.Direction.ofKey(object.choice(MAPS, ScanRegistration.Direction.KEYS)))
                : Optional.empty();
        RegistrationFiles files = new RegistrationFiles(
                path(object, paths, TRANSFORM),
                maps,
                path(object, paths, LANDMARKS_BEFORE),
                path(object, paths, LANDMARKS_AFTER),
                object.has(DRAWN_AFTER) ? object.texts(DRAWN_AFTER) : List.of());
        if (files.isEmpty()) {
            if (object.has(DRAWN_AFTER)) {
                throw object.refused(object.path(DRAWN_AFTER) + " must stand beside a transform or landmarks");
            }
            return new RegistrationReader(
                    OptionalDouble.of(object.number(ERROR, 0, MAX_ERROR_MM, "mm")), Optional.empty(), List.of());
        }
        OptionalDouble error = object.optionalNumber(ERROR, 0, MAX_ERROR_MM, "mm");
        if (!differ) {
            throw object.refused(object.path(files.transform().isPresent() ? TRANSFORM : LANDMARKS_BEFORE)
                    + " must stand in a case whose images are \"different\" only; it would not be used");
        }
        RegistrationFiles.Content content = files.read();
        List<SceneInput> documents = new ArrayList<>(content.documents());
        requireHash(object, TRANSFORM, files.transform(), documents);
        requireHash(object, LANDMARKS_BEFORE, files.landmarksBefore(), documents);
        requireHash(object, LANDMARKS_AFTER, files.landmarksAfter(), documents);
        return new RegistrationReader(error, Optional.of(content.registration()), documents);
    }

    private static Optional<Path> path(JsonObjectReader object, InnerPath paths, String key) throws InputException {
        return object.has(key) ? Optional.of(paths.of(object.text(key), object.path(key))) : Optional.empty();
    }

    private static void requireHash(
            JsonObjectReader object, String key, Optional<Path> file, List<SceneInput> documents)
            throws InputException {
        Optional<String> stated = CaseFileReader.sha256(object, key + HASH);
        if (stated.isEmpty()) {
            return;
        }
        String found = file.flatMap(path -> documents.stream()
                        .filter(d -> d.path().equals(path.toString()))
                        .findFirst())
                .map(SceneInput::sha256)
                .orElse("no file");
        if (!found.equals(stated.get())) {
            throw SceneBuilder.hashMismatch(file.orElse(Path.of(key)), stated.get(), found);
        }
    }
}
