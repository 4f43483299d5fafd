package org.thermargin.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Finds the hazard tags of test methods; disabled tests and those tagged {@code slow} do not count. */
final class HazardTags {
    private HazardTags() {}

    /** Hazard id -> names of the tests of this module that carry it. */
    static SortedMap<String, Set<String>> ofDefaultRun() {
        Path root = CoreClasses.module().resolve("target/test-classes");
        SortedMap<String, Set<String>> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            List<String> names = files.filter(f -> f.toString().endsWith(".class"))
                    .map(f -> root.relativize(f).toString().replace('/', '.').replaceAll("\\.class$", ""))
                    .filter(name -> !name.startsWith(HazardTraceTest.class.getName() + "$"))
                    .sorted()
                    .toList();
            for (String name : names) {
                Class<?> type = Class.forName(name, false, HazardTags.class.getClassLoader());
                of(type).forEach((id, tests) ->
                        found.computeIfAbsent(id, x -> new TreeSet<>()).addAll(tests));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Hazard id -> test classes of another module whose sources carry it; read as text, since they are not compiled yet. */
    static SortedMap<String, Set<String>> ofSources(Path testSources) {
        SortedMap<String, Set<String>> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(testSources)) {
            for (Path file : files.filter(f -> f.toString().endsWith("Test.java"))
                    .sorted()
                    .toList()) {
                Matcher tag = Pattern.compile("@Tag\\(\"(H\\d\\d)\"\\)").matcher(Files.readString(file));
                while (tag.find()) {
                    found.computeIfAbsent(tag.group(1), x -> new TreeSet<>())
                            .add(file.getFileName().toString().replace(".java", ""));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hazard id -> tests of one class; tags of the class and of those around it count for each of its methods. */
    static SortedMap<String, Set<String>> of(Class<?> type) {
        SortedMap<String, Set<String>> found = new TreeMap<>();
        if (Modifier.isAbstract(type.getModifiers())) {
            return found;
        }
        Set<String> inherited = new TreeSet<>();
        for (Class<?> around = type; around != null; around = around.getEnclosingClass()) {
            if (AnnotationSupport.isAnnotated(around, Disabled.class)) {
                return found;
            }
            AnnotationSupport.findRepeatableAnnotations(around, Tag.class).forEach(tag -> inherited.add(tag.value()));
        }
        for (Method method : ReflectionSupport.findMethods(
                type, m -> AnnotationSupport.isAnnotated(m, Testable.class), HierarchyTraversalMode.TOP_DOWN)) {
            Set<String> tags = new TreeSet<>(inherited);
            AnnotationSupport.findRepeatableAnnotations(method, Tag.class).forEach(tag -> tags.add(tag.value()));
            if (tags.contains("slow") || AnnotationSupport.isAnnotated(method, Disabled.class)) {
                continue;
            }
            for (String tag : tags) {
                if (tag.matches("H\\d\\d")) {
                    found.computeIfAbsent(tag, x -> new TreeSet<>())
                            .add(type.getName().replaceAll("^.*\\.", "") + "." + method.getName());
                }
            }
        }
        return found;
    }
}
