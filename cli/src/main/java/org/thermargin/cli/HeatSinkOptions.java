package org.thermargin.cli;

import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.heatsink.WallRule;
import picocli.CommandLine.Option;

/** How vessels cool device zones. */
final class HeatSinkOptions {
    @Option(names = "--no-heat-sink", description = "Leave device zones as tabled, whatever vessels are near.")
    boolean off;

    @Option(
            names = "--vessel-min-diameter-mm",
            paramLabel = "MM",
            converter = MillimetreConverter.class,
            description = "Smallest diameter of a vessel that cools (default: 3).")
    Double minDiameterMm;

    @Option(
            names = "--vessel-wall",
            paramLabel = "RULE",
            description = "isothermal or convective (default: isothermal for RFA, convective for MWA).")
    String wall;

    @Option(
            names = "--perfusion-per-s",
            paramLabel = "W",
            description = "Liver perfusion, 1/s, for the reach of cooling (default: 0.0064).")
    Double perfusionPerS;

    /** The settings as stated, defaults elsewhere; empty when switched off. */
    Optional<CoolingSettings> settings() throws InputException {
        if (off) {
            return Optional.empty();
        }
        CoolingSettings settings = CoolingSettings.defaults();
        try {
            if (minDiameterMm != null) {
                settings = settings.withMinDiameterMm(minDiameterMm);
            }
            if (perfusionPerS != null) {
                settings = settings.withPerfusionPerS(perfusionPerS);
            }
        } catch (IllegalArgumentException e) {
            throw new InputException("heat-sink-setting", "H26", "", e.getMessage());
        }
        return Optional.of(wall == null ? settings : settings.withWall(rule()));
    }

    private WallRule rule() throws InputException {
        for (WallRule rule : WallRule.values()) {
            if (rule.key().equals(wall)) {
                return rule;
            }
        }
        throw new InputException(
                "heat-sink-setting", "H26", "", "--vessel-wall must be isothermal or convective, was " + wall);
    }
}
