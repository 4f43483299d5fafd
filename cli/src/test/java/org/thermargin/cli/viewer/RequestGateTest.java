package org.thermargin.cli.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.InputException;
import org.thermargin.io.casefile.CaseFileReader;

/** Nobody but the browser that was given the address gets anything, whatever it says of itself. */
@Tag("H37")
class RequestGateTest {
    private static final List<String> ROUTES = List.of(
            "/",
            "/app/main.js",
            "/lib/niivue.js",
            "/favicon.ico",
            "/api/case",
            "/api/volume/v0.nii",
            "/api/mesh/m0",
            "/api/plan/case-json",
            "/api/plan/markups",
            "/live",
            "/nothing");

    private static Viewing viewing;

    @BeforeAll
    static void start() throws InputException {
        viewing = Viewing.of("plan-to-check");
    }

    @AfterAll
    static void stop() {
        viewing.close();
    }

    private static List<String> foreignHosts() {
        int port = viewing.port();
        List<String> hosts = new ArrayList<>(List.of(
                "",
                "127.0.0.1",
                "localhost",
                "127.0.0.1:" + (port + 1),
                "127.0.0.1:0" + port,
                "127.0.0.1:" + port + ".evil.example",
                "127.0.0.1." + port,
                "127.0.0.1:" + port + "/",
                "127.0.0.1:" + port + "#",
                "user@127.0.0.1:" + port,
                "http://127.0.0.1:" + port,
                "evil.example",
                "evil.example:" + port,
                "127.0.0.1.evil.example:" + port,
                "localhost.evil.example:" + port,
                "localhost.:" + port,
                "LOCALHOST.EXAMPLE:" + port,
                "[::1]:" + port,
                "[::ffff:127.0.0.1]:" + port,
                "0.0.0.0:" + port,
                "0:" + port,
                "127.1:" + port,
                "127.0.1:" + port,
                "127.0.0.2:" + port,
                "2130706433:" + port,
                "0x7f000001:" + port,
                "0177.0.0.1:" + port,
                "127.0.0.1:" + port + ", evil.example",
                "evil.example, 127.0.0.1:" + port,
                "127.0.0.1\t:" + port,
                "127.0.0.1:" + port + "\u00a0",
                "169.254.169.254"));
        Random random = new Random(37);
        String letters = "abcdefghijklmnopqrstuvwxyz0123456789.-:";
        while (hosts.size() < 200) {
            StringBuilder host = new StringBuilder();
            for (int n = 1 + random.nextInt(30); n > 0; n--) {
                host.append(letters.charAt(random.nextInt(letters.length())));
            }
            hosts.add(random.nextBoolean() ? host + ":" + port : host.toString());
        }
        return hosts;
    }

    /** A page whose name was rebound to this machine sends its own name, no Origin, and would have the cookie. */
    @Test
    void foreignHostsGetNothing() {
        List<String> hosts = foreignHosts();
        assertThat(hosts).hasSize(200);
        for (int n = 0; n < hosts.size(); n++) {
            String route = ROUTES.get(n % ROUTES.size());
            String method = n % 3 == 2 ? "POST" : "GET";

            RawReply reply = RawReply.of(
                    viewing.port(),
                    method + " " + route + " HTTP/1.1",
                    "Host: " + hosts.get(n),
                    "Cookie: " + viewing.cookie(),
                    "Content-Length: 0");

            // 400 where the value is no host at all
            assertThat(reply.status()).as(hosts.get(n)).isIn(400, 421);
            assertThat(reply.body()).as(hosts.get(n)).hasSizeLessThan(100);
        }
    }

