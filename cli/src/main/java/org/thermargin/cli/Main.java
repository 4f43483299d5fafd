package org.thermargin.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.thermargin.report.AssessmentText;
import org.thermargin.report.TextStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;

/** The program {@code thermargin}: picks the command and turns its end into an exit code. */
@Command(
        name = "thermargin",
        mixinStandardHelpOptions = true,
        versionProvider = BuildInfo.class,
        synopsisSubcommandLabel = "COMMAND",
        header = {"Ablation margins of liver tumours.", AssessmentText.RESEARCH_ONLY},
        footer = {
            "",
            "Exit codes: 0 every verdict COMPLETE, 1 some verdict below COMPLETE,",
            "2 input or command line refused, 3 internal error."
        })
public final class Main {
    private Main() {}

    /** Runs the program and ends the process with its exit code. */
    public static void main(String[] args) {
        // messages of libraries; our own never use the default locale
        Locale.setDefault(Locale.ROOT);
        TextStyle style = Boolean.getBoolean("thermargin.colour") ? TextStyle.COLOUR : TextStyle.PLAIN;
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        int code = run(new Console(out, err, style), args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    /** Runs the program in this process. */
    static int run(Console console, String... args) {
        CommandLine line = new CommandLine(new Main());
        commands(console, args).forEach((name, command) -> line.addSubcommand(name, command.get()));
        line.setOut(writer(console.out()));
        line.setErr(writer(console.err()));
        line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        line.setUsageHelpWidth(80);
        Failures failures = new Failures(console);
        line.setParameterExceptionHandler(failures);
        line.setExecutionExceptionHandler(failures);
        if (args.length == 0) {
            line.usage(line.getErr());
            return ExitCode.REFUSED;
        }
        try {
            return line.execute(args);
        } catch (OutOfMemoryError | StackOverflowError e) {
            return failures.internal(e, Arrays.asList(args).contains("--debug"));
        }
    }

    /** The commands in the order of the help, or the one that the first word names: to describe all takes a tenth of a second. */
    private static Map<String, Supplier<Object>> commands(Console console, String... args) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("assess", () -> new AssessCommand(console));
        commands.put("verify", () -> new VerifyCommand(console));
        commands.put("study", () -> new StudyCommand(console));
        commands.put("merge", () -> new MergeCommand(console));
        commands.put("view", () -> new ViewCommand(console));
        commands.put("register", () -> new RegisterCommand(console));
        commands.put("inspect", () -> new InspectCommand(console));
        commands.put("devices", () -> new DevicesCommand(console));
        commands.put("phantom", PhantomCommand::new);
        if (args.length > 0 && commands.containsKey(args[0])) {
            commands.keySet().retainAll(Set.of(args[0]));
        }
        return commands;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
