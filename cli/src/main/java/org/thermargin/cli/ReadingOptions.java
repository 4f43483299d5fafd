package org.thermargin.cli;

import org.thermargin.io.ReadOptions;
import picocli.CommandLine.Option;

/** What the user allows the readers of volumes to assume. */
final class ReadingOptions {
    /** The NIfTI transform to believe. */
    enum Xform {
        q,
        s
    }

    @Option(
            names = "--xform",
            paramLabel = "q|s",
            description =
                    "Believe the qform (q) or sform (s) of a NIfTI file where the two disagree. Taints the verdict.")
    Xform xform;

    @Option(
            names = "--assume-mm",
            description = "Take lengths without a unit as mm. Taints the verdict where it mattered.")
    boolean assumeMm;

    ReadOptions readOptions() {
        ReadOptions options =
                ReadOptions.strict().withThreads(Runtime.getRuntime().availableProcessors());
        if (xform != null) {
            options = options.withXform(xform == Xform.q ? ReadOptions.Xform.QFORM : ReadOptions.Xform.SFORM);
        }
        return assumeMm ? options.withAssumeMm() : options;
    }
}
