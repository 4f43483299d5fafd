package org.thermargin.assess;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.margin.MarginResult;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.placement.NeedleCheck;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.VesselKind;

/**
 * The measurements of one lesion against one zone. Lengths mm, areas mm2, volumes mL, shares 0..1.
 *
 * @param margin minimal margin with intervals, place and lesion surface
 * @param direction side of the lesion on which the margin is thinnest, in anatomical words, e.g. {@code "left posterior"}
 * @param facing vessel or structure nearest to the thinnest spot, with its distance, e.g. {@code "portal vein, 2.1 mm"}
 * @param bands share of lesion surface area per band of margin, lowest band first
 * @param fractionGeTarget share of lesion surface area whose margin is at least the target
 * @param quantilesMm area-weighted quantiles of the margin: 5, 25, 50, 75, 95 %
 * @param coverageFraction share of lesion volume inside the zone
 * @param residualMl lesion volume outside the zone
 * @param residualIslands its 26-connected parts, largest first
 * @param shells ablated share of the shells of 1 to 10 mm around the lesion, within the organ where one is known
 * @param shellsWithinOrgan whether the shells were clipped to the organ
 * @param largestFullShellMm largest d of the shells with a share of 1; empty when none
 * @param largestShell90Mm largest d of the shells with a share of at least 0.9; empty when none
 * @param insufficientMarginMl volume within the target distance of the lesion, in the organ, outside the zone
 * @param vessels distances of every vessel
 * @param structures distances of every critical structure
 * @param applicators the applicators of the zone; empty for imported zones
 * @param qam the published voxel-border recipe; empty where the zone is not a mask on the lesion's lattice
 * @param lesion the lesion's voxels, for volumes and meshes
 * @param zone the zone, for volumes and meshes
 */
public record ZoneNumbers(
        MarginResult margin,
        String direction,
        Optional<String> facing,
        List<SurfaceBand> bands,
        FractionInterval fractionGeTarget,
        Quantiles quantilesMm,
        double coverageFraction,
        double residualMl,
        List<ResidualIsland> residualIslands,
        List<ShellCoverage> shells,
        boolean shellsWithinOrgan,
        OptionalDouble largestFullShellMm,
        OptionalDouble largestShell90Mm,
        double insufficientMarginMl,
        List<VesselDistance> vessels,
        List<StructureDistance> structures,
        List<ApplicatorCheck> applicators,
        Optional<QamNumbers> qam,
        BinaryMask lesion,
        ZoneRegion zone) {
    public ZoneNumbers {
        bands = List.copyOf(bands);
        residualIslands = List.copyOf(residualIslands);
        shells = List.copyOf(shells);
        vessels = List.copyOf(vessels);
        structures = List.copyOf(structures);
        applicators = List.copyOf(applicators);
    }

    /** Share of surface area with a margin from (included) to (excluded), mm; open-ended where empty. */
    public record SurfaceBand(OptionalDouble fromMm, OptionalDouble toMm, double fraction) {}

    /** A share with the band that the calibrated error of the margin leaves open, 0..1. */
    public record FractionInterval(double estimate, double lower, double upper) {}

    /** Area-weighted quantiles of the surface margin, mm. */
    public record Quantiles(double q05, double q25, double q50, double q75, double q95) {}

    /** A 26-connected part of the uncovered lesion volume. */
    public record ResidualIsland(double volumeMl, Point3 centroid) {}

    /** Ablated share of the shell up to d mm around the lesion. */
    public record ShellCoverage(double dMm, double ablatedFraction) {}

    /**
     * A vessel beside a lesion. Distances are surface to surface, mm; 0 when they meet.
     *
     * @param diameterMm local diameter at the place nearest to the lesion (deepest inside it, where they meet), mm; empty
     *     when the vessel lies beyond the distance to inspect or shows no width
     * @param diameterErrorMm 99 % error of that diameter, mm; empty with it
     * @param toShaftMm to the nearest applicator shaft; empty for imported zones
     * @param contactMm2 area of the vessel's wall inside the zone, mm2
     * @param sharedMl volume common to lesion and vessel, mL; their distance is 0 then
     * @param heatSinkRisk whether a part of the vessel that may be wide enough, the error of its diameter included, lies
     *     near enough to the lesion, graded by how the zone is heated
     * @param facingMamMm vessel-facing margin: the least margin over the points of the lesion surface whose distance to the
     *     nearest wall of such a part is at most the distance of the rule, mm; empty when there are none
     */
    public record VesselDistance(
            String name,
            VesselKind kind,
            OptionalDouble diameterMm,
            OptionalDouble diameterErrorMm,
            double toLesionMm,
            double toZoneMm,
            OptionalDouble toShaftMm,
            double contactMm2,
            double sharedMl,
            HeatSinkRisk heatSinkRisk,
            OptionalDouble facingMamMm) {}

    /**
     * Distance of a critical structure to the zone, mm, 0 when they meet, and their common volume.
     *
     * @param alert {@code none}, {@code near} (below the alert distance) or {@code overlap}
     * @param alertMm the alert distance, mm
     * @param alertSource where the alert distance comes from
     */
    public record StructureDistance(
            String name, double toZoneMm, double overlapMl, String alert, double alertMm, String alertSource) {}

    /** An applicator of the zone with what was checked about it. */
    public record ApplicatorCheck(ApplicatorPlacement placement, List<NeedleCheck> checks) {
        public ApplicatorCheck {
            checks = List.copyOf(checks);
        }

        /** Name of the applicator in the case. */
        public String id() {
            return placement.id();
        }

        /** From entry to tip, mm. */
        public double lengthMm() {
            return placement.lengthMm();
        }

        /** Number of checks whose limit is not kept. */
        public int failed() {
            return (int) checks.stream().filter(NeedleCheck::failed).count();
        }
    }
}
