package org.thermargin.study;

import java.io.Serializable;
import java.util.Optional;

/**
 * What a batch came to, fit to be sent to the process that keeps it.
 *
 * @param batch number of the batch in the study, from 0
 * @param key hash of everything that its rows depend on
 * @param bytes the part as it is to lie in the folder; empty when the folder holds it already
 */
public record BatchResult(int batch, String key, byte[] bytes) implements Serializable {
    static BatchResult of(int batch, StudyPart part) {
        return new BatchResult(batch, part.key(), part.bytes());
    }

    static BatchResult there(int batch, String key) {
        return new BatchResult(batch, key, new byte[0]);
    }

    /** Whether the folder holds it already. */
    public boolean isThere() {
        return bytes.length == 0;
    }

    /** The part; refused when it was damaged on its way. */
    StudyPart part() {
        Optional<StudyPart> part = StudyPart.parse(bytes).filter(p -> p.key().equals(key));
        return part.orElseThrow(
                () -> new IllegalStateException("result of batch " + batch + " must be whole under its key, is not"));
    }
}
