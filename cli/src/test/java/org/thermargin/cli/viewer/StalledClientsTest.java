package org.thermargin.cli.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that begin and do not go on take nothing from the one that does. */
@Tag("H37")
class StalledClientsTest {
    private static final int CLIENTS = 200;

    @Test
    void twoHundredStalledConnectionsDoNotBlockARequest() throws Exception {
        try (Viewing viewing = Viewing.of("plan-to-check")) {
            String head = "POST /api/plan/markups HTTP/1.1\r\nHost: " + viewing.host();
            String origin = "\r\nOrigin: http://" + viewing.host() + "\r\nContent-Length: 1000\r\n";
            List<Socket> stalled = new ArrayList<>();
            try {
                for (int n = 0; n < CLIENTS; n++) {
                    stalled.add(stall(
                            viewing.port(),
                            switch (n % 4) {
                                case 0 -> "";
                                case 1 -> "GET /api/ca";
                                case 2 -> head + "\r\nX: y";
                                default -> head + origin + "\r\n{\"source\"";
                            }));
                }

                assertThat(viewing.get("/api/case").statusCode()).isEqualTo(200);
                assertThat(viewing.get("/api/volume/v0.nii").statusCode()).isEqualTo(200);
                assertThat(judged(viewing)).isTrue();
            } finally {
                for (Socket socket : stalled) {
                    socket.close();
                }
            }
        }
    }

    /** Those that have the cookie may hold some threads, never all: what does not fit is told to come later. */
    @Test
    void stalledBodiesOfTheOwnBrowserDoNotHoldAllThreads() throws Exception {
        try (Viewing viewing = Viewing.of("plan-to-check")) {
            List<Socket> stalled = new ArrayList<>();
            try {
                for (int n = 0; n < CLIENTS; n++) {
                    stalled.add(stall(
                            viewing.port(),
                            "POST /api/plan/markups HTTP/1.1\r\nHost: " + viewing.host() + "\r\nCookie: "
                                    + viewing.cookie() + "\r\nOrigin: http://" + viewing.host()
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"));
                }

                assertThat(RawReply.of(viewing.port(), "GET /api/case HTTP/1.1", "Host: evil.example")
                                .status())
                        .isEqualTo(421);
                assertThat(viewing.get("/api/case").statusCode()).isIn(200, 503);
            } finally {
                for (Socket socket : stalled) {
                    socket.close();
                }
            }
            int status = 503;
            for (long end = System.nanoTime() + Viewing.PATIENCE.toNanos();
                    status == 503 && System.nanoTime() < end; ) {
                status = viewing.get("/api/case").statusCode();
            }
            assertThat(status).isEqualTo(200);
        }
    }

    private static boolean judged(Viewing viewing) throws InterruptedException {
        try (LivePage page = viewing.live()) {
            page.send("{\"seq\": 1, \"source\": \"observed\", \"applicators\": []}");
            return page.next("numbers").get("seq").longValue() == 1;
        }
    }

    private static Socket stall(int port, String beginning) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }
}
