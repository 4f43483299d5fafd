package org.thermargin.io;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * Whose images a file holds, as hashes that only tell whether two files agree; what they were made from never leaves the
 * reader (H06, H38).
 *
 * @param patient hash of the patient identifier; empty when the file states none
 * @param study hash of the study identifier; empty when the file states none
 * @param frame hash of the identifier of the frame of reference; empty when the file states none
 */
public record PatientIdentity(Optional<String> patient, Optional<String> study, Optional<String> frame) {
    public PatientIdentity {
        Objects.requireNonNull(patient, "patient");
        Objects.requireNonNull(study, "study");
        Objects.requireNonNull(frame, "frame");
    }

    /** The identity of stated identifiers; an empty text states none. */
    public static PatientIdentity of(String patientId, String studyUid, String frameUid) {
        return new PatientIdentity(hash(patientId), hash(studyUid), hash(frameUid));
    }

    private static Optional<String> hash(String stated) {
        if (stated.isBlank()) {
            return Optional.empty();
        }
        FileDigest digest = new FileDigest();
        byte[] bytes = stated.getBytes(StandardCharsets.UTF_8);
        digest.update(bytes, 0, bytes.length);
        return Optional.of(digest.hex());
    }
}
