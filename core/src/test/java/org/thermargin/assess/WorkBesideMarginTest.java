package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermargin.assess.Scenes.GRID;
import static org.thermargin.assess.Scenes.ball;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.thermargin.InputException;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.PointRow;
import org.thermargin.geometry.SignedField;
import org.thermargin.margin.MarginAnalyzer;
import org.thermargin.margin.MarginQuery;
import org.thermargin.margin.MarginResult;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.AblationZone;
import org.thermargin.zone.EllipsoidZoneModel;
import org.thermargin.zone.ZoneModel;

/** What is done at the same time: the margin waits here until another thread has asked for the residual. */
class WorkBesideMarginTest {
    /** Long enough for any machine; only a failure takes so long. */
    private static final int PATIENCE_S = 60;

    private final CountDownLatch residual = new CountDownLatch(1);

    @Test
    void residualIsCountedBesideTheMarginToTheSameNumbers() throws InputException {
        boolean[] asked = new boolean[1];
        MarginAnalyzer analyzer = new MarginAnalyzer(1);

        ZoneNumbers together = numbers(2, query -> {
            asked[0] = isResidualAsked();
            return analyzer.analyze(query);
        });

        ZoneNumbers alone = numbers(1, analyzer::analyze);
        assertThat(asked[0]).isTrue();
        assertThat(together.residualMl()).isEqualTo(alone.residualMl()).isPositive();
        assertThat(together.shells()).isEqualTo(alone.shells());
        assertThat(together.insufficientMarginMl()).isEqualTo(alone.insufficientMarginMl());
    }

    private boolean isResidualAsked() {
        try {
            return residual.await(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ZoneNumbers numbers(int threads, Function<MarginQuery, MarginResult> margins) throws InputException {
        ApplicatorPlacement needle = ApplicatorPlacement.once(
                "a",
                new Point3(-60, -20, 5),
                new Point3(10, 4, -1),
                "emprint",
                Application.atTip(OptionalDouble.of(100), 300));
        Scene scene = Scenes.scene()
                .liver(ball(GRID, 0, 0, 0, 44))
                .lesion("lesion", ball(GRID, 2, 12, 0, 12))
                .zone(new SceneZone.Applied(ZoneSource.PLANNED, List.of(needle)))
                .build();
        return new CaseAssessor(CaseAssessor.Options.defaults(threads), telling(), margins)
                .assess(scene, AssessmentCriteria.custom(5))
                .lesions()
                .get(0)
                .zones()
                .get(0)
                .numbers()
                .orElseThrow();
    }

    /** Device zones that tell when the residual asks for them. */
    private ZoneModel telling() {
        EllipsoidZoneModel model =
                new EllipsoidZoneModel(DeviceCatalogue.released(), EllipsoidZoneModel.Options.strict());
        return placements -> {
            AblationZone zone = model.zone(placements);
            return zone.asking(new Telling(zone.depth()));
        };
    }

    private final class Telling implements SignedField {
        private final SignedField field;

        Telling(SignedField field) {
            this.field = field;
        }

        @Override
        public double depthMm(double x, double y, double z) {
            return field.depthMm(x, y, z);
        }

        @Override
        public void mark(PointRow row, long[] bits) {
            String asking = Residual.class.getName();
            if (Arrays.stream(Thread.currentThread().getStackTrace())
                    .anyMatch(frame -> frame.getClassName().equals(asking))) {
                residual.countDown();
            }
            field.mark(row, bits);
        }
    }
}
