package org.thermargin.io.labels;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The meaning of the labels of one kind of file.
 *
 * @param id short name, e.g. {@code lits}
 * @param source where the numbers come from, for the report
 * @param entries at least one; no value and no name twice
 */
public record LabelMap(String id, String source, List<LabelEntry> entries) {
    public LabelMap {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("label map '" + id + "' must have at least one entry");
        }
        Set<Integer> values = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (LabelEntry entry : entries) {
            if (entry.value().isPresent() && !values.add(entry.value().getAsInt())) {
                throw new IllegalArgumentException(
                        "label value " + entry.value().getAsInt() + " must have one entry, has two");
            }
            if (!names.add(entry.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("label name '" + entry.name() + "' must have one entry, has two");
            }
        }
    }

    /** The entry of a label value; empty when the map does not know it. */
    public Optional<LabelEntry> ofValue(int value) {
        for (LabelEntry entry : entries) {
            if (entry.value().isPresent() && entry.value().getAsInt() == value) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** The entry of a segment or structure name, exact names before those with {@code *}; empty when unknown. */
    public Optional<LabelEntry> ofName(String name) {
        Optional<LabelEntry> open = Optional.empty();
        for (LabelEntry entry : entries) {
            if (entry.matches(name)) {
                if (!entry.name().endsWith("*")) {
                    return Optional.of(entry);
                }
                open = open.isPresent() ? open : Optional.of(entry);
            }
        }
        return open;
    }

    /** The values among those present in a file, background 0 aside, for which the map has no entry. */
    public SortedSet<Integer> unknownValues(Iterable<Integer> present) {
        SortedSet<Integer> unknown = new TreeSet<>();
        for (int value : present) {
            if (value != 0 && ofValue(value).isEmpty()) {
                unknown.add(value);
            }
        }
        return unknown;
    }

    /** All entries of the role, in the order of the map. */
    public List<LabelEntry> ofRole(LabelRole role) {
        return entries.stream().filter(entry -> entry.role() == role).toList();
    }
}
