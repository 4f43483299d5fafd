package org.thermargin.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A standalone master and workers as processes of this machine that hear nobody else and ask for a secret. */
final class LoopbackCluster implements AutoCloseable {
    private static final long PATIENCE_S = 120;

    private final Path folder;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    LoopbackCluster(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process made = new ProcessBuilder(
                        CaseStudies.ROOT.resolve("cli/spark/loopback.sh").toString(), home().toString())
                .inheritIO()
                .start();
        if (made.waitFor() != 0) {
            throw new IOException("loopback.sh ended with " + made.exitValue());
        }
        Files.createDirectories(home().resolve("conf"));
        Files.writeString(home().resolve("conf/spark-defaults.conf"), """
                spark.authenticate true
                spark.authenticate.secret between-these-processes
                spark.network.crypto.enabled true
                spark.speculation true
                spark.executor.memory 768m
                """);
        start(
                "org.apache.spark.deploy.master.Master",
                "master",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--webui-port",
                "0");
        await("master", "I have been elected leader");
    }

    String url() {
        return "spark://127.0.0.1:" + port;
    }

    Path home() {
        return folder.resolve("spark");
    }

    /** A further worker with one core. */
    Process worker(String name) throws IOException, InterruptedException {
        Process worker = start(
                "org.apache.spark.deploy.worker.Worker",
                name,
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                folder.resolve(name + "-work").toString(),
                url());
        await(name, "Successfully registered with master");
        return worker;
    }

    private Process start(String main, String name, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(home().resolve("bin/spark-class").toString());
        command.add(main);
        command.addAll(List.of(
                "--properties-file", home().resolve("conf/spark-defaults.conf").toString()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(name).toFile())
                .start();
        processes.add(process);
        return process;
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private void await(String name, String line) throws IOException, InterruptedException {
        for (long n = 0; !Files.readString(log(name)).contains(line); n++) {
            if (n > PATIENCE_S * 10) {
                throw new IOException(name + " must say '" + line + "', said\n" + Files.readString(log(name)));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Kills a worker and the executors that it started, as a machine that loses power. */
    static void kill(Process worker) {
        List<ProcessHandle> all = new ArrayList<>(worker.descendants().toList());
        all.add(worker.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        processes.forEach(LoopbackCluster::kill);
    }
}
