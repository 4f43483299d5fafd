package org.thermargin.study;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.thermargin.VectorModule;
import org.thermargin.zone.ZoneModel;

/**
 * How all cases of a study are assessed.
 *
 * @param engine version and commit of the program; part of every key
 * @param zoneModel turns applicators into zones
 * @param tables what the zone model rests on (device files, allowances), for the keys
 * @param accepted taints and doubts that the user accepts, by name
 * @param strict whether the guaranteed interval decides
 * @param full whether every draw gets a full row, not only what decides
 */
public record StudyOptions(
        String engine, ZoneModel zoneModel, List<String> tables, Set<String> accepted, boolean strict, boolean full) {
    public StudyOptions {
        tables = List.copyOf(tables);
        accepted = Set.copyOf(accepted);
    }

    /** Everything here that a result depends on, and whether vector instructions are used, which may change its last bits. */
    String content() {
        return String.join(
                "|",
                engine,
                String.join(",", tables),
                new TreeSet<>(accepted).toString(),
                "" + strict,
                "" + full,
                VectorModule.isPresent() ? "vectors" : "plain");
    }
}
