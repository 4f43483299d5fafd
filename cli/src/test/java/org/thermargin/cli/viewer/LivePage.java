package org.thermargin.cli.viewer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A page's live connection: keeps what comes, in order. */
final class LivePage implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BlockingQueue<JsonNode> texts = new LinkedBlockingQueue<>();
    private final BlockingQueue<ByteBuffer> frames = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private WebSocket socket;

    static LivePage open(HttpClient http, int port, String cookie) {
        LivePage page = new LivePage();
        page.socket = http.newWebSocketBuilder()
                .header("Origin", "http://127.0.0.1:" + port)
                .header("Cookie", cookie)
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/live"), page)
                .join();
        return page;
    }

    void send(String message) {
        socket.sendText(message, true).join();
    }

    /** The next message that the claim holds for; those before it are passed over. */
    JsonNode next(Predicate<JsonNode> wanted) throws InterruptedException {
        while (true) {
            JsonNode message = texts.poll(Viewing.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no answer");
            }
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    /** The next message of the type. */
    JsonNode next(String type) throws InterruptedException {
        return next(message -> type.equals(message.path("type").asText()));
    }

    /** The frames that came so far, little-endian. */
    List<ByteBuffer> frames() {
        List<ByteBuffer> taken = new ArrayList<>();
        frames.drainTo(taken);
        return taken;
    }

    /** The code that the server closes with. */
    int closed() throws Exception {
        return closed.get(Viewing.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            try {
                texts.add(JSON.readTree(text.toString()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] piece = new byte[data.remaining()];
        data.get(piece);
        bytes.writeBytes(piece);
        if (last) {
            frames.add(ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN));
            bytes.reset();
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
