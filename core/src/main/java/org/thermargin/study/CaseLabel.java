package org.thermargin.study;

import java.util.ArrayList;
import java.util.List;

/**
 * What names a case in its rows and keys.
 *
 * @param number place in the study, from 1
 * @param id name of the case
 * @param group group that the manifest states; empty when none
 * @param firstTask number of its first task in the study, from 1
 * @param content everything that all its results depend on
 */
record CaseLabel(int number, String id, String group, int firstTask, List<String> content) {
    CaseLabel {
        content = List.copyOf(content);
    }

    /** The first fields of a row of a task, numbered from 0 within the case. */
    StudyRow.Builder start(int task, int draw, String drawContent) {
        List<String> all = new ArrayList<>(content);
        all.add(drawContent);
        return new StudyRow.Builder()
                .integer(StudyColumn.CASE_NUMBER, number)
                .text(StudyColumn.CASE_ID, id)
                .text(StudyColumn.GROUP, group)
                .integer(StudyColumn.TASK, (long) firstTask + task)
                .integer(StudyColumn.DRAW, draw)
                .text(StudyColumn.TASK_KEY, ContentKey.of(all));
    }

    /** Hash of everything that the rows of the batch depend on. */
    String key(StudyPlan plan, int batch) {
        List<String> all = new ArrayList<>(content);
        all.add(plan.design().content());
        all.add(id);
        all.add(group);
        all.add(number + " " + firstTask);
        all.add(plan.firstTask(batch) + " " + plan.tasksOf(batch));
        return ContentKey.of(all);
    }
}
