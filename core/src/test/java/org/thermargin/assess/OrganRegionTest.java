package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.thermargin.assess.Scenes.ball;
import static org.thermargin.assess.Scenes.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.zone.ZoneModel;

@Tag("H17")
class OrganRegionTest {
    private static final ZoneModel NO_MODEL = placements -> {
        throw new InputException("no-model", "", "", "no device zones in this test");
    };
    private static final VoxelGrid FINE = VoxelGrid.axisAligned(80, 84, 60, 1, 0.9, 1.2, new Point3(-40, -37.8, -36));

    private static Assessment assess(Scenes scenes) throws InputException {
        return new CaseAssessor(CaseAssessor.Options.defaults(2), NO_MODEL)
                .assess(scenes.build(), AssessmentCriteria.custom(5));
    }

    private static ZoneNumbers numbers(Assessment assessment) {
        return assessment.lesions().get(0).zones().get(0).numbers().orElseThrow();
    }

    /** Voxels whose centre lies in the cylinder around the line x = x0, z = z0, for y from yLow on. */
    private static BinaryMask tube(VoxelGrid grid, double x0, double z0, double yLow, double radius) {
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    double x = grid.worldX(i, j, k) - x0;
                    double z = grid.worldZ(i, j, k) - z0;
                    if (x * x + z * z <= radius * radius && grid.worldY(i, j, k) >= yLow) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    /** Spacings are dyadic, so that squared distances are exact and 5 mm itself has one answer. */
    @Test
    void closingAndHoleFillingEqualBruteForce() {
        Random random = new Random(5);
        for (int n = 0; n < 12; n++) {
            VoxelGrid grid = VoxelGrid.axisAligned(22, 18, 12, 1.25, 1.5, 2.5, new Point3(1, 2, 3));
            BinaryMask liver = new BinaryMask(grid);
            for (int blob = 0; blob < 3 + n % 3; blob++) {
                Point3 c = grid.toWorld(6 + random.nextInt(10), 5 + random.nextInt(8), 4 + random.nextInt(4));
                liver = liver.or(ball(grid, c.x(), c.y(), c.z(), 3 + 4 * random.nextDouble()));
            }
            Point3 c = grid.toWorld(11, 9, 6);
            liver = liver.andNot(ball(grid, c.x(), c.y(), c.z(), 2 + 6 * random.nextDouble()));
            BinaryMask lesion = ball(grid, c.x() + 4, c.y(), c.z(), 3);
            IndexBox box = liver.or(lesion).boundingBox().orElseThrow();
            assertThat(liver.or(lesion).touchesBorder()).isFalse();

            BinaryMask organ = OrganRegion.of(liver, List.of(lesion), 2);

            BinaryMask expected = filled(closed(liver.or(lesion).cropped(box.grown(11, 11, 11))));
            assertThat(organ).isEqualTo(expected.onto(organ.grid()));
            assertThat(expected.count())
                    .as("nothing lies beyond the organ's grid")
                    .isEqualTo(organ.count());
        }
    }

    private static List<int[]> reach(VoxelGrid grid) {
        List<int[]> steps = new ArrayList<>();
        for (int c = -5; c <= 5; c++) {
            for (int b = -5; b <= 5; b++) {
                for (int a = -5; a <= 5; a++) {
                    double x = a * grid.dxMm();
                    double y = b * grid.dyMm();
                    double z = c * grid.dzMm();
                    if (x * x + y * y + z * z <= 25) {
                        steps.add(new int[] {a, b, c});
                    }
                }
            }
        }
        return steps;
    }

    /** Dilation by all steps of at most 5 mm, then erosion by them; beyond the grid nothing is set. */
    private static BinaryMask closed(BinaryMask mask) {
        VoxelGrid grid = mask.grid();
        List<int[]> steps = reach(grid);
        BinaryMask grown = new BinaryMask(grid);
        BinaryMask closed = new BinaryMask(grid);
        for (int pass = 0; pass < 2; pass++) {
            for (int k = 0; k < grid.nz(); k++) {
                for (int j = 0; j < grid.ny(); j++) {
                    for (int i = 0; i < grid.nx(); i++) {
                        boolean any = false;
                        boolean all = true;
                        for (int[] s : steps) {
                            boolean set = (pass == 0 ? mask : grown).getOrFalse(i + s[0], j + s[1], k + s[2]);
                            any |= set;
                            all &= set;
                        }
                        if (pass == 0 ? any : all) {
                            (pass == 0 ? grown : closed).set(i, j, k);
                        }
                    }
                }
            }
        }
        return closed;
    }

    /** Background that cannot be reached from voxel (0, 0, 0) through faces becomes set; by passes until none changes. */
    private static BinaryMask filled(BinaryMask mask) {
        VoxelGrid grid = mask.grid();
        BinaryMask outside = new BinaryMask(grid);
        outside.set(0, 0, 0);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int k = 0; k < grid.nz(); k++) {
                for (int j = 0; j < grid.ny(); j++) {
                    for (int i = 0; i < grid.nx(); i++) {
                        boolean reached = outside.getOrFalse(i - 1, j, k)
                                || outside.getOrFalse(i + 1, j, k)
                                || outside.getOrFalse(i, j - 1, k)
                                || outside.getOrFalse(i, j + 1, k)
                                || outside.getOrFalse(i, j, k - 1)
                                || outside.getOrFalse(i, j, k + 1);
                        if (reached && !mask.get(i, j, k) && !outside.get(i, j, k)) {
                            outside.set(i, j, k);
                            changed = true;
                        }
                    }
                }
            }
        }
        return outside.not();
    }

    @Test
    void vesselOfEightMillimetresCutOutOfTheLiverIsOrganAgain() {
        BinaryMask liver = ball(FINE, 0, 0, 0, 30);
        BinaryMask vessel = tube(FINE, 3, 0, -100, 4).and(ball(FINE, 0, 0, 0, 24));

        BinaryMask organ = OrganRegion.of(liver.andNot(tube(FINE, 3, 0, -100, 4)), List.of(), 2);

        assertThat(vessel.andNot(organ.onto(FINE)).count()).isZero();
        // outside the ball the closing adds only what a 5 mm ball cannot reach at the two mouths of the tube
        assertThat(organ.onto(FINE).andNot(ball(FINE, 0, 0, 0, 32)).count()).isZero();
    }

    @Test
    void notchOfThreeCentimetresStaysOutside() {
        BinaryMask notch = tube(FINE, 0, 0, 5, 15);
        BinaryMask liver = ball(FINE, 0, 0, 0, 32).andNot(notch);

        BinaryMask organ = OrganRegion.of(liver, List.of(), 2).onto(FINE);

        // a closing by 5 mm rounds the floor of the notch over at most 5 mm from its wall
        assertThat(organ.and(tube(FINE, 0, 0, 10, 9)).count()).isZero();
    }

    /** The image ends 3 mm beyond the zone and within the liver: the margin is that of the whole liver. */
    @Test
    @Tag("H15")
    void liverCutByTheImageGoesOnAndTheMarginIsNotEnlarged() throws InputException {
        VoxelGrid cut = FINE.subgrid(new IndexBox(0, 0, 14, 80, 84, 60)); // lowest centre z = -19.2
        Scenes whole = scene().lesion("met", ball(FINE, 0, 0, -9, 5))
                .liver(ball(FINE, 0, 0, 0, 33))
                .zone(ball(FINE, 0, 0, -9, 9));
        Scenes shown = scene().lesion("met", ball(cut, 0, 0, -9, 5))
                .liver(ball(cut, 0, 0, 0, 33))
                .zone(ball(cut, 0, 0, -9, 9));

        Assessment assessed = assess(shown);

        assertThat(assessed.warnings()).extracting(f -> f.code()).containsExactly("liver-cut-by-border");
        assertThat(numbers(assessed).margin().mamMm())
                .isCloseTo(numbers(assess(whole)).margin().mamMm(), within(1e-9));
        assertThat(assessed.lesions().get(0).subcapsular()).contains(false); // what is not shown is no capsule
        // the shells reach beyond the image, where the liver goes on and nothing is ablated
        assertThat(numbers(assessed).shells()).isEqualTo(numbers(assess(whole)).shells());
        assertThat(numbers(assessed).insufficientMarginMl())
                .isEqualTo(numbers(assess(whole)).insufficientMarginMl());
    }

    /** A vessel that leaves the image through its border is organ there too, as it would be in a larger image. */
    @Test
    @Tag("H15")
    void vesselCutOutOfACutLiverIsOrganUpToTheBorder() {
        VoxelGrid cut = FINE.subgrid(new IndexBox(0, 20, 0, 80, 84, 60));
        BinaryMask vessel = tube(cut, 3, 0, -100, 4).and(ball(cut, 0, 0, 0, 24));

        BinaryMask organ = OrganRegion.of(ball(cut, 0, 0, 0, 30).andNot(tube(cut, 3, 0, -100, 4)), List.of(), 2);

        assertThat(vessel.touchesBorder()).isTrue();
        assertThat(vessel.andNot(organ.onto(cut)).count()).isZero();
    }

    @Test
    void lesionCarvedOutOfTheLiverDoesNotLookSubcapsular() throws InputException {
        BinaryMask lesion = ball(FINE, 0, 2, 0, 9);
        Scenes solid =
                scene().lesion("met", lesion).liver(ball(FINE, 0, 0, 0, 33)).zone(ball(FINE, 0, 2, 0, 15));
        Scenes carved = scene().lesion("met", lesion)
                .liver(ball(FINE, 0, 0, 0, 33).andNot(ball(FINE, 0, 2, 0, 9.6)))
                .zone(ball(FINE, 0, 2, 0, 15));

        Assessment assessed = assess(carved);

        assertThat(assessed.lesions().get(0).subcapsular()).contains(false);
        assertThat(numbers(assessed).margin().mamMm())
                .isEqualTo(numbers(assess(solid)).margin().mamMm());
        assertThat(numbers(assessed).margin().excludedAreaFraction().getAsDouble())
                .isZero();
        assertThat(assessed.organ()).isEqualTo(assess(solid).organ());
    }

    @Test
    void lesionNearTheCapsuleIsSubcapsular() throws InputException {
        Assessment assessed = assess(scene().lesion("met", ball(FINE, 0, 20, 0, 8))
                .liver(ball(FINE, 0, 0, 0, 33)) // 5 mm from the capsule
                .zone(ball(FINE, 0, 20, 0, 13)));

        assertThat(assessed.lesions().get(0).subcapsular()).contains(true);
    }
}
