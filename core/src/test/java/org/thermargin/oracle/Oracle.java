package org.thermargin.oracle;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A program of others whose answers ours are compared with, run in a process of its own. Ask once per test class
 * and let one run answer for many files: starting Python or ITK costs more than reading a hundred small volumes.
 *
 * <pre>
 *   Oracle scipy = Oracle.python("numpy", "scipy");   // the test is skipped when one of them is absent
 *   List&lt;String&gt; lines = scipy.run(SCRIPT, file1, file2);
 *   Oracle itk = Oracle.itk();
 *   List&lt;String&gt; corners = itk.run("read", file1, file2);
 * </pre>
 *
 * <p>An oracle that is not there skips the test by an assumption; with {@code THERMARGIN_ORACLES=required} in the
 * environment, or the system property {@code thermargin.oracles=required}, it fails it.
 */
public final class Oracle {
    private static final String PYTHON = "/usr/bin/python3";
    /** A guard against a hung process, not a claim about speed. */
    private static final long DEADLOCK_GUARD_S = 300;

    private final List<String> command;
    private final String version;
    private final boolean scripted;

    private Oracle(List<String> command, String version, boolean scripted) {
        this.command = List.copyOf(command);
        this.version = version;
        this.scripted = scripted;
    }

    /** Python with the modules named (each with {@code __version__}); scripts come as text. */
    public static Oracle python(String... modules) throws IOException {
        absentUnless(Files.isExecutable(Path.of(PYTHON)), PYTHON);
        StringBuilder script = new StringBuilder("import sys\nprint('Python', sys.version.split()[0])\n");
        for (String module : modules) {
            script.append("import ")
                    .append(module)
                    .append("\nprint('")
                    .append(module)
                    .append("', ");
            script.append(module).append(".__version__)\n");
        }
        // -I: neither the folder of the test nor the user's own packages are searched.
        List<String> command = List.of(PYTHON, "-I", "-");
        Run versions = start(command, script.toString());
        absentUnless(versions.status == 0, "Python modules " + String.join(", ", modules) + ": " + versions.errors);
        return new Oracle(command, String.join(", ", versions.lines), true).announced();
    }

    /**
     * The ITK program of {@code .ci/oracles/itk} (its source describes the modes): the one named by the environment
     * variable {@code THERMARGIN_ITK_ORACLE}, else the one that {@code build.sh} makes in the project.
     */
    public static Oracle itk() throws IOException {
        String named = System.getenv("THERMARGIN_ITK_ORACLE");
        Path program = named != null
                ? Path.of(named)
                : Path.of(System.getProperty("thermargin.root", ".."), ".ci/oracles/itk/build/itk_oracle");
        absentUnless(Files.isExecutable(program), program + " (made by .ci/oracles/itk/build.sh)");
        List<String> command = List.of(program.toAbsolutePath().toString());
        List<String> asked = new ArrayList<>(command);
        asked.add("version");
        Run versions = start(asked, "");
        absentUnless(versions.status == 0, program + ": " + versions.errors);
        return new Oracle(command, String.join(", ", versions.lines), false).announced();
    }

    /** Skips or fails the test, like an absent oracle, unless a program that a script calls is installed. */
    public static void requireProgram(String path) {
        absentUnless(Files.isExecutable(Path.of(path)), path);
    }

    /** The versions of what answers, as the program states them. */
    public String version() {
        return version;
    }

    /**
     * The lines the program printed. For Python the first argument is the text of the script, the rest its
     * {@code sys.argv[1:]}. An exit status other than 0 fails the test with what the program said.
     */
    public List<String> run(Object... arguments) throws IOException {
        List<String> line = new ArrayList<>(command);
        for (int n = scripted ? 1 : 0; n < arguments.length; n++) {
            line.add(arguments[n].toString());
        }
        Run run = start(line, scripted ? arguments[0].toString() : "");
        if (run.status != 0) {
            Assertions.fail("the oracle ended with status " + run.status + ": " + run.errors);
        }
        return run.lines;
    }

    private Oracle announced() {
        System.out.println("oracle: " + version);
        return this;
    }

    private static void absentUnless(boolean present, String what) {
        if (present) {
            return;
        }
        if ("required".equals(System.getenv("THERMARGIN_ORACLES"))
                || "required".equals(System.getProperty("thermargin.oracles"))) {
            Assertions.fail("oracle required but absent: " + what);
        }
        Assumptions.abort("oracle absent: " + what);
    }

    private record Run(int status, List<String> lines, String errors) {}

    /** Streams go through files, so no pipe can fill and block the process. */
    private static Run start(List<String> command, String input) throws IOException {
        File in = Files.createTempFile("oracle", ".in").toFile();
        File out = Files.createTempFile("oracle", ".out").toFile();
        File errors = Files.createTempFile("oracle", ".err").toFile();
        try {
            Files.writeString(in.toPath(), input);
            Process process = new ProcessBuilder(command)
                    .redirectInput(in)
                    .redirectOutput(out)
                    .redirectError(errors)
                    .start();
            try {
                if (!process.waitFor(DEADLOCK_GUARD_S, TimeUnit.SECONDS)) {
                    Assertions.fail("the oracle did not end: " + command.get(0));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while the oracle ran", e);
            } finally {
                process.destroyForcibly();
            }
            return new Run(
                    process.exitValue(),
                    Files.readAllLines(out.toPath(), StandardCharsets.UTF_8),
                    Files.readString(errors.toPath(), StandardCharsets.UTF_8));
        } finally {
            Files.delete(in.toPath());
            Files.delete(out.toPath());
            Files.delete(errors.toPath());
        }
    }
}
