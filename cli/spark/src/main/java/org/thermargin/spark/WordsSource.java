package org.thermargin.spark;

import java.util.List;
import java.util.ServiceLoader;
import org.thermargin.InputException;
import org.thermargin.study.StudyPlan;
import org.thermargin.study.StudyRequest;

/**
 * A plan from the words of a command line.
 *
 * @param words words that mean the same in every folder
 */
record WordsSource(List<String> words) implements PlanSource {
    WordsSource {
        words = List.copyOf(words);
    }

    @Override
    public StudyPlan plan() throws InputException {
        return reader().read(words).plan();
    }

    /** Who understands the words: the command line, whose jar stands beside this one. */
    static StudyRequest.Reader reader() {
        return ServiceLoader.load(
                        StudyRequest.Reader.class, Thread.currentThread().getContextClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the jar of the command line must be among those of the job (--jars), is not"));
    }
}
