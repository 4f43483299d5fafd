package org.thermargin.study;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.thermargin.InputException;

/**
 * What one command line asks of a study.
 *
 * @param plan what is computed
 * @param out folder that is to hold it
 * @param resume whether what an earlier run left in the folder is gone on with
 * @param memoryLimitBytes memory for open cases in each process; empty: as the process has it
 */
public record StudyRequest(StudyPlan plan, Path out, boolean resume, OptionalLong memoryLimitBytes) {
    /**
     * Understands the words of a command line the same in every process, so that another one makes the same plan from
     * them. Found by {@link java.util.ServiceLoader}.
     */
    public interface Reader {
        /** The request. */
        StudyRequest read(List<String> words) throws InputException;

        /** The same request in words that mean the same in whatever folder a process is started. */
        List<String> portable(List<String> words) throws InputException;
    }
}
