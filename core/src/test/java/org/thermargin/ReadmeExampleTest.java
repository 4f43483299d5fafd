package org.thermargin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.CaseAssessor;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.Outcome;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.CaseFileReader;
import org.thermargin.io.casefile.SceneBuilder;
import org.thermargin.scene.Scene;
import org.thermargin.zone.EllipsoidZoneModel;
import org.thermargin.zone.ZoneModel;

/** The Java example of the README, run. */
class ReadmeExampleTest {
    private static final Path ROOT = Path.of(System.getProperty("thermargin.root", ".."));

    @Test
    void exampleOfTheReadmeGivesTheKnownOutcomes() throws InputException {
        CaseFile source = CaseFileReader.readAny(ROOT.resolve("testdata/cases/liver-observed"));
        Scene scene = new SceneBuilder(ReadOptions.strict(), 2).build(source);
        ZoneModel zones = new EllipsoidZoneModel(DeviceCatalogue.released(), EllipsoidZoneModel.Options.strict());
        Assessment assessment = new CaseAssessor(CaseAssessor.Options.defaults(2), zones)
                .assess(scene, AssessmentCriteria.preset("crlm"));
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (LesionAssessment lesion : assessment.lesions()) {
            outcomes.put(lesion.id(), lesion.outcome());
        }

        assertThat(outcomes).isEqualTo(Map.of("perivascular", Outcome.INSUFFICIENT, "subcapsular", Outcome.COMPLETE));
    }

    @Test
    void everyLineOfTheReadmeExampleIsRunHere() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"), StandardCharsets.UTF_8);
        String here = Files.readString(
                ROOT.resolve("core/src/test/java/org/thermargin/ReadmeExampleTest.java"), StandardCharsets.UTF_8);
        int start = readme.indexOf("```java\n") + 8;
        List<String> lines =
                List.of(readme.substring(start, readme.indexOf("```", start)).split("\n"));

        assertThat(lines).hasSizeGreaterThan(5);
        for (String line : lines) {
            String code = line.strip().replace("Path.of(\"", "ROOT.resolve(\"");
            if (!code.startsWith("System.out") && !code.equals("}")) {
                assertThat(here).contains(code);
            }
        }
    }
}
