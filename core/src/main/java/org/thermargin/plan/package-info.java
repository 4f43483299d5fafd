/**
 * Better placements and settings. {@link org.thermargin.plan.PlanScorer} values many placements of analytic zones a
 * millisecond; verdicts come from the assessment, never from here.
 */
package org.thermargin.plan;
