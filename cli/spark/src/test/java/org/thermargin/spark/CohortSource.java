package org.thermargin.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.StudyCases;
import org.thermargin.io.casefile.StudyFileReader;
import org.thermargin.io.casefile.StudySettings;
import org.thermargin.study.OffsetError;
import org.thermargin.study.StudyDesign;
import org.thermargin.study.StudyOptions;
import org.thermargin.study.StudyPlan;
import org.thermargin.zone.EllipsoidZoneModel;

/**
 * A study of a folder of cases, each needle off by 1 mm and 3 mm.
 *
 * @param folder the folder
 * @param draws draws at each distance
 */
record CohortSource(String folder, int draws) implements PlanSource {
    @Override
    public StudyPlan plan() throws InputException {
        StudyDesign design = StudyDesign.ofNeedleOffsets(draws, 5, new OffsetError.Distances(List.of(1.0, 3.0)));
        StudyOptions options = new StudyOptions(
                "test 1",
                new EllipsoidZoneModel(DeviceCatalogue.released(), EllipsoidZoneModel.Options.strict()),
                List.of(),
                Set.of(),
                false,
                false);
        return new StudyPlan(
                StudyCases.of(
                        StudyFileReader.readAny(Path.of(folder), Optional.empty())
                                .cases(),
                        new AsStated()),
                design,
                options,
                1,
                1);
    }

    /** Cases as they are, with a target of 5 mm. */
    private static final class AsStated implements StudySettings {
        @Override
        public CaseFile adjusted(CaseFile ofCase) {
            return ofCase;
        }

        @Override
        public AssessmentCriteria criteria(CaseFile.CriteriaEntry ofCase) {
            return AssessmentCriteria.custom(5);
        }

        @Override
        public Optional<CoolingSettings> heatSink(Optional<CoolingSettings> ofCase) {
            return ofCase;
        }

        @Override
        public ReadOptions readOptions() {
            return ReadOptions.strict();
        }
    }
}
