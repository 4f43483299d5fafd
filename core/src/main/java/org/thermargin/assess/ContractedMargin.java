package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.ConnectedComponents;
import org.thermargin.margin.MarginAnalyzer;
import org.thermargin.margin.MarginQuery;
import org.thermargin.margin.MarginResult;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.scene.ZoneSource;

/**
 * The margin that an observed zone would have had if its tissue contracted between ablation and image: the zone drawn is
 * taken for one that was larger by 1 / (1 - share), each of its connected parts about its own centroid; of several parts
 * that meet the lesion the one with the largest margin counts. A what-if of a stated share; no verdict rests on it.
 *
 * @param lesionId the lesion
 * @param source source of the zone
 * @param share radial contraction, 0..1
 * @param mamMm minimal margin to the larger zone, mm
 * @param lowerMm its 99 % interval, registration bound included, mm
 * @param upperMm its 99 % interval, mm; infinite where the zone is cut by its image
 */
public record ContractedMargin(
        String lesionId, ZoneSource source, double share, double mamMm, double lowerMm, double upperMm) {

    /** One for each lesion with an observed zone mask and each share, in their order. */
    public static List<ContractedMargin> of(OpenCase open, List<Double> shares, int threads) {
        List<ContractedMargin> margins = new ArrayList<>();
        for (LesionAssessment lesion : open.assessment().lesions()) {
            for (ZoneAssessment zone : lesion.zones()) {
                if (zone.source() == ZoneSource.OBSERVED
                        && zone.numbers().isPresent()
                        && zone.numbers().get().zone() instanceof ZoneRegion.Sampled sampled) {
                    for (double share : shares) {
                        margins.add(of(open, lesion.id(), zone.numbers().get(), sampled, share, threads));
                    }
                }
            }
        }
        return margins;
    }

    private static ContractedMargin of(
            OpenCase open, String lesionId, ZoneNumbers numbers, ZoneRegion.Sampled zone, double share, int threads) {
        double bound = numbers.margin().components().stream()
                .filter(c -> c.name().equals("registration"))
                .mapToDouble(MarginResult.Component::mm)
                .sum();
        MarginResult best = null;
        for (ZoneRegion part : larger(zone.mask(), numbers.lesion(), share)) {
            MarginResult margin =
                    new MarginAnalyzer(threads).analyze(new MarginQuery(numbers.lesion(), part, open.organ(), bound));
            best = best == null || margin.mamMm() > best.mamMm() ? margin : best;
        }
        return new ContractedMargin(lesionId, ZoneSource.OBSERVED, share, best.mamMm(), best.lowerMm(), best.upperMm());
    }

    /** The connected parts of the zone, each before it contracted about its own centroid; those near the lesion, if any are. */
    private static List<ZoneRegion> larger(BinaryMask zone, BinaryMask lesion, double share) {
        ConnectedComponents parts = ConnectedComponents.of(zone, ConnectedComponents.Connectivity.CORNERS_26);
        List<ZoneRegion> near = new ArrayList<>();
        List<ZoneRegion> all = new ArrayList<>();
        for (int n = 0; n < parts.count(); n++) {
            int number = n;
            BinaryMask part = parts.mask(p -> p == number);
            Point3 centroid = new LesionRegion("", part, false, "").centroid();
            ZoneRegion larger = new ZoneRegion.Sampled(
                    part.mapped(AffineMap.scaling(centroid, 1 / (1 - share))).orElseThrow());
            all.add(larger);
            if (MaskMeeting.within(lesion, part, 0)) {
                near.add(larger);
            }
        }
        return near.isEmpty() ? all : near;
    }
}
