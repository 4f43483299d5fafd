package org.thermargin.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermargin.TestData;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.casefile.CaseFileReader;
import org.thermargin.io.casefile.SceneBuilder;
import org.thermargin.margin.MarginAnalyzer;
import org.thermargin.margin.MarginQuery;
import org.thermargin.margin.MarginResult;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;

/** The margins measured on the files of testdata hold the truth of the phantom, whatever the voxels. */
class PhantomMarginTest {
    static List<String> observedCases() {
        return PhantomCatalogue.names().stream()
                .filter(name -> !name.endsWith("-planned"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("observedCases")
    void bothIntervalsContainTheTruth(String name) throws Exception {
        Scene scene =
                new SceneBuilder(ReadOptions.strict(), 1).build(CaseFileReader.readAny(TestData.path("cases/" + name)));
        SceneZone.Imported zone = scene.zones().stream()
                .filter(SceneZone.Imported.class::isInstance)
                .map(SceneZone.Imported.class::cast)
                .findFirst()
                .orElseThrow();

        for (PhantomTruth truth : PhantomCatalogue.of(name).truths()) {
            if (truth.source() != zone.source()) {
                continue; // a planned or placed zone of the same case
            }
            LesionMask lesion = scene.lesions().stream()
                    .filter(l -> l.name().equals(truth.lesion()))
                    .findFirst()
                    .orElseThrow();
            MarginResult result = new MarginAnalyzer(1)
                    .analyze(new MarginQuery(lesion.mask(), new ZoneRegion.Sampled(zone.mask()), scene.liver(), 0));

            assertThat(truth.mamMm())
                    .as(name + " " + truth.lesion() + ", read " + result.mamMm())
                    .isBetween(result.lowerMm(), result.upperMm())
                    .isBetween(result.guaranteedLowerMm(), result.guaranteedUpperMm());
        }
    }
}
