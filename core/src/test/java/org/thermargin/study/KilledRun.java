package org.thermargin.study;

import java.nio.file.Path;

/** A process that runs the study of {@link StudyFaultTest} and ends at a step without any farewell. */
final class KilledRun {
    static final int KILLED = 77;

    private KilledRun() {}

    public static void main(String[] args) throws Exception {
        CountedFiles files = new CountedFiles(
                Integer.parseInt(args[1]), step -> Runtime.getRuntime().halt(KILLED));
        Studies.run(Path.of(args[0]), StudyFaultTest.plan(), false, 1, files);
    }
}
