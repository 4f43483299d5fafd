package org.thermargin.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.thermargin.InputException;
import picocli.CommandLine.Option;

/** Where a study is computed, if not here. */
final class ClusterOptions {
    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Compute on the Spark cluster with this master, through spark-submit of SPARK_HOME;"
                    + " the tables are written here.")
    String master;

    @Option(
            names = "--spark-conf",
            paramLabel = "KEY=VALUE",
            description = "With --master: a setting for spark-submit.")
    List<String> settings = new ArrayList<>();

    /** Computes the study of these words on the cluster; returns when every part of it is in the folder. */
    void submit(List<String> words, PrintStream err) throws InputException {
        int code;
        err.flush();
        try {
            Process process = new ProcessBuilder(command(SparkJars.besideThisProgram(), words))
                    .inheritIO()
                    .start();
            code = process.waitFor();
        } catch (IOException e) {
            throw refused("spark-submit must start, did not: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StudyEnded("study-stopped", "the study was stopped; the same command with --resume goes on");
        }
        if (code != 0) {
            throw new StudyEnded(
                    "study-cluster",
                    "spark-submit ended with " + code
                            + ", its reason stands above; what is done is kept, the same command"
                            + " with --resume goes on");
        }
    }

    private List<String> command(SparkJars jars, List<String> words) throws InputException {
        List<String> command = new ArrayList<>();
        command.add(sparkSubmit().toString());
        command.addAll(List.of("--master", master, "--class", SparkJars.MAIN, "--conf", "spark.log.level=WARN"));
        for (String setting : settings) {
            command.addAll(List.of("--conf", setting));
        }
        command.addAll(List.of("--jars", jars.libraries(), jars.main().toString()));
        command.addAll(words);
        return command;
    }

    private static Path sparkSubmit() throws InputException {
        String home = System.getenv("SPARK_HOME");
        Path script = Path.of(home == null ? "" : home, "bin", "spark-submit");
        if (home == null || !Files.isExecutable(script)) {
            throw refused("SPARK_HOME must name a folder of Spark with bin/spark-submit, "
                    + (home == null ? "is not set" : "does not"));
        }
        return script;
    }

    static InputException refused(String text) {
        return new InputException("study-cluster", "", "", text);
    }
}
