package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.io.casefile.CaseFileReader;
import org.thermargin.phantom.TruthTable;
import picocli.CommandLine;

class PhantomCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            new CommandLine(new PhantomCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void writesCaseFoldersThatCanBeRead(@TempDir Path folder) throws Exception {
        int exit = command.execute("crease-planned", "qam-P01", "--out", folder.toString());

        assertThat(exit).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        folder.resolve("crease-planned").toString(),
                        folder.resolve("qam-P01").toString());
        assertThat(CaseFileReader.readAny(folder.resolve("crease-planned")).applicators())
                .hasSize(2);
        assertThat(CaseFileReader.readAny(folder.resolve("qam-P01")).volumes()).hasSize(3);
    }

    @Test
    void withoutFolderPrintsTheTruth() {
        int exit = command.execute("crease");

        List<String> lines = out.toString().lines().toList();
        assertThat(exit).isZero();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo(TruthTable.HEADER);
        // sqrt(12^2 - 9^2) - 4
        assertThat(lines.get(1)).startsWith("crease,lesion,observed,3.937254,3.937254,");
    }

    @Test
    void unknownNameIsAUsageErrorThatListsTheNames(@TempDir Path folder) throws Exception {
        int exit = command.execute("sphere", "--out", folder.toString());

        assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString())
                .contains("phantom must be one of liver-observed, ")
                .contains("; was sphere");
        assertThat(out.toString()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void folderThatCannotBeMadeIsRefused(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        AtomicReference<Exception> thrown = new AtomicReference<>();
        command.setExecutionExceptionHandler((e, line, parsed) -> {
            thrown.set(e);
            return 2;
        });

        command.execute("crease", "--out", file.toString());

        assertThat(thrown.get())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("output folder must be writable");
    }

    @Test
    void helpListsTheNames() {
        command.usage(new PrintWriter(out));

        assertThat(out.toString()).contains("liver-observed").contains("qam-P01");
    }
}
