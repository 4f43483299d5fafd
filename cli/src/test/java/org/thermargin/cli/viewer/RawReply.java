package org.thermargin.cli.viewer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What a server answers to bytes as they are: clients of libraries write Host and addresses themselves.
 *
 * @param status 0 where the server closed without a word
 * @param head status line and headers
 * @param body the rest
 */
record RawReply(int status, String head, String body) {
    private static final int PATIENCE_MS = 60_000;

    /** Sends lines with an end of headers behind them, asks for the connection to be closed, and reads to its end. */
    static RawReply of(int port, String... lines) {
        return ofText(port, String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n");
    }

    /** Sends a text, each character one byte. */
    static RawReply ofText(int port, String text) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            try {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
                return parsed(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
            } catch (SocketException e) {
                return new RawReply(0, "", ""); // closed while we were still writing
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The head of what is answered to a text, however long the connection stays. */
    static RawReply ofOpening(int port, String text) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            StringBuilder reply = new StringBuilder();
            for (int next = 0; next >= 0 && reply.indexOf("\r\n\r\n") < 0; ) {
                next = socket.getInputStream().read();
                reply.append((char) next);
            }
            return parsed(reply.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RawReply parsed(String reply) {
        int end = reply.indexOf("\r\n\r\n");
        if (end < 0) {
            return new RawReply(0, "", "");
        }
        String head = reply.substring(0, end);
        return new RawReply(Integer.parseInt(head.split(" ")[1]), head, reply.substring(end + 4));
    }

    /** The value of the header. */
    Optional<String> header(String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst();
    }
}
