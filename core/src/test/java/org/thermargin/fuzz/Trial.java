package org.thermargin.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Set;
import org.thermargin.Finding;
import org.thermargin.InputException;

/** One input given to one target, with the rules that hold for all of them. */
public final class Trial {
    /** Arrays that a reader may hold for a file; what it is told as its limit. */
    public static final long MEMORY_LIMIT_BYTES = 48L << 20;
    /**
     * What a thread may allocate for an input that is refused: the limit, and as much again for streams and copies. Without a
     * limit a header of 16-bit sizes could ask for gigabytes.
     */
    private static final long REFUSED_BYTES = 2 * MEMORY_LIMIT_BYTES;
    /** The same for one that is read: the rules for volumes read it five times and write it. */
    private static final long READ_BYTES = 16 * MEMORY_LIMIT_BYTES;

    private static final int MESSAGE_LENGTH = 4000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Trial() {}

    /**
     * Runs the target; true where the input was read, false where it was refused. Anything else is thrown: an error for
     * a broken rule, or what the reader should not have thrown.
     */
    public static boolean of(FuzzTarget target, byte[] input, Sandbox sandbox) {
        try {
            sandbox.clear();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            boolean read = read(target, input, sandbox);
            long most = read ? READ_BYTES : REFUSED_BYTES;
            if (THREADS.getCurrentThreadAllocatedBytes() - before > most) {
                requireFrugal(target, input, sandbox, most);
            }
            return read;
        } catch (IOException e) {
            throw new AssertionError("only a refusal may come out of a reader", e);
        }
    }

    /** Once more: the first time may have loaded and instrumented classes, which takes memory too. */
    private static void requireFrugal(FuzzTarget target, byte[] input, Sandbox sandbox, long most) throws IOException {
        sandbox.clear();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        read(target, input, sandbox);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated")
                .isLessThanOrEqualTo(most);
    }

    private static boolean read(FuzzTarget target, byte[] input, Sandbox sandbox) throws IOException {
        try {
            target.run(input, sandbox);
            return true;
        } catch (InputException e) {
            requireReadable(e);
            return false;
        }
    }

    /** A refusal names a rule and a value, in text that a terminal can show. */
    private static void requireReadable(InputException refusal) {
        if (refusal.findings().isEmpty()) {
            throw new AssertionError("a refusal must have a reason", refusal);
        }
        for (Finding finding : refusal.findings()) {
            requireReadable(finding);
        }
    }

    /** What is said about an input is one line without control characters and not endless. */
    public static void requireReadable(Finding finding) {
        String text = finding.code() + " " + finding.text() + " " + finding.file();
        if (finding.code().isEmpty()
                || finding.text().isEmpty()
                || text.length() > MESSAGE_LENGTH
                || text.chars().anyMatch(Character::isISOControl)) {
            throw new AssertionError("a finding must be readable text, was: " + finding);
        }
    }

    /** Fails unless the sandbox holds the same names as before. */
    public static void requireSameNames(Set<String> before, Sandbox sandbox) throws IOException {
        assertThat(sandbox.names()).as("files after reading").isEqualTo(before);
    }
}
