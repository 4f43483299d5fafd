package org.thermargin.io.casefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.io.PatientIdentity;

/**
 * Whether the files of a case are of one patient, as far as they say (H06). Two patients are refused. Two studies are
 * refused where the files name a patient, unless the case says that its images differ; files without a patient, such as
 * published ones, are only flagged. Two frames of reference are flagged: masks often have one of their own.
 */
final class IdentityCheck {
    private final boolean imagesDiffer;
    private final List<Stated> files = new ArrayList<>();

    private record Stated(String file, PatientIdentity identity) {}

    IdentityCheck(boolean imagesDiffer) {
        this.imagesDiffer = imagesDiffer;
    }

    /** Adds a file of the case; one that states nothing agrees with all. */
    void add(String file, Optional<PatientIdentity> identity) {
        identity.ifPresent(stated -> files.add(new Stated(file, stated)));
    }

    /** What is to be flagged; disagreement that cannot be right is refused. */
    List<Finding> findings() throws InputException {
        List<Finding> findings = new ArrayList<>();
        Optional<String> patients = disagreement(PatientIdentity::patient);
        if (patients.isPresent()) {
            throw new InputException(
                    "patients-differ",
                    "H06",
                    "",
                    "all files of a case must be of one patient, " + patients.get() + " are not");
        }
        Optional<String> studies = imagesDiffer ? Optional.empty() : disagreement(PatientIdentity::study);
        if (studies.isPresent()) {
            boolean named = files.stream().allMatch(f -> f.identity().patient().isPresent());
            if (named) {
                throw new InputException(
                        "studies-differ",
                        "H06",
                        "",
                        "all files of a case must be of one study unless its images differ, " + studies.get()
                                + " are not");
            }
            findings.add(Finding.of(
                    "studies-differ",
                    "H06",
                    studies.get() + " state different studies, and not every file states a patient; that they belong"
                            + " together cannot be checked"));
        }
        Optional<String> frames = imagesDiffer ? Optional.empty() : disagreement(PatientIdentity::frame);
        frames.ifPresent(names -> findings.add(Finding.of(
                "frames-differ",
                "H06",
                names + " state different frames of reference; masks often do, but then positions alone tie them")));
        return findings;
    }

    /** The names of the first two files that state different values. */
    private Optional<String> disagreement(Function<PatientIdentity, Optional<String>> part) {
        Stated first = null;
        for (Stated file : files) {
            Optional<String> stated = part.apply(file.identity());
            if (stated.isEmpty()) {
                continue;
            }
            if (first == null) {
                first = file;
            } else if (!stated.equals(part.apply(first.identity()))) {
                return Optional.of(first.file() + " and " + file.file());
            }
        }
        return Optional.empty();
    }
}
