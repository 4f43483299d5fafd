package org.thermargin.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.thermargin.study.BatchResult;
import org.thermargin.study.StudyFolder;
import org.thermargin.study.StudyLoop;
import org.thermargin.study.StudyPlan;
import org.thermargin.study.StudyProgress;
import org.thermargin.study.StudyTally;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/**
 * Runs a study on the executors of a Spark session. Executors compute batches and send them; the driver alone puts them
 * into the folder, each under the hash of everything that it depends on. So an executor that is lost after its work, a
 * task that is done twice and a driver that is started again leave every row once, whatever Spark believes to have
 * happened; a second result that differs from the first ends the study.
 */
public final class SparkStudyLoop implements StudyLoop {
    private static final long POLL_MS = 100;

    private final JavaSparkContext spark;
    private final PlanSource source;
    private final OptionalLong memoryLimitBytes;
    private final AttemptWatch watch;
    private volatile boolean stopped;

    /**
     * On the executors of this session.
     *
     * @param words the command line from which executors make the plan again
     * @param memoryLimitBytes for open cases of one executor; empty: two thirds of its heap
     */
    public SparkStudyLoop(JavaSparkContext spark, List<String> words, OptionalLong memoryLimitBytes) {
        this(spark, new WordsSource(words), memoryLimitBytes, AttemptWatch.NONE);
    }

    SparkStudyLoop(JavaSparkContext spark, PlanSource source, OptionalLong memoryLimitBytes, AttemptWatch watch) {
        this.spark = spark;
        this.source = source;
        this.memoryLimitBytes = memoryLimitBytes;
        this.watch = watch;
    }

    /** No further result is kept. Callable from any thread. */
    public void stop() {
        stopped = true;
    }

    @Override
    public void run(StudyPlan plan, StudyFolder folder, StudyProgress progress) throws IOException {
        List<BatchGroup> groups = BatchGroup.of(plan, folder, Math.max(1, spark.defaultParallelism()));
        if (groups.isEmpty()) {
            return;
        }
        Broadcast<ExecutorStudy> study = spark.broadcast(new ExecutorStudy(source, plan.key(), memoryLimitBytes));
        RDD<BatchGroup> work = spark.parallelize(groups, groups.size()).rdd();
        BlockingQueue<List<BatchResult>> arrived = new LinkedBlockingQueue<>();
        // the handler runs where Spark schedules: it must not wait for a disk
        SimpleFutureAction<Object> job = spark.sc()
                .submitJob(
                        work,
                        new GroupTask(study, watch),
                        CollectionConverters.asScala(numbers(groups.size())).toSeq(),
                        (group, results) -> {
                            arrived.add(results);
                            return BoxedUnit.UNIT;
                        },
                        () -> BoxedUnit.UNIT);
        try {
            keepAll(job, arrived, new Keeper(plan, folder, progress));
        } finally {
            if (!job.isCompleted()) {
                job.cancel();
            }
        }
    }

    private static List<Object> numbers(int count) {
        List<Object> numbers = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            numbers.add(n);
        }
        return numbers;
    }

    /** Keeps what arrives until the job has ended and nothing is left to keep. */
    private void keepAll(SimpleFutureAction<Object> job, BlockingQueue<List<BatchResult>> arrived, Keeper keeper)
            throws IOException {
        boolean ended = false;
        while (!stopped && !(ended && arrived.isEmpty())) {
            ended = job.isCompleted();
            try {
                List<BatchResult> results = arrived.poll(ended ? 0 : POLL_MS, TimeUnit.MILLISECONDS);
                if (results != null) {
                    keeper.keep(results);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stop();
            }
        }
        if (ended && job.value().get().isFailure()) {
            Throwable cause = job.value().get().failed().get();
            throw new IOException("the cluster gave up: " + cause.getMessage(), cause);
        }
    }

    /** Puts results into the folder and counts them. */
    private record Keeper(StudyPlan plan, StudyFolder folder, StudyProgress progress, StudyTally tally) {
        Keeper(StudyPlan plan, StudyFolder folder, StudyProgress progress) {
            this(plan, folder, progress, new StudyTally());
        }

        void keep(List<BatchResult> results) throws IOException {
            for (BatchResult result : results) {
                if (!result.isThere()) {
                    folder.keep(result);
                }
                folder.count(plan, result.batch(), tally);
                progress.batch(tally, result.isThere());
            }
        }
    }
}
