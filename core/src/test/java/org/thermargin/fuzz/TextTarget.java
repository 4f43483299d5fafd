package org.thermargin.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.thermargin.InputException;

/**
 * A reader of one or a few small files that belong together.
 *
 * @param names of the files in an input; those that an input leaves out are not there
 * @param seeds named inputs that are read
 * @param words of the format
 * @param reader what is given the files
 */
record TextTarget(List<String> names, Map<String, byte[]> seeds, List<String> words, Reader reader)
        implements FuzzTarget {
    /** Reads the files and holds what comes out against the rules; files that are not there are not in the list. */
    interface Reader {
        void read(List<Path> files, Sandbox sandbox) throws InputException, IOException;
    }

    @Override
    public void run(byte[] input, Sandbox sandbox) throws IOException, InputException {
        List<byte[]> parts = Parts.split(input, names.size());
        List<Path> files = new ArrayList<>();
        for (int n = 0; n < parts.size(); n++) {
            files.add(sandbox.write(names.get(n), parts.get(n)));
        }
        reader.read(files, sandbox);
    }
}
