package org.thermargin.margin;

import java.util.function.Supplier;

/** A value that is made when first asked for and kept; thread-safe, made once. */
final class Kept<T> implements Supplier<T> {
    private Supplier<T> maker;
    private T value;

    Kept(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        if (maker != null) {
            value = maker.get();
            maker = null;
        }
        return value;
    }
}
