package org.thermargin.assess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.thermargin.InputException;
import org.thermargin.heatsink.CooledNodes;
import org.thermargin.heatsink.CooledZone;
import org.thermargin.margin.MovingMargin;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.zone.ZoneModel;
import org.thermargin.zone.ZonePart;

/**
 * A lattice around a lesion with the vessels of its neighbourhood, and the parts of zones that were seen there last, so that of
 * several applicators only the one that moves is asked for again. Not thread-safe.
 */
final class MovingParts {
    /** Applicators of which the parts are kept, beside those of the pose. */
    private static final int SPARE = 4;

    private final MovingMargin margin;
    private final CooledNodes nodes;
    private final ZoneModel zoneModel;
    private final Map<ApplicatorPlacement, List<PartAt>> known = new LinkedHashMap<>();

    /** A part of a zone at the nodes, and whether vessels take anything worth naming from it anywhere. */
    record PartAt(CooledNodes.Part part, boolean deformed) {}

    MovingParts(MovingMargin margin, CooledNodes nodes, ZoneModel zoneModel) {
        this.margin = margin;
        this.nodes = nodes;
        this.zoneModel = zoneModel;
    }

    MovingMargin margin() {
        return margin;
    }

    /** The parts of the zone of placements that the model has made a zone of. */
    List<PartAt> of(List<ApplicatorPlacement> placements) {
        List<PartAt> all = new ArrayList<>();
        for (ApplicatorPlacement placement : placements) {
            List<PartAt> own = known.remove(placement);
            if (own == null) {
                own = seen(placement);
            }
            known.put(placement, own); // last again
            all.addAll(own);
        }
        while (known.size() > placements.size() + SPARE) {
            known.remove(known.keySet().iterator().next());
        }
        return all;
    }

    private List<PartAt> seen(ApplicatorPlacement placement) {
        List<PartAt> own = new ArrayList<>();
        try {
            for (ZonePart part : zoneModel.parts(List.of(placement))) {
                CooledNodes.Part seen = nodes.of(part);
                own.add(new PartAt(seen, seen.isDeformed() || nodes.isDeformed(part)));
            }
        } catch (InputException e) {
            throw new IllegalStateException("the placement was accepted among others", e);
        }
        return own;
    }

    /** The zone as tabled. */
    MovingMargin.Seen plain(List<PartAt> parts, ZoneRegion.Exact region) {
        return margin.see(() -> union(parts, CooledNodes.Part::plainMm), Optional.of(region), 0, 0);
    }

    /** The zone as vessels leave it. */
    MovingMargin.Seen cooled(List<PartAt> parts) {
        return margin.see(
                () -> union(parts, CooledNodes.Part::cooledMm),
                Optional.empty(),
                CooledZone.DEPTH_TOO_LARGE_MM,
                CooledZone.DEPTH_TOO_SMALL_MM);
    }

    private static double[] union(List<PartAt> parts, Function<CooledNodes.Part, float[]> which) {
        return CooledNodes.union(parts.stream().map(p -> which.apply(p.part)).toList());
    }
}
