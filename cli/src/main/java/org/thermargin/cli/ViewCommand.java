package org.thermargin.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.thermargin.InputException;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.CaseAssessor;
import org.thermargin.assess.OpenCase;
import org.thermargin.cli.viewer.PageFiles;
import org.thermargin.cli.viewer.ViewedCase;
import org.thermargin.cli.viewer.ViewerServer;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.CaseFileReader;
import org.thermargin.io.casefile.SceneBuilder;
import org.thermargin.io.casefile.VolumeEntry;
import org.thermargin.io.casefile.VolumeRole;
import org.thermargin.io.volume.VolumeFiles;
import org.thermargin.report.AssessmentText;
import org.thermargin.report.ImageBackdrop;
import org.thermargin.scene.Scene;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code thermargin view}: one case in the browser, its applicators to be moved. */
@Command(
        name = "view",
        mixinStandardHelpOptions = true,
        versionProvider = BuildInfo.class,
        header = "One case in the browser, with needles that can be moved.",
        description = "Serves the case to a browser on this machine until it is ended with Ctrl-C.",
        footer = {
            "",
            "  thermargin view testdata/cases/liver-planned",
            "Exit codes: 2 refused, 3 internal error or page not built."
        })
final class ViewCommand implements ThermarginCommand {
    private static final int MAX_PORT = 65535;

    private final Console console;

    @Spec
    CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "CASE",
            description = "Case file, its folder, or a folder in the QAM layout.")
    Path casePath;

    @Mixin
    VolumeOptions volumes;

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    CriteriaOptions criteria;

    @Mixin
    RegistrationOptions registration;

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

    @Option(names = "--port", paramLabel = "N", description = "Port on the loopback address (default: any free one).")
    int port;

    @Option(names = "--no-browser", description = "Print the address and do not open it.")
    boolean noBrowser;

    @Mixin
    OutputOptions output;

    ViewCommand(Console console) {
        this.console = console;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() throws InputException {
        checkArguments();
        ViewedCase viewed = viewedWithNotice();
        if (!PageFiles.areBuilt()) {
            console.err()
                    .println("thermargin: the page of the viewer is not part of this build. Install Node.js with npm,"
                            + " then run: mvn -pl core,cli package -DskipTests");
            return ExitCode.INTERNAL;
        }
        try (ViewerServer server = ViewerServer.start(viewed, port)) {
            tell(server);
            untilEnded(server);
        }
        return ExitCode.OK;
    }

    private ViewedCase viewedWithNotice() throws InputException {
        SlowNotice notice = output.json
                ? SlowNotice.silent()
                : SlowNotice.start(console.err(), "reading and assessing, please wait ...");
        try {
            return viewed();
        } finally {
            notice.done();
        }
    }

    private void tell(ViewerServer server) {
        boolean opened = !noBrowser && Desktop.browse(server.address());
        if (output.json) {
            console.out().println("{\"address\":\"" + server.address() + "\"}");
        } else {
            console.out().println(server.address());
            console.err()
                    .println((opened ? "Opening it in the browser. It" : "Open it in a browser on this machine. It")
                            + " works once; Ctrl-C ends.");
            console.err().println(AssessmentText.RESEARCH_ONLY);
        }
        console.out().flush();
        console.err().flush();
    }

    /** Until the process is asked to end; an interrupt ends it too. */
    private static void untilEnded(ViewerServer server) {
        Thread hook = new Thread(server::close, "stop-viewer");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private ViewedCase viewed() throws InputException {
        CaseFile given = factors.applied(
                registration.applied(casePath == null ? volumes.caseFile() : CaseFileReader.readAny(casePath)));
        CaseFile stated = given.withHeatSink(heatSink.over(given.heatSink()));
        AssessmentCriteria target = heatSink.over(CriteriaOptions.of(criteria, stated.criteria()));
        DeviceCatalogue catalogue = devices.catalogue();
        Scene scene = new SceneBuilder(reading.readOptions(), judging.threads).build(stated.with(devices.inputs()));
        CaseAssessor assessor = new CaseAssessor(judging.assessment(stated.heatSink()), judging.zones(catalogue));
        OpenCase open = assessor.open(scene, target);
        return new ViewedCase(
                open, assessor, stated, folder(stated), backdrop(stated), catalogue, BuildInfo.software());
    }

    /** The folder that a case file with these volumes belongs in. */
    private Optional<Path> folder(CaseFile stated) {
        if (casePath != null) {
            Path path = casePath.toAbsolutePath().normalize();
            return Optional.ofNullable(Files.isDirectory(casePath) ? path : path.getParent());
        }
        List<Path> folders = stated.volumes().stream()
                .map(volume -> volume.path().toAbsolutePath().normalize().getParent())
                .distinct()
                .toList();
        return folders.size() == 1 ? Optional.ofNullable(folders.get(0)) : Optional.empty();
    }

    /** The first image of the case. */
    private Optional<ImageBackdrop> backdrop(CaseFile stated) throws InputException {
        for (VolumeEntry volume : stated.volumes()) {
            if (volume.role().equals(Optional.of(VolumeRole.IMAGE))) {
                return VolumeFiles.readScalars(volume.path(), reading.readOptions())
                        .scalars()
                        .map(ImageBackdrop::of);
            }
        }
        return Optional.empty();
    }

    private void checkArguments() {
        if (casePath == null && volumes.mapped.isEmpty() && (volumes.lesions.isEmpty() || volumes.zones.isEmpty())) {
            throw bad("give a CASE, or --lesion FILE and --zone FILE");
        }
        if (casePath != null && volumes.given()) {
            throw bad("give a CASE or its volumes (--lesion, --zone, --liver, --vessels, --structure), not both");
        }
        if (port < 0 || port > MAX_PORT) {
            throw bad("--port must be 0 to 65535, was " + port);
        }
        judging.check();
        registration.check();
    }

    private ParameterException bad(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
