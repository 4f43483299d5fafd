package org.thermargin.cli.viewer;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.IntSupplier;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What every request passes before anything else sees it, the upgrade to a WebSocket included (H37): a Host of ours, no
 * foreign Origin, a known method, a short address, the cookie; and the headers that every response bears. A page of
 * somebody else whose name is made to point here has another Host; its requests have another Origin or, as simple ones,
 * no cookie.
 */
final class RequestGate extends Handler.Wrapper {
    static final String LIVE_PATH = "/live";
    static final int MAX_ADDRESS = 8 * 1024;
    static final long MAX_BODY = 1 << 20;

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
    private static final String TOKEN = "token=";
    /** Requests that may work at a time; threads of the server are more, so that stalled ones cannot use them up. */
    private static final int WORKING = 24;

    private final AccessKey key;
    private final IntSupplier port;
    private final Semaphore working = new Semaphore(WORKING);

    /** The port is asked when requests come: it is not known before the server has started. */
    RequestGate(AccessKey key, IntSupplier port) {
        this.key = key;
        this.port = port;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpFields headers = request.getHeaders();
        guard(response.getHeaders());
        if (!isOurHost(headers, request.getHttpURI())) {
            return refuse(response, callback, HttpStatus.MISDIRECTED_REQUEST_421, "unknown host");
        }
        if (!METHODS.contains(request.getMethod())) {
            return refuse(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, "method not allowed");
        }
        if (request.getHttpURI().getPathQuery().length() > MAX_ADDRESS) {
            return refuse(response, callback, HttpStatus.URI_TOO_LONG_414, "address too long");
        }
        boolean writes = request.getMethod().equals("POST");
        boolean live = LIVE_PATH.equals(request.getHttpURI().getPath());
        if (!isOurOrigin(headers, writes || live)) {
            return refuse(response, callback, HttpStatus.FORBIDDEN_403, "another origin");
        }
        boolean known = hasCookie(request);
        String offered = token(request);
        if (offered != null) {
            return exchange(response, callback, offered, known);
        }
        if (!known) {
            return refuse(
                    response,
                    callback,
                    HttpStatus.FORBIDDEN_403,
                    "Open the address that \"thermargin view\" printed. It works once, in one browser.");
        }
        if (writes && !hasShortBody(headers)) {
            return refuse(response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413, "body missing or longer than 1 MiB");
        }
        return live ? super.handle(new Uncompressed(request), response, callback) : work(request, response, callback);
    }

    /** A request that offers no compression of messages: on this machine it costs more time than it saves. */
    private static final class Uncompressed extends Request.Wrapper {
        private final HttpFields headers;

        Uncompressed(Request request) {
            super(request);
            headers = HttpFields.build(request.getHeaders()).remove("Sec-WebSocket-Extensions");
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }

    private boolean work(Request request, Response response, Callback callback) throws Exception {
        if (!working.tryAcquire()) {
            return refuse(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "too many requests at a time");
        }
        Request.addCompletionListener(request, failure -> working.release());
        return super.handle(request, response, callback);
    }

    /** Headers of every response; only scripts and styles of the server itself, no frames, no types guessed. */
    private void guard(HttpFields.Mutable headers) {
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self';"
                        + " connect-src 'self' data: ws://127.0.0.1:" + port.getAsInt() + " ws://localhost:"
                        + port.getAsInt()
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    }

    private List<String> hosts() {
        return List.of("127.0.0.1:" + port.getAsInt(), "localhost:" + port.getAsInt());
    }

    /** One Host header, letter for letter ours; an address that names a host itself must name ours too. */
    private boolean isOurHost(HttpFields headers, HttpURI address) {
        List<HttpField> stated = headers.getFields(HttpHeader.HOST);
        return stated.size() == 1
                && hosts().contains(stated.get(0).getValue())
                && (address.getAuthority() == null || hosts().contains(address.getAuthority()));
    }

    /** An Origin, where there is one, is that of the Host asked; a page of ours states it where it must. */
    private static boolean isOurOrigin(HttpFields headers, boolean required) {
        List<HttpField> stated = headers.getFields(HttpHeader.ORIGIN);
        return stated.isEmpty()
                ? !required
                : stated.size() == 1 && stated.get(0).getValue().equals("http://" + headers.get(HttpHeader.HOST));
    }

    /** Cookies do not know ports: viewers side by side have different ones. */
    private String cookieName() {
        return "thermargin-" + port.getAsInt();
    }

    private boolean hasCookie(Request request) {
        for (HttpCookie cookie : Request.getCookies(request)) {
            if (cookie.getName().equals(cookieName()) && key.admits(cookie.getValue())) {
                return true;
            }
        }
        return false;
    }

    /** The token of {@code GET /?token=...}; null for all other addresses. */
    private static String token(Request request) {
        String query = request.getHttpURI().getQuery();
        return request.getMethod().equals("GET")
                        && "/".equals(request.getHttpURI().getPath())
                        && query != null
                        && query.startsWith(TOKEN)
                ? query.substring(TOKEN.length())
                : null;
    }

    private boolean exchange(Response response, Callback callback, String offered, boolean known) {
        if (!known) {
            if (!key.exchange(offered)) {
                return refuse(
                        response,
                        callback,
                        HttpStatus.FORBIDDEN_403,
                        "This address was used before, or is not of this viewer. Start \"thermargin view\" again.");
            }
            response.getHeaders()
                    .put(
                            HttpHeader.SET_COOKIE,
                            cookieName() + "=" + key.cookieValue() + "; Path=/; HttpOnly; SameSite=Strict");
        }
        response.setStatus(HttpStatus.SEE_OTHER_303);
        response.getHeaders().put(HttpHeader.LOCATION, "/");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
        callback.succeeded();
        return true;
    }

    /** A stated length: a body that comes in pieces of unknown number is not taken. */
    private static boolean hasShortBody(HttpFields headers) {
        long length = headers.getLongField(HttpHeader.CONTENT_LENGTH);
        return length > 0 && length <= MAX_BODY && headers.getField(HttpHeader.TRANSFER_ENCODING) == null;
    }

    private static boolean refuse(Response response, Callback callback, int status, String why) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        Content.Sink.write(response, true, why + "\n", callback);
        return true;
    }
}
