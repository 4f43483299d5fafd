package org.thermargin.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.assess.Outcome;

/**
 * Computes the batches of a study one by one for whoever asks, in any order: for runners that give out batches
 * themselves. A case is decoded once and shared by all threads that ask for its batches; it stays open until its room is
 * wanted. A case that runs out of memory is tried once more with no other open. A bad case gives a result like any other.
 * Results are those of {@link LocalStudyLoop}, byte for byte. Thread-safe.
 */
public final class StudyBatches {
    /** Most cases that are remembered, open or refused. */
    private static final int MOST_CASES = 64;

    private final StudyPlan plan;
    private final long memoryLimitBytes;
    private final CaseOpener opener;
    private final ReadWriteLock alone = new ReentrantReadWriteLock();
    private final Map<Integer, Shelved> shelf = new LinkedHashMap<>();

    /**
     * Batches of this plan.
     *
     * @param memoryLimitBytes estimate of the memory of all open cases that is not passed; a single case above it is
     *     refused
     */
    public StudyBatches(StudyPlan plan, long memoryLimitBytes) {
        if (memoryLimitBytes < 1) {
            throw new IllegalArgumentException("memory must be at least 1 byte, was " + memoryLimitBytes);
        }
        this.plan = plan;
        this.memoryLimitBytes = memoryLimitBytes;
        this.opener = new CaseOpener(plan, memoryLimitBytes);
    }

    /** What the batch comes to; only its key when that is the known one, under which a lasting result is kept. */
    public BatchResult result(int batch, Optional<String> known) {
        alone.readLock().lock();
        try {
            return computed(batch, known, false);
        } catch (OutOfMemoryError e) {
            // once more below, when no other thread holds a case
        } finally {
            alone.readLock().unlock();
        }
        alone.writeLock().lock();
        try {
            shelf.clear();
            return computed(batch, known, true);
        } finally {
            shelf.clear();
            alone.writeLock().unlock();
        }
    }

    private BatchResult computed(int batch, Optional<String> known, boolean isAlone) {
        Shelved shelved = take(plan.caseOf(batch));
        try {
            CaseLabel label = shelved.label();
            if (known.isPresent() && known.get().equals(label.key(plan, batch))) {
                return BatchResult.there(batch, known.get());
            }
            TaskResult result = shelved.trials().tasks(plan.firstTask(batch), plan.tasksOf(batch), () -> false);
            return BatchResult.of(batch, StudyPart.of(label.key(plan, batch), label, result));
        } catch (InputException e) {
            BatchResult refused = without(batch, shelved.labelIfKnown(), Outcome.REFUSED, e.findings());
            return known.equals(Optional.of(refused.key())) ? BatchResult.there(batch, refused.key()) : refused;
        } catch (RuntimeException e) {
            return without(batch, shelved.labelIfKnown(), Outcome.FAILED, List.of(RowCollector.internal(e)));
        } catch (OutOfMemoryError e) {
            if (!isAlone) {
                throw e;
            }
            return without(batch, shelved.labelIfKnown(), Outcome.FAILED, CaseOpener.outOfMemory());
        } finally {
            putBack(shelved);
        }
    }

    private BatchResult without(int batch, Optional<CaseLabel> known, Outcome outcome, List<Finding> findings) {
        CaseLabel label = known.orElseGet(() -> opener.refusedLabel(plan.caseOf(batch), findings));
        TaskResult result = opener.without(label, batch, outcome, findings);
        return BatchResult.of(batch, StudyPart.of(label.key(plan, batch), label, result));
    }

    private synchronized Shelved take(int index) {
        Shelved shelved = shelf.remove(index);
        if (shelved == null) {
            shelved = new Shelved(index);
        }
        shelf.put(index, shelved); // the last one is the one used last
        shelved.users++;
        while (shelf.size() > MOST_CASES && oldestIdle().isPresent()) {
            shelf.remove(oldestIdle().get().index);
        }
        return shelved;
    }

    private Optional<Shelved> oldestIdle() {
        return shelf.values().stream().filter(s -> s.users == 0).findFirst();
    }

    private synchronized void putBack(Shelved shelved) {
        shelved.users--;
        notifyAll();
    }

    /** Waits until the case fits beside those in use; what lies idle makes room, the longest unused first. */
    private synchronized void admit(Shelved wanted, long bytes) {
        while (othersThan(wanted) > 0 && othersThan(wanted) + bytes > memoryLimitBytes) {
            Optional<Shelved> idle = oldestIdle();
            if (idle.isPresent()) {
                shelf.remove(idle.get().index);
            } else {
                await();
            }
        }
        wanted.bytes = bytes;
    }

    private long othersThan(Shelved wanted) {
        return shelf.values().stream()
                .filter(s -> s != wanted)
                .mapToLong(s -> s.bytes)
                .sum();
    }

    @SuppressWarnings("WaitNotInLoop") // the caller loops
    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for room", e);
        }
    }

    /** A case of which batches were asked for. What refused it is kept too: it is not read again for every batch. */
    private final class Shelved {
        private final int index;
        private int users; // guarded by the outer object, as is bytes
        private long bytes;
        private Optional<StudyCase.Prepared> prepared = Optional.empty();
        private Optional<CaseLabel> label = Optional.empty();
        private Optional<CaseTrials> trials = Optional.empty();
        private Optional<InputException> refusal = Optional.empty();

        Shelved(int index) {
            this.index = index;
        }

        synchronized Optional<CaseLabel> labelIfKnown() {
            return label;
        }

        /** Reads the headers, once. */
        synchronized CaseLabel label() throws InputException {
            if (label.isEmpty()) {
                throwRefusal();
                try {
                    StudyCase.Prepared read = plan.cases().get(index).prepare();
                    label = Optional.of(opener.label(index, read));
                    prepared = Optional.of(read);
                } catch (InputException e) {
                    refusal = Optional.of(e);
                    throw e;
                }
            }
            return label.get();
        }

        /** Reads the voxels, once. */
        synchronized CaseTrials trials() throws InputException {
            if (trials.isEmpty()) {
                throwRefusal();
                try {
                    StudyCase.Prepared read = prepared.orElseThrow();
                    opener.requireRoom(read);
                    admit(this, read.memoryBytes());
                    trials = Optional.of(opener.open(label.orElseThrow(), read, 1, 1));
                } catch (InputException e) {
                    refusal = Optional.of(e);
                    throw e;
                }
            }
            return trials.get();
        }

        private void throwRefusal() throws InputException {
            if (refusal.isPresent()) {
                throw refusal.get();
            }
        }
    }
}
