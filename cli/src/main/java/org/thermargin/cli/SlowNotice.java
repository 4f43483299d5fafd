package org.thermargin.cli;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says one line when the work is not done after two seconds. */
final class SlowNotice {
    private static final long PATIENCE_MS = 2000;

    private final CountDownLatch finished = new CountDownLatch(1);

    private SlowNotice() {}

    static SlowNotice start(PrintStream err, String line) {
        SlowNotice notice = new SlowNotice();
        Thread thread = new Thread(() -> notice.waitAndSay(err, line), "slow-notice");
        thread.setDaemon(true);
        thread.start();
        return notice;
    }

    /** Says nothing. */
    static SlowNotice silent() {
        return new SlowNotice();
    }

    private void waitAndSay(PrintStream err, String line) {
        try {
            if (!finished.await(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                err.println(line);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work is done; nothing is said any more. */
    void done() {
        finished.countDown();
    }
}
