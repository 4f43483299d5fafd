package org.thermargin.assess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.margin.MarginResult;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.placement.NeedleAnatomy;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.CriticalStructure;
import org.thermargin.scene.Vessel;

/** Vessels and critical structures around lesions and zones. */
final class Neighbours {
    /** Beyond this distance nothing is said to face the thinnest spot, mm. */
    private static final double FACING_MM = 15;
    /** Vessels near the shafts are kept for so many regions. */
    private static final int REGIONS = 4;

    private record Surrounding(String name, Proximity surface) {}

    private final AssessmentCriteria criteria;
    private final int threads;
    private final List<VesselNeighbour> vessels = new ArrayList<>();
    private final List<CriticalStructure> structures;
    private final List<Proximity> structureSurfaces = new ArrayList<>();
    private final List<Surrounding> all = new ArrayList<>();
    private final List<NeedleAnatomy.Obstacle> structureObstacles = new ArrayList<>();
    private final Map<Bounds3, List<NeedleAnatomy.Obstacle>> vesselObstacles = new LinkedHashMap<>();

    Neighbours(List<Vessel> vessels, List<CriticalStructure> structures, AssessmentCriteria criteria, int threads) {
        this.criteria = criteria;
        this.threads = threads;
        this.structures = structures;
        for (Vessel vessel : vessels) {
            VesselNeighbour neighbour = new VesselNeighbour(vessel, criteria.vesselRule());
            this.vessels.add(neighbour);
            all.add(new Surrounding(vessel.name(), neighbour.surface()));
        }
        for (CriticalStructure structure : structures) {
            structureSurfaces.add(Proximity.of(structure.mask()));
            all.add(new Surrounding(structure.name(), structureSurfaces.get(structureSurfaces.size() - 1)));
        }
    }

    /** The nearest vessel or structure within 15 mm of the point, with its distance; empty when there is none. */
    Optional<String> facing(Point3 point) {
        double best = FACING_MM;
        Optional<String> facing = Optional.empty();
        for (Surrounding one : all) {
            double distance = one.surface().toPointMm(point, best);
            if (distance < best) {
                best = distance;
                facing = Optional.of(String.format(Locale.ROOT, "%s, %.1f mm away", one.name(), distance));
            }
        }
        return facing;
    }

    /** The structures that a shaft should keep clear of: all but the skin, which every shaft crosses. */
    List<NeedleAnatomy.Obstacle> obstacles() {
        synchronized (structureObstacles) {
            if (structureObstacles.isEmpty()) {
                structures.stream()
                        .filter(s -> StructureKind.of(s.name()) != StructureKind.SKIN)
                        .map(s -> new NeedleAnatomy.Obstacle(s.name(), s.mask()))
                        .forEach(structureObstacles::add);
            }
            return List.copyOf(structureObstacles);
        }
    }

    /**
     * The vessels that shafts should keep clear of, without branches that are not wide near the shafts; measured once for
     * all placements that come that near, which the last few are kept of.
     */
    List<NeedleAnatomy.Obstacle> vesselObstacles(List<ApplicatorPlacement> placements) {
        Bounds3 region = VesselNeighbour.aroundShafts(placements);
        synchronized (vesselObstacles) {
            List<NeedleAnatomy.Obstacle> known = vesselObstacles.get(region);
            if (known == null) {
                List<Later<Optional<NeedleAnatomy.Obstacle>>> obstacles = vessels.stream()
                        .map(v -> new Later<>(
                                () -> v.obstacle(region, criteria.vesselRule().minDiameterMm())))
                        .toList();
                Later.makeAll(obstacles, threads);
                known = obstacles.stream().flatMap(o -> o.get().stream()).toList();
                vesselObstacles.put(region, known);
                if (vesselObstacles.size() > REGIONS) {
                    vesselObstacles.remove(vesselObstacles.keySet().iterator().next());
                }
            }
            return known;
        }
    }

    /** Every vessel beside the lesion, in the order of the case. */
    List<ZoneNumbers.VesselDistance> vessels(LesionRegion lesion, SourceZone zone, MarginResult margin) {
        return vessels.stream()
                .filter(v -> !v.surface().isEmpty())
                .map(v -> v.distance(lesion, zone, margin))
                .toList();
    }

    /** Distances of every structure, in the order of the case. */
    List<ZoneNumbers.StructureDistance> structures(SourceZone zone, MarginResult margin) {
        List<ZoneNumbers.StructureDistance> distances = new ArrayList<>();
        for (int n = 0; n < structures.size(); n++) {
            if (!structureSurfaces.get(n).isEmpty()) {
                double distance = structureSurfaces
                        .get(n)
                        .toRegionMm(
                                margin.zoneDepth(),
                                zone.region().bounds(),
                                zone.region().unevennessMm());
                double overlap = overlapMl(structures.get(n).mask(), zone.region());
                distances.add(alerted(structures.get(n), overlap > 0 ? 0 : distance, overlap));
            }
        }
        return distances;
    }

    private static ZoneNumbers.StructureDistance alerted(CriticalStructure structure, double distance, double overlap) {
        StructureKind kind = StructureKind.of(structure.name());
        boolean stated = structure.alertMm().isPresent();
        double alertMm = structure.alertMm().orElse(kind.alertMm());
        String alert = overlap > 0 ? "overlap" : distance < alertMm ? "near" : "none";
        return new ZoneNumbers.StructureDistance(
                structure.name(), distance, overlap, alert, alertMm, stated ? "stated by the case" : kind.source());
    }

    private static double overlapMl(BinaryMask mask, ZoneRegion zone) {
        return MaskInZone.count(mask, zone) * mask.grid().voxelVolumeMm3() / 1000;
    }
}
