package org.thermargin.study;

import java.util.List;

/**
 * Which study and which share a folder holds.
 *
 * @param key hash of the study
 * @param engine version of the program
 * @param cases cases of the whole study
 * @param tasks tasks of the whole study
 * @param tasksPerCase tasks of one case
 * @param shard which share, from 1
 * @param shards number of shares
 * @param seed of draws and intervals
 * @param design what is varied, in words
 */
public record StudyMarker(
        String key,
        String engine,
        int cases,
        int tasks,
        int tasksPerCase,
        int shard,
        int shards,
        long seed,
        String design) {
    private static final String SCHEMA = "thermargin.study-folder/1";
    private static final int LINES = 9;

    public StudyMarker {
        if (cases < 1 || cases > StudyPlan.MAX_CASES || tasksPerCase < 1 || (long) cases * tasksPerCase != tasks) {
            throw new IllegalArgumentException("tasks must be those of 1 to " + StudyPlan.MAX_CASES + " cases, were "
                    + tasks + " of " + cases + " with " + tasksPerCase + " each");
        }
        if (shard < 1 || shard > shards) {
            throw new IllegalArgumentException("shard must be 1 to " + shards + ", was " + shard);
        }
    }

    static StudyMarker of(StudyPlan plan) {
        return new StudyMarker(
                plan.key(),
                plan.options().engine(),
                plan.cases().size(),
                plan.tasks(),
                plan.design().tasksPerCase(),
                plan.shard(),
                plan.shards(),
                plan.design().seed(),
                plan.design().inWords());
    }

    String text() {
        return String.join(
                "\n",
                SCHEMA,
                "study " + key,
                "engine " + engine,
                "cases " + cases,
                "tasks " + tasks,
                "tasks-per-case " + tasksPerCase,
                "shard " + shard + "/" + shards,
                "seed " + seed,
                "design " + design,
                "");
    }

    static StudyMarker parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() != LINES || !lines.get(0).equals(SCHEMA)) {
            throw new IllegalArgumentException("first line must be " + SCHEMA + ", " + LINES + " lines in all");
        }
        String[] shard = value(lines.get(6), "shard ").split("/", -1);
        if (shard.length != 2) {
            throw new IllegalArgumentException("shard must be I/N");
        }
        return new StudyMarker(
                value(lines.get(1), "study "),
                value(lines.get(2), "engine "),
                Integer.parseInt(value(lines.get(3), "cases ")),
                Integer.parseInt(value(lines.get(4), "tasks ")),
                Integer.parseInt(value(lines.get(5), "tasks-per-case ")),
                Integer.parseInt(shard[0]),
                Integer.parseInt(shard[1]),
                Long.parseLong(value(lines.get(7), "seed ")),
                value(lines.get(8), "design "));
    }

    private static String value(String line, String name) {
        if (!line.startsWith(name)) {
            throw new IllegalArgumentException("line must begin with " + name);
        }
        return line.substring(name.length());
    }

    /** The same study undivided. */
    StudyMarker whole() {
        return new StudyMarker(key, engine, cases, tasks, tasksPerCase, 1, 1, seed, design);
    }
}
