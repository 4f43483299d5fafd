package org.thermargin.io.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.InputException;
import org.thermargin.scene.Scene;

/** A case reaches files of its own folder only, and only regular ones. */
@Tag("H36")
class CasePathsTest {
    @TempDir
    private Path temp;

    private Path outside;
    private CaseFolder folder;

    @BeforeEach
    void folders() throws IOException {
        outside = Files.createDirectory(temp.resolve("outside"));
        folder = new CaseFolder(Files.createDirectory(temp.resolve("case"))).withLesionAndZone();
        new CaseFolder(outside).withLesionAndZone();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside/lesion.nii.gz",
                "a/../../outside/lesion.nii.gz",
                "./lesion.nii.gz",
                "a//lesion.nii.gz",
                "/etc/passwd",
                "..\\\\outside\\\\lesion.nii.gz",
                "file:///etc/passwd",
                "C:lesion.nii.gz",
                "lesion\\u0000.nii.gz",
                "lesion\\n.nii.gz",
                "..",
                "link.nii.gz",
                "linked/lesion.nii.gz"
            })
    void pathsThatLeaveTheFolderAreRefused(String path) throws IOException {
        Files.createSymbolicLink(folder.path().resolve("link.nii.gz"), outside.resolve("lesion.nii.gz"));
        Files.createSymbolicLink(folder.path().resolve("linked"), outside);

        InputException refusal = refusal("{'role': 'lesion', 'file': '" + path + "'}");

        assertThat(refusal.code()).isEqualTo("case-path");
        assertThat(refusal).hasMessageContaining("volumes[0].file must be a relative path inside the case folder");
    }

    @Test
    void messagesNameTheCaseFileThatWasGiven() throws IOException {
        Path file = folder.text("plan-b.json", volumes("{'role': 'lesion', 'file': '../x'}"));

        assertThat(catchThrowableOfType(InputException.class, () -> CaseFileReader.read(file)))
                .hasMessageContaining("(plan-b.json)");
    }

    @Test
    void linksInsideTheFolderAndSubfoldersAreFollowed() throws Exception {
        folder.volume("in/put/liver.nii.gz", CaseFolder.box(1, 1, 1, 7, 8, 9));
        Files.createSymbolicLink(folder.path().resolve("liver.nii.gz"), Path.of("in", "put", "liver.nii.gz"));

        Scene scene = folder.scene(CaseFolder.lesionAndZone("{'role': 'liver', 'file': 'liver.nii.gz'}", ""));

        assertThat(scene.liver().orElseThrow().count()).isEqualTo(6 * 7 * 8);
    }

    @Test
    void aCaseFolderMayItselfBeALink() throws Exception {
        folder.json(CaseFolder.lesionAndZone("", ""));
        Path link = Files.createSymbolicLink(temp.resolve("latest"), folder.path());

        assertThat(CaseFolder.scene(CaseFileReader.readAny(link)).lesions()).hasSize(1);
    }

    @Test
    void foldersPipesAndMissingFilesAreRefusedUnopened() throws Exception {
        Files.createDirectory(folder.path().resolve("d.nii.gz"));
        Files.createSymbolicLink(folder.path().resolve("dangling.nii.gz"), Path.of("nowhere.nii.gz"));
        pipe(folder.path().resolve("p.nii.gz"));

        for (String name : new String[] {"d.nii.gz", "p.nii.gz", "dangling.nii.gz", "absent.nii.gz"}) {
            CaseFile source = folder.read(volumes("{'role': 'lesion', 'file': '" + name + "'}"));
            InputException refusal = catchThrowableOfType(InputException.class, () -> CaseFolder.scene(source));

            assertThat(refusal).as(name).isNotNull().hasMessageContaining(name);
            assertThat(refusal.code())
                    .as(name)
                    .isEqualTo(name.matches("[dp]\\..*") ? "not-a-regular-file" : "file-missing");
        }
    }

    @Test
    void caseFilesAndLabelMapsMustBeRegularToo() throws Exception {
        Path pipe = folder.path().resolve("pipe.json");
        pipe(pipe);
        Path empty = Files.createDirectory(temp.resolve("empty"));
        Files.createSymbolicLink(empty.resolve("case.json"), Path.of("nowhere.json"));

        assertThat(catchThrowableOfType(InputException.class, () -> CaseFileReader.readAny(pipe))
                        .code())
                .isEqualTo("not-a-regular-file");
        assertThat(catchThrowableOfType(InputException.class, () -> CaseFileReader.readAny(empty))
                        .code())
                .isEqualTo("file-missing");
        assertThat(refusal("{'file': 'lesion.nii.gz', 'labels': 'pipe.json'}").code())
                .isEqualTo("not-a-regular-file");
        assertThat(refusal("{'file': 'lesion.nii.gz', 'labels': '../outside/map.json'}")
                        .code())
                .isEqualTo("case-path");
    }

    @Test
    void whatIsNoCaseIsSaidToBeNone() throws IOException {
        assertThat(catchThrowableOfType(
                                InputException.class,
                                () -> CaseFileReader.readAny(folder.path().resolve("lesion.nii.gz")))
                        .code())
                .isEqualTo("case-unknown");
        assertThat(catchThrowableOfType(InputException.class, () -> CaseFileReader.readAny(temp.resolve("nothing")))
                        .code())
                .isEqualTo("file-missing");
    }

    private static void pipe(Path path) throws IOException, InterruptedException {
        Path mkfifo = Path.of("/usr/bin/mkfifo");
        assumeTrue(Files.isExecutable(mkfifo), "no mkfifo here");
        assertThat(new ProcessBuilder(mkfifo.toString(), path.toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    private static String volumes(String volume) {
        return CaseFolder.caseOf("'volumes': [" + volume + "]");
    }

    private InputException refusal(String volume) throws IOException {
        Path file = folder.json(volumes(volume));
        InputException refusal = catchThrowableOfType(InputException.class, () -> CaseFileReader.read(file));
        assertThat(refusal).as("refusal of " + volume).isNotNull();
        return refusal;
    }
}
