/**
 * How a plan could be made to pass: where to move the applicators, what setting to use. Start at {@link
 * org.thermargin.plan.CorrectionSearch}. Every answer is assessed again by the assessor itself before it is given; the
 * models in here only say where to look. Not here: whether the way to the lesion is free. {@link
 * org.thermargin.plan.PlanScorer} values many placements of analytic zones a millisecond, without a verdict.
 */
package org.thermargin.plan;
