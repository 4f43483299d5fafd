/**
 * Many cases, or many perturbations of a case, run so that nothing is lost: tasks, their rows, the folder that keeps them
 * and the statistics over them. Start from {@link org.thermargin.study.StudyPlan} and {@link
 * org.thermargin.study.LocalStudyLoop}. Not here: the files that state a study (io.casefile) and its report page (report).
 */
package org.thermargin.study;
