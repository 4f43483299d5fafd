package org.thermargin.heatsink;

import org.thermargin.device.Modality;

/**
 * Constants of vessel cooling; which vessels cool says the {@link VesselRule}. Tissue and blood values: IT'IS database as used in COMSOL's liver model (k 0.52, density
 * 1079, heat capacity 3540; blood 1050, 3617); the sources of each stand in docs/heat-sink.md.
 *
 * @param rfaWall wall rule for radiofrequency
 * @param mwaWall wall rule for microwaves
 * @param nusselt Nusselt number of the convective wall
 * @param perfusionPerS blood volume per tissue volume and second, 1/s, at least 0
 * @param tissueConductivityWPerMK heat conductivity of liver tissue
 * @param bloodConductivityWPerMK heat conductivity of blood
 * @param edgeCelsius temperature taken for the edge of a tabled zone, degrees C; only how hot its middle can be depends
 *     on it: tissue does not pass 100 degrees C, so the rise is at most {@link #heatCap} times that at the edge
 */
public record CoolingSettings(
        WallRule rfaWall,
        WallRule mwaWall,
        double nusselt,
        double perfusionPerS,
        double tissueConductivityWPerMK,
        double bloodConductivityWPerMK,
        double edgeCelsius) {
    private static final double BLOOD_HEAT_J_PER_M3_K = 1050.0 * 3617;
    private static final double TISSUE_HEAT_J_PER_M3_K = 1079.0 * 3540;
    private static final double BODY_CELSIUS = 37;
    private static final double BOILING_CELSIUS = 100;
    /** The isotherm most used for the edge of coagulation. */
    private static final double EDGE_CELSIUS = 60;

    public CoolingSettings {
        if (!(nusselt > 0 && nusselt <= 100)) {
            throw new IllegalArgumentException("Nusselt number must be > 0 and <= 100, was " + nusselt);
        }
        if (!(perfusionPerS >= 0 && perfusionPerS <= 0.1)) {
            throw new IllegalArgumentException("perfusion must be 0 to 0.1 1/s, was " + perfusionPerS);
        }
        if (!(tissueConductivityWPerMK > 0 && bloodConductivityWPerMK > 0)) {
            throw new IllegalArgumentException("heat conductivities must be > 0 W/m/K, were " + tissueConductivityWPerMK
                    + " and " + bloodConductivityWPerMK);
        }
        if (!(edgeCelsius >= 45 && edgeCelsius <= 80)) {
            throw new IllegalArgumentException("edge of the zone must be at 45 to 80 degrees C, was " + edgeCelsius);
        }
    }

    /** Isothermal for RFA, convective with Nu 3.66 for MWA, perfusion 0.0064 1/s, edge at 60 C. */
    public static CoolingSettings defaults() {
        return new CoolingSettings(WallRule.ISOTHERMAL, WallRule.CONVECTIVE, 3.66, 0.0064, 0.52, 0.53, EDGE_CELSIUS);
    }

    /** The same with one wall rule for every modality. */
    public CoolingSettings withWall(WallRule wall) {
        return with(wall, wall, perfusionPerS, edgeCelsius);
    }

    /** The same with another wall rule for one modality. */
    public CoolingSettings withWall(Modality modality, WallRule wall) {
        return modality == Modality.RFA
                ? with(wall, mwaWall, perfusionPerS, edgeCelsius)
                : with(rfaWall, wall, perfusionPerS, edgeCelsius);
    }

    /** The same with another perfusion, 1/s. */
    public CoolingSettings withPerfusionPerS(double perS) {
        return with(rfaWall, mwaWall, perS, edgeCelsius);
    }

    /** The same with another temperature at the edge of the zone, degrees C. */
    public CoolingSettings withEdgeCelsius(double celsius) {
        return with(rfaWall, mwaWall, perfusionPerS, celsius);
    }

    private CoolingSettings with(WallRule rfa, WallRule mwa, double perfusion, double edge) {
        return new CoolingSettings(
                rfa, mwa, nusselt, perfusion, tissueConductivityWPerMK, bloodConductivityWPerMK, edge);
    }

    /** The wall rule for a modality. */
    public WallRule wall(Modality modality) {
        return modality == Modality.RFA ? rfaWall : mwaWall;
    }

    /** Highest temperature rise over that at the edge of the zone: 2.74 for an edge at 60 degrees C, 3.71 at 54. */
    public double heatCap() {
        return (BOILING_CELSIUS - BODY_CELSIUS) / (edgeCelsius - BODY_CELSIUS);
    }

    /** Decay rate m of a temperature disturbance, 1/mm; the time (s) may be infinite: steady state. */
    public double decayPerMm(double timeS) {
        double diffusivity = tissueConductivityWPerMK / TISSUE_HEAT_J_PER_M3_K;
        double perSqM = perfusionPerS * BLOOD_HEAT_J_PER_M3_K / tissueConductivityWPerMK + 1 / (diffusivity * timeS);
        return Math.sqrt(perSqM) / 1000;
    }

    /** Heat transfer coefficient of the convective wall over the tissue's conductivity, 1/mm. */
    double transferPerMm(double radiusMm) {
        return nusselt * bloodConductivityWPerMK / (2 * radiusMm * tissueConductivityWPerMK);
    }
}
