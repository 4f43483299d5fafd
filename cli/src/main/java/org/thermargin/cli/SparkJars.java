package org.thermargin.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thermargin.InputException;

/**
 * The jars that a cluster needs of this program; all else that executors load comes with Spark.
 *
 * @param main the jar of the runner
 * @param others what it needs
 */
record SparkJars(Path main, List<Path> others) {
    /** What spark-submit starts. */
    static final String MAIN = "org.thermargin.spark.SparkStudy";

    private static final String RUNNER = "thermargin-spark-\\d[\\w.]*\\.jar";
    private static final String LIBRARY = "(thermargin-core|ejml-\\w+|joml|picocli)-\\d[\\w.]*\\.jar";

    SparkJars {
        others = List.copyOf(others);
    }

    /** Those of the jar that this program was started from: libraries in {@code lib}, the runner where it is built. */
    static SparkJars besideThisProgram() throws InputException {
        try {
            Path jar = Path.of(SparkJars.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path target = jar.toAbsolutePath().getParent();
            List<Path> others = new ArrayList<>(List.of(jar));
            others.addAll(matching(target.resolve("lib"), LIBRARY));
            List<Path> runner = matching(target.resolve("../spark/target").normalize(), RUNNER);
            if (runner.size() != 1) {
                throw ClusterOptions.refused("the runner for Spark must be built once, is not; build it with"
                        + " mvn -Pspark -pl cli/spark -am -DskipTests package");
            }
            return new SparkJars(runner.get(0), others);
        } catch (IOException | URISyntaxException e) {
            throw ClusterOptions.refused("the jars of the program must be readable: " + e.getMessage());
        }
    }

    private static List<Path> matching(Path folder, String pattern) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(p -> p.getFileName().toString().matches(pattern))
                    .sorted()
                    .toList();
        }
    }

    /** The others as spark-submit takes them. */
    String libraries() {
        return others.stream().map(Path::toString).collect(Collectors.joining(","));
    }
}
