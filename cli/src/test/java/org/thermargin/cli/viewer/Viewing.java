package org.thermargin.cli.viewer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.thermargin.InputException;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.CaseAssessor;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.CaseFileReader;
import org.thermargin.io.casefile.SceneBuilder;
import org.thermargin.report.ImageBackdrop;
import org.thermargin.report.Software;
import org.thermargin.zone.EllipsoidZoneModel;

/** A viewer of a case in this process, and a browser's part of the talk with it. */
final class Viewing implements AutoCloseable {
    /** Only against a deadlock. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int THREADS = 2;

    private final ViewerServer server;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private String cookie = "";

    private Viewing(ViewedCase viewed) throws InputException {
        this.server = ViewerServer.start(viewed, 0);
    }

    /** A viewer of the case of this name in {@code testdata/cases}. */
    static Viewing of(String name) throws InputException {
        return of(testCase(name), Optional.empty());
    }

    static Viewing of(Path folder, Optional<ImageBackdrop> image) throws InputException {
        return new Viewing(viewed(CaseFileReader.readAny(folder), folder, image));
    }

    static Viewing of(ViewedCase viewed) throws InputException {
        return new Viewing(viewed);
    }

    static Path testCase(String name) {
        return Path.of(System.getProperty("thermargin.root"), "testdata", "cases", name);
    }

    /** The case read and assessed against 5 mm. */
    static ViewedCase viewed(CaseFile stated, Path folder, Optional<ImageBackdrop> image) throws InputException {
        DeviceCatalogue devices = DeviceCatalogue.released();
        CaseAssessor assessor = new CaseAssessor(
                CaseAssessor.Options.defaults(THREADS),
                new EllipsoidZoneModel(devices, EllipsoidZoneModel.Options.strict()));
        return new ViewedCase(
                assessor.open(
                        new SceneBuilder(ReadOptions.strict(), THREADS).build(stated), AssessmentCriteria.custom(5)),
                assessor,
                stated,
                Optional.of(folder.toAbsolutePath().normalize()),
                image,
                devices,
                new Software("0", Optional.empty(), "17"));
    }

    /** A copy of the case of this name in the folder. */
    static Path copied(String name, Path folder) {
        try (Stream<Path> files = Files.list(testCase(name))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    int port() {
        return server.address().getPort();
    }

    String host() {
        return "127.0.0.1:" + port();
    }

    String token() {
        return server.address().getQuery().substring("token=".length());
    }

    /** The cookie of the browser that opened the address first, as {@code name=value}. */
    String cookie() {
        if (cookie.isEmpty()) {
            RawReply reply = RawReply.of(port(), "GET /?token=" + token() + " HTTP/1.1", "Host: " + host());
            cookie = reply.header("Set-Cookie").orElseThrow().split(";")[0];
        }
        return cookie;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.address().resolve(path))
                .header("Cookie", cookie())
                .timeout(PATIENCE);
    }

    HttpResponse<byte[]> get(String path) {
        return send(request(path).build());
    }

    HttpResponse<byte[]> post(String path, String body) {
        return send(request(path)
                .header("Origin", "http://" + host())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The live connection of a page. */
    LivePage live() {
        return LivePage.open(http, port(), cookie());
    }

    @Override
    public void close() {
        server.close();
    }
}
