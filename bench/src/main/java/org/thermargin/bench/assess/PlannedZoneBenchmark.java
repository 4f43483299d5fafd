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
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.phantom.LiverPhantom;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.EllipsoidZoneModel;

/**
 * One lesion planned with four applicators beside three vessel trees, on 512 x 512 x 200 voxels of 0.8 x 0.8 x 1.5 mm in
 * memory: {@code assess} the whole assessment, {@code move} every number again after one applicator has been moved.
 *
 * <pre>bench/run.sh PlannedZoneBenchmark</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 4)
@Fork(value = 1, jvmArgs = "-Xmx3g")
public class PlannedZoneBenchmark {
    @Param({"true", "false"})
    private boolean heatSink;

    @Param("2")
    private int threads;

    private Scene scene;
    private CaseAssessor assessor;
    private OpenCase open;
    private List<ApplicatorPlacement> placements;
    private int moves;

    @Setup
    public void prepare() throws InputException {
        scene = LiverPhantom.fourNeedles(
                VoxelGrid.axisAligned(512, 512, 200, 0.8, 0.8, 1.5, new Point3(-230, -210, -150)));
        Optional<CoolingSettings> cooling = heatSink ? Optional.of(CoolingSettings.defaults()) : Optional.empty();
        assessor = new CaseAssessor(
                new CaseAssessor.Options(threads, Set.of(), false, cooling),
                new EllipsoidZoneModel(DeviceCatalogue.released(), EllipsoidZoneModel.Options.strict()));
        open = assessor.open(scene, AssessmentCriteria.custom(5));
        placements = ((SceneZone.Applied) scene.zones().get(0)).placements();
    }

    @Benchmark
    public Assessment assess() throws InputException {
        return assessor.assess(scene, AssessmentCriteria.custom(5));
    }

    @Benchmark
    public ZoneAssessment move() throws InputException {
        List<ApplicatorPlacement> moved = new ArrayList<>(placements);
        moves++;
        moved.set(0, placements.get(0).shifted(0.1 * (moves % 10), 0.1 * (moves / 10 % 10), 0.1));
        return open.trial(LiverPhantom.PERIVASCULAR, ZoneSource.PLANNED, moved);
    }
}
