package org.thermargin.assess;

import java.util.List;
import java.util.Optional;
import org.thermargin.margin.MarginResult;

/**
 * What is measured of one lesion and one zone beside the margin. Shells, borders of voxels and what the zone leaves of the
 * lesion need no margin and can be found at the same time.
 */
final class ZoneMeasurement {
    private final SourceZone zone;
    private final AssessmentCriteria criteria;
    private final Neighbours neighbours;
    private final LesionRegion lesion;
    private final Later<ShellPoints> points;
    private final Later<Optional<QamNumbers>> qam;
    private final Later<Residual> left;

    ZoneMeasurement(
            SourceZone zone,
            AssessmentCriteria criteria,
            Neighbours neighbours,
            LesionRegion lesion,
            Later<ShellPoints> points,
            Later<Optional<QamNumbers>> qam) {
        this.zone = zone;
        this.criteria = criteria;
        this.neighbours = neighbours;
        this.lesion = lesion;
        this.points = points;
        this.qam = qam;
        this.left = new Later<>(() -> Residual.of(lesion.mask(), zone.region()));
    }

    /** What can be found before the margin, after a dearer and before a cheaper result. */
    List<Later<?>> with(Later<?> dearer, Later<?> cheaper) {
        return List.of(dearer, points, qam, left, cheaper);
    }

    /** All numbers with the margin. */
    ZoneNumbers numbers(
            MarginResult margin, boolean withinOrgan, List<ZoneNumbers.ApplicatorCheck> needles, int threads) {
        Later<List<ZoneNumbers.VesselDistance>> vessels = new Later<>(() -> neighbours.vessels(lesion, zone, margin));
        Later<List<ZoneNumbers.StructureDistance>> structures = new Later<>(() -> neighbours.structures(zone, margin));
        Later<Surroundings> shelled = new Later<>(() -> points.get().against(zone.region(), threads));
        Later.makeAll(List.of(vessels, structures, shelled), threads);
        Residual residual = left.get();
        Surroundings around = shelled.get();
        List<ZoneNumbers.ShellCoverage> shells = around.shells();
        return new ZoneNumbers(
                margin,
                AnatomicalDirection.words(margin.witness().direction()),
                neighbours.facing(margin.witness().zone()),
                SurfaceShares.bands(margin.surface()),
                SurfaceShares.atLeast(margin, criteria.targetMm()),
                SurfaceShares.quantiles(margin.surface()),
                residual.coverageFraction(),
                residual.volumeMl(),
                residual.islands(),
                shells,
                withinOrgan,
                Surroundings.largest(shells, 1),
                Surroundings.largest(shells, 0.9),
                around.insufficientMl(),
                vessels.get(),
                structures.get(),
                needles,
                qam.get(),
                lesion.mask(),
                zone.region());
    }
}
