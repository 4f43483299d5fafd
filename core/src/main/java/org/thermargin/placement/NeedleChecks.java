package org.thermargin.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.device.UsableLength;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.scene.ApplicatorPlacement;

/**
 * The checks of each applicator of a placement, from entry to tip. Distances to structures and vessels are surface to
 * surface: to the voxel bodies, less the radius of the shaft; with radius 0 they are those of the axis. No check changes
 * a margin.
 */
public final class NeedleChecks {
    private static final String RULES =
            "placement rules of the planning literature (Sensors 2024;24:3537; doi:10.3109/10929080701312000); limit "
                    + PlacementLimits.CUSTOMARY;
    private static final String PUNCTURES = "capsule punctures count (PMC4113118); limit " + PlacementLimits.CUSTOMARY;
    private static final String NO_TOUCH = "no-touch RFA: Lee 2021, doi:10.1148/radiol.2021210309";
    private static final String INDIRECT =
            "indirect puncture of subcapsular lesions through liver; limit " + PlacementLimits.CUSTOMARY;
    private static final String SHAFTS = PlacementLimits.CUSTOMARY;
    /** How far beyond the tip the far side of a lesion is looked for, mm; longer than any lesion. */
    private static final double LOOK_AHEAD_MM = 150;

    private final NeedleAnatomy anatomy;
    private final PlacementLimits limits;

    public NeedleChecks(NeedleAnatomy anatomy, PlacementLimits limits) {
        this.anatomy = anatomy;
        this.limits = limits;
    }

    /** The checks of a placement of an applicator whose usable length is not known. */
    public List<NeedleCheck> of(List<ApplicatorPlacement> placements, int position) {
        return of(placements, position, Optional.empty());
    }

    /**
     * The checks of the placement with this position in the list; pairs stand at the earlier of the two.
     *
     * @param usable how much of the applicator can be inside the body; empty: not known, not judged
     */
    public List<NeedleCheck> of(List<ApplicatorPlacement> placements, int position, Optional<UsableLength> usable) {
        ApplicatorPlacement shaft = placements.get(position);
        List<NeedleCheck> checks = new ArrayList<>();
        double length = shaft.lengthMm();
        checks.add(NeedleCheck.atMost(
                "path-length", "", length, "mm", limits.maxPathMm(), text("%.0f mm from entry to tip", length), RULES));
        usable.ifPresent(u -> checks.add(NeedleCheck.atMost(
                "usable-length",
                "",
                length,
                "mm",
                OptionalDouble.of(u.mm()),
                text("%.0f mm of the applicator in the body", length),
                u.source())));
        double angle = StrictMath.toDegrees(
                StrictMath.asin(Math.min(1, Math.abs(shaft.direction().z()))));
        checks.add(NeedleCheck.atMost(
                "axial-angle",
                "",
                angle,
                "deg",
                limits.maxAxialAngleDeg(),
                text("%.0f deg to the axial plane", angle),
                RULES));
        ShaftRuns lesion = ShaftRuns.of(anatomy.lesion(), shaft.entry(), shaft.tip());
        anatomy.organ().ifPresent(organ -> liver(checks, shaft, organ, lesion));
        lesion(checks, shaft, lesion);
        for (NeedleAnatomy.Obstacle structure : anatomy.structures()) {
            checks.add(clearance("structure-clearance", structure, shaft, limits.structureClearanceMm()));
        }
        for (NeedleAnatomy.Obstacle vessel : anatomy.vessels()) {
            checks.add(clearance("vessel-clearance", vessel, shaft, limits.vesselClearanceMm()));
        }
        for (ApplicatorPlacement other : placements.subList(position + 1, placements.size())) {
            pair(checks, shaft, other);
        }
        return List.copyOf(checks);
    }

    /** Parenchyma on the way to the lesion, and how often the capsule is pierced. */
    private void liver(List<NeedleCheck> checks, ApplicatorPlacement shaft, BinaryMask organ, ShaftRuns lesion) {
        ShaftRuns inside = ShaftRuns.of(organ, shaft.entry(), shaft.tip()).joined(limits.ignoredGapMm());
        boolean reached = !lesion.runs().isEmpty();
        double until = reached ? lesion.runs().get(0).fromMm() : shaft.lengthMm();
        double parenchyma = inside.insideMm(until);
        String words = text("%.1f mm of liver before the ", parenchyma)
                + (reached ? "lesion" : "tip")
                + (inside.startsInside() ? ", counted from an entry inside the liver" : "");
        checks.add(
                anatomy.subcapsular() && reached
                        ? NeedleCheck.atLeast(
                                "parenchyma", "", parenchyma, "mm", limits.minParenchymaMm(), words, INDIRECT)
                        : NeedleCheck.shown("parenchyma", "", OptionalDouble.of(parenchyma), "mm", words));
        int entries = inside.entries();
        checks.add(NeedleCheck.atMost(
                "capsule-punctures",
                "",
                entries,
                "count",
                OptionalDouble.of(limits.maxPunctures()),
                entries + (entries == 1 ? " entry" : " entries") + " through the liver surface"
                        + (entries > 0 ? ", track to be coagulated" : ""),
                PUNCTURES));
    }

