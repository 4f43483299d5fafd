package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.Finding;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/** Degenerate and truncated input. */
class MarginEdgeCasesTest {
    private static final VoxelGrid GRID = VoxelGrid.axisAligned(40, 40, 40, 1, 1, 1, new Point3(-20, -20, -20));

    private static MarginResult analyze(BinaryMask lesion, BinaryMask zone) {
        return new MarginAnalyzer(1)
                .analyze(new MarginQuery(lesion, new ZoneRegion.Sampled(zone), Optional.empty(), 0));
    }

    private static BinaryMask ball(double x, double y, double z, double radius) {
        return FieldScene.mask(FieldScene.ball(x, y, z, radius), GRID);
    }

    @Test
    @Tag("H16")
    void zoneCutByTheImageLeavesTheUpperBoundOpenAndTheLowerOneClosed() {
        BinaryMask lesion = ball(0, 0, 0, 5);
        BinaryMask zone = ball(0, 0, 0, 12);
        for (int layers = 1; layers <= 6; layers++) {
            // the image now ends `layers` voxels inside the zone's lower end
            IndexBox rest = new IndexBox(0, 0, 8 + layers, 40, 40, 40);

            MarginResult cut = analyze(lesion, zone.cropped(rest));

            assertThat(cut.findings()).extracting(Finding::code).contains("zone-cut");
            assertThat(7.0).isBetween(cut.guaranteedLowerMm(), cut.guaranteedUpperMm());
            assertThat(cut.upperMm()).isGreaterThanOrEqualTo(7);
            assertThat(cut.guaranteedLowerMm()).isLessThanOrEqualTo(7.5 - layers);
        }
    }

    @Test
    @Tag("H16")
    void zoneThatFillsItsImageHasNoUpperBound() {
        BinaryMask lesion = ball(0, 0, 0, 3);
        VoxelGrid small = GRID.subgrid(new IndexBox(14, 14, 14, 27, 27, 27));

        MarginResult result = analyze(lesion, new BinaryMask(small).not());

        assertThat(result.guaranteedUpperMm()).isInfinite();
        assertThat(result.mamMm()).isLessThan(7);
    }

    @Test
    void oneVoxelVoidInsideTheLesionCounts() {
        BinaryMask zone = ball(0, 0, 0, 14);
        zone.clear(20, 20, 20);

        MarginResult result = analyze(ball(0, 0, 0, 6), zone);

        assertThat(result.mamMm()).isLessThanOrEqualTo(0);
        assertThat(result.guaranteedUpperMm()).isLessThanOrEqualTo(0);
    }

    @Test
    void uncoveredLesionFarFromTheZoneIsMeasuredToItsFarEnd() {
        // farthest lesion point: 24 + 4 from the centre of a zone of radius 5
        MarginResult result = analyze(ball(12, 0, 0, 4), ball(-12, 0, 0, 5));

        assertThat(result.mamMm()).isBetween(-23.3, -22.7);
        assertThat(-23.0).isBetween(result.guaranteedLowerMm(), result.guaranteedUpperMm());
        assertThat(result.witness().lesion().x()).isGreaterThan(15);
    }

    @Test
    void oneVoxelLesionAndThinLesionAreFlagged() {
        BinaryMask voxel = new BinaryMask(GRID);
        voxel.set(20, 20, 20);

        MarginResult result = analyze(voxel, ball(0, 0, 0, 10));

        assertThat(result.findings()).extracting(Finding::code).contains("lesion-thin", "ball-radii-reduced");
        // the voxel's lesion holds its centre, 10 from the zone's boundary, and reaches at most half a diagonal further
        assertThat(result.mamMm()).isBetween(8.5, 10.5);
        assertThat(result.guaranteedLowerMm()).isLessThanOrEqualTo(9);
    }

    @Test
    void maskMayTouchItsOwnBorder() {
        BinaryMask lesion = ball(0, 0, 0, 6);
        IndexBox tight = lesion.boundingBox().orElseThrow();

        MarginResult result = analyze(lesion.cropped(tight), ball(0, 0, 0, 10));

        assertThat(result.mamMm()).isEqualTo(analyze(lesion, ball(0, 0, 0, 10)).mamMm());
    }

