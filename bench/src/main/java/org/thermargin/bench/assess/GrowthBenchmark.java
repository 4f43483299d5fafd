package org.thermargin.bench.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
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
import org.thermargin.InputException;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.CaseAssessor;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.Vessel;
import org.thermargin.scene.VesselKind;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.EllipsoidZoneModel;

/**
 * How a planned assessment with cooling grows with the number of lesions, of applicators and of vessels: balls of 20 mm apart in
 * a block of liver of 1 mm voxels, one applicator through each and further ones in a ring about the first, straight vessels of
 * 5 mm beside the first.
 *
 * <pre>bench/run.sh growth</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 4, time = 3)
@Fork(value = 1, jvmArgs = "-Xmx3g")
public class GrowthBenchmark {
    private static final double LESION_RADIUS_MM = 10;
    private static final double APART_MM = 56;
    private static final double VESSEL_RADIUS_MM = 2.5;
    private static final double RING_MM = 6;
    private static final int BLOCK = 12;

    private final VoxelGrid grid = VoxelGrid.axisAligned(256, 160, 120, 1, 1, 1, new Point3(0, 0, 0));

    @Param("1")
    private int lesions;

    /** Those of the first lesion. */
    @Param("1")
    private int applicators;

    @Param("1")
    private int vessels;

    @Param("2")
    private int threads;

    private Scene scene;
    private CaseAssessor assessor;

    /** Whether a point, LPS mm, belongs to a structure. */
    private interface Within {
        boolean holds(Point3 p);
    }

    @Setup
    public void prepare() {
        List<LesionMask> balls = new ArrayList<>();
        List<ApplicatorPlacement> needles = new ArrayList<>();
        for (int n = 0; n < lesions; n++) {
            Point3 centre = centre(n);
            BinaryMask ball = mask(p -> p.distanceMm(centre) <= LESION_RADIUS_MM);
            balls.add(new LesionMask("lesion-" + n, ball, Optional.empty(), ""));
            for (int a = 0; a < (n == 0 ? applicators : 1); a++) {
                needles.add(needle(n, a));
            }
        }
        List<Vessel> tubes = new ArrayList<>();
        for (int n = 0; n < vessels; n++) {
            tubes.add(new Vessel("vessel-" + n, VesselKind.HEPATIC_VEIN, tube(n), ""));
        }
        scene = new Scene(
                "growth",
                Optional.of(mask(this::inBlock)),
                balls,
                tubes,
                List.of(),
                List.of(new SceneZone.Applied(ZoneSource.PLANNED, needles)),
                Map.of(),
                false,
                OptionalDouble.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
        assessor = new CaseAssessor(
                new CaseAssessor.Options(threads, Set.of(), false, Optional.of(CoolingSettings.defaults())),
                new EllipsoidZoneModel(DeviceCatalogue.released(), EllipsoidZoneModel.Options.strict()));
    }

    @Benchmark
    public Assessment assess() throws InputException {
        return assessor.assess(scene, AssessmentCriteria.custom(5));
    }

    /** Two rows of four. */
    private static Point3 centre(int lesion) {
        return new Point3(44.3 + APART_MM * (lesion % 4), 52.2 + APART_MM * (lesion / 4 % 2), 60.4);
    }

    private ApplicatorPlacement needle(int lesion, int turn) {
        double angle = 2 * Math.PI * turn / applicators;
        double aside = lesion == 0 && applicators > 1 ? RING_MM : 0;
        Point3 tip = centre(lesion).shifted(aside * Math.cos(angle), aside * Math.sin(angle), 12);
        return ApplicatorPlacement.once(
                "needle-" + lesion + "-" + turn,
                tip.shifted(0, 0, -90),
                tip,
                "emprint",
                Application.atTip(OptionalDouble.of(100), 300));
    }

    /** Along x, one after the other on a circle about the first lesion. */
    private BinaryMask tube(int n) {
        double angle = 0.7 + 2 * Math.PI * n / 8;
        double y = centre(0).y() + (LESION_RADIUS_MM + 6) * Math.cos(angle);
        double z = centre(0).z() + (LESION_RADIUS_MM + 6) * Math.sin(angle);
        return mask(p -> inBlock(p) && Math.hypot(p.y() - y, p.z() - z) <= VESSEL_RADIUS_MM);
    }

    private boolean inBlock(Point3 p) {
        return Math.min(p.x(), Math.min(p.y(), p.z())) >= BLOCK
                && p.x() < grid.nx() - BLOCK
                && p.y() < grid.ny() - BLOCK
                && p.z() < grid.nz() - BLOCK;
    }

    private BinaryMask mask(Within structure) {
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (structure.holds(grid.toWorld(i, j, k))) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }
}