    private void lesion(List<NeedleCheck> checks, ApplicatorPlacement shaft, ShaftRuns lesion) {
        double through = lesion.insideMm();
        if (limits.noTouch()) {
            checks.add(NeedleCheck.atMost(
                    "no-touch",
                    "",
                    through,
                    "mm",
                    OptionalDouble.of(0),
                    text("%.1f mm of shaft in the lesion", through),
                    NO_TOUCH));
        }
        Point3 ahead = shaft.tip().along(shaft.direction(), LOOK_AHEAD_MM);
        List<ShaftRuns.Run> line =
                ShaftRuns.of(anatomy.lesion(), shaft.entry(), ahead).runs();
        if (line.isEmpty()) {
            double gap = ShaftClearance.mm(anatomy.lesion(), shaft.entry(), shaft.tip(), limits.shaftRadiusMm());
            checks.add(NeedleCheck.shown(
                    "shaft-to-lesion",
                    "",
                    OptionalDouble.of(gap),
                    "mm",
                    text("the shaft passes %.1f mm beside the lesion", gap)));
            return;
        }
        double beyond = shaft.lengthMm() - line.get(line.size() - 1).toMm();
        String place = beyond >= 0
                ? text("tip %.1f mm beyond the far side of the lesion", beyond)
                : text("tip %.1f mm short of the far side of the lesion", -beyond);
        checks.add(NeedleCheck.shown("tip-beyond-lesion", "", OptionalDouble.of(beyond), "mm", place));
    }

    private NeedleCheck clearance(
            String name, NeedleAnatomy.Obstacle obstacle, ApplicatorPlacement shaft, double limitMm) {
        double crossed =
                ShaftRuns.of(obstacle.mask(), shaft.entry(), shaft.tip()).insideMm();
        double gap = crossed > 0
                ? 0
                : ShaftClearance.mm(obstacle.blocks(), shaft.entry(), shaft.tip(), limits.shaftRadiusMm());
        String words = crossed > 0
                ? "crosses " + obstacle.name() + text(" over %.1f mm", crossed)
                : "passes " + obstacle.name() + text(" at %.1f mm", gap);
        if (crossed > 0 && limitMm == 0) { // a clearance of 0 still forbids to cross
            return new NeedleCheck(
                    name,
                    obstacle.name(),
                    OptionalDouble.of(0),
                    "mm",
                    OptionalDouble.of(0),
                    NeedleCheck.Status.FAIL,
                    words,
                    RULES);
        }
        return NeedleCheck.atLeast(name, obstacle.name(), gap, "mm", limitMm, words, RULES);
    }

    private void pair(List<NeedleCheck> checks, ApplicatorPlacement shaft, ApplicatorPlacement other) {
        ShaftPair pair = ShaftPair.of(shaft, other);
        double gap = Math.max(0, pair.distanceMm() - 2 * limits.shaftRadiusMm());
        boolean overlap = gap < limits.minShaftDistanceMm();
        checks.add(NeedleCheck.atLeast(
                "shaft-distance",
                other.id(),
                gap,
                "mm",
                limits.minShaftDistanceMm(),
                text("%.1f mm to shaft ", gap) + other.id() + (overlap ? ", the placements overlap" : ""),
                SHAFTS));
        checks.add(NeedleCheck.shown(
                "tip-distance",
                other.id(),
                OptionalDouble.of(pair.tipDistanceMm()),
                "mm",
                text("%.1f mm to tip ", pair.tipDistanceMm()) + other.id()));
        checks.add(NeedleCheck.atMost(
                "shaft-angle",
                other.id(),
                pair.angleDeg(),
                "deg",
                limits.maxShaftAngleDeg(),
                text("%.1f deg to shaft ", pair.angleDeg()) + other.id(),
                SHAFTS));
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
