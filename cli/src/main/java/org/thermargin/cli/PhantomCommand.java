package org.thermargin.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.thermargin.InputException;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.CaseFolderWriter;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.phantom.PhantomCase;
import org.thermargin.phantom.PhantomCatalogue;
import org.thermargin.phantom.TruthTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code phantom}: writes synthetic cases whose true margin is known, or prints those margins. */
@Command(
        name = "phantom",
        mixinStandardHelpOptions = true,
        versionProvider = BuildInfo.class,
        header = "Writes synthetic cases whose true margin is known.",
        footer = {"", "Without --out, the true margins are printed as CSV."})
public final class PhantomCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "Names of phantoms; all when none is given. Known: ${COMPLETION-CANDIDATES}",
            completionCandidates = Names.class)
    private List<String> names = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "Folder that gets one case folder per phantom.")
    private Optional<Path> out = Optional.empty();

    /** The names of the catalogue, for the help text and for shells. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return PhantomCatalogue.names().iterator();
        }
    }

    @Override
    public Integer call() throws InputException {
        for (String name : names) {
            if (!PhantomCatalogue.names().contains(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "phantom must be one of " + String.join(", ", PhantomCatalogue.names()) + "; was " + name);
            }
        }
        List<String> wanted = names.isEmpty() ? PhantomCatalogue.names() : names;
        PrintWriter stdout = spec.commandLine().getOut();
        if (out.isEmpty()) {
            stdout.print(
                    TruthTable.csv(wanted.stream().map(PhantomCatalogue::of).toList()));
            stdout.flush();
            return 0;
        }
        for (String name : wanted) {
            write(out.get().resolve(name), PhantomCatalogue.of(name));
            stdout.println(out.get().resolve(name));
        }
        stdout.flush();
        return 0;
    }

    private static void write(Path folder, PhantomCase phantom) throws InputException {
        try {
            writeFiles(folder, phantom);
        } catch (IOException e) {
            throw new InputException(
                    "out-not-written",
                    "",
                    String.valueOf(folder.getFileName()),
                    "output folder must be writable and have room; writing failed with "
                            + e.getClass().getSimpleName());
        }
    }

    private static void writeFiles(Path folder, PhantomCase phantom) throws IOException {
        if (phantom.layout() == PhantomCase.Layout.QAM_FOLDERS) {
            CaseFolderWriter.writeQam(folder, phantom.scene());
        } else {
            CaseFolderWriter.write(
                    folder,
                    phantom.scene(),
                    new CaseFile.CriteriaEntry(Optional.empty(), OptionalDouble.of(phantom.targetMm())));
        }
        if (phantom.liverAfter().isPresent()) {
            NiftiWriter.write(
                    folder.resolve("liver-after.nii.gz"), phantom.liverAfter().get());
        }
    }
}
