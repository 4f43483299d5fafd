package org.thermargin.device;

import java.util.List;

/**
 * What a source states of a zone without enough to make one: one axis, a volume, a mean over mixed settings.
 *
 * @param id name of the row, unique in the catalogue
 * @param setting the setting in words, where numbers do not say it; may be empty
 * @param readings the numbers
 * @param reason why it makes no zone
 */
public record ReferenceRow(String id, String setting, List<Reading> readings, String reason) {
    public ReferenceRow {
        readings = List.copyOf(readings);
    }
}
