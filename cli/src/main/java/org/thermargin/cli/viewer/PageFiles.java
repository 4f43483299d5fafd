package org.thermargin.cli.viewer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files of the page, as the build put them into the jar. Plain names only: a path cannot be said. */
public final class PageFiles {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}(\\.[A-Za-z0-9_-]{1,16}){1,4}");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "mjs", "text/javascript;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2",
            "json", "application/json",
            "wasm", "application/wasm");

    private PageFiles() {}

    /** A file and its media type. */
    record PageFile(byte[] bytes, String type) {}

    /** Whether the build had what it needs to make the page. */
    public static boolean areBuilt() {
        return PageFiles.class.getResource("web/index.html") != null
                && PageFiles.class.getResource("web/lib/niivue.js") != null;
    }

    /**
     * The file of that name.
     *
     * @param folder empty, {@code app/} or {@code lib/}
     */
    static Optional<PageFile> of(String folder, String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (type == null || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try (InputStream in = PageFiles.class.getResourceAsStream("web/" + folder + name)) {
            return in == null ? Optional.empty() : Optional.of(new PageFile(in.readAllBytes(), type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
