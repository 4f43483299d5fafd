package org.thermargin.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.report.TextStyle;
import org.thermargin.study.StudyRequest;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The words of {@code thermargin study} for other processes: they stand for the same study there. */
public final class StudyWords implements StudyRequest.Reader {
    /** What is about this process and not about the study. */
    private static final Set<String> OF_THIS_PROCESS = Set.of("--master", "--spark-conf", "--json", "--debug");

    /** Made by the service loader. */
    public StudyWords() {}

    @Override
    public StudyRequest read(List<String> words) throws InputException {
        StudyCommand command = new StudyCommand(silent());
        parsed(command, words);
        return command.request();
    }

    @Override
    public List<String> portable(List<String> words) throws InputException {
        return portable(parsed(new StudyCommand(silent()), words));
    }

    /** Each word as given, paths from the root; without what is about this process. */
    static List<String> portable(ParseResult parsed) {
        List<String> words = new ArrayList<>();
        // an option given twice is listed twice, with both values each time
        for (ArgSpec arg : new LinkedHashSet<>(parsed.matchedArgs())) {
            boolean isPath = Arrays.asList(
                            arg.typeInfo().isMultiValue() ? arg.auxiliaryTypes() : new Class<?>[] {arg.type()})
                    .contains(Path.class);
            if (arg instanceof OptionSpec option) {
                if (OF_THIS_PROCESS.contains(option.longestName())) {
                    continue;
                }
                if (option.arity().max() == 0) {
                    words.add(option.longestName());
                    continue;
                }
            }
            for (String value : arg.originalStringValues()) {
                if (arg instanceof OptionSpec option) {
                    words.add(option.longestName());
                }
                words.add(isPath ? Path.of(value).toAbsolutePath().normalize().toString() : value);
            }
        }
        return words;
    }

    private static ParseResult parsed(StudyCommand command, List<String> words) throws InputException {
        try {
            return new CommandLine(command).parseArgs(words.toArray(String[]::new));
        } catch (ParameterException e) {
            throw new InputException("command-line", "", "", e.getMessage());
        }
    }

    private static Console silent() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(nowhere, nowhere, TextStyle.PLAIN);
    }
}
