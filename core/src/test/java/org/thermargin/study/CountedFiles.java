package org.thermargin.study;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Files of this machine of which one step ends badly: by an exception, or by something worse. */
final class CountedFiles implements StudyFiles {
    /** What happens at the step instead of it; may return, then the step is done. */
    interface End {
        void at(String step) throws IOException;
    }

    private final StudyFiles files = new DiskFiles();
    private final AtomicInteger steps = new AtomicInteger();
    private final int bad;
    private final End end;

    CountedFiles(int bad, End end) {
        this.bad = bad;
        this.end = end;
    }

    /** The disk is full from this step on. */
    static CountedFiles failingAt(int step) {
        return new CountedFiles(step, name -> {
            throw new IOException("no space left, at " + name);
        });
    }

    /** Whether the bad step was reached. */
    boolean wasReached() {
        return steps.get() > bad;
    }

    private void step(String name) throws IOException {
        if (steps.getAndIncrement() == bad) {
            end.at(name);
        }
    }

    @Override
    public OutputStream create(Path file) throws IOException {
        step("create");
        OutputStream out = files.create(file);
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                // half of it reaches the disk
                out.write(bytes, offset, length / 2);
                out.flush();
                step("write");
                out.write(bytes, offset + length / 2, length - length / 2);
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }

    @Override
    public void overwrite(Path file, long from, byte[] bytes) throws IOException {
        files.overwrite(file, from, Arrays.copyOf(bytes, bytes.length / 2));
        step("overwrite");
        files.overwrite(file, from, bytes);
    }

    @Override
    public byte[] read(Path file, long from) throws IOException {
        step("read");
        return files.read(file, from);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        step("list");
        return files.list(folder);
    }

    @Override
    public void force(Path path) throws IOException {
        step("force");
        files.force(path);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step("rename");
        files.rename(from, to);
        step("renamed");
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        step("folder");
        files.createFolder(folder);
    }

    @Override
    public void delete(Path file) throws IOException {
        step("delete");
        files.delete(file);
    }
}
