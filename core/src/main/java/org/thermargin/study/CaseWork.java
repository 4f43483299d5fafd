package org.thermargin.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/** A case under way: what names it, what it was decoded to, and which of its batches are left. Guarded by itself. */
final class CaseWork {
    private final int index;
    private final boolean alone;
    private final TreeSet<Integer> batches;
    private Optional<CaseLabel> label = Optional.empty();
    private Optional<CaseTrials> trials = Optional.empty();

    /** Case by its place, from 0; {@code alone} when nothing else is open meanwhile. */
    CaseWork(int index, List<Integer> batches, boolean alone) {
        this.index = index;
        this.batches = new TreeSet<>(batches);
        this.alone = alone;
    }

    int index() {
        return index;
    }

    boolean isAlone() {
        return alone;
    }

    synchronized void identify(CaseLabel known) {
        label = Optional.of(known);
    }

    synchronized void identifyIfUnknown(Supplier<CaseLabel> known) {
        if (label.isEmpty()) {
            label = Optional.of(known.get());
        }
    }

    synchronized CaseLabel label() {
        return label.orElseThrow();
    }

    synchronized void open(CaseTrials opened) {
        trials = Optional.of(opened);
    }

    synchronized CaseTrials trials() {
        return trials.orElseThrow();
    }

    /** Lets go of what was decoded. */
    synchronized void close() {
        trials = Optional.empty();
    }

    /** The batches left, a copy. */
    synchronized List<Integer> batches() {
        return new ArrayList<>(batches);
    }

    synchronized boolean hasBatches() {
        return !batches.isEmpty();
    }

    synchronized void drop(int batch) {
        batches.remove(batch);
    }
}
