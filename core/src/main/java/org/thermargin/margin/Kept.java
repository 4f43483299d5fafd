package org.thermargin.margin;

import java.util.function.Supplier;

/** A value that is made when first asked for and kept; thread-safe, made once. */
final class Kept<T> implements Supplier<T> {
    private volatile Supplier<T> maker; // null once the value is there
    private T value;

    Kept(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        if (maker != null) {
            make();
        }
        return value;
    }

    private synchronized void make() {
        if (maker != null) {
            value = maker.get();
            maker = null;
        }
    }
}
