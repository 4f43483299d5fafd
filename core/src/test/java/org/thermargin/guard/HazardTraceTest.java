package org.thermargin.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every hazard of the implemented scope has a test in the default run. The register stands in {@code hazards.txt}; a hazard
 * is {@code required}, or {@code later} with the reason as its answer. docs/hazards.md is made of it and of the tags of the
 * tests; {@code -Dthermargin.write.docs=true} writes it anew.
 */
class HazardTraceTest {
    private static final int HAZARDS = 40;
    private static final List<String> OTHER_MODULES = List.of("../cli/src/test/java", "../cli/spark/src/test/java");

    private final List<Hazard> register = register();
    private final SortedMap<String, Set<String>> tests = tests();

    /** One line of the register. */
    private record Hazard(String id, String severity, String owner, String state, String hazard, String answer) {}

    @Test
    void everyHazardOfTheScopeHasATest() {
        List<String> untested = register.stream()
                .filter(h -> h.state().equals("required") && !tests.containsKey(h.id()))
                .map(Hazard::id)
                .toList();

        assertThat(untested)
                .as("hazards of the implemented scope without a test in the default run")
                .isEmpty();
    }

    @Test
    void documentIsThatOfTheRegisterAndTheTests() throws IOException {
        Path document = CoreClasses.module().resolve("docs/hazards.md");
        if (Boolean.getBoolean("thermargin.write.docs")) {
            Files.writeString(document, trace());
        }

        assertThat(Files.readString(document))
                .as("write it anew with -Dthermargin.write.docs=true")
                .isEqualTo(trace());
    }

    @Test
    void registerNamesEachHazardOnceWithItsAnswer() {
        assertThat(register.stream().map(Hazard::id))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, HAZARDS)
                        .mapToObj(n -> (n < 10 ? "H0" : "H") + n)
                        .toList());
        for (Hazard hazard : register) {
            assertThat(hazard.severity()).as(hazard.id()).isIn("1", "2", "3");
            assertThat(hazard.owner().split("\\+")).as(hazard.id()).isSubsetOf("core", "cli", "spark");
            assertThat(hazard.state()).as(hazard.id()).isIn("required", "later");
            assertThat(hazard.hazard()).as(hazard.id()).isNotBlank();
            assertThat(hazard.answer()).as(hazard.id()).isNotBlank();
        }
    }

    @Test
    void testsNameKnownHazards() {
        Set<String> known = register.stream().map(Hazard::id).collect(Collectors.toCollection(TreeSet::new));

        assertThat(tests.keySet()).isSubsetOf(known);
    }

    @Test
    void tagsOfClassesAndEnclosingClassesCountAndDisabledTestsDoNot() throws Exception {
        assertThat(HazardTags.of(Sample.class)).containsOnlyKeys("H98", "H99");
        assertThat(HazardTags.of(Sample.class).get("H99")).containsExactly("HazardTraceTest$Sample.both");
        assertThat(HazardTags.of(Sample.Off.class)).isEmpty();
        assertThat(HazardTags.of(Sample.Inner.class)).containsOnlyKeys("H98");
    }

    private static SortedMap<String, Set<String>> tests() {
        SortedMap<String, Set<String>> classes = new TreeMap<>();
        HazardTags.ofDefaultRun()
                .forEach((id, names) -> names.forEach(name ->
                        classes.computeIfAbsent(id, x -> new TreeSet<>()).add(name.replaceAll("[.$].*", ""))));
        for (String module : OTHER_MODULES) {
            HazardTags.ofSources(CoreClasses.module().resolve(module))
                    .forEach((id, names) ->
                            classes.computeIfAbsent(id, x -> new TreeSet<>()).addAll(names));
        }
        return classes;
    }

    private String trace() {
        StringBuilder text = new StringBuilder("""
                # Hazards and their tests

                What can make an answer wrong, what is done about it, and which test classes hold it. Severity 3: an incomplete ablation can
                look complete; 2: a wrong number, a leak or a takeover; 1: lost work. `mvn -pl core test -Dgroups=H05` runs the tests of core
                for one hazard. This page is made of the tags of the tests by `HazardTraceTest`, which fails where a hazard has none.

                | id | severity | hazard | answer | tests |
                |---|---|---|---|---|
                """);
        for (Hazard hazard : register) {
            String names = String.join(", ", tests.getOrDefault(hazard.id(), Set.of()));
            String answer = (hazard.state().equals("later") ? "Not held by a test yet: " : "") + hazard.answer();
            text.append("| ")
                    .append(String.join(" | ", hazard.id(), hazard.severity(), hazard.hazard(), answer, names))
                    .append(" |\n");
        }
        return text.toString();
    }

    private static List<Hazard> register() {
        Path file = CoreClasses.module().resolve("src/test/resources/hazards.txt");
        try {
            List<Hazard> hazards = new ArrayList<>();
            List<String> lines = Files.readAllLines(file);
            assertThat(lines.get(0)).isEqualTo("id|severity|owner|state|hazard|answer");
            for (String line : lines.subList(1, lines.size())) {
                String[] cell = line.split("\\|", -1);
                assertThat(cell).as(line).hasSize(6);
                hazards.add(new Hazard(cell[0], cell[1], cell[2], cell[3], cell[4], cell[5]));
            }
            return hazards;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Not run itself: no test class by name, and its methods are found by reflection only. */
    @Tag("H98")
    static class Sample {
        @Test
        @Tag("H99")
        void both() {}

        @Test
        @Tag("slow")
        @Tag("H97")
        void slow() {}

        @Test
        @Tag("H96")
        @Disabled("a sample")
        void disabled() {}

        static class Inner {
            @Test
            void inherits() {}
        }

        @Disabled("a sample")
        static class Off {
            @Test
            void off() {}
        }
    }
}
