/**
 * Records to text, JSON, tables, volumes and meshes; nothing is computed here that a record could carry. Start from
 * {@link org.thermargin.report.AssessmentText}, {@link org.thermargin.report.AssessmentJson} and {@link
 * org.thermargin.report.AssessmentFiles}. Every number carries its unit in its key or column; what is unknown is absent.
 * Not here: printing and exit codes.
 */
package org.thermargin.report;
