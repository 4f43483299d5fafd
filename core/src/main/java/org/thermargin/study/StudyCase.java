package org.thermargin.study;

import java.util.List;
import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.scene.Scene;

/** A case of a study before anything of it is read. Thread-safe. */
public interface StudyCase {
    /** How the case is called while its file is not read, or cannot be. */
    String name();

    /** Group that the manifest states; empty when none. */
    String group();

    /** Reads and checks what the case states and the headers and hashes of its files, no voxels. */
    Prepared prepare() throws InputException;

    /** A case whose files are known and hashed. */
    interface Prepared {
        /** Name of the case. */
        String id();

        /** Everything that the result depends on: what is stated, hash of every file, criteria and settings. */
        List<String> content();

        /** Hashes of the input files in the order in which {@link Read#scene} lists them. */
        List<String> hashes();

        /** Upper estimate of the memory that reading and assessing takes, bytes, from the headers. */
        long memoryBytes();

        /** Decodes the files with this number of threads. */
        Read read(int threads) throws InputException;
    }

    /**
     * A decoded case.
     *
     * @param scene its masks and applicators
     * @param criteria what it is held against
     * @param heatSink how vessels cool device zones; empty: they do not
     */
    record Read(Scene scene, AssessmentCriteria criteria, Optional<CoolingSettings> heatSink) {}
}