    @Test
    void everyRouteAndMethodAsksForTheHost() {
        for (String route : ROUTES) {
            for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "X")) {
                RawReply reply = RawReply.ofText(
                        viewing.port(),
                        String.join(
                                "\r\n",
                                method + " " + route + " HTTP/1.1",
                                "Host: evil.example:" + viewing.port(),
                                "Cookie: " + viewing.cookie(),
                                "Connection: Upgrade",
                                "Upgrade: websocket",
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                                "Sec-WebSocket-Version: 13",
                                "\r\n"));

                assertThat(reply.status()).as(method + " " + route).isEqualTo(421);
            }
        }
    }

    @Test
    void hostsThatAreDoubledAbsentOrInTheAddressAreRefused() {
        String host = "Host: " + viewing.host();
        String cookie = "Cookie: " + viewing.cookie();

        assertThat(RawReply.of(viewing.port(), "GET /api/case HTTP/1.1", host, "Host: evil.example", cookie)
                        .status())
                .isIn(400, 421);
        assertThat(RawReply.of(viewing.port(), "GET /api/case HTTP/1.1", cookie).status())
                .isEqualTo(400);
        assertThat(RawReply.of(viewing.port(), "GET /api/case HTTP/1.0", cookie).status())
                .isIn(400, 421);
        assertThat(RawReply.of(viewing.port(), "GET http://evil.example/api/case HTTP/1.1", host, cookie)
                        .status())
                .isIn(400, 421);
        assertThat(RawReply.of(
                                viewing.port(),
                                "GET http://" + viewing.host() + "/api/case HTTP/1.1",
                                "Host: evil.example",
                                cookie)
                        .status())
                .isIn(400, 421);
    }

    @Test
    void bothNamesOfThisMachineServe() {
        for (String name : List.of("127.0.0.1", "localhost")) {
            RawReply reply = RawReply.of(
                    viewing.port(),
                    "GET /api/case HTTP/1.1",
                    "Host: " + name + ":" + viewing.port(),
                    "Cookie: " + viewing.cookie());

            assertThat(reply.status()).isEqualTo(200);
        }
    }

    @Test
    void tokenWorksOnceAndStaysOutOfEverythingAfter() throws InputException {
        try (Viewing own = Viewing.of("plan-to-check")) {
            String first = "GET /?token=" + own.token() + " HTTP/1.1";
            RawReply opened = RawReply.of(own.port(), first, "Host: " + own.host());
            String cookie = opened.header("Set-Cookie").orElseThrow();

            assertThat(opened.status()).isEqualTo(303);
            assertThat(opened.header("Location")).contains("/");
            assertThat(opened.head() + opened.body()).doesNotContain(own.token());
            assertThat(cookie)
                    .contains("; HttpOnly", "; SameSite=Strict", "; Path=/")
                    .doesNotContain("Domain");
            // a second browser gets nothing, the first one is sent on
            assertThat(RawReply.of(own.port(), first, "Host: " + own.host()).status())
                    .isEqualTo(403);
            assertThat(RawReply.of(own.port(), first, "Host: " + own.host(), "Cookie: " + cookie.split(";")[0])
                            .status())
                    .isEqualTo(303);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "token", "../", "%00"})
    void otherTokensOpenNothing(String token) throws InputException {
        try (Viewing own = Viewing.of("plan-to-check")) {
            assertThat(RawReply.of(own.port(), "GET /?token=" + token + " HTTP/1.1", "Host: " + own.host())
                            .status())
                    .isIn(400, 403);
            // and do not use up the right one
            assertThat(own.cookie()).isNotEmpty();
        }
    }

    @Test
    void nothingIsServedWithoutTheCookie() {
        String name = viewing.cookie().substring(0, viewing.cookie().indexOf('='));
        for (String cookie : List.of("x=y", name + "=", name + "=x", viewing.cookie() + "x", "y" + viewing.cookie())) {
            for (String route : ROUTES) {
                RawReply reply = RawReply.of(
                        viewing.port(), "GET " + route + " HTTP/1.1", "Host: " + viewing.host(), "Cookie: " + cookie);

                assertThat(reply.status()).as(cookie + " " + route).isEqualTo(403);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "https://127.0.0.1:PORT",
                "http://127.0.0.1",
                "http://localhost:PORT",
                "http://127.0.0.1:PORT.evil.example",
                "file://",
                ""
            })
    void otherOriginsAreRefusedForEveryMethod(String origin) {
        for (String method : List.of("GET", "HEAD", "POST")) {
            RawReply reply = RawReply.of(
                    viewing.port(),
                    method + " /api/plan/markups HTTP/1.1",
                    "Host: " + viewing.host(),
                    "Cookie: " + viewing.cookie(),
                    "Origin: " + origin.replace("PORT", Integer.toString(viewing.port())),
                    "Content-Length: 2");

            assertThat(reply.status()).as(method).isEqualTo(403);
        }
    }

    /** The Origin must be there where it matters: every browser sends it with a POST and a WebSocket. */
    @Test
    void postAndSocketWithoutOriginAreRefused() {
        for (String line : List.of("POST /api/plan/markups HTTP/1.1", "GET /live HTTP/1.1")) {
            RawReply reply = RawReply.of(
                    viewing.port(),
                    line,
                    "Host: " + viewing.host(),
                    "Cookie: " + viewing.cookie(),
                    "Content-Length: 0");

            assertThat(reply.status()).as(line).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://localhost:1"})
    void socketsOfOtherOriginsDoNotOpen(String origin) {
        assertThat(handshakeStatus(origin, viewing.cookie())).isEqualTo(403);
    }

    @Test
    void socketsWithoutTheCookieDoNotOpen() {
        assertThat(handshakeStatus("http://" + viewing.host(), "x=y")).isEqualTo(403);
    }

    private static int handshakeStatus(String origin, String cookie) {
        try {
            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("Origin", origin)
                    .header("Cookie", cookie)
                    .buildAsync(URI.create("ws://" + viewing.host() + "/live"), new WebSocket.Listener() {})
                    .join()
                    .abort();
            return 101;
        } catch (CompletionException e) {
            return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "get", "PROPFIND"})
    void otherMethodsAreRefused(String method) {
        RawReply reply = RawReply.of(
                viewing.port(),
                method + " /api/case HTTP/1.1",
                "Host: " + viewing.host(),
                "Cookie: " + viewing.cookie());

        assertThat(reply.status()).isIn(400, 405);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void everyAnswerBearsTheGuards() {
        for (String route : ROUTES) {
            for (String cookie : List.of(viewing.cookie(), "x=y")) {
                RawReply reply = RawReply.of(
                        viewing.port(), "GET " + route + " HTTP/1.1", "Host: " + viewing.host(), "Cookie: " + cookie);

                assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
                assertThat(reply.header("Content-Security-Policy").orElseThrow())
                        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                        .doesNotContain("unsafe", "*", "https:");
                assertThat(reply.header("Referrer-Policy")).contains("no-referrer");
                assertThat(reply.header("Cache-Control")).contains("no-store");
                assertThat(reply.head()).doesNotContain("Access-Control", "Server:", "Jetty");
            }
        }
    }

    @Test
    void longHeadersAddressesAndBodiesAreRefused() {
        String host = "Host: " + viewing.host();
        String cookie = "Cookie: " + viewing.cookie();
        String origin = "Origin: http://" + viewing.host();
        String post = "POST /api/plan/markups HTTP/1.1";

        assertThat(RawReply.of(viewing.port(), "GET /api/case HTTP/1.1", host, cookie, "X: " + "x".repeat(17 * 1024))
                        .status())
                .isIn(431, 0);
        assertThat(RawReply.of(viewing.port(), "GET /?" + "x".repeat(9 * 1024) + " HTTP/1.1", host, cookie)
                        .status())
                .isEqualTo(414);
        assertThat(RawReply.of(viewing.port(), post, host, cookie, origin, "Content-Length: 1048577")
                        .status())
                .isEqualTo(413);
        assertThat(RawReply.of(viewing.port(), post, host, cookie, origin, "Transfer-Encoding: chunked")
                        .status())
                .isEqualTo(413);
        assertThat(RawReply.of(viewing.port(), post, host, cookie, origin).status())
                .isEqualTo(413);
    }

    /** Compressing what goes from this machine to itself would take longer than the numbers. */
    @Test
    void messagesAreNotCompressed() {
        RawReply reply = RawReply.ofOpening(
                viewing.port(),
                String.join(
                        "\r\n",
                        "GET /live HTTP/1.1",
                        "Host: " + viewing.host(),
                        "Origin: http://" + viewing.host(),
                        "Cookie: " + viewing.cookie(),
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Extensions: permessage-deflate",
                        "\r\n"));

        assertThat(reply.status()).isEqualTo(101);
        assertThat(reply.header("Sec-WebSocket-Extensions")).isEmpty();
    }

    @Test
    void longMessagesAndNinthPagesAreClosed() throws Exception {
        List<LivePage> pages = new ArrayList<>();
        try {
            for (int n = 0; n < LiveEndpoint.MAX_PAGES; n++) {
                pages.add(viewing.live());
            }
            LivePage ninth = viewing.live();
            assertThat(ninth.closed()).isEqualTo(1013);

            try {
                pages.get(0).send("x".repeat(300 * 1024));
            } catch (CompletionException e) {
                // closed before all was sent
                assertThat(e).hasCauseInstanceOf(IOException.class);
            }
            assertThat(pages.get(0).closed()).isEqualTo(1009);
        } finally {
            pages.forEach(LivePage::close);
        }
    }

    @Test
    void takenPortsAreRefused() throws Exception {
        Path folder = Viewing.testCase("sphere-complete");
        ViewedCase viewed = Viewing.viewed(CaseFileReader.readAny(folder), folder, Optional.empty());

        assertThatThrownBy(() -> ViewerServer.start(viewed, viewing.port()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("--port");
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws Exception {
        for (var card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (var address : Collections.list(card.getInetAddresses())) {
                if (!address.isLoopbackAddress()) {
                    try (Socket socket = new Socket()) {
                        assertThatThrownBy(() -> socket.connect(new InetSocketAddress(address, viewing.port()), 2000))
                                .isInstanceOf(IOException.class);
                    }
                }
            }
        }
    }
}
