package org.thermargin.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.distance.DistanceFieldException;
import org.thermargin.io.Printable;
import org.thermargin.report.AssessmentJson;
import org.thermargin.report.AssessmentText;
import org.thermargin.report.TextStyle;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a command that fails says so: refusals and bad command lines exit with 2, everything else with 3. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        String message = e.getMessage() + meant(e);
        if (Arrays.asList(args).contains("--json")) {
            console.out().print(AssessmentJson.refused(List.of(Finding.of("command-line", "", message))));
        } else {
            console.err().println(name + ": " + message);
            console.err().println("Try '" + name + " --help'.");
        }
        return ExitCode.REFUSED;
    }

    /** What a word that nobody expected was probably meant to be; empty when nothing is like it. */
    private static String meant(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            return "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
        }
        return "";
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        OutputOptions output =
                line.getCommand() instanceof ThermarginCommand command ? command.output() : new OutputOptions();
        if (e instanceof InputException refusal) {
            return refused(refusal, output);
        }
        if (e instanceof StudyEnded ended) {
            return ended(ended, output);
        }
        if (e instanceof DistanceFieldException wrong) {
            return failed(wrong, output);
        }
        return internal(e, output.debug);
    }

    /** A distance field that brute force contradicts fails the case, as it does a lesion that it is found for. */
    private int failed(DistanceFieldException wrong, OutputOptions output) {
        Finding why = Finding.of("self-check-failed", "H21", String.valueOf(wrong.getMessage()));
        if (output.json) {
            console.out().print(AssessmentJson.failed(why));
        } else {
            console.err().print(AssessmentText.failed(why, TextStyle.PLAIN));
        }
        return ExitCode.INTERNAL;
    }

    private int ended(StudyEnded ended, OutputOptions output) {
        if (output.json) {
            console.out().print(AssessmentJson.refused(List.of(ended.finding())));
        } else {
            console.err().println("thermargin: " + ended.getMessage());
        }
        return ExitCode.REFUSED;
    }

    private int refused(InputException refusal, OutputOptions output) {
        if (output.json) {
            console.out().print(AssessmentJson.refused(refusal.findings()));
        } else {
            console.err().print(AssessmentText.refused(refusal.findings(), TextStyle.PLAIN));
        }
        return ExitCode.REFUSED;
    }

    int internal(Throwable e, boolean debug) {
        String message = e instanceof OutOfMemoryError
                ? "not enough memory; allow more with THERMARGIN_JAVA_OPTS=-Xmx8g"
                : e.getClass().getSimpleName() + ": " + Printable.of(String.valueOf(e.getMessage()));
        console.err().println("thermargin: internal error " + id(e) + ": " + message);
        if (debug) {
            e.printStackTrace(console.err());
        } else {
            console.err().println("Run again with --debug for the place in the program.");
        }
        return ExitCode.INTERNAL;
    }

    /** The same for the same defect: from the kind of error and where it arose, not from the data. */
    private static String id(Throwable e) {
        StringBuilder place = new StringBuilder(e.getClass().getName());
        for (StackTraceElement frame : e.getStackTrace()) {
            if (frame.getClassName().startsWith("org.thermargin.")) {
                place.append(' ').append(frame.getClassName()).append('.').append(frame.getMethodName());
            }
        }
        return String.format(Locale.ROOT, "E%08x", place.toString().hashCode());
    }
}
