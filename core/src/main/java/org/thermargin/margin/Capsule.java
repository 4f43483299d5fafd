package org.thermargin.margin;

import java.util.OptionalDouble;
import org.thermargin.grid.BinaryMask;

/**
 * The organ surface near a lesion and the older subcapsular rule: lesion surface within
 * {@value MarginAnalyzer#EXCLUSION_MM} mm of it is left out.
 */
final class Capsule {
    private final SurfaceDistance organ; // null where no organ surface is near
    private LeftOut leftOut;

    Capsule(BinaryMask lesion, BinaryMask organ) {
        RegionField field =
                ZoneSide.organField(organ, lesion.worldBounds().orElseThrow().grown(MarginAnalyzer.EXCLUSION_MM + 2));
        Surface surface = SurfaceNets.extract(field.phi(), field.nodes());
        this.organ = surface.vertexCount() == 0 ? null : new SurfaceDistance(field, surface);
    }

    /** What the rule leaves out of a lesion surface, whatever the zone. */
    private record LeftOut(boolean[] deep, double keptFraction) {}

    /** The share of surface area that the rule leaves out, and the margin of what it keeps. */
    record Exclusion(OptionalDouble marginMm, OptionalDouble areaFraction) {
        static final Exclusion NONE = new Exclusion(OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** The rule for a lesion and a zone with the raw minimal margin. */
    Exclusion exclusion(LesionSide lesion, Boundary zone, double rawMm, int threads) {
        if (organ == null) {
            return new Exclusion(OptionalDouble.of(rawMm), OptionalDouble.of(0));
        }
        LeftOut rule = leftOut(lesion, threads);
        double smallest = Double.POSITIVE_INFINITY;
        if (rule.keptFraction < 1) {
            smallest = LeastOnSurface.of(zone, lesion.fitted().blocks().get(), rule.deep)
                    .marginMm();
        }
        // read at the vertices of the fitted surface, which may lie a little lower than the minimum over the lesion
        double excluded = rule.keptFraction == 1 ? rawMm : Math.max(rawMm, smallest);
        boolean anyDeep = rule.keptFraction == 1 || Double.isFinite(smallest);
        return new Exclusion(
                anyDeep ? OptionalDouble.of(excluded) : OptionalDouble.empty(),
                OptionalDouble.of(1 - rule.keptFraction));
    }

    private synchronized LeftOut leftOut(LesionSide lesion, int threads) {
        if (leftOut == null) {
            double[] v = lesion.fitted().verticesMm();
            double[] depth = organ.atAll(v, threads);
            boolean[] deep = new boolean[depth.length];
            double[] sign = new double[depth.length];
            for (int n = 0; n < depth.length; n++) {
                deep[n] = depth[n] > MarginAnalyzer.EXCLUSION_MM;
                sign[n] = deep[n] ? 1 : -1;
            }
            leftOut = new LeftOut(deep, new MarginMap(v, lesion.fitted().triangles(), sign).fractionAtLeast(0));
        }
        return leftOut;
    }
}
