package org.thermargin.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.thermargin.study.BatchResult;
import org.thermargin.study.StudyBatches;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** What an executor does with a group: its results, in the order of the batches. */
final class GroupTask extends AbstractFunction1<Iterator<BatchGroup>, List<BatchResult>> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Broadcast<ExecutorStudy> study;
    private final AttemptWatch watch;

    GroupTask(Broadcast<ExecutorStudy> study, AttemptWatch watch) {
        this.study = study;
        this.watch = watch;
    }

    @Override
    public List<BatchResult> apply(Iterator<BatchGroup> groups) {
        int attempt = TaskContext.get().attemptNumber();
        List<BatchResult> results = new ArrayList<>();
        while (groups.hasNext()) {
            BatchGroup group = groups.next();
            watch.at(AttemptWatch.Step.BEGUN, group, attempt);
            StudyBatches batches = study.value().batches();
            watch.at(AttemptWatch.Step.PLANNED, group, attempt);
            for (int batch : group.batches()) {
                results.add(batches.result(batch, group.known(batch)));
                watch.at(AttemptWatch.Step.BATCH_DONE, group, attempt);
            }
            watch.at(AttemptWatch.Step.ALL_DONE, group, attempt);
        }
        return watch.sent(results, attempt);
    }
}
