package org.thermargin.bench.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.plan.PlanScorer;

/**
 * Minimal margin and coverage of one plan after another, one thread: a ball of 30 mm, at 0.8 mm 6,600 surface points and
 * 27,600 voxels, and 2,000 random plans with 1 or more ellipsoids; {@code scoreUnion} adds the margin to the boundary of
 * their union, {@code coverage} leaves the margin at a single point. Baseline: every point against every ellipsoid, margin alone.
 *
 * <p>Warm-up is long: until the vector kernels are compiled a plan takes a millisecond and a megabyte.
 *
 * <pre>bench/run.sh PlanBenchmark</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
public class PlanBenchmark {
    private static final double RADIUS_MM = 15;
    private static final double WIDTH_MM = 35.2;
    private static final int PLANS = 2000;
    private static final int[][] STEPS = {{-1, 0, 0}, {1, 0, 0}, {0, -1, 0}, {0, 1, 0}, {0, 0, -1}, {0, 0, 1}};

    @Param({"1", "4"})
    private int applicators;

    @Param("0.8")
    private double spacingMm;

    private final List<List<Ellipsoid>> plans = new ArrayList<>();
    private double[] surface;
    private PlanScorer scorer;
    private PlanScorer coverageScorer;
    private int next;

    @Setup
    public void prepare() {
        int n = (int) Math.round(WIDTH_MM / spacingMm);
        VoxelGrid grid = VoxelGrid.axisAligned(n, n, n, spacingMm, spacingMm, spacingMm, new Point3(0, 0, 0));
        Point3 centre = new Point3(WIDTH_MM / 2, WIDTH_MM / 2, WIDTH_MM / 2);
        BinaryMask lesion = ball(grid, centre);
        surface = faces(lesion);
        scorer = new PlanScorer(surface, lesion);
        coverageScorer = new PlanScorer(Arrays.copyOf(surface, 3), lesion);
        SplittableRandom random = new SplittableRandom(1);
        for (int p = 0; p < PLANS; p++) {
            List<Ellipsoid> zone = new ArrayList<>();
            for (int a = 0; a < applicators; a++) {
                double apart = applicators == 1 ? 0 : 6;
                zone.add(Ellipsoid.ofRevolution(
                        centre.shifted(
                                apart * (a % 2 * 2 - 1) + 4 * random.nextDouble() - 2,
                                apart * (a / 2 % 2 * 2 - 1) + 4 * random.nextDouble() - 2,
                                4 * random.nextDouble() - 2),
                        Direction3.of(random.nextDouble() - 0.5, random.nextDouble() - 0.5, random.nextDouble() - 0.5),
                        21 + 2 * random.nextDouble(),
                        17 + 2 * random.nextDouble()));
            }
            plans.add(zone);
        }
    }

    @Benchmark
    public double score() {
        scorer.score(plans.get(next++ % PLANS));
        return scorer.mamMm() + scorer.coverageFraction();
    }

    @Benchmark
    public double scoreUnion() {
        scorer.score(plans.get(next++ % PLANS));
        return scorer.unionMamMm() + scorer.coverageFraction();
    }

    @Benchmark
    public double coverage() {
        coverageScorer.score(plans.get(next++ % PLANS));
        return coverageScorer.coverageFraction();
    }

    @Benchmark
    public double everyPoint() {
        List<Ellipsoid> zone = plans.get(next++ % PLANS);
        double smallest = Double.POSITIVE_INFINITY;
        for (int n = 0; n < surface.length; n += 3) {
            double deepest = Double.NEGATIVE_INFINITY;
            for (Ellipsoid part : zone) {
                deepest = Math.max(deepest, part.depthMm(surface[n], surface[n + 1], surface[n + 2]));
            }
            smallest = Math.min(smallest, deepest);
        }
        return smallest;
    }

    private static BinaryMask ball(VoxelGrid grid, Point3 centre) {
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    Point3 p = new Point3(grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k));
                    if (p.distanceMm(centre) <= RADIUS_MM) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    private static double[] faces(BinaryMask mask) {
        VoxelGrid grid = mask.grid();
        List<Double> faces = new ArrayList<>();
        for (int k = 1; k < grid.nz() - 1; k++) {
            for (int j = 1; j < grid.ny() - 1; j++) {
                for (int i = 1; i < grid.nx() - 1; i++) {
                    for (int[] s : STEPS) {
                        if (mask.get(i, j, k) && !mask.get(i + s[0], j + s[1], k + s[2])) {
                            faces.add(grid.worldX(i + 0.5 * s[0], j + 0.5 * s[1], k + 0.5 * s[2]));
                            faces.add(grid.worldY(i + 0.5 * s[0], j + 0.5 * s[1], k + 0.5 * s[2]));
                            faces.add(grid.worldZ(i + 0.5 * s[0], j + 0.5 * s[1], k + 0.5 * s[2]));
                        }
                    }
                }
            }
        }
        return faces.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
