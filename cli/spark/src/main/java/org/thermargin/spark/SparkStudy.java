package org.thermargin.spark;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.study.DiskFiles;
import org.thermargin.study.StudyConflictException;
import org.thermargin.study.StudyFolder;
import org.thermargin.study.StudyProgress;
import org.thermargin.study.StudyRequest;
import org.thermargin.study.StudyTally;

/**
 * What {@code spark-submit} starts: the words of a {@code thermargin study} command in, the parts of the study in its
 * folder out, from which {@code thermargin merge} (or {@code study --master}) makes the tables. Exit codes: 0 everything
 * is in the folder, 2 refused or the cluster gave up, 3 internal error.
 */
public final class SparkStudy {
    private static final int REFUSED = 2;
    private static final int INTERNAL = 3;

    private final PrintStream err;

    private SparkStudy(PrintStream err) {
        this.err = err;
    }

    /** Runs the study and ends the process. */
    public static void main(String[] args) {
        int code = new SparkStudy(System.err).run(List.of(args));
        System.err.flush();
        System.exit(code);
    }

    private int run(List<String> args) {
        try {
            StudyRequest.Reader reader = WordsSource.reader();
            List<String> words = reader.portable(args);
            StudyRequest request = reader.read(words);
            SparkConf conf = settings(new SparkConf());
            requireClosed(conf);
            try (JavaSparkContext spark = new JavaSparkContext(conf);
                    StudyFolder folder =
                            StudyFolder.open(request.out(), new DiskFiles(), request.plan(), request.resume())) {
                SparkStudyLoop loop = new SparkStudyLoop(spark, words, request.memoryLimitBytes());
                loop.run(request.plan(), folder, new Tenths(request.plan().tasksOfShard()));
            }
            return 0;
        } catch (InputException e) {
            for (Finding finding : e.findings()) {
                err.println("thermargin: " + finding.code() + ": " + finding.text());
            }
            return REFUSED;
        } catch (IOException e) {
            err.println("thermargin: study-cluster: " + e.getMessage());
            return REFUSED;
        } catch (StudyConflictException e) {
            err.println("thermargin: study-conflict: " + e.getMessage());
            return INTERNAL;
        }
    }

    /** What the user left open: no web page beside the study, and results that may come to any size in all. */
    private static SparkConf settings(SparkConf conf) {
        return conf.setIfMissing("spark.app.name", "thermargin study")
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.driver.maxResultSize", "0")
                .set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
    }

    /** A standalone master that others can reach runs whatever they send it, unless it asks for a secret. */
    static void requireClosed(SparkConf conf) throws InputException {
        String master = conf.get("spark.master", "local");
        boolean open = master.startsWith("spark://") && !conf.getBoolean("spark.authenticate", false);
        if (!open) {
            return;
        }
        for (String place : master.substring("spark://".length()).split(",")) {
            if (!isLoopback(URI.create("spark://" + place).getHost())) {
                throw new InputException(
                        "cluster-open",
                        "H37",
                        "",
                        "a master that other machines can reach must ask for a secret (spark.authenticate true and"
                                + " spark.authenticate.secret, on the cluster too), this one does not");
            }
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** A line at each tenth of the work. */
    private final class Tenths implements StudyProgress {
        private final int tasks;
        private long tenths;

        Tenths(int tasks) {
            this.tasks = tasks;
        }

        @Override
        public void batch(StudyTally tally, boolean reused) {
            long now = 10 * tally.tasks() / tasks;
            if (now > tenths) {
                tenths = now;
                err.println("thermargin: " + tally.tasks() + " of " + tasks + " tasks");
            }
        }
    }
}
