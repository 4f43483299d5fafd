package org.thermargin.device;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One device with its zone table: one energy source, tissue state and publication; tables of different ones are different
 * devices.
 *
 * @param id name in cases and on the command line
 * @param name name for people
 * @param modality how it heats
 * @param frequencyMhz operating frequency, MHz; empty when the source does not state it
 * @param organ organ the table is for, or {@code not stated}
 * @param tissueState {@code ex vivo}, {@code in vivo}, {@code human} or {@code not stated}
 * @param tipReference what "tip" means in the rows
 * @param citation where the rows come from
 * @param read what of the source was read, and how the numbers were taken
 * @param grade evidence grade: A stated in the publication, B measured on a published vendor profile, user own table
 * @param unverified fields that no source read states
 * @param table the rows
 */
public record Device(
        String id,
        String name,
        Modality modality,
        OptionalDouble frequencyMhz,
        String organ,
        String tissueState,
        String tipReference,
        String citation,
        String read,
        String grade,
        List<String> unverified,
        ZoneTable table) {
    /** What sources say when they say nothing. */
    public static final String NOT_STATED = "not stated";

    public Device {
        unverified = List.copyOf(unverified);
    }

    /** Whether the table is meant for another organ than the liver. */
    public boolean isForOtherOrgan() {
        return !organ.equals("liver") && !organ.equals(NOT_STATED);
    }
}
