package org.thermargin.bench.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.thermargin.assess.OpenCase;
import org.thermargin.assess.ProvisionalAssessment;
import org.thermargin.assess.TrialVerdict;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.phantom.LiverPhantom;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.EllipsoidZoneModel;

/**
 * A lesion of 3 cm on voxels of 0.8 mm under four applicators beside three vessel trees, opened once: {@code follow} what a
 * viewer shows while a needle is dragged, {@code judge} the whole assessment as it asks for when the needle rests, one applicator
 * being moved a little from pose to pose; {@code verdict} the outcome alone, as a study asks for it.
 *
 * <pre>bench/run.sh LiveAssessmentBenchmark</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 4)
@Fork(value = 1, jvmArgs = "-Xmx3g")
public class LiveAssessmentBenchmark {
    private static final double TARGET_MM = 5;

    @Param({"true", "false"})
    private boolean heatSink;

    @Param("2")
    private int threads;

    private OpenCase open;
    private List<ApplicatorPlacement> placements;
    private int moves;

    @Setup
    public void prepare() throws InputException {
        Scene scene = NeedlesBesideVessels.scene();
        placements = ((SceneZone.Applied) scene.zones().get(0)).placements();
        Optional<CoolingSettings> cooling = heatSink ? Optional.of(CoolingSettings.defaults()) : Optional.empty();
        open = new CaseAssessor(
                        new CaseAssessor.Options(threads, Set.of(), false, cooling),
                        new EllipsoidZoneModel(DeviceCatalogue.released(), EllipsoidZoneModel.Options.strict()))
                .open(scene, AssessmentCriteria.custom(TARGET_MM));
    }

    @Benchmark
    public ProvisionalAssessment follow() throws InputException {
        return open.follow(ZoneSource.PLANNED, moved(), TARGET_MM);
    }

    @Benchmark
    public Assessment judge() throws InputException {
        return open.judge(ZoneSource.PLANNED, moved());
    }

    @Benchmark
    public TrialVerdict verdict() throws InputException {
        return open.verdict(LiverPhantom.PERIVASCULAR, ZoneSource.PLANNED, moved());
    }

    private List<ApplicatorPlacement> moved() {
        List<ApplicatorPlacement> pose = new ArrayList<>(placements);
        moves++;
        pose.set(0, placements.get(0).shifted(0.1 * (moves % 10), 0.1 * (moves / 10 % 10), 0.1));
        return pose;
    }
}
