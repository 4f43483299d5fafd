package org.thermargin.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.thermargin.InputException;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.StudyCases;
import org.thermargin.io.casefile.StudyFile;
import org.thermargin.io.casefile.StudyFileReader;
import org.thermargin.io.casefile.StudySettings;
import org.thermargin.scene.SceneInput;
import org.thermargin.study.DiskFiles;
import org.thermargin.study.LocalStudyLoop;
import org.thermargin.study.StudyDesign;
import org.thermargin.study.StudyFolder;
import org.thermargin.study.StudyImbalanceException;
import org.thermargin.study.StudyOptions;
import org.thermargin.study.StudyPlan;
import org.thermargin.study.StudyRequest;
import org.thermargin.study.StudyTotals;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code thermargin study}: many cases, or many perturbations of cases. */
@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        versionProvider = BuildInfo.class,
        header = "Margins of many cases, or of many variations of a case, in one table.",
        footer = {
            "",
            "  thermargin study cohort/ --out results",
            "  thermargin study plan/ --needle-off-mm 4 --draws 1000 --out results",
            "Exit codes: 0 every case assessed, 1 some refused or failed, 2 study refused or",
            "stopped, 3 internal error."
        })
final class StudyCommand implements ThermarginCommand {
    private final Console console;

    @Spec
    CommandSpec spec;

    @Parameters(
            paramLabel = "CASES",
            description = "Folder of cases, a case, a manifest (.csv), or a study file (.json).")
    Path cases;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the tables; new or empty.")
    Path out;

    @Option(names = "--resume", description = "Go on with what an earlier run of this study left in DIR.")
    boolean resume;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Do only share I of N; 'merge' joins the folders of all shares.")
    String shard;

    @Option(names = "--root", paramLabel = "DIR", description = "Folder that a list names its files in.")
    Path root;

    @Mixin
    VariationOptions variation;

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    CriteriaOptions criteria;

    @Mixin
    RegistrationOptions registration;

    @Option(names = "--full", description = "All numbers for every draw, not only what decides; slower.")
    boolean full;

    @Mixin
    JudgingOptions judging;

    @Mixin
    DeviceOptions devices;

    @Mixin
    FactorOptions factors;

    @Mixin
    HeatSinkOptions heatSink;

    @Mixin
    ReadingOptions reading;

    @Option(
            names = "--memory-limit-mib",
            paramLabel = "MIB",
            description = "Memory for open cases; a larger case is refused (default: two thirds of the heap).")
    Integer memoryLimitMib;

    @Mixin
    ClusterOptions cluster;

    @Mixin
    StudyReportOptions reports;

    @Mixin
    OutputOptions output;

