package org.thermargin.study;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.thermargin.InputException;

/**
 * The folder of a study: {@code study.txt} says which study and share it holds, {@code parts} holds the result of each
 * batch, and the tables stand beside them at the end, {@code summary.json} last. Every file is written under another
 * name, forced to the disk and renamed, so that a file that is there is whole. One process at a time.
 */
public final class StudyFolder implements AutoCloseable {
    /** Says which study the folder holds. */
    static final String MARKER = "study.txt";

    /** The last file of a finished study. */
    public static final String SUMMARY = "summary.json";

    private static final String PARTS = "parts";
    private static final String PART_NAME = "\\d{7}-[0-9a-f]{32}\\.part";
    private static final String LOCK = ".lock";
    private static final String STAGED = ".writing-";

    private final Path folder;
    private final StudyFiles files;
    private final FileChannel channel;
    private final ConcurrentHashMap<Integer, String> parts = new ConcurrentHashMap<>();

    private StudyFolder(Path folder, StudyFiles files, FileChannel channel) {
        this.folder = folder;
        this.files = files;
        this.channel = channel;
    }

    /**
     * The folder for this plan, locked.
     *
     * @param resume whether what an earlier run of the same study left is gone on with; else the folder must be new or
     *     empty
     */
    public static StudyFolder open(Path folder, StudyFiles files, StudyPlan plan, boolean resume)
            throws InputException, IOException {
        requireFolder(folder, files, resume);
        files.createFolder(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!isLocked(channel)) {
                throw refused(folder, "study-in-use", "output folder must be used by one process at a time, is in use");
            }
            StudyFolder opened = new StudyFolder(folder, files, channel);
            opened.begin(plan);
            return opened;
        } catch (IOException | InputException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** A new or empty folder for tables alone, locked. */
    static StudyFolder openForTables(Path folder, StudyFiles files) throws InputException, IOException {
        requireFolder(folder, files, false);
        files.createFolder(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw refused(folder, "study-in-use", "output folder must be used by one process at a time, is in use");
        }
        return new StudyFolder(folder, files, channel);
    }

    /** The parts of a folder by batch, for reading. */
    static Map<Integer, Path> partsOf(Path folder, StudyFiles files) throws IOException {
        Map<Integer, Path> found = new TreeMap<>();
        if (Files.isDirectory(folder.resolve(PARTS))) {
            for (Path path : files.list(folder.resolve(PARTS))) {
                String name = path.getFileName().toString();
                if (name.matches(PART_NAME)) {
                    found.put(Integer.parseInt(name.substring(0, 7)), path);
                }
            }
        }
        return found;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void requireFolder(Path folder, StudyFiles files, boolean resume)
            throws InputException, IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw refused(folder, "out-not-a-folder", "output must be a folder, was a file");
        }
        if (!Files.isDirectory(folder)) {
            return;
        }
        boolean ours = Files.exists(folder.resolve(MARKER));
        // a run that was killed before it began leaves its lock or a half-written marker
        boolean empty = files.list(folder).stream()
                .map(path -> path.getFileName().toString())
                .allMatch(name -> name.equals(LOCK) || name.startsWith(STAGED) || name.equals(PARTS));
        if (ours && !resume) {
            throw refused(
                    folder,
                    "study-exists",
                    "output folder must be new or empty, holds a study; give --resume to go on");
        }
        if (!ours && !empty) {
            throw refused(folder, "out-not-empty", "output folder must be new or empty, holds other files");
        }
    }

    static InputException refused(Path folder, String code, String text) {
        return new InputException(code, "H31", String.valueOf(folder.getFileName()), text);
    }

