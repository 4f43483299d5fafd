package org.thermargin.cli.viewer;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** The WebSocket of the server: at most {@value #MAX_PAGES} pages at a time, each with its own three threads. */
final class LiveEndpoint implements AutoCloseable {
    static final int MAX_PAGES = 8;
    private static final int MAX_MESSAGE = 256 * 1024;
    private static final int PING_S = 15;
    /** A page that answers no ping for so long is gone. */
    private static final Duration IDLE = Duration.ofSeconds(60);
    /** A page that does not take an answer for so long is gone, s. */
    private static final int PATIENCE_S = 20;

    private static final int TRY_AGAIN_LATER = 1013;

    private final ViewedCase viewed;
    private final PoseJudge judge;
    private final CaseMeshes meshes;
    private final Map<String, LiveConnection> connections = new ConcurrentHashMap<>();

    LiveEndpoint(ViewedCase viewed, PoseJudge judge, CaseMeshes meshes) {
        this.viewed = viewed;
        this.judge = judge;
        this.meshes = meshes;
    }

    void limit(JettyWebSocketServletFactory factory) {
        factory.setIdleTimeout(IDLE);
        factory.setMaxTextMessageSize(MAX_MESSAGE);
        factory.setMaxBinaryMessageSize(1);
        factory.setMaxFrameSize(MAX_MESSAGE);
    }

    void configure(WsConfig socket) {
        socket.onConnect(this::connect);
        socket.onMessage(message -> {
            LiveConnection connection = connections.get(message.sessionId());
            if (connection != null) {
                connection.receive(message.message().getBytes(StandardCharsets.UTF_8));
            }
        });
        socket.onClose(this::gone);
        socket.onError(this::gone);
    }

    private void connect(WsContext context) {
        ExecutorService poses = thread("viewer-poses");
        ScheduledExecutorService rests = Executors.newSingleThreadScheduledExecutor(named("viewer-rest"));
        ExecutorService searches = thread("viewer-search");
        LiveConnection connection =
                new LiveConnection(viewed, judge, meshes, poses, rests, searches, new SessionOutlet(context.session));
        synchronized (connections) {
            if (connections.size() >= MAX_PAGES) {
                connection.close();
                context.closeSession(TRY_AGAIN_LATER, "too many pages");
                return;
            }
            connections.put(context.sessionId(), connection);
        }
        context.enableAutomaticPings(PING_S, TimeUnit.SECONDS);
    }

    private void gone(WsContext context) {
        context.disableAutomaticPings();
        LiveConnection connection = connections.remove(context.sessionId());
        if (connection != null) {
            connection.close();
        }
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(named(name));
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        connections.values().forEach(LiveConnection::close);
        connections.clear();
    }

    /** Sends and waits, so that a page that takes nothing does not let answers pile up. */
    private record SessionOutlet(Session session) implements LiveConnection.Outlet {
        @Override
        public void text(String message) {
            Callback.Completable sent = new Callback.Completable();
            session.sendText(message, sent);
            await(sent);
        }

        @Override
        public void bytes(ByteBuffer frame) {
            Callback.Completable sent = new Callback.Completable();
            session.sendBinary(frame, sent);
            await(sent);
        }

        private void await(Callback.Completable sent) {
            try {
                sent.get(PATIENCE_S, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                session.disconnect();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
