package org.thermargin.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.device.Modality;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.heatsink.WallRule;
import picocli.CommandLine.Option;

/** Which vessels count, and how they cool device zones. What is stated here replaces what the case states. */
final class HeatSinkOptions {
    @Option(names = "--no-heat-sink", description = "Leave device zones as tabled, whatever vessels are near.")
    boolean off;

    @Option(
            names = "--vessel-min-diameter-mm",
            paramLabel = "MM",
            converter = MillimetreConverter.class,
            description = "Vessels count from this diameter on: for cooling, risk and needle checks (default: 3).")
    Double minDiameterMm;

    @Option(
            names = "--vessel-wall",
            split = ",",
            paramLabel = "RULE",
            description = "isothermal or convective, for one modality as rfa=RULE or mwa=RULE"
                    + " (default: rfa=isothermal,mwa=convective).")
    List<String> walls;

    @Option(
            names = "--perfusion-per-s",
            paramLabel = "W",
            description = "Liver perfusion, 1/s, for the reach of cooling (default: 0.0064).")
    Double perfusionPerS;

    /**
     * The settings as stated here, else as the case states them; empty when switched off. A constant stated here switches
     * cooling on where the case switches it off.
     */
    Optional<CoolingSettings> over(Optional<CoolingSettings> ofCase) throws InputException {
        boolean stated = walls != null || perfusionPerS != null;
        if (off && stated) {
            throw refused("--no-heat-sink must stand without other options of cooling, stood beside one");
        }
        if (off || (ofCase.isEmpty() && !stated)) {
            return Optional.empty();
        }
        CoolingSettings settings = ofCase.orElse(CoolingSettings.defaults());
        try {
            if (perfusionPerS != null) {
                settings = settings.withPerfusionPerS(perfusionPerS);
            }
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage());
        }
        for (String wall : walls == null ? List.<String>of() : walls) {
            settings = withWall(settings, wall);
        }
        return Optional.of(settings);
    }

    /** The criteria with what a wide vessel is, where it is stated here. */
    AssessmentCriteria over(AssessmentCriteria criteria) throws InputException {
        if (minDiameterMm == null) {
            return criteria;
        }
        try {
            return criteria.withVesselRule(criteria.vesselRule().withMinDiameterMm(minDiameterMm));
        } catch (IllegalArgumentException e) {
            throw refused("--vessel-min-diameter-mm: " + e.getMessage());
        }
    }

    private static CoolingSettings withWall(CoolingSettings settings, String wall) throws InputException {
        int equals = wall.indexOf('=');
        Optional<WallRule> rule = WallRule.ofKey(wall.substring(equals + 1));
        if (rule.isPresent() && equals < 0) {
            return settings.withWall(rule.get());
        }
        for (Modality modality : List.of(Modality.RFA, Modality.MWA)) {
            if (rule.isPresent() && wall.startsWith(modality.name().toLowerCase(Locale.ROOT) + "=")) {
                return settings.withWall(modality, rule.get());
            }
        }
        throw refused(
                "--vessel-wall must be isothermal or convective, or one of them as rfa=RULE or mwa=RULE, was " + wall);
    }

    private static InputException refused(String text) {
        return new InputException("heat-sink-setting", "H26", "", text);
    }
}
