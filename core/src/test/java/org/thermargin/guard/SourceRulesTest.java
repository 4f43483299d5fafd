package org.thermargin.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules on the text of core's sources that no compiler checks. */
class SourceRulesTest {
    private static final int LONG_FILE_LINES = 400;
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b");
    private static final Pattern RAS = Pattern.compile("\\b[a-z]\\w*Ras\\b");
    private static final Pattern TOP_TYPE = Pattern.compile(
            "(?m)^public (?:(?:final|abstract|sealed|non-sealed|strictfp) )*(?:class|interface|enum|record|@interface) (\\w+)");
    private static final Pattern REASON_FOR_LENGTH = Pattern.compile("(?i)\\b(long|length|one file|lines)\\b");

    private final SortedMap<Path, String> sources = read(CoreClasses.mainSources());

    @Test
    void nothingIsLeftUnfinished() {
        SortedMap<Path, String> all = new TreeMap<>(sources);
        all.putAll(read(CoreClasses.module().resolve("src/test/java")));
        all.keySet().removeIf(file -> file.endsWith("SourceRulesTest.java"));

        assertThat(matches(all, UNFINISHED, false)).isEmpty();
        assertThat(sources.size()).as("sources seen").isGreaterThan(100);
    }

    /** RAS stays in the readers and writers: in the engine all coordinates are LPS. */
    @Test
    @Tag("H01")
    void rasStaysInIo() {
        SortedMap<Path, String> engine = new TreeMap<>(sources);
        engine.keySet().removeIf(file -> file.startsWith("org/thermargin/io"));

        assertThat(matches(engine, RAS, true)).isEmpty();
    }

    @Test
    void longFilesSayWhy() {
        List<String> silent = new ArrayList<>();
        sources.forEach((file, text) -> {
            long lines = text.lines().count();
            if (lines > LONG_FILE_LINES
                    && !REASON_FOR_LENGTH.matcher(javadocOfType(text)).find()) {
                silent.add(file + " has " + lines + " lines and gives no reason in its class comment");
            }
        });

        assertThat(silent).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        Set<Path> silent = new TreeSet<>();
        for (Path file : sources.keySet()) {
            String text = sources.get(file.resolveSibling("package-info.java"));
            if (text == null || !text.startsWith("/**")) {
                silent.add(file.getParent());
            }
        }

        assertThat(silent).as("packages without a described package-info.java").isEmpty();
    }

    @Test
    void publicTypesHaveJavadoc() {
        List<String> silent = new ArrayList<>();
        sources.forEach((file, text) -> {
            if (TOP_TYPE.matcher(SourceText.code(text)).find()
                    && javadocOfType(text).isBlank()) {
                silent.add(file.toString());
            }
        });

        assertThat(silent).as("public types without a comment").isEmpty();
    }

    @Test
    void commentsAndLiteralsAreNotCode() {
        String source = "int a = '\"'; // xRas\nString s = \"\\\"yRas\"; /* zRas\n */ int bRas = 1;";

        String code = SourceText.code(source);

        assertThat(code).hasSameSizeAs(source).contains("int bRas = 1;").doesNotContain("xRas", "yRas", "zRas");
        assertThat(code.lines()).hasSize(3);
        assertThat(RAS.matcher(code).results()).hasSize(1);
    }

    /** The javadoc right before the public top-level type; annotations may stand between. */
    private static String javadocOfType(String text) {
        Matcher type = TOP_TYPE.matcher(SourceText.code(text));
        if (!type.find()) {
            return "";
        }
        String before = text.substring(0, type.start())
                .replaceAll("(?m)^@\\w+.*\\n", "")
                .stripTrailing();
        int open = before.lastIndexOf("/**");
        return before.endsWith("*/") && open >= 0
                ? before.substring(open + 3, before.length() - 2).strip()
                : "";
    }

    private static List<String> matches(SortedMap<Path, String> sources, Pattern pattern, boolean codeOnly) {
        List<String> found = new ArrayList<>();
        sources.forEach((file, text) -> {
            String searched = codeOnly ? SourceText.code(text) : text;
            Matcher matcher = pattern.matcher(searched);
            while (matcher.find()) {
                long line = searched.substring(0, matcher.start()).lines().count();
                found.add(file + ":" + line + ": " + matcher.group());
            }
        });
        return found;
    }

    private static SortedMap<Path, String> read(Path root) {
        SortedMap<Path, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                sources.put(root.relativize(file), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }
}
