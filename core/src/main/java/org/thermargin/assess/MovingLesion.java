package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermargin.margin.MarginMap;
import org.thermargin.margin.MovingMargin;
import org.thermargin.margin.ProvisionalMargin;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.ZoneModel;
import org.thermargin.zone.ZoneShape;

/** One lesion about which applicators are moved: seen from near, and from farther away where its margin is longer than that. */
final class MovingLesion {
    /** Zones are seen at least that far from the lesion, mm: beyond the last band of margin. */
    private static final double LEAST_REACH_MM = 12;
    /** How much farther than the target, mm. */
    private static final double BEYOND_TARGET_MM = 3;

    private static final double LARGEST_REACH_MM = 48;
    private final CaseGround ground;
    private final LesionRegion lesion;
    private final ZoneModel zoneModel;
    private final HeatSink heatSink;
    private final double reachMm;
    private final List<MovingParts> around = new ArrayList<>(); // each reaches twice as far as the one before

    /** What is asked of every lesion. */
    record Pose(
            ZoneSource source,
            List<ApplicatorPlacement> placements,
            ZoneShape zone,
            ZoneRegion.Exact region,
            double targetMm) {}

    MovingLesion(CaseGround ground, LesionRegion lesion, ZoneModel zoneModel, HeatSink heatSink, double targetMm) {
        this.ground = ground;
        this.lesion = lesion;
        this.zoneModel = zoneModel;
        this.heatSink = heatSink;
        this.reachMm = Math.max(LEAST_REACH_MM, targetMm + BEYOND_TARGET_MM);
    }

    private MovingParts around(int step) {
        if (step == around.size()) {
            MovingMargin margin = new MovingMargin(
                    ground.judge().preparedLesion(lesion),
                    reachMm * (1 << step),
                    ground.options().threads());
            margin.prepare();
            around.add(new MovingParts(margin, heatSink.at(margin.nodes()), zoneModel));
        }
        return around.get(step);
    }

    /** Makes what does not depend on a pose. */
    void prepare() {
        MovingParts unused = around(0);
    }

    /** What can be said of the pose. */
    ProvisionalAssessment.Zone at(Pose pose) {
        for (int step = 0; ; step++) {
            MovingParts parts = around(step);
            ProvisionalAssessment.Zone zone = seen(pose, parts);
            double reach = parts.margin().reachMm();
            if (Math.abs(zone.margin().mamMm()) < reach || reach >= LARGEST_REACH_MM) {
                return zone;
            }
        }
    }

    /** A reading of the zone: its margin and the outcome that it gives. */
    private record Read(MovingMargin.Seen seen, ProvisionalMargin margin, OutcomeRule rule) {}

    private ProvisionalAssessment.Zone seen(Pose pose, MovingParts around) {
        List<MovingParts.PartAt> parts = around.of(pose.placements);
        boolean deformed = parts.stream().anyMatch(MovingParts.PartAt::deformed);
        MovingMargin.Seen plain = around.plain(parts, pose.region);
        MovingMargin.Seen shown = deformed ? around.cooled(parts) : plain;
        Later<Read> plainRead = new Later<>(() -> read(pose, plain)); // most often without the nodes
        Later<Read> shownRead = new Later<>(() -> {
            shown.prepare();
            return deformed ? read(pose, shown) : plainRead.get();
        });
        Later<Long> uncovered = new Later<>(shown::uncoveredVoxels);
        Later.makeAll(List.of(shownRead, plainRead, uncovered), ground.options().threads());
        Read read = shownRead.get();
        Outcome left = read.rule.verdict();
        if (!deformed) {
            return told(pose, read, left, Optional.empty());
        }
        Outcome tabled = plainRead.get().rule.verdict();
        return told(
                pose,
                read,
                LesionVerdict.deformedDecides(tabled, left) ? left : tabled,
                Optional.of(new ProvisionalAssessment.Plain(
                        tabled, plainRead.get().margin.mamMm())));
    }

    private Read read(Pose pose, MovingMargin.Seen seen) {
        ProvisionalMargin margin = seen.margin(ground.judge().boundMm(lesion, pose.source));
        return new Read(seen, margin, rule(pose, margin));
    }

    /** The outcome of the 99 % interval alone; where only a proof decides, it is open. */
    private OutcomeRule rule(Pose pose, ProvisionalMargin margin) {
        boolean strict = ground.options().strict();
        double lower = strict ? Double.NEGATIVE_INFINITY : margin.lowerMm();
        double upper = strict ? Double.POSITIVE_INFINITY : margin.upperMm();
        Assumed assumed = ground.judge().assumed(lesion, pose.zone.taints());
        return OutcomeRule.of(
                new OutcomeRule.Reading(margin.mamMm(), lower, upper, lower, upper),
                pose.targetMm,
                strict,
                assumed.open(),
                assumed.doubtful());
    }

    private ProvisionalAssessment.Zone told(
            Pose pose, Read read, Outcome verdict, Optional<ProvisionalAssessment.Plain> plain) {
        ProvisionalMargin margin = read.margin;
        MarginMap surface = read.seen.surface();
        long uncovered = read.seen.uncoveredVoxels();
        double error = Math.max(margin.upperMm() - margin.mamMm(), margin.mamMm() - margin.lowerMm());
        return new ProvisionalAssessment.Zone(
                verdict,
                read.rule.nominal(),
                read.rule.possible(),
                margin,
                AnatomicalDirection.words(margin.witness().direction()),
                ground.judge().neighbours().facing(margin.witness().zone()),
                surface,
                SurfaceShares.bands(surface),
                SurfaceShares.atLeast(surface, error, pose.targetMm),
                1 - (double) uncovered / lesion.mask().count(),
                uncovered * lesion.mask().grid().voxelVolumeMm3() / 1000,
                plain);
    }
}
