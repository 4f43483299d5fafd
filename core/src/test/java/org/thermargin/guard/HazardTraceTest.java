package org.thermargin.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every hazard of the implemented scope has a test in the default run. The scope stands in {@code hazards.csv}: {@code
 * now} with state {@code required}, or {@code pending} while its test is being written, or {@code later}; the last two
 * with a reason. The table goes to {@code target/hazard-trace.md}.
 */
class HazardTraceTest {
    private static final int HAZARDS = 40;

    private final List<Hazard> register = register();
    private final SortedMap<String, Set<String>> tests = HazardTags.ofDefaultRun();

    /** One line of the register's scope. */
    private record Hazard(String id, String severity, String owner, String scope, String state, String reason) {}

    @Test
    void everyHazardOfTheScopeHasATest() throws IOException {
        Files.createDirectories(CoreClasses.module().resolve("target"));
        Files.writeString(CoreClasses.module().resolve("target/hazard-trace.md"), trace());

        List<String> untested = register.stream()
                .filter(h -> h.state().equals("required") && !tests.containsKey(h.id()))
                .map(Hazard::id)
                .toList();

        assertThat(untested)
                .as("hazards of the implemented scope without a test in the default run")
                .isEmpty();
    }

    @Test
    void registerNamesEachHazardOnceWithItsReason() {
        assertThat(register.stream().map(Hazard::id))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, HAZARDS)
                        .mapToObj(n -> (n < 10 ? "H0" : "H") + n)
                        .toList());
        for (Hazard hazard : register) {
            assertThat(hazard.severity()).as(hazard.id()).isIn("1", "2", "3");
            assertThat(hazard.owner().split("\\+")).as(hazard.id()).isSubsetOf("core", "cli", "spark");
            assertThat(hazard.scope()).as(hazard.id()).isIn("now", "later");
            assertThat(hazard.state())
                    .as(hazard.id())
                    .isIn(hazard.scope().equals("now") ? List.of("required", "pending") : List.of(""));
            assertThat(hazard.reason().isEmpty())
                    .as(hazard.id() + " gives a reason")
                    .isEqualTo(hazard.state().equals("required"));
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

    private String trace() {
        StringBuilder text = new StringBuilder(
                "# Hazards and their tests\n\n| id | severity | state | tests |\n|---|---|---|---|\n");
        for (Hazard hazard : register) {
            Set<String> names = tests.getOrDefault(hazard.id(), Set.of());
            String state = hazard.scope().equals("later") ? "later: " + hazard.reason() : hazard.state();
            text.append("| ")
                    .append(String.join(" | ", hazard.id(), hazard.severity(), state, String.join(", ", names)))
                    .append(" |\n");
        }
        return text.toString();
    }

    private static List<Hazard> register() {
        Path file = CoreClasses.module().resolve("src/test/resources/hazards.csv");
        try {
            List<Hazard> hazards = new ArrayList<>();
            List<String> lines = Files.readAllLines(file);
            assertThat(lines.get(0)).isEqualTo("id,severity,owner,scope,state,reason");
            for (String line : lines.subList(1, lines.size())) {
                String[] cell = line.split(",", 6);
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