    @Test
    void lesionAndZoneOnDifferentLatticesMeetInWorldSpace() {
        FieldScene scene = FieldScene.of(FieldScene.ball(0, 0, 0, 8), FieldScene.ball(1, 1, 1, 13), 15);
        SplittableRandom random = new SplittableRandom(2);
        double truth = 5 - Math.sqrt(3);
        for (int n = 0; n < 4; n++) {
            BinaryMask lesion = scene.sampled(scene.lattice(FieldScene.SPACINGS[0], true, random))
                    .lesion();
            MarginQuery other = scene.sampled(scene.lattice(FieldScene.SPACINGS[2], true, random));

            MarginResult result =
                    new MarginAnalyzer(1).analyze(new MarginQuery(lesion, other.zone(), Optional.empty(), 0));

            assertThat(Math.abs(result.mamMm() - truth)).isLessThan(0.6); // worst of the finer of both gates
            assertThat(truth).isBetween(result.guaranteedLowerMm(), result.guaranteedUpperMm());
        }
    }

    @Test
    @Tag("H17")
    void withoutUnablatedOrganTheComplementIsTheReference() {
        BinaryMask organ = ball(0, 0, 0, 8);

        MarginResult result = new MarginAnalyzer(1)
                .analyze(new MarginQuery(
                        ball(0, 0, 0, 5), new ZoneRegion.Sampled(ball(0, 0, 0, 12)), Optional.of(organ), 0));

        assertThat(result.reference()).isEqualTo(MarginResult.Reference.COMPLEMENT);
        assertThat(result.findings()).extracting(Finding::code).contains("no-unablated-tissue");
        assertThat(result.rawMm()).isEqualTo(result.mamMm());
    }

    @Test
    void emptyLesionAndZoneAreRefused() {
        BinaryMask empty = new BinaryMask(GRID);

        assertThatThrownBy(() -> new MarginQuery(empty, new ZoneRegion.Sampled(ball(0, 0, 0, 3)), Optional.empty(), 0))
                .hasMessage("an empty lesion has no margin");
        assertThatThrownBy(() -> new ZoneRegion.Sampled(empty)).hasMessage("an empty zone mask has no margin");
    }

    /** Balls of 3 mm do not fit into a layer of 2 mm beyond the zone: the bound from them must not lift that of the voxels. */
    @Test
    void layerOfTissueTooThinForBallsStillBoundsTheMarginFromAbove() {
        for (int end = 29; end <= 33; end++) {
            BinaryMask lesion = ball(0, 0, 0, 6);
            BinaryMask organ = new BinaryMask(GRID.subgrid(new IndexBox(2, 2, 2, end, 38, 38)))
                    .not()
                    .onto(GRID);
            SignedField zone = FieldScene.ball(-2, 0, 0, 10);
            Bounds3 bounds = new Bounds3(new Point3(-12, -10, -10), new Point3(8, 10, 10));

            MarginResult result = new MarginAnalyzer(1)
                    .analyze(new MarginQuery(lesion, new ZoneRegion.Exact(zone, bounds), Optional.of(organ), 0));

            assertThat(result.guaranteedUpperMm())
                    .isLessThanOrEqualTo(nearestCentresMm(lesion, organ.andNot(FieldScene.mask(zone, GRID))) + 1e-9);
            assertThat(result.guaranteedLowerMm()).isLessThanOrEqualTo(result.guaranteedUpperMm());
        }
    }

    private static double nearestCentresMm(BinaryMask one, BinaryMask other) {
        double least = Double.POSITIVE_INFINITY;
        for (Point3 p : centres(one)) {
            for (Point3 q : centres(other)) {
                least = Math.min(least, p.distanceMm(q));
            }
        }
        return least;
    }

    private static List<Point3> centres(BinaryMask mask) {
        List<Point3> centres = new ArrayList<>();
        for (int k = 0; k < 40; k++) {
            for (int j = 0; j < 40; j++) {
                for (int i = 0; i < 40; i++) {
                    if (mask.get(i, j, k)) {
                        centres.add(GRID.toWorld(i, j, k));
                    }
                }
            }
        }
        return centres;
    }
}
