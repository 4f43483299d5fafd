package org.thermargin.study;

import java.io.IOException;
import org.thermargin.InputException;

/** A way to run the tasks of a study: takes those that the folder does not hold and leaves a part of each batch there. */
public interface StudyLoop {
    /**
     * Runs what is left; returns when all of it is in the folder, or when it was stopped. A bad case is a result like
     * any other.
     *
     * @param progress told of each batch
     */
    void run(StudyPlan plan, StudyFolder folder, StudyProgress progress) throws InputException, IOException;
}
