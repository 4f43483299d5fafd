package org.thermargin.study;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** What a study does to files, so that each step can be made to fail. */
public interface StudyFiles {
    /** A new file, or one emptied, to write to. */
    OutputStream create(Path file) throws IOException;

    /** Writes these bytes over those of a file, beginning at that place. */
    void overwrite(Path file, long from, byte[] bytes) throws IOException;

    /** The bytes of a file from that place to its end. */
    byte[] read(Path file, long from) throws IOException;

    /** What is in a folder, in order of name. */
    List<Path> list(Path folder) throws IOException;

    /** Returns when the bytes of the file, or the entries of the folder, are on the disk. */
    void force(Path path) throws IOException;

    /** Renames within one folder, replacing what is there, at once or not at all. */
    void rename(Path from, Path to) throws IOException;

    /** Makes a folder where there is none. */
    void createFolder(Path folder) throws IOException;

    /** Removes a file; nothing happens where there is none. */
    void delete(Path file) throws IOException;
}
