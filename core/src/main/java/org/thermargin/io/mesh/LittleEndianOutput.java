package org.thermargin.io.mesh;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Buffered numbers and text to a stream, least significant byte first. Flushes but does not close the stream. */
final class LittleEndianOutput implements Closeable {
    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

    LittleEndianOutput(OutputStream out) {
        this.out = out;
    }

    void text(String ascii) throws IOException {
        drain();
        out.write(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    void putByte(int value) throws IOException {
        room(1);
        buffer.put((byte) value);
    }

    void putShort(int value) throws IOException {
        room(2);
        buffer.putShort((short) value);
    }

    void putInt(int value) throws IOException {
        room(4);
        buffer.putInt(value);
    }

    void putLong(long value) throws IOException {
        room(8);
        buffer.putLong(value);
    }

    void putFloat(double value) throws IOException {
        room(4);
        buffer.putFloat((float) value);
    }

    void putDouble(double value) throws IOException {
        room(8);
        buffer.putDouble(value);
    }

    private void room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            drain();
        }
    }

    private void drain() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        drain();
        out.flush();
    }
}
