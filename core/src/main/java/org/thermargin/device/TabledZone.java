package org.thermargin.device;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.geometry.MeshSolid;

/**
 * What a table says for a setting.
 *
 * @param shortAxisMm diameter across the applicator, mm
 * @param longAxisMm length along the applicator, mm
 * @param reachBeyondTipMm reach beyond the tip reference, mm; empty when the table does not state it
 * @param rows ids of the rows used: one when the setting is a row
 * @param outside how the setting lies outside the table, in words; empty when it lies inside
 * @param shortAxisSdMm standard deviation of the short axis, mm; empty where the rows used do not all state one
 * @param longAxisSdMm the same of the long axis, mm
 * @param mesh shape of the zone in the frame of the shaft; empty for an ellipsoid
 */
public record TabledZone(
        double shortAxisMm,
        double longAxisMm,
        OptionalDouble reachBeyondTipMm,
        OptionalDouble shortAxisSdMm,
        OptionalDouble longAxisSdMm,
        List<String> rows,
        String outside,
        Optional<MeshSolid> mesh) {
    public TabledZone {
        rows = List.copyOf(rows);
    }

    /** Whether both axes have a standard deviation. */
    public boolean hasSpread() {
        return shortAxisSdMm.isPresent() && longAxisSdMm.isPresent();
    }

    /** Whether the setting lies outside the table, so that the numbers are those of the nearest smaller row. */
    public boolean isExtrapolated() {
        return !outside.isEmpty();
    }
}