    StudyCommand(Console console) {
        this.console = console;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    /** What is asked for. */
    StudyRequest request() throws InputException {
        judging.check();
        registration.check();
        requireMounted("CASES", cases);
        requireMounted("--out", out);
        if (root != null) {
            requireMounted("--root", root);
        }
        return new StudyRequest(plan(), out, resume, statedMemoryBytes());
    }

    /** Files are opened by path, here and by executors: an address such as {@code s3a://} would only not be found. */
    private static void requireMounted(String name, Path path) throws InputException {
        boolean address = path.getName(0).toString().matches("[A-Za-z][A-Za-z0-9+.-]+:");
        if (!path.isAbsolute() && address && !Files.exists(path)) {
            throw new InputException(
                    "study-address",
                    "H26",
                    path.toString(),
                    name + " must be a path of a file system that is mounted here and on every executor, was an address"
                            + " (mount the object store or HDFS and name the folder there)");
        }
    }

    @Override
    public Integer call() throws InputException {
        reports.column();
        StudyRequest request = request();
        boolean goOn = resume;
        if (cluster.master != null) {
            cluster.submit(StudyWords.portable(spec.commandLine().getParseResult()), console.err());
            goOn = true;
        }
        LocalStudyLoop loop = new LocalStudyLoop(judging.threads, memoryLimitBytes());
        try (StudyFolder folder = StudyFolder.open(out, new DiskFiles(), request.plan(), goOn);
                StopOnSignal signal = new StopOnSignal(loop, console.err(), resumeHint())) {
            signal.watch();
            if (cluster.master == null) {
                runHere(loop, request.plan(), folder);
            }
            StudyTotals totals = reports.write(request.plan(), folder, console, output.json);
            return totals.tasksRefused() + totals.tasksFailed() == 0 ? ExitCode.OK : ExitCode.BELOW_COMPLETE;
        } catch (StudyImbalanceException e) {
            console.err().println("thermargin: totals do not balance, no summary is written: " + e.getMessage());
            return ExitCode.INTERNAL;
        } catch (IOException e) {
            throw new StudyEnded(
                    "out-not-written",
                    "output folder must be writable and have room; it failed with " + StudyEnded.reason(e) + "; "
                            + resumeHint());
        }
    }

    private void runHere(LocalStudyLoop loop, StudyPlan plan, StudyFolder folder) throws InputException, IOException {
        ProgressLine progress = new ProgressLine(console.err(), plan.tasksOfShard(), output.json);
        try {
            loop.run(plan, folder, progress);
        } finally {
            progress.end();
        }
        if (loop.isStopped()) {
            throw new StudyEnded("study-stopped", "the study was stopped; " + resumeHint());
        }
    }

    private static String resumeHint() {
        return "the same command with --resume goes on";
    }

    private StudyPlan plan() throws InputException {
        StudyFile study = StudyFileReader.readAny(cases, Optional.ofNullable(root));
        StudyDesign design = variation.over(study.design());
        int[] share = share();
        DeviceCatalogue catalogue = devices.catalogue();
        List<SceneInput> documents = devices.inputs();
        StudyOptions options = new StudyOptions(
                BuildInfo.software().version() + " "
                        + BuildInfo.software().commit().orElse("unknown"),
                judging.zones(catalogue),
                tables(documents),
                judging.accepted,
                judging.strict,
                full);
        try {
            return new StudyPlan(
                    StudyCases.of(study.cases(), new ForAll(documents)), design, options, share[0], share[1]);
        } catch (IllegalArgumentException e) {
            throw new InputException("study-design", "H26", "", e.getMessage());
        }
    }

    private List<String> tables(List<SceneInput> documents) {
        List<String> tables =
                new ArrayList<>(documents.stream().map(SceneInput::sha256).toList());
        tables.addAll(judging.allowances());
        return tables;
    }

    private int[] share() {
        if (shard == null) {
            return new int[] {1, 1};
        }
        if (!shard.matches("[1-9]\\d{0,4}/[1-9]\\d{0,4}")) {
            throw bad("--shard must be I/N, e.g. 2/8, was " + shard);
        }
        String[] parts = shard.split("/");
        int[] share = {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
        if (share[0] > share[1]) {
            throw bad("--shard must be I/N with I at most N, was " + shard);
        }
        return share;
    }

    private OptionalLong statedMemoryBytes() {
        if (memoryLimitMib == null) {
            return OptionalLong.empty();
        }
        if (memoryLimitMib < 1) {
            throw bad("--memory-limit-mib must be at least 1, was " + memoryLimitMib);
        }
        return OptionalLong.of((long) memoryLimitMib << 20);
    }

    private long memoryLimitBytes() {
        return statedMemoryBytes().orElse(Runtime.getRuntime().maxMemory() / 3 * 2);
    }

    private ParameterException bad(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** What the command line states for all cases. */
    private final class ForAll implements StudySettings {
        private final List<SceneInput> documents;

        ForAll(List<SceneInput> documents) {
            this.documents = documents;
        }

        @Override
        public CaseFile adjusted(CaseFile given) throws InputException {
            CaseFile scaled = given.applicators().isEmpty() ? given : factors.applied(given);
            return registration.applied(scaled).with(documents);
        }

        @Override
        public AssessmentCriteria criteria(CaseFile.CriteriaEntry ofCase) throws InputException {
            return heatSink.over(CriteriaOptions.of(criteria, ofCase));
        }

        @Override
        public Optional<CoolingSettings> heatSink(Optional<CoolingSettings> ofCase) throws InputException {
            return heatSink.over(ofCase);
        }

        @Override
        public ReadOptions readOptions() {
            return reading.readOptions();
        }
    }
}
