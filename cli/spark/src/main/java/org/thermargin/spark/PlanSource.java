package org.thermargin.spark;

import java.io.Serializable;
import org.thermargin.InputException;
import org.thermargin.study.StudyPlan;

/** Makes the plan of a study in whatever process it is asked; what is sent to executors in place of the plan. */
interface PlanSource extends Serializable {
    /** The plan. */
    StudyPlan plan() throws InputException;
}
