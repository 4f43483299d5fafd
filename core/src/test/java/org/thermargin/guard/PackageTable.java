package org.thermargin.guard;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which package of core may use which: the arrows of the architecture. "May use" includes what those packages may use.
 * The base package {@code org.thermargin} holds what everybody may use.
 */
final class PackageTable {
    static final String BASE = "org.thermargin";

    private static final Map<String, Set<String>> MAY_USE = new LinkedHashMap<>();

    static {
        MAY_USE.put("geometry", Set.of());
        MAY_USE.put("grid", Set.of("geometry"));
        MAY_USE.put("distance", Set.of("grid"));
        MAY_USE.put("device", Set.of("geometry"));
        MAY_USE.put("registration", Set.of("distance"));
        MAY_USE.put("scene", Set.of("grid", "device", "registration"));
        MAY_USE.put("zone", Set.of("scene", "distance"));
        MAY_USE.put("thermal", Set.of("zone"));
        MAY_USE.put("margin", Set.of("distance"));
        MAY_USE.put("heatsink", Set.of("zone", "margin", "scene"));
        MAY_USE.put("placement", Set.of("scene", "distance"));
        MAY_USE.put("assess", Set.of("heatsink", "placement"));
        MAY_USE.put("plan", Set.of("assess"));
        MAY_USE.put("study", Set.of("plan", "assess"));
        MAY_USE.put("phantom", Set.of("scene", "zone"));
        MAY_USE.put("io", Set.of("grid", "scene"));
        MAY_USE.put("io.labels", Set.of("io"));
        for (String format : Set.of("nifti", "nrrd", "metaimage", "dicom", "mesh", "transform")) {
            MAY_USE.put("io." + format, Set.of("io"));
        }
        MAY_USE.put("io.volume", Set.of("io.nifti", "io.nrrd", "io.metaimage", "io.dicom"));
        MAY_USE.put("io.casefile", Set.of("io.volume", "io.labels", "io.transform", "assess", "plan", "study"));
        MAY_USE.put("report", Set.of("study", "plan", "io.casefile", "io.mesh"));
    }

    private PackageTable() {}

    /** Names of the packages, base package left off. */
    static Set<String> packages() {
        return MAY_USE.keySet();
    }

    /** Name in the table of a full package name; empty for the base package, absent for packages not in the table. */
    static Optional<String> shortName(String fullName) {
        if (fullName.equals(BASE)) {
            return Optional.of("");
        }
        String name = fullName.startsWith(BASE + ".") ? fullName.substring(BASE.length() + 1) : fullName;
        return MAY_USE.containsKey(name) ? Optional.of(name) : Optional.empty();
    }

    /** Whether code in the one package may mention the other; short names. */
    static boolean allows(String from, String to) {
        return to.isEmpty()
                || from.equals(to)
                || (!from.isEmpty() && reachable(from).contains(to));
    }

    /** All packages that the one may use, directly or not. */
    static Set<String> reachable(String from) {
        Set<String> seen = new TreeSet<>();
        for (String next : MAY_USE.get(from)) {
            seen.add(next);
            seen.addAll(reachable(next));
        }
        return seen;
    }
}
