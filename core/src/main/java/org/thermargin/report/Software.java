package org.thermargin.report;

import java.util.Objects;
import java.util.Optional;

/**
 * The program that made a document.
 *
 * @param version version of Thermargin
 * @param commit commit it was built from; empty when the build did not know it
 * @param java version of the Java runtime
 */
public record Software(String version, Optional<String> commit, String java) {
    public Software {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(java, "java");
    }
}
