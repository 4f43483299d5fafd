package org.thermargin.study;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who does what next: batches of open cases first, then the next case, at last the cases that need all memory. */
final class CaseQueue {
    /** A batch of a case, or the case itself to be opened when the batch is -1. */
    record Claim(CaseWork work, int batch) {}

    private final StudyPlan plan;
    private final long memoryLimitBytes;
    private int nextCase;
    private final ArrayDeque<Integer> alone = new ArrayDeque<>();
    private final Set<CaseWork> opening = new HashSet<>();
    private final ArrayDeque<Claim> ready = new ArrayDeque<>();
    private final Map<CaseWork, Set<Integer>> underWay = new HashMap<>();
    private final Map<CaseWork, Long> reserved = new HashMap<>();
    private final Set<CaseWork> postponed = new HashSet<>();
    private boolean ended;

    CaseQueue(StudyPlan plan, long memoryLimitBytes) {
        this.plan = plan;
        this.memoryLimitBytes = memoryLimitBytes;
    }

    /** The next thing to do; waits while there may be more; empty at the end. */
    synchronized Optional<Claim> next() {
        while (!ended) {
            if (!ready.isEmpty()) {
                return Optional.of(ready.poll());
            }
            while (nextCase < plan.cases().size() && plan.batchesOf(nextCase).isEmpty()) {
                nextCase++;
            }
            if (nextCase < plan.cases().size()) {
                return Optional.of(opening(new CaseWork(nextCase, plan.batchesOf(nextCase++), false)));
            }
            boolean idle = opening.isEmpty() && underWay.isEmpty();
            if (idle && alone.isEmpty()) {
                return Optional.empty();
            }
            if (idle) {
                int index = alone.poll();
                return Optional.of(opening(new CaseWork(index, plan.batchesOf(index), true)));
            }
            await();
        }
        return Optional.empty();
    }

    private Claim opening(CaseWork work) {
        opening.add(work);
        return new Claim(work, -1);
    }

    @SuppressWarnings("WaitNotInLoop") // both callers loop
    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
            notifyAll();
        }
    }

    /** Waits until the case fits beside those that are open, or none is. */
    synchronized void admit(CaseWork work, long bytes) {
        while (!ended && !reserved.isEmpty() && reservedBytes() + bytes > memoryLimitBytes) {
            await();
        }
        reserved.put(work, bytes);
    }

    private long reservedBytes() {
        return reserved.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The case is open, or has come to its end without. */
    synchronized void opened(CaseWork work) {
        opening.remove(work);
        List<Integer> batches = postponed.contains(work) ? List.of() : work.batches();
        if (batches.isEmpty()) {
            release(work);
        } else {
            underWay.put(work, new HashSet<>(batches));
            batches.forEach(batch -> ready.add(new Claim(work, batch)));
        }
        notifyAll();
    }

    /** There was nothing left to do about the case. */
    void closed(CaseWork work) {
        opened(work);
    }

    /** A batch has come to its end; the case is let go with its last. */
    synchronized void done(CaseWork work, int batch) {
        Set<Integer> left = underWay.get(work);
        left.remove(batch);
        if (left.isEmpty()) {
            underWay.remove(work);
            release(work);
            notifyAll();
        }
    }

    /** The case is to be tried once more, alone; its batches that are not begun wait until then. */
    synchronized void later(CaseWork work) {
        if (!postponed.add(work)) {
            return;
        }
        List<Claim> others = new ArrayList<>();
        for (Claim claim : ready) {
            if (claim.work() == work) {
                underWay.get(work).remove(claim.batch());
            } else {
                others.add(claim);
            }
        }
        ready.clear();
        ready.addAll(others);
    }

    private void release(CaseWork work) {
        work.close();
        reserved.remove(work);
        if (postponed.contains(work)) {
            alone.add(work.index());
        }
    }

    /** A thread leaves; with {@code all} the others are to leave too. */
    synchronized void leave(boolean all) {
        ended |= all;
        notifyAll();
    }
}