    private void begin(StudyPlan plan) throws InputException, IOException {
        files.createFolder(partsFolder());
        StudyMarker marker = StudyMarker.of(plan);
        Optional<StudyMarker> before = marker(folder, files);
        if (before.isPresent() && !before.get().equals(marker)) {
            throw refused(
                    folder,
                    "study-other",
                    "output folder must hold this study and share; it holds another (cases, design, options, version,"
                            + " vector instructions or shard differ)");
        }
        sweep();
        if (before.isEmpty()) {
            publish(MARKER, marker.text().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What the folder says it holds; empty when it says nothing. */
    static Optional<StudyMarker> marker(Path folder, StudyFiles files) throws InputException, IOException {
        try {
            return Optional.of(
                    StudyMarker.parse(new String(files.read(folder.resolve(MARKER), 0), StandardCharsets.UTF_8)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw refused(folder, "study-marker", MARKER + " must be as a study wrote it: " + e.getMessage());
        }
    }

    /** Removes what a killed run left half-written, and lists the parts. */
    private void sweep() throws IOException {
        for (Path path : files.list(folder)) {
            if (path.getFileName().toString().startsWith(STAGED)) {
                files.delete(path);
            }
        }
        for (Path path : files.list(partsFolder())) {
            String name = path.getFileName().toString();
            if (!name.matches(PART_NAME)) {
                files.delete(path);
            } else if (parts.put(Integer.parseInt(name.substring(0, 7)), name) != null) {
                // two of one batch: a run was killed between the new one and the removal of the stale one
                parts.remove(Integer.parseInt(name.substring(0, 7)));
                for (Path both : files.list(partsFolder())) {
                    if (both.getFileName().toString().startsWith(name.substring(0, 8))) {
                        files.delete(both);
                    }
                }
            }
        }
    }

    private Path partsFolder() {
        return folder.resolve(PARTS);
    }

    /** The part of a batch with that key; empty when there is none, or it is damaged. */
    Optional<StudyPart> part(int batch, String key) throws IOException {
        String name = parts.get(batch);
        if (name == null || !name.equals(partName(batch, key))) {
            return Optional.empty();
        }
        return StudyPart.parse(files.read(partsFolder().resolve(name), 0))
                .filter(p -> p.key().equals(key));
    }

    /** The part of a batch, whatever its key. */
    Optional<StudyPart> part(int batch) throws IOException {
        String name = parts.get(batch);
        return name == null
                ? Optional.empty()
                : StudyPart.parse(files.read(partsFolder().resolve(name), 0));
    }

    private static String partName(int batch, String key) {
        return String.format(Locale.ROOT, "%07d-%s.part", batch, key);
    }

    /**
     * Keeps the part of a batch; a stale one of the same batch goes. One that came before under the same key is the same
     * to the byte, or neither can be trusted.
     */
    void keep(int batch, StudyPart part) throws IOException {
        Optional<StudyPart> there = part(batch, part.key()).filter(StudyPart::isLasting);
        if (there.isPresent()) {
            if (part.isLasting() && !there.get().equals(part)) {
                throw new StudyConflictException("batch " + batch + " must have one result under key " + part.key()
                        + ", two differ: a machine computes otherwise than the others, or a result was tampered with");
            }
            return;
        }
        String name = partName(batch, part.key());
        replace(partsFolder(), name, part.bytes());
        String before = parts.put(batch, name);
        if (before != null && !before.equals(name)) {
            files.delete(partsFolder().resolve(before));
        }
    }

    /** Keeps what another runner computed; the same once more is nothing new, anything else under its key ends the study. */
    public void keep(BatchResult result) throws IOException {
        keep(result.batch(), result.part());
    }

    /** Adds what is kept of a batch. */
    public void count(StudyPlan plan, int batch, StudyTally tally) throws IOException {
        StudyPart part = part(batch).orElseThrow();
        tally.add(part.lines().stream().map(StudyRow::parse).toList(), plan.tasksOf(batch));
    }

    /** Key of the result of a batch that need not be computed again; empty when there is none. */
    public Optional<String> lastingKey(int batch) throws IOException {
        return part(batch).filter(StudyPart::isLasting).map(StudyPart::key);
    }

    /** Puts a file with these bytes into the folder. */
    void publish(String name, byte[] bytes) throws IOException {
        replace(folder, name, bytes);
    }

    private void replace(Path where, String name, byte[] bytes) throws IOException {
        Path staged = where.resolve(STAGED + name);
        try (OutputStream out = files.create(staged)) {
            out.write(bytes);
        }
        finish(staged, where.resolve(name));
    }

    /** Where a table of that name is written before it is {@linkplain #finish finished}. */
    Path staged(String name) {
        return folder.resolve(STAGED + name);
    }

    /** Through which everything in the folder is read and written. */
    StudyFiles files() {
        return files;
    }

    void finish(String name) throws IOException {
        finish(staged(name), folder.resolve(name));
    }

    private void finish(Path staged, Path target) throws IOException {
        files.force(staged);
        files.rename(staged, target);
        files.force(target.getParent());
    }

    void delete(String name) throws IOException {
        files.delete(folder.resolve(name));
    }

    /** The folder itself. */
    public Path path() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
