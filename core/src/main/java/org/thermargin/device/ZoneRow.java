package org.thermargin.device;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.thermargin.geometry.MeshSolid;

/**
 * One tabled zone of a device: an ellipsoid of revolution about the applicator, or a mesh.
 *
 * @param id name of the row, unique in the catalogue
 * @param powerW set power, W; empty for devices that control power themselves
 * @param timeS duration, s
 * @param shortAxisMm diameter across the applicator, mm; of a mesh the mean of its two widths
 * @param longAxisMm length along the applicator, mm
 * @param reachBeyondTipMm how far the zone goes beyond the tip reference of the device, mm; empty when not stated
 * @param shortAxisSdMm standard deviation of the short axis, mm; empty when not stated
 * @param longAxisSdMm standard deviation of the long axis, mm; empty when not stated
 * @param volumeMl volume as stated by the source, mL; empty when not stated
 * @param samples number of ablations behind the row; empty when not stated
 * @param mesh shape of the zone, tip at the origin, shaft along -z; empty for an ellipsoid
 */
public record ZoneRow(
        String id,
        OptionalDouble powerW,
        double timeS,
        double shortAxisMm,
        double longAxisMm,
        OptionalDouble reachBeyondTipMm,
        OptionalDouble shortAxisSdMm,
        OptionalDouble longAxisSdMm,
        OptionalDouble volumeMl,
        OptionalInt samples,
        Optional<MeshSolid> mesh) {
    /** An ellipsoid of which nothing but the size is known. */
    public static ZoneRow ellipsoid(
            String id,
            OptionalDouble powerW,
            double timeS,
            double shortAxisMm,
            double longAxisMm,
            OptionalDouble reachBeyondTipMm) {
        return new ZoneRow(
                id,
                powerW,
                timeS,
                shortAxisMm,
                longAxisMm,
                reachBeyondTipMm,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                Optional.empty());
    }
}
