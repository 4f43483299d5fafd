package org.thermargin.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.thermargin.assess.Outcome;
import org.thermargin.study.StudyProgress;
import org.thermargin.study.StudyTally;

/**
 * One line on standard error while a study runs: how far, how fast, how long still, how many of each verdict. Redrawn in
 * place on a terminal, else printed at every tenth of the work.
 */
final class ProgressLine implements StudyProgress {
    private static final long REDRAW_NS = 200_000_000;
    private static final int BAR = 20;
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";

    private final PrintStream err;
    private final long tasks;
    private final boolean silent;
    private final boolean terminal;
    private final LongSupplier nanos;
    private final long started;
    private Optional<StudyTally> known = Optional.empty();
    private long reusedTasks;
    private long drawnAt;
    private long tenths;
    private long last;

    /** On standard error, which the launcher says to be a terminal or not. */
    ProgressLine(PrintStream err, long tasks, boolean silent) {
        this(err, tasks, silent, Boolean.getBoolean("thermargin.progress"), System::nanoTime);
    }

    ProgressLine(PrintStream err, long tasks, boolean silent, boolean terminal, LongSupplier nanos) {
        this.err = err;
        this.tasks = tasks;
        this.silent = silent;
        this.terminal = terminal;
        this.nanos = nanos;
        this.started = nanos.getAsLong();
        this.drawnAt = started - REDRAW_NS;
    }

    @Override
    public void batch(StudyTally tally, boolean reused) {
        known = Optional.of(tally);
        if (reused) {
            reusedTasks += tally.tasks() - last;
        }
        last = tally.tasks();
        if (silent) {
            return;
        }
        long now = nanos.getAsLong();
        if (terminal && now - drawnAt >= REDRAW_NS) {
            drawnAt = now;
            draw(tally, now);
        } else if (!terminal && 10 * last / tasks > tenths) {
            tenths = 10 * last / tasks;
            err.println(line(tally, now));
        }
    }

    /** In place of what stands in the line; what a narrow terminal has no room for is cut, not wrapped. */
    private void draw(StudyTally tally, long now) {
        err.print("\r" + CLEAR_LINE + NO_WRAP + line(tally, now) + WRAP);
        err.flush();
    }

    private String line(StudyTally tally, long now) {
        double seconds = (now - started) / 1e9;
        double rate = (last - reusedTasks) / Math.max(seconds, 1e-3);
        int filled = (int) (BAR * last / tasks);
        StringBuilder text = new StringBuilder();
        text.append("[")
                .append("#".repeat(filled))
                .append(".".repeat(BAR - filled))
                .append("] ");
        text.append(last).append('/').append(tasks);
        text.append(String.format(Locale.ROOT, ", %.1f/s", rate));
        if (rate > 0 && last < tasks) {
            text.append(", ").append(time((tasks - last) / rate)).append(" left");
        }
        for (Outcome outcome : Outcome.values()) {
            if (tally.rows(outcome) > 0) {
                text.append(", ").append(tally.rows(outcome)).append(' ');
                text.append(outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            }
        }
        return text.toString();
    }

    private static String time(double seconds) {
        long s = Math.round(seconds);
        return s < 60
                ? s + " s"
                : s < 3600 ? s / 60 + " min " + s % 60 + " s" : s / 3600 + " h " + s / 60 % 60 + " min";
    }

    /** The line is left as it is, with the last numbers. */
    void end() {
        if (terminal && !silent && known.isPresent()) {
            draw(known.get(), nanos.getAsLong());
            err.println();
        }
    }
}
