package org.thermargin.assess;

import java.util.List;
import java.util.function.Supplier;
import org.thermargin.distance.Workers;

/** A result that is made when first asked for and kept, so that results which need each other can be made at once. */
final class Later<T> {
    private Supplier<T> maker;
    private T result;

    Later(Supplier<T> maker) {
        this.maker = maker;
    }

    /** The result; a second caller waits while the first makes it. */
    synchronized T get() {
        if (maker != null) {
            result = maker.get();
            maker = null;
        }
        return result;
    }

    /** Makes all that are not made, the dearest first, on so many threads. */
    static void makeAll(List<? extends Later<?>> results, int threads) {
        Workers.run(results.size(), threads, () -> n -> results.get(n).get());
    }
}
