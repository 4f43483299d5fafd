package org.thermargin.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.assess.Outcome;
import org.thermargin.scene.ZoneSource;

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
        private final StudyTally tally = new StudyTally();
        private IOException broken;
        private Throwable defect;

        Run(StudyPlan plan, StudyFolder folder, StudyProgress progress) {
            this.plan = plan;
            this.folder = folder;
            this.progress = progress;
            this.queue = new CaseQueue(plan, memoryLimitBytes);
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
            StudyCase source = plan.cases().get(work.index());
            try {
                StudyCase.Prepared prepared = source.prepare();
                work.identify(label(work, prepared));
                takeWhatIsThere(work);
                if (!work.hasBatches()) {
                    queue.closed(work);
                    return;
                }
                if (prepared.memoryBytes() > memoryLimitBytes) {
                    throw tooLarge(prepared.memoryBytes());
                }
                queue.admit(work, prepared.memoryBytes());
                StudyCase.Read read = prepared.read(plan.cases().size() >= threads ? 1 : threads);
                requireUnchanged(prepared, read);
                // as many tasks at a time as there are threads; only a lone task has them all
                int perTask = plan.tasksOfShard() >= threads ? 1 : threads;
                work.open(new CaseTrials(work.label(), read, plan.design(), plan.options(), perTask));
            } catch (InputException e) {
                without(work, source, work.batches(), Outcome.REFUSED, e.findings());
            } catch (OutOfMemoryError e) {
                outOfMemory(work, source, work.batches());
            } catch (RuntimeException e) {
                without(work, source, work.batches(), Outcome.FAILED, List.of(RowCollector.internal(e)));
            }
            queue.opened(work);
        }

        private CaseLabel label(CaseWork work, StudyCase.Prepared prepared) {
            List<String> content = new ArrayList<>();
            content.add(plan.options().content());
            content.addAll(prepared.content());
            return new CaseLabel(
                    work.index() + 1,
                    prepared.id(),
                    plan.cases().get(work.index()).group(),
                    plan.firstTaskOfCase(work.index()),
                    content);
        }

        private InputException tooLarge(long bytes) {
            return new InputException(
                    "case-memory",
                    "H36",
                    "",
                    "a case must need at most " + (memoryLimitBytes >> 20)
                            + " MiB by the headers of its files, would need " + (bytes >> 20) + " MiB");
        }

        private static void requireUnchanged(StudyCase.Prepared prepared, StudyCase.Read read) throws InputException {
            List<String> found =
                    read.scene().inputs().stream().map(input -> input.sha256()).toList();
            if (!found.equals(prepared.hashes())) {
                throw new InputException(
                        "file-changed", "H33", "", "the files of a case must not change while a study runs, one did");
            }
        }

        private void takeWhatIsThere(CaseWork work) throws IOException {
            for (int batch : work.batches()) {
                Optional<StudyPart> part = folder.part(batch, work.key(plan, batch));
                if (part.isPresent() && !holdsFailure(part.get())) {
                    work.drop(batch);
                    done(rows(part.get()), plan.tasksOf(batch), true);
                }
            }
        }

        /** What failed is tried again: more memory may be there now. */
        private static boolean holdsFailure(StudyPart part) {
            return part.reasons().stream().anyMatch(reason -> reason.contains("\"outcome\":\"FAILED\""));
        }

        private static List<StudyRow> rows(StudyPart part) {
            return part.lines().stream().map(StudyRow::parse).toList();
        }

        private void batch(CaseWork work, int batch) throws IOException {
            try {
                CaseTrials trials = work.trials();
                Map<ZoneSource, DrawReader.Draws> draws = trials.draws();
                List<TaskResult> results = new ArrayList<>();
                int first = plan.firstTask(batch);
                for (int task = first; task < first + plan.tasksOf(batch) && !stopped; task++) {
                    results.add(trials.task(task, draws));
                }
                if (!stopped) {
                    keep(work, batch, TaskResult.joined(results));
                }
            } catch (OutOfMemoryError e) {
                outOfMemory(work, plan.cases().get(work.index()), List.of(batch));
            }
            queue.done(work, batch);
        }

        private void keep(CaseWork work, int batch, TaskResult result) throws IOException {
            folder.keep(batch, StudyPart.of(work.key(plan, batch), work.label(), result));
            work.drop(batch);
            done(result.rows(), plan.tasksOf(batch), false);
        }

        private synchronized void done(List<StudyRow> rows, int tasks, boolean reused) {
            tally.add(rows, tasks);
            progress.batch(tally, reused);
        }

        private void outOfMemory(CaseWork work, StudyCase source, List<Integer> batches) throws IOException {
            if (work.isAlone()) {
                without(
                        work,
                        source,
                        batches,
                        Outcome.FAILED,
                        List.of(Finding.of(
                                "out-of-memory",
                                "H30",
                                "not enough memory for this case, even with no other one open")));
            } else {
                queue.later(work);
            }
        }

        /** Every task of the batches gets a row that says why there is no margin. */
        private void without(
                CaseWork work, StudyCase source, List<Integer> batches, Outcome outcome, List<Finding> findings)
                throws IOException {
            work.identifyIfUnknown(() -> refusedLabel(work, source, findings));
            for (int batch : batches) {
                List<TaskResult> results = new ArrayList<>();
                for (int n = 0; n < plan.tasksOf(batch); n++) {
                    int task = plan.firstTask(batch) + n;
                    StudyRow.Builder row =
                            work.label().start(task, plan.design().isNone() ? 0 : task + 1, "");
                    RowCollector rows = new RowCollector(work.label().firstTask() + task);
                    rows.without(row, "", outcome, findings);
                    results.add(rows.result());
                }
                keep(work, batch, TaskResult.joined(results));
            }
        }

        private CaseLabel refusedLabel(CaseWork work, StudyCase source, List<Finding> findings) {
            List<String> content = new ArrayList<>(List.of(plan.options().content(), source.name()));
            findings.forEach(f -> content.add(f.code() + " " + f.text()));
            return new CaseLabel(
                    work.index() + 1, source.name(), source.group(), plan.firstTaskOfCase(work.index()), content);
        }
    }
}
