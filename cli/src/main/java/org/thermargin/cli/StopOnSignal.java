package org.thermargin.cli;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.thermargin.study.LocalStudyLoop;

/** Stops a study cleanly when the process is asked to end (Ctrl-C): tasks under way end, no file is left half-written. */
final class StopOnSignal implements AutoCloseable {
    private static final long PATIENCE_S = 30;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    StopOnSignal(LocalStudyLoop loop, PrintStream err, String hint) {
        hook = new Thread(
                () -> {
                    loop.stop();
                    err.println();
                    err.println("thermargin: stopping; " + hint);
                    err.flush();
                    try {
                        boolean inTime = ended.await(PATIENCE_S, TimeUnit.SECONDS);
                        if (!inTime) {
                            err.println("thermargin: a task took too long to end; its results are left out");
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "stop-study");
    }

    /** From now on. */
    void watch() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending: the hook runs
            return;
        }
    }
}
