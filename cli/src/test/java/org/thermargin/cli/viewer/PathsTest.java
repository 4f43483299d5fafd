package org.thermargin.cli.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.InputException;

/** Addresses cannot leave what is served. */
@Tag("H37")
class PathsTest {
    private static final int COUNT = 2000;
    private static final String PREFIX = "/api/volume/";

    private static Viewing viewing;

    @BeforeAll
    static void start() throws InputException {
        viewing = Viewing.of("plan-to-check");
    }

    @AfterAll
    static void stop() {
        viewing.close();
    }

    /** Ways up, ways to write a slash and a dot, and files worth reaching; put together by chance. */
    private static List<String> paths() {
        List<String> prefixes = List.of("/", "/app/", "/lib/", PREFIX, "/api/mesh/", "/api/", "//", "/./");
        List<String> ups = List.of(
                "../",
                "..%2f",
                "%2e%2e/",
                "%2e%2e%2f",
                "..\\",
                "..%5c",
                "%252e%252e%252f",
                "....//",
                "..;/",
                "..%c0%af",
                "%c0%ae%c0%ae/",
                "..%00/",
                ".%2e/",
                "%u002e%u002e/",
                "..%ef%bc%8f",
                "/..",
                "./",
                "%2e/",
                "~/",
                "%7e/");
        List<String> targets = List.of(
                "etc/passwd",
                "case.json",
                "lesion.nii.gz",
                "pom.xml",
                "org/thermargin/cli/build.properties",
                "build.properties",
                "PageFiles.class",
                "META-INF/MANIFEST.MF",
                "v0.nii",
                "index.html",
                "C:/Windows/win.ini",
                "proc/self/environ",
                ".git/config",
                "v0.nii%00.js",
                "con.js",
                "..js");
        Random random = new Random(2000);
        List<String> paths = new ArrayList<>();
        while (paths.size() < COUNT) {
            StringBuilder path = new StringBuilder(prefixes.get(random.nextInt(prefixes.size())));
            for (int n = random.nextInt(6); n > 0; n--) {
                path.append(ups.get(random.nextInt(ups.size())));
            }
            paths.add(path.append(targets.get(random.nextInt(targets.size()))).toString());
        }
        return paths;
    }

    /** Dots may lead from one served name to another; to nothing else. */
    @Test
    void traversalFindsNothing() {
        List<String> reached = new ArrayList<>();
        String served = read(PREFIX + "v0.nii").body();
        for (String path : paths()) {
            RawReply reply = read(path);
            boolean isServed = reply.status() == 200 && reply.body().equals(served);
            if (reply.status() != 404 && reply.status() != 400 && !isServed) {
                reached.add(reply.status() + " " + path);
            }
        }

        assertThat(reached).isEmpty();
    }

    private static RawReply read(String path) {
        return RawReply.of(
                viewing.port(), "GET " + path + " HTTP/1.1", "Host: " + viewing.host(), "Cookie: " + viewing.cookie());
    }

    @Test
    void namesOfFilesAreNoNamesHere() {
        for (String name : List.of("lesion.nii.gz", "zone.nii.gz", "case.json", "v1000.nii", "")) {
            assertThat(viewing.get(PREFIX + name).statusCode()).as(name).isEqualTo(404);
        }
        assertThat(viewing.get(PREFIX + "v0.nii").statusCode()).isEqualTo(200);
    }

    @Test
    void pageFilesHavePlainNamesOfKnownTypes() {
        for (String name :
                List.of("../index.html", "a/b.js", "a\\b.js", ".js", "x", "x.class", "x.", "a.js\0", "%2e.js")) {
            assertThat(PageFiles.of("app/", name)).as(name).isEmpty();
        }
    }
}
