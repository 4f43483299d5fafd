package org.thermargin.io;

import java.util.Objects;

/**
 * What the user allows a reader to assume. The default assumes nothing.
 *
 * @param xform which of two disagreeing NIfTI transforms to believe; a choice that mattered is the taint {@code xform-q}
 *     or {@code xform-s}
 * @param assumeMm lengths of unknown unit are mm; taint {@code assume-mm} where it mattered
 * @param memoryLimitBytes largest array memory for one file; more is refused before it is allocated
 * @param threads at least 1; with more, reading, decompressing and decoding of a large file overlap
 */
public record ReadOptions(Xform xform, boolean assumeMm, long memoryLimitBytes, int threads) {
    /** Which NIfTI transform to believe when qform and sform disagree. */
    public enum Xform {
        /** Neither: disagreement is refused. */
        AGREED,
        /** The quaternion form. */
        QFORM,
        /** The affine form. */
        SFORM
    }

    public ReadOptions {
        Objects.requireNonNull(xform, "xform");
        if (memoryLimitBytes < 1) {
            throw new IllegalArgumentException("memory limit must be at least 1 byte, was " + memoryLimitBytes);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + threads);
        }
    }

    /** Assumes nothing; three quarters of the largest heap per file; one thread. */
    public static ReadOptions strict() {
        return new ReadOptions(Xform.AGREED, false, Runtime.getRuntime().maxMemory() / 4 * 3, 1);
    }

    /** The same with another choice of transform. */
    public ReadOptions withXform(Xform choice) {
        return new ReadOptions(choice, assumeMm, memoryLimitBytes, threads);
    }

    /** The same, with unknown units taken as mm. */
    public ReadOptions withAssumeMm() {
        return new ReadOptions(xform, true, memoryLimitBytes, threads);
    }

    /** The same with another memory limit. */
    public ReadOptions withMemoryLimitBytes(long bytes) {
        return new ReadOptions(xform, assumeMm, bytes, threads);
    }

    /** The same with another number of threads; what is read does not depend on it. */
    public ReadOptions withThreads(int number) {
        return new ReadOptions(xform, assumeMm, memoryLimitBytes, number);
    }
}
