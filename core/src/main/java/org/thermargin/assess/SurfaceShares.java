package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.thermargin.margin.MarginMap;
import org.thermargin.margin.MarginResult;

/** Shares of the lesion surface by margin. */
final class SurfaceShares {
    private static final double[] EDGES = {0, 5, 10};

    private SurfaceShares() {}

    static List<ZoneNumbers.SurfaceBand> bands(MarginMap surface) {
        List<ZoneNumbers.SurfaceBand> bands = new ArrayList<>();
        double above = 1;
        OptionalDouble from = OptionalDouble.empty();
        for (double edge : EDGES) {
            double next = surface.fractionAtLeast(edge);
            bands.add(new ZoneNumbers.SurfaceBand(from, OptionalDouble.of(edge), above - next));
            from = OptionalDouble.of(edge);
            above = next;
        }
        bands.add(new ZoneNumbers.SurfaceBand(from, OptionalDouble.empty(), above));
        return bands;
    }

    /** The share with the band that the error of the margin leaves: cut-off moved by the half-width and back. */
    static ZoneNumbers.FractionInterval atLeast(MarginResult margin, double targetMm) {
        double error = Math.max(margin.upperMm() - margin.mamMm(), margin.mamMm() - margin.lowerMm());
        return atLeast(margin.surface(), error, targetMm);
    }

    /** The same for an error of the margin, mm. */
    static ZoneNumbers.FractionInterval atLeast(MarginMap surface, double error, double targetMm) {
        return new ZoneNumbers.FractionInterval(
                surface.fractionAtLeast(targetMm),
                surface.fractionAtLeast(targetMm + error),
                surface.fractionAtLeast(targetMm - error));
    }

    static ZoneNumbers.Quantiles quantiles(MarginMap surface) {
        List<Double> q = surface.quantilesMm(List.of(0.05, 0.25, 0.5, 0.75, 0.95));
        return new ZoneNumbers.Quantiles(q.get(0), q.get(1), q.get(2), q.get(3), q.get(4));
    }
}
