package org.thermargin.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The bytes of a stream, read by a thread of its own some buffers ahead, so that making the bytes and using them overlap.
 * What the stream throws is thrown here, after the bytes before it. {@link #close} ends the thread and waits for that; it
 * does not close the stream.
 */
final class ReadAhead extends InputStream {
    /** Less is read sooner than a thread starts. */
    static final long WORTHWHILE_BYTES = 1 << 20;

    private static final int BUFFERS = 4;
    private static final int BUFFER_BYTES = 1 << 17;

    private final BlockingQueue<Filled> filled = new ArrayBlockingQueue<>(BUFFERS);
    private final BlockingQueue<byte[]> empty = new ArrayBlockingQueue<>(BUFFERS);
    private final Thread reader;
    private Filled current = new Filled(new byte[0], 0, null);
    private int next;

    /** Bytes and, after them, nothing, or the end of the stream when there are none, or a failure. */
    private record Filled(byte[] bytes, int count, Throwable failure) {}

    ReadAhead(InputStream source) {
        for (int n = 0; n < BUFFERS; n++) {
            empty.add(new byte[BUFFER_BYTES]);
        }
        reader = new Thread(() -> readAll(source), "read-ahead");
        reader.setDaemon(true);
        reader.start();
    }

    private void readAll(InputStream source) {
        try {
            Filled some;
            do {
                some = fill(source, empty.take());
                filled.put(some);
            } while (some.count > 0 && some.failure == null);
        } catch (InterruptedException e) {
            // closed: nobody waits for more
        }
    }

    private static Filled fill(InputStream source, byte[] buffer) {
        int count = 0;
        try {
            while (count < buffer.length) {
                int n = source.read(buffer, count, buffer.length - count);
                if (n < 0) {
                    break;
                }
                count += n;
            }
            return new Filled(buffer, count, null);
        } catch (IOException | RuntimeException | Error e) {
            return new Filled(buffer, count, e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (next == current.count && !advance()) {
            return -1;
        }
        int n = Math.min(length, current.count - next);
        System.arraycopy(current.bytes, next, target, offset, n);
        next += n;
        return n;
    }

    /** The next filled buffer becomes the current one; false at the end. */
    private boolean advance() throws IOException {
        if (current.failure != null) {
            rethrow(current.failure);
        }
        if (current.count == 0 && current.bytes.length > 0) {
            return false;
        }
        try {
            if (current.bytes.length > 0) {
                empty.put(current.bytes);
            }
            current = filled.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while reading").initCause(e);
        }
        next = 0;
        if (current.count == 0 && current.failure != null) {
            rethrow(current.failure);
        }
        return current.count > 0;
    }

    private static void rethrow(Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        throw (RuntimeException) failure;
    }

    @Override
    public void close() {
        reader.interrupt();
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
