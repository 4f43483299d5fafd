package org.thermargin.distance;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs independent work items on a number of threads that live for one call; the calling thread is one of them. Every
 * item writes only its own part of the result, so that the result does not depend on which thread takes which item.
 */
public final class Workers {
    private Workers() {}

    /** One thread's share of the work; made once per thread, so that it can own scratch arrays. */
    public interface Worker {
        /** Does one item. */
        void run(int item);
    }

    /** Makes the worker of one thread. */
    public interface Factory {
        /** A new worker with its own scratch. */
        Worker create();
    }

    /** Checks a thread count at a public entry point. */
    public static void check(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + threads);
        }
    }

    /**
     * Runs items 0 .. items - 1 and returns when all are done. The first exception or error of any item stops the
     * others at their next item and is thrown here.
     */
    public static void run(int items, int threads, Factory factory) {
        Share share = new Share(items, factory);
        Thread[] others = new Thread[Math.max(0, Math.min(threads, items) - 1)];
        for (int t = 0; t < others.length; t++) {
            others[t] = new Thread(share, "distance-" + (t + 1));
            others[t].setDaemon(true);
            others[t].start();
        }
        share.run();
        boolean interrupted = false;
        for (Thread other : others) {
            while (other.isAlive()) {
                try {
                    other.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        share.rethrow();
    }

    private static final class Share implements Runnable {
        private final int items;
        private final Factory factory;
        private final AtomicInteger next = new AtomicInteger();
        private volatile Throwable failure;

        private Share(int items, Factory factory) {
            this.items = items;
            this.factory = factory;
        }

        @Override
        public void run() {
            try {
                Worker worker = factory.create();
                int item = next.getAndIncrement();
                while (item < items && failure == null) {
                    worker.run(item);
                    item = next.getAndIncrement();
                }
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }

        private void rethrow() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }
}
