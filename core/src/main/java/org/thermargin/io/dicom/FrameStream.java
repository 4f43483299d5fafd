package org.thermargin.io.dicom;

import java.io.InputStream;
import org.thermargin.InputException;

/** The samples of all frames of a stack, one after the other, each decoded when it is asked for. */
final class FrameStream extends InputStream {
    private final int count;
    private final Frames frames;
    private byte[] frame = new byte[0];
    private int next;
    private int at;

    /** Gives the samples of a place of the stack. */
    interface Frames {
        byte[] at(int place) throws InputException;
    }

    /** A refusal on its way through a stream. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient InputException refusal;

        Refused(InputException refusal) {
            super(refusal);
            this.refusal = refusal;
        }

        InputException refusal() {
            return refusal;
        }
    }

    FrameStream(int count, Frames frames) {
        this.count = count;
        this.frames = frames;
    }

    private boolean fill() {
        while (at == frame.length) {
            if (next == count) {
                return false;
            }
            try {
                frame = frames.at(next++);
            } catch (InputException e) {
                throw new Refused(e);
            }
            at = 0;
        }
        return true;
    }

    @Override
    public int read() {
        return fill() ? frame[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int n = Math.min(length, frame.length - at);
        System.arraycopy(frame, at, target, offset, n);
        at += n;
        return n;
    }
}
