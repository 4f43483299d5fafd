package org.thermargin.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.thermargin.InputException;
import org.thermargin.io.Printable;

/**
 * A folder that takes the files of one assessment. Files are written to a stage inside it and renamed into place at the
 * end, the JSON last: a folder with {@code assessment.json} is complete and of one run. A folder that holds anything but
 * an earlier assessment is refused.
 */
final class OutputFolder implements AutoCloseable {
    /** The file that marks a folder as ours. */
    static final String MARKER = "assessment.json";

    private static final String OURS =
            "assessment\\.(json|csv|txt)|(corrections|differences|needles)\\.csv|report\\.(html|pdf)|lesions(-\\d+)?\\.nii\\.gz"
                    + "|segments(-\\d+)?\\.seg\\.nrrd|(needles|thinnest)\\.mrk\\.json|(segmentation|measurements)\\.dcm"
                    + "|lesion\\d+-(planned|placed|observed)-(zone|margin|lesion|surface|map|cooling)\\.(nii\\.gz|ply|stl|vtp|csv|svg)";
    private static final int MARKER_BYTES = 200;

    private final Path folder;
    private final Path stage;

    private OutputFolder(Path folder, Path stage) {
        this.folder = folder;
        this.stage = stage;
    }

    /** Makes the folder where there is none; refuses one that holds other things. */
    static OutputFolder open(Path folder) throws InputException, IOException {
        String name = Printable.of(String.valueOf(folder.getFileName()));
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new InputException("out-not-a-folder", "", name, "output must be a folder, was a file");
        }
        if (Files.isDirectory(folder) && !isEmpty(folder) && !holdsAssessment(folder)) {
            throw new InputException(
                    "out-not-empty",
                    "H31",
                    name,
                    "output folder must be new, empty, or hold an earlier assessment; it holds other files");
        }
        Files.createDirectories(folder);
        return new OutputFolder(folder, Files.createTempDirectory(folder, ".writing-"));
    }

    /** Where a file of that name is to be written. */
    Path staged(String name) {
        if (!name.matches(OURS)) {
            throw new IllegalArgumentException("not a file of an assessment: " + name);
        }
        Path file = stage.resolve(name);
        if (Files.exists(file)) {
            throw new IllegalStateException("two files of one assessment have the name " + name);
        }
        return file;
    }

    /** Replaces what an earlier assessment left by what was staged; returns the files, in order of name. */
    List<Path> publish() throws IOException {
        Files.deleteIfExists(folder.resolve(MARKER));
        for (Path old : list(folder)) {
            if (old.getFileName().toString().matches(OURS)) {
                Files.delete(old);
            }
        }
        List<Path> files = new ArrayList<>();
        List<Path> staged = list(stage);
        staged.sort(Comparator.comparing(p -> p.endsWith(MARKER)));
        for (Path file : staged) {
            Path target = folder.resolve(file.getFileName());
            move(file, target);
            files.add(target);
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Removes the stage with whatever an interrupted run left in it. */
    @Override
    public void close() throws IOException {
        for (Path file : list(stage)) {
            Files.delete(file);
        }
        Files.delete(stage);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        return list(folder).isEmpty();
    }

    private static boolean holdsAssessment(Path folder) throws IOException {
        try (var in = Files.newInputStream(folder.resolve(MARKER))) {
            return new String(in.readNBytes(MARKER_BYTES), StandardCharsets.UTF_8).contains(AssessmentJson.SCHEMA);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.sorted().toList());
        }
    }
}
