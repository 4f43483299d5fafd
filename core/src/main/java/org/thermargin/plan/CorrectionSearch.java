package org.thermargin.plan;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.thermargin.InputException;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.OpenCase;
import org.thermargin.assess.Outcome;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.plan.Correction.Kind;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;

/**
 * Finds the smallest corrections of planned and placed zones that do not pass: a shift of the needles, an advance along
 * the shaft, another setting. Only the applicators that the case states for the lesion are changed, or all where it
 * states none. What is found is assessed again as it is printed, cooling by vessels included.
 */
public final class CorrectionSearch {
    /** How far applicators are moved, mm. */
    public static final double REACH_MM = 15;
    /** A move that is proved the smallest is at most this much longer than the shortest one, mm; rounding takes 0.1. */
    public static final double TOLERANCE_MM = 0.2;

    private final DeviceCatalogue devices;

    /** With the tables in which other settings are looked up. */
    public CorrectionSearch(DeviceCatalogue devices) {
        this.devices = devices;
    }

    /** One correction for each zone from applicators that does not pass; none for a lesion that is refused. */
    public List<Correction> of(OpenCase open) throws InputException {
        return of(open, EnumSet.allOf(ZoneSource.class), () -> false);
    }

    /**
     * The same for the zones of these sources alone.
     *
     * @param stopped asked before every judgement; once true the search ends in a {@link
     *     java.util.concurrent.CancellationException}
     */
    public List<Correction> of(OpenCase open, Set<ZoneSource> sources, BooleanSupplier stopped) throws InputException {
        List<Correction> corrections = new ArrayList<>();
        for (LesionAssessment lesion : open.assessment().lesions()) {
            for (ZoneAssessment zone : lesion.zones()) {
                List<ApplicatorPlacement> placements = placements(open, zone.source());
                if (sources.contains(zone.source())
                        && !placements.isEmpty()
                        && zone.numbers().isPresent()
                        && zone.untaintedVerdict() != Outcome.COMPLETE) {
                    corrections.add(correction(open, lesion, zone, placements, stopped));
                }
            }
        }
        return corrections;
    }

    private Correction correction(
            OpenCase open,
            LesionAssessment lesion,
            ZoneAssessment zone,
            List<ApplicatorPlacement> placements,
            BooleanSupplier stopped)
            throws InputException {
        String lesionId = lesion.id();
        ZoneTrial trial = new ZoneTrial(open, lesionId, zone.source(), placements, stopped);
        var margin = zone.numbers().orElseThrow().margin();
        double reserve = trial.reserveMm(margin);
        CoverDemand demand = CoverDemand.of(margin.surface(), open.organ());
        Set<String> meant = meant(open, lesionId, placements);
        List<Correction.Option> options = new ArrayList<>();
        moved(trial, demand, open, placements, meant, Kind.SHIFT)
                .find(margin.mamMm(), reserve)
                .ifPresent(options::add);
        moved(trial, demand, open, placements, meant, Kind.ADVANCE)
                .find(margin.mamMm(), reserve)
                .ifPresent(options::add);
        if (meant.size() > 1) {
            for (Kind kind : List.of(Kind.SINGLE_SHIFT, Kind.SINGLE_ADVANCE)) {
                List<MoveSearch> singles = new ArrayList<>();
                for (String id : meant) {
                    singles.add(moved(trial, demand, open, placements, Set.of(id), kind));
                }
                promising(singles, margin.mamMm() - reserve)
                        .find(margin.mamMm(), reserve)
                        .ifPresent(options::add);
            }
        }
        List<String> deviceIds = placements.stream()
                .filter(p -> meant.contains(p.id()))
                .map(ApplicatorPlacement::deviceId)
                .distinct()
                .toList();
        if (deviceIds.size() == 1) {
            SettingSearch.find(
                            trial,
                            open.zoneModel(),
                            devices.device(deviceIds.get(0)),
                            placements,
                            meant,
                            demand,
                            margin.mamMm() - reserve)
                    .ifPresent(options::add);
        }
        double targetMm = open.assessment().criteria().targetMm();
        return new Correction(
                lesionId,
                zone.source(),
                REACH_MM,
                TOLERANCE_MM,
                trial.count(),
                ZoneCapacity.of(lesion, targetMm, placements, devices, open.zoneModel()),
                options);
    }

    private static MoveSearch moved(
            ZoneTrial trial,
            CoverDemand demand,
            OpenCase open,
            List<ApplicatorPlacement> placements,
            Set<String> ids,
            Kind kind)
            throws InputException {
        return new MoveSearch(trial, demand, ZoneMove.of(open.zoneModel(), placements, ids), kind, REACH_MM);
    }

    /** The search whose model needs the shortest move for the margin; only that one is judged. */
    private static MoveSearch promising(List<MoveSearch> searches, double marginMm) throws InputException {
        MoveSearch best = searches.get(0);
        double shortest = Double.POSITIVE_INFINITY;
        for (MoveSearch search : searches) {
            double length = search.leastMm(marginMm);
            if (length < shortest) {
                shortest = length;
                best = search;
            }
        }
        return best;
    }

    private static List<ApplicatorPlacement> placements(OpenCase open, ZoneSource source) {
        List<ApplicatorPlacement> placements = new ArrayList<>();
        for (SceneZone zone : open.scene().zones()) {
            if (zone.source() == source && zone instanceof SceneZone.Applied applied) {
                placements.addAll(applied.placements());
            }
        }
        return placements;
    }

    /** Ids of the applicators that the case states for the lesion; all where it states none. */
    private static Set<String> meant(OpenCase open, String lesionId, List<ApplicatorPlacement> placements) {
        Set<String> ids = new LinkedHashSet<>();
        Set<String> all = new LinkedHashSet<>();
        for (ApplicatorPlacement p : placements) {
            all.add(p.id());
            List<String> lesions = open.scene().targets().getOrDefault(p.id(), List.of());
            if (lesions.stream().anyMatch(l -> lesionId.equals(l) || lesionId.startsWith(l + "-"))) {
                ids.add(p.id());
            }
        }
        return ids.isEmpty() ? all : ids;
    }
}
