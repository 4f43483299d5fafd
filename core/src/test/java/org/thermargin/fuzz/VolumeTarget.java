package org.thermargin.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.thermargin.InputException;
import org.thermargin.io.VolumeAddress;
import org.thermargin.io.VolumeFile;

/**
 * Volumes of one format, in one file or in a header file with data files beside it.
 *
 * @param names of the files in an input, the one to read first
 * @param seeds named inputs that are read
 * @param words of the format
 * @param rule what holds for this format beside what holds for all
 */
record VolumeTarget(List<String> names, Map<String, byte[]> seeds, List<String> words, Rule rule)
        implements FuzzTarget {
    /** What holds for a volume that was read. */
    interface Rule {
        void check(VolumeFile volume, Path file, byte[] input, Sandbox sandbox) throws InputException, IOException;
    }

    @Override
    public void run(byte[] input, Sandbox sandbox) throws IOException, InputException {
        List<byte[]> files = Parts.split(input, names.size());
        for (int n = 0; n < files.size(); n++) {
            sandbox.write(names.get(n), files.get(n));
        }
        Path file = sandbox.folder().resolve(names.get(0));
        VolumeFile volume = VolumeRules.labels(VolumeAddress.of(file), sandbox);
        rule.check(volume, file, input, sandbox);
    }
}
