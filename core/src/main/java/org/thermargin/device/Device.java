package org.thermargin.device;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One device with what is known of its zones: one energy source, tissue state and publication; tables of different ones
 * are different devices.
 *
 * @param id name in cases and on the command line
 * @param name name for people
 * @param modality how it heats
 * @param frequencyMhz operating frequency, MHz; empty when the source does not state it
 * @param control what sets the power where the rows do not; empty when not said
 * @param organ organ the table is for, or {@code not stated}
 * @param species species of the tissue; empty when the source does not state it
 * @param tissueState {@code ex vivo}, {@code in vivo}, {@code human} or {@code not stated}
 * @param tipReference what "tip" means in the rows
 * @param citation where the rows come from
 * @param read what of the source was read, and how the numbers were taken
 * @param grade evidence grade: A stated in the publication, B measured on a published vendor profile, user own table
 * @param unverified fields that no source read states
 * @param electrodes where the electrodes run across the shaft; one on the shaft for most devices
 * @param usableLength how much of the applicator can be inside the body; empty when no source states it
 * @param table the rows that zones are made from; empty when all rows are for reference
 * @param powerLaw a law fitted to rows, for settings outside the table on request; empty for most devices
 * @param referenceRows what is known beside them and makes no zone
 */
public record Device(
        String id,
        String name,
        Modality modality,
        OptionalDouble frequencyMhz,
        Optional<String> control,
        String organ,
        Optional<String> species,
        String tissueState,
        String tipReference,
        String citation,
        String read,
        String grade,
        List<String> unverified,
        List<ElectrodeOffset> electrodes,
        Optional<UsableLength> usableLength,
        Optional<ZoneTable> table,
        Optional<PowerLaw> powerLaw,
        List<ReferenceRow> referenceRows) {
    /** What sources say when they say nothing. */
    public static final String NOT_STATED = "not stated";

    /** Grade of the tables that users bring. */
    public static final String USER_GRADE = "user";

    /** The states that tissue can be in. */
    public static final List<String> TISSUE_STATES = List.of("ex vivo", "in vivo", "human", NOT_STATED);

    public Device {
        unverified = List.copyOf(unverified);
        electrodes = List.copyOf(electrodes);
        referenceRows = List.copyOf(referenceRows);
        if (electrodes.isEmpty()) {
            throw new IllegalArgumentException("a device must have at least one electrode");
        }
        if (powerLaw.isPresent() && !table.map(ZoneTable::hasPower).orElse(false)) {
            throw new IllegalArgumentException("power_law must stand beside rows with power_w, there were none");
        }
        if (table.isEmpty() && referenceRows.isEmpty()) {
            throw new IllegalArgumentException(
                    "rows and reference_rows must have at least one entry together, had none");
        }
    }

    /** Whether the table is meant for another organ than the liver. */
    public boolean isForOtherOrgan() {
        return !organ.equals("liver") && !organ.equals(NOT_STATED);
    }

    /** Whether zones can be made from it. */
    public boolean isUsable() {
        return table.isPresent();
    }

    /** The rows that zones are made from; empty when all are for reference. */
    public List<ZoneRow> rows() {
        return table.map(ZoneTable::rows).orElse(List.of());
    }

    /** Whether the tissue was perfused, so that a factor from ex vivo to in vivo has no place. */
    public boolean isInVivo() {
        return tissueState.equals("in vivo") || tissueState.equals("human");
    }

    /** The device with one of its rows only; an id that it does not have is misuse. */
    public Device onlyRow(String rowId) {
        List<ZoneRow> rows =
                rows().stream().filter(row -> row.id().equals(rowId)).toList();
        return new Device(
                id,
                name,
                modality,
                frequencyMhz,
                control,
                organ,
                species,
                tissueState,
                tipReference,
                citation,
                read,
                grade,
                unverified,
                electrodes,
                usableLength,
                rows.isEmpty() ? Optional.empty() : Optional.of(new ZoneTable(rows)),
                Optional.empty(),
                referenceRows.stream().filter(row -> row.id().equals(rowId)).toList());
    }
}
