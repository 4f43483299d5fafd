package org.thermargin.io.casefile;

import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.io.ReadOptions;

/** What is stated for all cases of a study, in place of what each states. */
public interface StudySettings {
    /** The case with registration bound, zone factors and device files as stated for all. */
    CaseFile adjusted(CaseFile ofCase) throws InputException;

    /** What the case is held against. */
    AssessmentCriteria criteria(CaseFile.CriteriaEntry ofCase) throws InputException;

    /** How vessels cool device zones; empty: they do not. */
    Optional<CoolingSettings> heatSink(Optional<CoolingSettings> ofCase) throws InputException;

    /** What the readers of volumes may assume. */
    ReadOptions readOptions();
}
