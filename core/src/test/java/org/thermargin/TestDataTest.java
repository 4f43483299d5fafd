package org.thermargin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.CaseFolderWriter;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.phantom.PhantomCase;
import org.thermargin.phantom.PhantomCatalogue;
import org.thermargin.phantom.TruthTable;

/** The files of testdata are what the phantom command makes, and what their README says they are. */
class TestDataTest {
    private static final long MOST_BYTES = 2_500_000;

    private static List<PhantomCase> phantoms;

    @BeforeAll
    static void buildPhantoms() {
        phantoms = PhantomCatalogue.names().stream().map(PhantomCatalogue::of).toList();
    }

    @Test
    void everyFileHasTheHashOfTheList() throws Exception {
        Map<String, String> listed = new TreeMap<>();
        for (String line : Files.readAllLines(TestData.path("SHA256SUMS"))) {
            listed.put(line.substring(66), line.substring(0, 64));
        }

        Map<String, String> found = new TreeMap<>();
        for (Path file : files(TestData.path(""))) {
            String name = TestData.path("").relativize(file).toString().replace('\\', '/');
            if (!name.equals("SHA256SUMS") && !name.equals("README.md")) {
                found.put(name, sha256(Files.readAllBytes(file)));
            }
        }

        assertThat(found).isEqualTo(listed);
    }

    /** Unpacked bytes: how well deflate packs depends on the zlib of the machine. */
    @Test
    void regeneratedCasesHaveTheSameContent(@TempDir Path folder) throws Exception {
        for (PhantomCase phantom : phantoms) {
            Path target = folder.resolve(phantom.scene().caseId());
            if (phantom.layout() == PhantomCase.Layout.QAM_FOLDERS) {
                CaseFolderWriter.writeQam(target, phantom.scene());
            } else {
                CaseFolderWriter.write(
                        target,
                        phantom.scene(),
                        new CaseFile.CriteriaEntry(Optional.empty(), OptionalDouble.of(phantom.targetMm())));
            }
            if (phantom.liverAfter().isPresent()) {
                NiftiWriter.write(
                        target.resolve("liver-after.nii.gz"),
                        phantom.liverAfter().get());
            }
        }

        assertThat(contents(folder)).isEqualTo(contents(TestData.path("cases")));
    }

    @Test
    void truthTableIsWhatThePhantomsState() throws IOException {
        String table = Files.readString(TestData.path("expected/margins.csv"));

        assertThat(TruthTable.csv(phantoms)).isEqualTo(table);
    }

    @Test
    void allFilesTogetherStaySmall() throws IOException {
        long bytes = 0;
        for (Path file : files(TestData.path(""))) {
            bytes += Files.size(file);
        }

        assertThat(bytes).isLessThan(MOST_BYTES);
    }

    private static Map<String, String> contents(Path folder) throws Exception {
        Map<String, String> contents = new TreeMap<>();
        for (Path file : files(folder)) {
            contents.put(folder.relativize(file).toString().replace('\\', '/'), sha256(unpacked(file)));
        }
        return contents;
    }

    private static byte[] unpacked(Path file) throws IOException {
        if (!file.toString().endsWith(".gz")) {
            return Files.readAllBytes(file);
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return new ArrayList<>(all.filter(Files::isRegularFile).sorted().toList());
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
