package org.thermargin.bench.assess;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
import org.thermargin.bench.BenchmarkMasks;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.grid.BinaryMask;
import org.thermargin.phantom.BenchmarkScene;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.Vessel;
import org.thermargin.scene.VesselKind;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.EllipsoidZoneModel;

/**
 * One lesion of 3 cm with liver, vessels and an imported zone from masks in memory to the finished assessment: organ,
 * margins, intervals, distribution, shells, vessels, legacy numbers and self-checks.
 *
 * <pre>bench/run.sh AssessmentBenchmark</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx3g")
public class AssessmentBenchmark {
    /** Slice thickness of 512 x 512 x 200 voxels of 0.8 x 0.8 mm. */
    @Param({"1", "1.5", "2.5", "5"})
    private double sliceMm;

    @Param("2")
    private int threads;

    private Scene scene;
    private CaseAssessor assessor;

    @Setup
    public void prepare() {
        BenchmarkScene masks = BenchmarkScene.clinical(BenchmarkMasks.slices(sliceMm), BenchmarkMasks.SEED);
        BinaryMask liver = masks.labels().nonZero();
        BinaryMask vessels = masks.labels().mask(BenchmarkScene.VESSEL);
        scene = new Scene(
                "benchmark",
                Optional.of(liver),
                List.of(new LesionMask("lesion", masks.tumour(), Optional.empty(), "")),
                List.of(new Vessel("vessels", VesselKind.UNKNOWN, vessels, "")),
                List.of(),
                List.of(new SceneZone.Imported(ZoneSource.OBSERVED, masks.ablation(), "")),
                Map.of(),
                false,
                OptionalDouble.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
        assessor = new CaseAssessor(
                CaseAssessor.Options.defaults(threads),
                new EllipsoidZoneModel(DeviceCatalogue.released(), EllipsoidZoneModel.Options.strict()));
    }

    @Benchmark
    public Assessment assess() throws InputException {
        return assessor.assess(scene, AssessmentCriteria.custom(5));
    }
}
