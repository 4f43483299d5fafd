package org.thermargin.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.assess.Outcome;

/**
 * Runs a study with threads of this machine. A case is decoded once, by one thread, and its batches are shared among all;
 * a further case is opened when no batch of an open one is left and the estimated memory of all open cases fits the
 * limit. A case that runs out of memory is tried once more when nothing else is open. What is computed does not depend
 * on the number of threads.
 */
public final class LocalStudyLoop implements StudyLoop {
    private final int threads;
    private final long memoryLimitBytes;
    private volatile boolean stopped;

    /**
     * With this number of threads, at least 1.
     *
     * @param memoryLimitBytes estimate of the memory of all open cases that is not passed; a single case above it is
     *     refused
     */
    public LocalStudyLoop(int threads, long memoryLimitBytes) {
        if (threads < 1 || memoryLimitBytes < 1) {
            throw new IllegalArgumentException(
                    "threads and memory must be at least 1, were " + threads + " and " + memoryLimitBytes);
        }
        this.threads = threads;
        this.memoryLimitBytes = memoryLimitBytes;
    }

    /** No further task is begun; batches under way are left out. Callable from any thread. */
    public void stop() {
        stopped = true;
    }

    /** Whether the run was stopped. */
    public boolean isStopped() {
        return stopped;
    }

    @Override
    public void run(StudyPlan plan, StudyFolder folder, StudyProgress progress) throws InputException, IOException {
        Run run = new Run(plan, folder, progress);
        List<Thread> others = new ArrayList<>();
        for (int t = 1; t < threads; t++) {
            Thread thread = new Thread(run, "study-" + t);
            thread.setDaemon(true);
            thread.start();
            others.add(thread);
        }
        run.run();
        boolean interrupted = false;
        for (Thread thread : others) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stop();
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        run.rethrow();
    }

    /** One run: what the threads share. */
    private final class Run implements Runnable {
        private final StudyPlan plan;
        private final StudyFolder folder;
        private final StudyProgress progress;
        private final CaseQueue queue;
        private final CaseOpener opener;
        private final StudyTally tally = new StudyTally();
        private IOException broken;
        private Throwable defect;

        Run(StudyPlan plan, StudyFolder folder, StudyProgress progress) {
            this.plan = plan;
            this.folder = folder;
            this.progress = progress;
            this.queue = new CaseQueue(plan, memoryLimitBytes);
            this.opener = new CaseOpener(plan, memoryLimitBytes);
        }

        @Override
        public void run() {
            try {
                Optional<CaseQueue.Claim> claim = queue.next();
                while (claim.isPresent() && !stopped) {
                    if (claim.get().batch() < 0) {
                        open(claim.get().work());
                    } else {
                        batch(claim.get().work(), claim.get().batch());
                    }
                    claim = queue.next();
                }
            } catch (IOException e) {
                end(e, null);
            } catch (RuntimeException | Error e) {
                end(null, e);
            } finally {
                queue.leave(stopped);
            }
        }

        private synchronized void end(IOException io, Throwable other) {
            broken = broken == null ? io : broken;
            defect = defect == null ? other : defect;
            queue.leave(true);
        }

        private void rethrow() throws IOException {
            if (broken != null) {
                throw broken;
            }
            if (defect instanceof Error error) {
                throw error;
            }
            if (defect instanceof RuntimeException exception) {
                throw exception;
            }
        }

        /** Headers first, then, where a batch is left to do, the voxels. */
        private void open(CaseWork work) throws IOException {
            try {
                StudyCase.Prepared prepared = plan.cases().get(work.index()).prepare();
                work.identify(opener.label(work.index(), prepared));
                takeWhatIsThere(work);
                if (!work.hasBatches()) {
                    queue.closed(work);
                    return;
                }
                opener.requireRoom(prepared);
                queue.admit(work, prepared.memoryBytes());
                int decoders = plan.cases().size() >= threads ? 1 : threads;
                // as many tasks at a time as there are threads; only a lone task has them all
                int perTask = plan.tasksOfShard() >= threads ? 1 : threads;
                work.open(opener.open(work.label(), prepared, decoders, perTask));
            } catch (InputException e) {
                without(work, work.batches(), Outcome.REFUSED, e.findings());
            } catch (OutOfMemoryError e) {
                outOfMemory(work, work.batches());
            } catch (RuntimeException e) {
                without(work, work.batches(), Outcome.FAILED, List.of(RowCollector.internal(e)));
            }
            queue.opened(work);
        }

        private void takeWhatIsThere(CaseWork work) throws IOException {
            for (int batch : work.batches()) {
                Optional<StudyPart> part = folder.part(batch, work.label().key(plan, batch));
                if (part.isPresent() && part.get().isLasting()) {
                    work.drop(batch);
                    done(rows(part.get()), plan.tasksOf(batch), true);
                }
            }
        }

        private static List<StudyRow> rows(StudyPart part) {
            return part.lines().stream().map(StudyRow::parse).toList();
        }

        private void batch(CaseWork work, int batch) throws IOException {
            try {
                TaskResult result = work.trials().tasks(plan.firstTask(batch), plan.tasksOf(batch), () -> stopped);
                if (!stopped) {
                    keep(work, batch, result);
                }
            } catch (OutOfMemoryError e) {
                outOfMemory(work, List.of(batch));
            }
            queue.done(work, batch);
        }

        private void keep(CaseWork work, int batch, TaskResult result) throws IOException {
            folder.keep(batch, StudyPart.of(work.label().key(plan, batch), work.label(), result));
            work.drop(batch);
            done(result.rows(), plan.tasksOf(batch), false);
        }

        private synchronized void done(List<StudyRow> rows, int tasks, boolean reused) {
            tally.add(rows, tasks);
            progress.batch(tally, reused);
        }

        private void outOfMemory(CaseWork work, List<Integer> batches) throws IOException {
            if (work.isAlone()) {
                without(work, batches, Outcome.FAILED, CaseOpener.outOfMemory());
            } else {
                queue.later(work);
            }
        }

        private void without(CaseWork work, List<Integer> batches, Outcome outcome, List<Finding> findings)
                throws IOException {
            work.identifyIfUnknown(() -> opener.refusedLabel(work.index(), findings));
            for (int batch : batches) {
                keep(work, batch, opener.without(work.label(), batch, outcome, findings));
            }
        }
    }
}
