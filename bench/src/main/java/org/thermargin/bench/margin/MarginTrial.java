package org.thermargin.bench.margin;

import java.util.Optional;
import java.util.SplittableRandom;
import org.thermargin.assess.QamRecipe;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.margin.MarginAnalyzer;
import org.thermargin.margin.MarginEstimate;
import org.thermargin.margin.MarginQuery;
import org.thermargin.margin.MarginResult;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.phantom.AnalyticScene;
import org.thermargin.phantom.SceneFamily;
import org.thermargin.phantom.StarBodies.Frame;

/**
 * One random scene on one lattice: what the margin is and what was computed.
 *
 * @param kind how the zone and organ were given
 * @param family kind of shape
 * @param spacing the lattice
 * @param seed scene and lattice
 * @param known scene and true margins
 * @param mamMm the estimate
 * @param axial whether the thinnest margin runs along the thick axis, as the calibration sees it
 * @param result everything else, when asked for
 * @param recipeMm minimum by the voxel-border recipe, without organ
 */
record MarginTrial(
        Kind kind,
        SceneFamily family,
        Spacing spacing,
        long seed,
        SceneFamily.Case known,
        double mamMm,
        boolean axial,
        Optional<MarginResult> result,
        double recipeMm) {

    /** How zone and organ are given. */
    enum Kind {
        SAMPLED,
        SAMPLED_ORGAN,
        EXACT,
        EXACT_ORGAN;

        boolean exact() {
            return this == EXACT || this == EXACT_ORGAN;
        }

        boolean organ() {
            return this == SAMPLED_ORGAN || this == EXACT_ORGAN;
        }
    }

    /** A voxel spacing, mm. */
    record Spacing(double dxMm, double dyMm, double dzMm) {
        double maxMm() {
            return Math.max(dxMm, Math.max(dyMm, dzMm));
        }

        double minMm() {
            return Math.min(dxMm, Math.min(dyMm, dzMm));
        }

        /** The spacing that {@link #toString} wrote. */
        static Spacing parse(String text) {
            String[] axes = text.replace(" iso", "").split(" x ");
            double first = Double.parseDouble(axes[0]);
            return axes.length == 1
                    ? new Spacing(first, first, first)
                    : new Spacing(first, Double.parseDouble(axes[1]), Double.parseDouble(axes[2]));
        }

        @Override
        public String toString() {
            return dxMm == dzMm ? dxMm + " iso" : dxMm + " x " + dyMm + " x " + dzMm;
        }
    }

    private static final double RIM_MM = 8;

    /** The scene of a seed for a kind. */
    static SceneFamily.Case scene(Kind kind, SceneFamily family, long seed) {
        return kind.organ() ? family.subcapsular(seed, true) : family.scene(seed, kind.exact());
    }

    /** Runs one scene on one lattice; empty when the lattice misses the lesion or zone altogether. */
    static Optional<MarginTrial> run(
            Kind kind, SceneFamily family, long seed, SceneFamily.Case known, Spacing spacing, boolean whole) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_033L + Double.hashCode(spacing.dzMm()));
        AnalyticScene scene = known.scene();
        boolean alongAxes = family == SceneFamily.BOX && seed % 2 == 0;
        Frame frame = alongAxes ? Frame.WORLD : AnalyticScene.randomFrame(random);
        VoxelGrid grid =
                scene.lattice(spacing.dxMm(), spacing.dyMm(), spacing.dzMm(), RIM_MM + spacing.maxMm(), frame, random);
        BinaryMask lesion = scene.lesionMask(grid);
        BinaryMask zone = scene.zoneMask(grid);
        if (lesion.isEmpty() || zone.isEmpty()) {
            return Optional.empty();
        }
        ZoneRegion region = kind.exact()
                ? new ZoneRegion.Exact(scene.zoneDepth(), scene.zone().bounds())
                : new ZoneRegion.Sampled(zone);
        Optional<BinaryMask> organ = kind.organ() ? Optional.of(scene.organMask(grid)) : Optional.empty();
        MarginQuery query = new MarginQuery(lesion, region, organ, 0);
        if (!whole) {
            MarginEstimate estimate = new MarginAnalyzer(1).estimate(query);
            boolean axial = estimate.witness().isAlongThickAxis(grid);
            return Optional.of(new MarginTrial(
                    kind, family, spacing, seed, known, estimate.mamMm(), axial, Optional.empty(), Double.NaN));
        }
        MarginResult result = withoutFields(new MarginAnalyzer(1).analyze(query));
        return Optional.of(new MarginTrial(
                kind,
                family,
                spacing,
                seed,
                known,
                result.mamMm(),
                result.witness().isAlongThickAxis(grid),
                Optional.of(result),
                QamRecipe.of(lesion, zone, Optional.empty(), 1).orElseThrow().minMm()));
    }

    /** The numbers alone: fields hold whole lattices, and a table is made of thousands of trials. */
    private static MarginResult withoutFields(MarginResult r) {
        SignedField none = (x, y, z) -> Double.NaN;
        return new MarginResult(
                r.mamMm(),
                r.reference(),
                r.lowerMm(),
                r.upperMm(),
                r.guaranteedLowerMm(),
                r.guaranteedUpperMm(),
                r.components(),
                r.rawMm(),
                r.excludedMm(),
                r.excludedAreaFraction(),
                r.witness(),
                r.surface(),
                none,
                none,
                none,
                r.findings());
    }

    double truthMm() {
        return known.truth().mamMm();
    }

    double errorMm() {
        return mamMm - truthMm();
    }
}
