package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermargin.assess.Scenes.GRID;
import static org.thermargin.assess.Scenes.ball;

import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.thermargin.InputException;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.PointRow;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.margin.MarginMap;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.AblationZone;
import org.thermargin.zone.EllipsoidZoneModel;
import org.thermargin.zone.ZoneModel;

/** The work of judging a pose on an open case, counted instead of timed: how often the zone is asked for. */
class LiveWorkTest {
    private final AtomicLong depths = new AtomicLong();
    private final AtomicLong bounds = new AtomicLong();
    private final AtomicLong points = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();

    @Test
    void poseFollowsNoVertexToItsFootAndAsksForNoVoxelAlone() throws InputException {
        OpenCase open = opened();
        depths.set(0);
        points.set(0);
        rows.set(0);

        Assessment judged = open.judge(ZoneSource.PLANNED, List.of(needle(1)));

        int vertices = judged.lesions()
                .get(0)
                .zones()
                .get(0)
                .numbers()
                .orElseThrow()
                .margin()
                .surface()
                .marginMm()
                .length;
        // one for the margin of each vertex; a ball in a nearly round zone leaves minima little to pass over: two each
        // for
        // vertices and voxels; the rest for bounds. Following every vertex to its foot would add 20 for each.
        assertThat(depths.get()).isLessThan(12L * vertices);
        // a few next to an end of a chord, of some 100,000 voxels and points
        assertThat(points.get()).isLessThan(1000);
        // rows of lesion, organ and shells: each a few thousand
        assertThat(rows.get()).isLessThan(60_000);
    }

    @Test
    void drawAsksForFewDepthsAndWalksNoLattice() throws InputException {
        OpenCase open = opened();
        List<Double> levels = List.of(0.0, 5.0, 10.0);
        for (double off : new double[] {0, 1, -3, 6}) {
            depths.set(0);
            bounds.set(0);
            points.set(0);
            rows.set(0);

            MarginMap surface = open.verdict("lesion", ZoneSource.PLANNED, List.of(needle(off)))
                    .margin()
                    .orElseThrow()
                    .surface();
            levels.forEach(surface::fractionAtLeast);
            long asked = depths.get();
            long bounded = bounds.get();
            int vertices = surface.marginMm().length;

            // depths decide where bounds do not: a value at a level, the least one, the box of the proof that is last
            assertThat(asked).isLessThan(vertices / 5);
            // blocks and boxes of the proof, which a round zone passes over least; three questions for each vertex are
            // more
            assertThat(bounded).isLessThan(6L * vertices);
            // of the zone's own box in the organ, of the lesion, and of the check: that of the organ has 10,440
            assertThat(rows.get()).isLessThan(4000);
            assertThat(points.get()).isZero();
        }
    }

    @Test
    void followedPoseMarksEachRowOfTheLesionOnceAndAsksForFewDepths() throws InputException {
        OpenCase open = opened();
        open.prepareToFollow();
        BinaryMask lesion = open.scene().lesions().get(0).mask();
        int rowsOfLesion = 0;
        for (int row = 0; row < GRID.ny() * GRID.nz(); row++) {
            rowsOfLesion += lesion.nextSet(0, row % GRID.ny(), row / GRID.ny()) < GRID.nx() ? 1 : 0;
        }
        for (double off : new double[] {1, -3, 6}) {
            depths.set(0);
            bounds.set(0);
            points.set(0);
            rows.set(0);

            ProvisionalAssessment.Zone live = open.follow(ZoneSource.PLANNED, List.of(needle(off)), 5)
                    .lesions()
                    .get(0)
                    .zone()
                    .orElseThrow();

            int vertices = live.surface().marginMm().length;
            assertThat(rows.get()).isEqualTo(rowsOfLesion);
            assertThat(points.get()).isZero();
            // for the least margin alone; shares and colours come from the nodes
            assertThat(depths.get()).isLessThan(vertices / 3);
            assertThat(bounds.get()).isLessThan(vertices);
        }
    }

    private OpenCase opened() throws InputException {
        Scene scene = Scenes.scene()
                .liver(ball(GRID, 0, 0, 0, 44))
                .lesion("lesion", ball(GRID, 2, 1, 0, 8))
                .zone(new SceneZone.Applied(ZoneSource.PLANNED, List.of(needle(0))))
                .build();
        return new CaseAssessor(CaseAssessor.Options.defaults(1), counting()).open(scene, AssessmentCriteria.custom(5));
    }

    private static ApplicatorPlacement needle(double mm) {
        return ApplicatorPlacement.once(
                "a",
                new Point3(-60, -20, 5),
                new Point3(10 + mm, 4, -1),
                "emprint",
                Application.atTip(OptionalDouble.of(100), 300));
    }

    private ZoneModel counting() {
        EllipsoidZoneModel model =
                new EllipsoidZoneModel(DeviceCatalogue.released(), EllipsoidZoneModel.Options.strict());
        return placements -> {
            AblationZone zone = model.zone(placements);
            return zone.asking(new Counted(zone.depth()));
        };
    }

    private final class Counted implements SignedField {
        private final SignedField field;

        Counted(SignedField field) {
            this.field = field;
        }

        @Override
        public double depthMm(double x, double y, double z) {
            depths.incrementAndGet();
            return field.depthMm(x, y, z);
        }

        @Override
        public boolean hasQuickBounds() {
            return field.hasQuickBounds();
        }

        @Override
        public double atLeastMm(double x, double y, double z) {
            bounds.incrementAndGet();
            return field.atLeastMm(x, y, z);
        }

        @Override
        public void rangeMm(double x, double y, double z, double[] range) {
            bounds.incrementAndGet();
            field.rangeMm(x, y, z, range);
        }

        @Override
        public boolean contains(double x, double y, double z) {
            points.incrementAndGet();
            return field.contains(x, y, z);
        }

        @Override
        public void mark(PointRow row, long[] bits) {
            rows.incrementAndGet();
            field.mark(row, bits);
        }
    }
}
