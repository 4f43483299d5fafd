package org.thermargin.cli.viewer;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.assess.OpenCase;
import org.thermargin.assess.ProvisionalAssessment;
import org.thermargin.io.casefile.PlanRequest;
import org.thermargin.io.casefile.PlanRequestReader;
import org.thermargin.plan.CorrectionSearch;
import org.thermargin.report.ProvisionalJson;
import org.thermargin.report.ViewJson;

/**
 * One page that asks for numbers. A pose is followed at once, by what can be said in milliseconds; when no newer one has come for
 * a moment it is assessed as a whole, and what replaces it ends an assessment that is under way. Poses that come while
 * another is followed replace each other: only the last waits. What is answered bears the number of its pose, and a pose that
 * cannot be judged is answered with why, never with numbers of another. A search for corrections ends when a newer pose
 * comes.
 */
final class LiveConnection {
    /** A pose rests when no other has come for so long: a hand that drags sends one with every frame of the screen, ms. */
    static final long REST_MS = 100;

    private final ViewedCase viewed;
    private final PoseJudge judge;
    private final CaseMeshes meshes;
    private final ExecutorService poses;
    private final ScheduledExecutorService rests;
    private final ExecutorService searches;
    private final Outlet outlet;
    private final AtomicLong newest = new AtomicLong(); // number of the pose that came last
    private final AtomicReference<Asked> waiting = new AtomicReference<>();
    private final AtomicReference<AtomicBoolean> search = new AtomicReference<>(new AtomicBoolean());

    /** Where answers go. Both methods return when the answer has left, and fail where it cannot. */
    interface Outlet {
        void text(String message);

        void bytes(ByteBuffer frame);
    }

    /** A message and, of a pose, how many came before it. */
    private record Asked(long seq, PlanRequest request, long sinceNs, long number) {}

    /**
     * A connection.
     *
     * @param poses one thread that follows the poses of this connection
     * @param rests one thread that assesses those that rest
     * @param searches one thread for its searches
     */
    LiveConnection(
            ViewedCase viewed,
            PoseJudge judge,
            CaseMeshes meshes,
            ExecutorService poses,
            ScheduledExecutorService rests,
            ExecutorService searches,
            Outlet outlet) {
        this.viewed = viewed;
        this.judge = judge;
        this.meshes = meshes;
        this.poses = poses;
        this.rests = rests;
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
                case "pose" -> pose(new Asked(required(seq), reader.plan(), since, newest.incrementAndGet()));
                case "fix" -> fix(new Asked(required(seq), reader.plan(), since, 0));
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
        newest.incrementAndGet();
        waiting.set(null);
        poses.shutdown();
        rests.shutdown();
        searches.shutdown();
    }

    private static long required(OptionalLong seq) throws InputException {
        return seq.orElseThrow(() -> refused("seq must be given, was absent"));
    }

    private static InputException refused(String text) {
        return new InputException("viewer-message", "H26", "", text);
    }

    /** Refusals wait their turn behind the pose that is followed, so that the answer to the newest message is the last. */
    private void refuse(OptionalLong seq, List<Finding> findings) {
        newest.incrementAndGet();
        waiting.set(null);
        run(poses, () -> outlet.text(ViewJson.error(seq, findings)));
    }

    private void pose(Asked asked) {
        stopSearch();
        if (waiting.getAndSet(asked) == null) {
            run(poses, this::followWaiting);
        }
    }

    private boolean isOvertaken(Asked asked) {
        return newest.get() != asked.number;
    }

    private void followWaiting() {
        Asked asked = waiting.getAndSet(null);
        if (asked == null) {
            return;
        }
        Optional<ProvisionalAssessment> followed;
        try {
            followed = judge.follow(asked.request);
        } catch (InputException e) {
            outlet.text(ViewJson.error(OptionalLong.of(asked.seq), e.findings()));
            return;
        } catch (RuntimeException | OutOfMemoryError e) {
            outlet.text(ViewJson.error(OptionalLong.of(asked.seq), List.of(failure(e))));
            return;
        }
        followed.ifPresent(pose -> tell(asked, pose));
        if (!isOvertaken(asked)) {
            rest(asked, followed.isPresent() ? REST_MS : 0);
        }
    }

    /** Tells what follows the needle; the margins of the lesion surfaces only where no newer pose waits. */
    private void tell(Asked asked, ProvisionalAssessment pose) {
        outlet.text(ProvisionalJson.of(asked.seq, pose, PoseAnswer.sinceMs(asked.sinceNs)));
        List<ProvisionalAssessment.Lesion> lesions = pose.lesions();
        for (int n = 0; n < lesions.size() && !isOvertaken(asked); n++) {
            Optional<ProvisionalAssessment.Zone> zone = lesions.get(n).zone();
            if (zone.isPresent() && meshes.fits(lesions.get(n).id(), zone.get().surface())) {
                outlet.bytes(
                        SurfaceFrame.margins(asked.seq, n, zone.get().surface().marginMm()));
            }
        }
    }

    private void rest(Asked asked, long afterMs) {
        try {
            ScheduledFuture<?> unused = rests.schedule(() -> judgeResting(asked), afterMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return; // the page is gone
        }
    }

    private void judgeResting(Asked asked) {
        PoseAnswer answer;
        String numbers;
        try {
            answer = new PoseAnswer(
                    asked.seq,
                    asked.request,
                    judge.judge(asked.request, () -> isOvertaken(asked)),
                    viewed.open().zoneModel());
            numbers = answer.numbers(viewed.software(), asked.sinceNs);
        } catch (CancellationException e) {
            return; // by a newer pose
        } catch (InputException e) {
            outlet.text(ViewJson.error(OptionalLong.of(asked.seq), e.findings()));
            return;
        } catch (RuntimeException | OutOfMemoryError e) {
            outlet.text(ViewJson.error(OptionalLong.of(asked.seq), List.of(failure(e))));
            return;
        }
        outlet.text(numbers);
        for (ByteBuffer frame : answer.surfaces(meshes)) {
            if (isOvertaken(asked)) {
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
