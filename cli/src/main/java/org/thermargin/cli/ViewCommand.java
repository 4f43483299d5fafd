package org.thermargin.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.thermargin.InputException;
import org.thermargin.cli.viewer.PageFiles;
import org.thermargin.cli.viewer.ViewedCase;
import org.thermargin.cli.viewer.ViewerServer;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.report.AssessmentText;
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
    CaseOptions options;

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
        if (!PageFiles.areBuilt()) {
            console.err()
                    .println("thermargin: the page of the viewer is not part of this build. Install Node.js with npm,"
                            + " then run: mvn -pl core,cli package -DskipTests");
            return ExitCode.INTERNAL;
        }
        ViewedCase viewed = viewedWithNotice();
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
        CaseOptions.Opened opened = options.open(options.stated(casePath));
        CaseFile stated = opened.stated();
        return new ViewedCase(
                opened.open(),
                opened.assessor(),
                stated,
                folder(stated),
                options.backdrop(stated),
                opened.catalogue(),
                BuildInfo.software());
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

    private void checkArguments() {
        options.check(casePath);
        if (port < 0 || port > MAX_PORT) {
            throw bad("--port must be 0 to 65535, was " + port);
        }
    }

    private ParameterException bad(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
