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
 */
record StudyMarker(String key, String engine, int cases, int tasks, int tasksPerCase, int shard, int shards) {
    private static final String SCHEMA = "thermargin.study-folder/1";

    static StudyMarker of(StudyPlan plan) {
        return new StudyMarker(
                plan.key(),
                plan.options().engine(),
                plan.cases().size(),
                plan.tasks(),
                plan.design().tasksPerCase(),
                plan.shard(),
                plan.shards());
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
                "");
    }

    static StudyMarker parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() != 7 || !lines.get(0).equals(SCHEMA)) {
            throw new IllegalArgumentException("first line must be " + SCHEMA + ", 7 lines in all");
        }
        String[] shard = value(lines.get(6), "shard ").split("/", -1);
        return new StudyMarker(
                value(lines.get(1), "study "),
                value(lines.get(2), "engine "),
                Integer.parseInt(value(lines.get(3), "cases ")),
                Integer.parseInt(value(lines.get(4), "tasks ")),
                Integer.parseInt(value(lines.get(5), "tasks-per-case ")),
                Integer.parseInt(shard[0]),
                Integer.parseInt(shard[1]));
    }

    private static String value(String line, String name) {
        if (!line.startsWith(name)) {
            throw new IllegalArgumentException("line must begin with " + name);
        }
        return line.substring(name.length());
    }

    boolean isShareOf(StudyMarker other) {
        return equals(other);
    }
}
