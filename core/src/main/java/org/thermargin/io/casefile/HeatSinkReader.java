package org.thermargin.io.casefile;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.device.Modality;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.heatsink.WallRule;

/** The object {@code heat_sink} of a case: what is not stated keeps its default; {@code "off": true} stands alone. */
final class HeatSinkReader {
    static final String WALL = "wall";
    static final String PERFUSION = "perfusion_per_s";
    static final String EDGE = "edge_celsius";
    static final String OFF = "off";
    private static final Set<String> KEYS = Set.of(WALL, PERFUSION, EDGE, OFF);
    private static final List<String> RULES = List.of(WallRule.ISOTHERMAL.key(), WallRule.CONVECTIVE.key());

    private HeatSinkReader() {}

    /** The settings; empty where the case switches cooling off. */
    static Optional<CoolingSettings> read(JsonObjectReader json) throws InputException {
        VesselRuleReader.requireNoDiameter(json);
        json.requireOnly(KEYS);
        if (json.flag(OFF, false)) {
            for (String key : List.of(WALL, PERFUSION, EDGE)) {
                if (json.has(key)) {
                    throw json.refused(json.path(key) + " must not stand beside off: true");
                }
            }
            return Optional.empty();
        }
        CoolingSettings settings = CoolingSettings.defaults();
        settings = settings.withPerfusionPerS(
                json.optionalNumber(PERFUSION, 0, 0.1, "1/s").orElse(settings.perfusionPerS()));
        settings = settings.withEdgeCelsius(
                json.optionalNumber(EDGE, 45, 80, "degrees C").orElse(settings.edgeCelsius()));
        return Optional.of(json.has(WALL) ? walls(json.object(WALL), settings) : settings);
    }

    private static CoolingSettings walls(JsonObjectReader json, CoolingSettings settings) throws InputException {
        json.requireOnly(Set.of("rfa", "mwa"));
        CoolingSettings result = settings;
        for (Modality modality : List.of(Modality.RFA, Modality.MWA)) {
            String key = modality == Modality.RFA ? "rfa" : "mwa";
            if (json.has(key)) {
                result = result.withWall(
                        modality, WallRule.ofKey(json.choice(key, RULES)).orElseThrow());
            }
        }
        return result;
    }
}
