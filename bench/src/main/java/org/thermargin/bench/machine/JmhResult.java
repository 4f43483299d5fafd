package org.thermargin.bench.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a JSON file of JMH.
 *
 * @param name class and method of the benchmark
 * @param parameters its parameters
 * @param microseconds time per operation, whatever the mode
 * @param allocatedBytes per operation; NaN where it was not measured
 */
record JmhResult(String name, JsonNode parameters, double microseconds, double allocatedBytes) {
    /** All lines of the files. */
    static List<JmhResult> read(List<Path> files) throws IOException {
        List<JmhResult> results = new ArrayList<>();
        for (Path file : files) {
            for (JsonNode node : new ObjectMapper().readTree(file.toFile())) {
                String full = node.get("benchmark").asText();
                String name = full.substring(full.lastIndexOf('.', full.lastIndexOf('.') - 1) + 1);
                JsonNode metric = node.get("primaryMetric");
                JsonNode allocated =
                        node.path("secondaryMetrics").path("gc.alloc.rate.norm").path("score");
                results.add(new JmhResult(
                        name,
                        node.path("params"),
                        microseconds(
                                metric.get("score").asDouble(),
                                metric.get("scoreUnit").asText()),
                        allocated.asDouble(Double.NaN)));
            }
        }
        return results;
    }

    private static double microseconds(double score, String unit) {
        return switch (unit) {
            case "ms/op" -> 1e3 * score;
            case "us/op" -> score;
            case "ops/s" -> 1e6 / score;
            default -> throw new IllegalArgumentException("unit of a score must be ms/op, us/op or ops/s, was " + unit);
        };
    }

    /** A parameter as text; empty where the benchmark has none of that name. */
    String parameter(String key) {
        return parameters.path(key).asText("");
    }
}
