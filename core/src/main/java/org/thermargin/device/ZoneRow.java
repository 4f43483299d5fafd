package org.thermargin.device;

import java.util.OptionalDouble;

/**
 * One tabled zone of a device: an ellipsoid of revolution about the applicator.
 *
 * @param id name of the row, unique in the catalogue
 * @param powerW set power, W; empty for devices that control power themselves
 * @param timeS duration, s
 * @param shortAxisMm diameter across the applicator, mm
 * @param longAxisMm length along the applicator, mm
 * @param reachBeyondTipMm how far the zone goes beyond the tip reference of the device, mm; empty when not stated
 * @param volumeMl volume as stated by the source, mL; empty when not stated
 */
public record ZoneRow(
        String id,
        OptionalDouble powerW,
        double timeS,
        double shortAxisMm,
        double longAxisMm,
        OptionalDouble reachBeyondTipMm,
        OptionalDouble volumeMl) {}
