package org.thermargin.cli.viewer;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.assess.OpenCase;
import org.thermargin.io.casefile.PlanRequest;
import org.thermargin.io.casefile.PlanRequestReader;
import org.thermargin.plan.CorrectionSearch;
import org.thermargin.report.ViewJson;

/**
 * One page that asks for numbers. Poses that come while another is judged replace each other: only the last waits. What is
 * answered bears the number of its pose, and a pose that cannot be judged is answered with why, never with numbers of
 * another. A search for corrections ends when a newer pose comes.
 */
final class LiveConnection {
    private final ViewedCase viewed;
    private final PoseJudge judge;
    private final CaseMeshes meshes;
    private final ExecutorService poses;
    private final ExecutorService searches;
    private final Outlet outlet;
    private final AtomicReference<Asked> waiting = new AtomicReference<>();
    private final AtomicReference<AtomicBoolean> search = new AtomicReference<>(new AtomicBoolean());

    /** Where answers go. Both methods return when the answer has left, and fail where it cannot. */
    interface Outlet {
        void text(String message);

        void bytes(ByteBuffer frame);
    }

    private record Asked(long seq, PlanRequest request, long sinceNs) {}

    /**
     * A connection.
     *
     * @param poses one thread for the poses of this connection
     * @param searches one thread for its searches
     */
    LiveConnection(
            ViewedCase viewed,
            PoseJudge judge,
            CaseMeshes meshes,
            ExecutorService poses,
            ExecutorService searches,
            Outlet outlet) {
        this.viewed = viewed;
        this.judge = judge;
        this.meshes = meshes;
        this.poses = poses;
        this.searches = searches;
        this.outlet = outlet;
    }

    /** Takes a message; returns at once. */
    void receive(byte[] message) {
        long since = System.nanoTime();
        OptionalLong seq = OptionalLong.empty();
        try {
            PlanRequestReader reader = PlanRequestReader.of(message);
            seq = reader.seq();
            String type = reader.type().orElse("pose");
            switch (type) {
                case "pose" -> pose(new Asked(required(seq), reader.plan(), since));
                case "fix" -> fix(new Asked(required(seq), reader.plan(), since));
                case "cancel" -> stopSearch();
                default -> throw refused("type must be pose, fix or cancel");
            }
        } catch (InputException e) {
            refuse(seq, e.findings());
        }
    }

    /** The page is gone. */
    void close() {
        stopSearch();
        waiting.set(null);
        poses.shutdown();
        searches.shutdown();
    }

    private static long required(OptionalLong seq) throws InputException {
        return seq.orElseThrow(() -> refused("seq must be given, was absent"));
    }

    private static InputException refused(String text) {
        return new InputException("viewer-message", "H26", "", text);
    }

    /** Refusals wait their turn behind poses under way, so that the answer to the newest message is the last. */
    private void refuse(OptionalLong seq, List<Finding> findings) {
        waiting.set(null);
        run(poses, () -> outlet.text(ViewJson.error(seq, findings)));
    }

    private void pose(Asked asked) {
        stopSearch();
        if (waiting.getAndSet(asked) == null) {
            run(poses, this::judgeWaiting);
        }
    }

    private void judgeWaiting() {
        Asked asked = waiting.getAndSet(null);
        if (asked == null) {
            return;
        }
        PoseAnswer answer;
        String numbers;
        try {
            answer = new PoseAnswer(
                    asked.seq,
                    asked.request,
                    judge.judge(asked.request),
                    viewed.open().zoneModel());
            numbers = answer.numbers(viewed.software(), asked.sinceNs);
        } catch (InputException e) {
            outlet.text(ViewJson.error(OptionalLong.of(asked.seq), e.findings()));
            return;
        } catch (RuntimeException | OutOfMemoryError e) {
            outlet.text(ViewJson.error(OptionalLong.of(asked.seq), List.of(failure(e))));
            return;
        }
        outlet.text(numbers);
        for (ByteBuffer frame : answer.surfaces(meshes)) {
            if (waiting.get() != null) {
                return;
            }
            outlet.bytes(frame);
        }
        outlet.text(answer.done());
    }

    private void fix(Asked asked) {
        AtomicBoolean stop = new AtomicBoolean();
        search.getAndSet(stop).set(true);
        run(searches, () -> search(asked, stop));
    }

    private void stopSearch() {
        search.get().set(true);
    }

    private void search(Asked asked, AtomicBoolean stop) {
        String answer;
        try {
            if (stop.get()) {
                throw new CancellationException();
            }
            OpenCase open = judge.open(asked.request);
            answer = ViewJson.fix(
                    asked.seq,
                    new CorrectionSearch(viewed.devices()).of(open, EnumSet.of(asked.request.source()), stop::get),
                    asked.request.applicators());
        } catch (CancellationException e) {
            answer = ViewJson.cancelled(asked.seq);
        } catch (InputException e) {
            answer = ViewJson.error(OptionalLong.of(asked.seq), e.findings());
        } catch (RuntimeException | OutOfMemoryError e) {
            answer = ViewJson.error(OptionalLong.of(asked.seq), List.of(failure(e)));
        }
        outlet.text(answer);
    }

    /** A defect of the program; its message may hold anything, so only its kind is told. */
    private static Finding failure(Throwable e) {
        return Finding.of(
                "internal-error", "", "internal error, " + e.getClass().getSimpleName());
    }

    /** Runs it unless the page is gone. */
    private static void run(ExecutorService executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            return;
        }
    }
}
