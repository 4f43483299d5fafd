package org.thermargin.cli.viewer;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.assess.CaseDifferences;
import org.thermargin.assess.OpenCase;
import org.thermargin.device.Device;
import org.thermargin.io.casefile.PlanRequest;
import org.thermargin.io.casefile.PlanRequestReader;
import org.thermargin.plan.CaseAdvice;
import org.thermargin.report.ViewCase;
import org.thermargin.report.ViewJson;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;

/**
 * Serves one case to one browser on this machine, by HTTP and a WebSocket on the loopback address. Whatever is asked passes
 * {@link RequestGate}; addresses are fixed or opaque names, never paths of files; no request writes to the disk.
 */
public final class ViewerServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int THREADS = 40;
    private static final int HEADER_BYTES = 16 * 1024;
    /** A connection on which nothing moves is closed, ms. */
    private static final int IDLE_MS = 30_000;

    private static final String JSON = "application/json";
    private static final String BYTES = "application/octet-stream";

    private final ViewedCase viewed;
    private final AccessKey key = new AccessKey(new SecureRandom());
    private final CaseVolumes volumes;
    private final CaseMeshes meshes;
    private final String document;
    private final LiveEndpoint live;
    private final Javalin server;
    private final int port;

    private ViewerServer(ViewedCase viewed, int wantedPort) {
        this.viewed = viewed;
        this.volumes = new CaseVolumes(viewed.scene(), viewed.image());
        this.meshes = new CaseMeshes(viewed.open().assessment());
        this.document = ViewJson.of(told(), viewed.software());
        this.live = new LiveEndpoint(viewed, new PoseJudge(viewed), meshes);
        this.server = Javalin.create(config -> configure(config, wantedPort));
        server.start();
        this.port = server.port();
        prepare(viewed.open());
    }

    /** Beside what the page asks for first, so that the first move of a needle is followed at once. */
    private static void prepare(OpenCase open) {
        Thread thread = new Thread(open::prepareToFollow, "viewer-prepare");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Starts to serve the case.
     *
     * @param port the port, 0 for any free one; one that is taken is refused
     */
    public static ViewerServer start(ViewedCase viewed, int port) throws InputException {
        try {
            return new ViewerServer(viewed, port);
        } catch (JavalinException e) {
            throw new InputException("port-taken", "", "", "--port must be free, " + port + " is not");
        }
    }

    /** The address to open; it works once. */
    public URI address() {
        return URI.create("http://" + LOOPBACK + ":" + port + "/?token=" + key.token());
    }

    @Override
    public void close() {
        live.close();
        server.stop();
    }

    private void configure(JavalinConfig config, int wantedPort) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.maxRequestSize = RequestGate.MAX_BODY;
        config.jetty.host = LOOPBACK;
        config.jetty.port = wantedPort;
        config.jetty.threadPool = new QueuedThreadPool(THREADS, 4, IDLE_MS);
        config.jetty.modifyHttpConfiguration(ViewerServer::limit);
        config.jetty.modifyServer(jetty -> {
            jetty.setHandler(new RequestGate(key, this::boundPort));
            jetty.setErrorHandler(new PlainErrors());
            jetty.setStopTimeout(0);
        });
        config.jetty.modifyWebSocketServletFactory(live::limit);
        config.routes.get("/", context -> page(context, "", "index.html"));
        config.routes.get("/favicon.ico", context -> page(context, "", "favicon.svg"));
        config.routes.get("/favicon.svg", context -> page(context, "", "favicon.svg"));
        config.routes.get("/app/{name}", context -> page(context, "app/", context.pathParam("name")));
        config.routes.get("/lib/{name}", context -> page(context, "lib/", context.pathParam("name")));
        config.routes.get("/api/case", context -> context.contentType(JSON).result(document));
        config.routes.get("/api/volume/{name}", this::volume);
        config.routes.get("/api/mesh/{name}", this::mesh);
        config.routes.post("/api/plan/case-json", context -> save(context, "plan.case.json", this::caseFile));
        config.routes.post("/api/plan/markups", context -> save(context, "plan.mrk.json", SavedPlan::markups));
        config.routes.ws(RequestGate.LIVE_PATH, live::configure);
        config.routes.exception(
                Exception.class,
                (e, context) -> context.status(HttpStatus.INTERNAL_SERVER_ERROR)
                        .contentType("text/plain")
                        .result("internal error, " + e.getClass().getSimpleName() + "\n"));
    }

    private int boundPort() {
        return server.port();
    }

    private static void limit(HttpConfiguration http) {
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setSendServerVersion(false);
        http.setIdleTimeout(IDLE_MS);
    }

    private ViewCase told() {
        Map<ZoneSource, List<ApplicatorPlacement>> plan = new EnumMap<>(ZoneSource.class);
        for (SceneZone zone : viewed.scene().zones()) {
            if (zone instanceof SceneZone.Applied applied) {
                plan.put(zone.source(), applied.placements());
            }
        }
        List<ZoneSource> movable = List.of(ZoneSource.PLANNED, ZoneSource.PLACED).stream()
                .filter(source -> viewed.scene().zones().stream()
                        .noneMatch(zone -> zone.source() == source && zone instanceof SceneZone.Imported))
                .toList();
        return new ViewCase(
                viewed.open().assessment(),
                new CaseAdvice(
                        List.of(),
                        CaseDifferences.of(viewed.scene(), viewed.open().assessment())),
                volumes.layers(),
                volumes.image(),
                meshes.addresses(),
                plan,
                movable,
                viewed.stated().targets(),
                viewed.devices().devices().stream().filter(Device::isUsable).toList());
    }

    private static void page(Context context, String folder, String name) {
        Optional<PageFiles.PageFile> file = PageFiles.of(folder, name);
        if (file.isEmpty()) {
            notFound(context);
        } else {
            context.contentType(file.get().type()).result(file.get().bytes());
        }
    }

    private void volume(Context context) throws IOException {
        Optional<CaseVolumes.Volume> volume = volumes.volume(context.pathParam("name"));
        if (volume.isEmpty()) {
            notFound(context);
        } else {
            context.contentType(BYTES);
            volume.get().write(context.outputStream());
        }
    }

    private void mesh(Context context) {
        Optional<byte[]> mesh = meshes.mesh(context.pathParam("name"));
        if (mesh.isEmpty()) {
            notFound(context);
        } else {
            context.contentType(BYTES).result(mesh.get());
        }
    }

    private static void notFound(Context context) {
        context.status(HttpStatus.NOT_FOUND).contentType("text/plain").result("not found\n");
    }

    private interface Save {
        String text(PlanRequest request) throws InputException;
    }

    private String caseFile(PlanRequest request) throws InputException {
        return SavedPlan.caseFile(viewed, request);
    }

    private static void save(Context context, String fileName, Save save) {
        context.contentType(JSON);
        try {
            if (!JSON.equals(context.header("Content-Type"))) {
                throw new InputException("content-type", "H37", "", "Content-Type must be application/json");
            }
            String text = save.text(PlanRequestReader.of(context.bodyAsBytes()).plan());
            context.header("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
            context.result(text.getBytes(StandardCharsets.UTF_8));
        } catch (InputException e) {
            List<Finding> why = e.findings();
            context.status(HttpStatus.BAD_REQUEST).result(ViewJson.refused(why));
        }
    }
}
