package org.thermargin.fuzz;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.thermargin.InputException;

/**
 * A reader under hostile bytes: inputs that it takes, from which a fuzzer starts, and what must hold whatever the bytes
 * are. A refusal is an {@link InputException}; whatever else comes out is a defect.
 */
public interface FuzzTarget {
    /** Named inputs, every one of which is read and not refused. */
    Map<String, byte[]> seeds() throws IOException;

    /** Words and bytes that the format gives a meaning. */
    default List<String> words() {
        return List.of();
    }

    /** Gives the bytes to the reader and holds what it answers against the rules. */
    void run(byte[] input, Sandbox sandbox) throws IOException, InputException;
}
