package org.thermargin.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.InputException;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

class SurfaceFitTest {
    private static final LobedOrgan.Body LIVER = LobedOrgan::contains;

    /**
     * Middles of voxel faces lie up to half a spacing h off the surface, 0.29 h (standard deviation), alike over patches of
     * some h. A corner of the box of this body amplifies the root mean square of such errors up to 14 times, were they all
     * alike; over at least 1000 patches that is 14 / sqrt(1000) 0.29 h = 0.13 h, with two standard deviations 0.26 h.
     */
    private static final double TOLERANCE_VOXELS = 0.26;

    @ParameterizedTest
    @CsvSource({"1, 1, 6, 10", "1, 2.5, 25, 60", "2.5, 2.5, 6, 10", "1, 5, 10, 20", "2, 2, 85, 40"})
    @Tag("H19")
    void knownMotionIsFoundToAFractionOfAVoxel(double acrossMm, double alongMm, double turnDeg, double shiftMm)
            throws InputException {
        AffineMap motion = RigidMotions.drawn(new SplittableRandom(31), Math.toRadians(turnDeg), shiftMm);
        BinaryMask before = LobedOrgan.mask(LIVER, AffineMap.IDENTITY, acrossMm, acrossMm, alongMm);
        BinaryMask after = LobedOrgan.mask(LIVER, motion, acrossMm, alongMm, acrossMm);

        SurfaceFit fit = SurfaceFit.of(before, after, Optional.empty(), Optional.empty(), 2);

        assertThat(LobedOrgan.apartMm(fit.map(), motion.inverse())).isLessThan(TOLERANCE_VOXELS * alongMm);
        assertThat(fit.map().isRigid()).isTrue();
        assertThat(fit.optimaDisagree()).isFalse();
        assertThat(fit.hold().leavesOpen()).isFalse();
        // distances of face middles on two lattices: at most half a spacing each
        assertThat(fit.afterToBefore().p95Mm()).isLessThan(alongMm);
        assertThat(fit.beforeToAfter().p95Mm()).isLessThan(alongMm);
        assertThat(fit.afterToBefore().leftOutFraction()).isLessThan(0.01);
    }

    @Test
    void sameMaskHasNoResidual() throws InputException {
        BinaryMask mask = LobedOrgan.mask(LIVER, AffineMap.IDENTITY, 2, 2, 2);

        SurfaceFit fit = SurfaceFit.judged(mask, mask, AffineMap.IDENTITY, Optional.empty(), 1);

        // the middle of a face has distance 0 by linear interpolation; floats of 100 mm round to 1e-5
        assertThat(fit.afterToBefore().p95Mm()).isLessThan(1e-4);
        assertThat(fit.beforeToAfter().rmsMm()).isLessThan(1e-4);
    }

    /** A flat face moved along its normal is that far away, up to a quarter of a voxel by rounding of the field. */
    @Test
    void residualOfAShiftedBoxIsTheShift() throws InputException {
        BinaryMask box = box(VoxelGrid.axisAligned(90, 90, 90, 1, 1, 1, new Point3(0, 0, 0)), 20, 70);
        AffineMap shift = AffineMap.of(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 0, 0, 4);

        SurfaceFit fit = SurfaceFit.judged(box, box, shift, Optional.empty(), 1);

        // two of six faces move along their normal
        assertThat(fit.afterToBefore().medianMm()).isLessThan(0.01);
        assertThat(fit.afterToBefore().p95Mm()).isBetween(3.75, 4.25);
    }

    /** The lower quarter of the liver is not on the scan after: its volume ends there. */
    @Test
    void aLiverCutByTheScanIsNoObstacle() throws InputException {
        AffineMap motion = RigidMotions.drawn(new SplittableRandom(8), Math.toRadians(8), 25);
        BinaryMask before = LobedOrgan.mask(LIVER, AffineMap.IDENTITY, 1.5, 1.5, 2);
        BinaryMask whole = LobedOrgan.mask(LIVER, motion, 1.5, 1.5, 2);
        VoxelGrid grid = whole.grid();
        BinaryMask after = whole.cropped(new IndexBox(0, 0, grid.nz() / 4, grid.nx(), grid.ny(), grid.nz()));

        SurfaceFit fit = SurfaceFit.of(before, after, Optional.empty(), Optional.empty(), 2);

        assertThat(LobedOrgan.apartMm(fit.map(), motion.inverse())).isLessThan(TOLERANCE_VOXELS * 2);
        assertThat(fit.beforeToAfter().notShownFraction()).isBetween(0.1, 0.5);
        assertThat(fit.afterToBefore().notShownFraction()).isEqualTo(0);
    }

    /** Cut in the mask instead, with free voxels beyond, the cut is a false surface, which must be left out. */
    @Test
    void aFalseSurfaceIsLeftOut() throws InputException {
        AffineMap motion = RigidMotions.drawn(new SplittableRandom(9), Math.toRadians(12), 20);
        BinaryMask before = LobedOrgan.mask(LIVER, AffineMap.IDENTITY, 1.5, 1.5, 2);
        BinaryMask after = LobedOrgan.mask((x, y, z) -> LIVER.contains(x, y, z) && z > -20, motion, 1.5, 1.5, 2);

        SurfaceFit fit = SurfaceFit.of(before, after, Optional.empty(), Optional.empty(), 2);

        // fewer patches, and the tip that holds a turn is missing
        assertThat(LobedOrgan.apartMm(fit.map(), motion.inverse())).isLessThan(2 * TOLERANCE_VOXELS * 2);
        assertThat(fit.afterToBefore().leftOutFraction()).isGreaterThan(0.08);
        assertThat(fit.beforeToAfter().leftOutFraction()).isGreaterThan(0.15);
        assertThat(fit.beforeToAfter().p95Mm()).isGreaterThan(20);
    }

    @Test
    @Tag("H19")
    void aBallIsToldToLeaveTurnsOpen() throws InputException {
        LobedOrgan.Body ball = (x, y, z) -> x * x + y * y + z * z < 50 * 50;
        AffineMap motion = RigidMotions.drawn(new SplittableRandom(3), 0.3, 20);

        SurfaceFit fine = fit(ball, motion, Optional.empty());
        SurfaceFit coarse = SurfaceFit.of(
                LobedOrgan.mask(ball, AffineMap.IDENTITY, 2.5, 2.5, 2.5),
                LobedOrgan.mask(ball, motion, 2.5, 2.5, 2.5),
                Optional.empty(),
                Optional.empty(),
                2);

        for (SurfaceFit fit : List.of(fine, coarse)) {
            assertThat(fit.optimaDisagree()).isTrue();
            assertThat(fit.hold().leavesOpen()).isTrue();
            assertThat(fit.hold().isTurn()).isTrue();
        }
    }

    @Test
    @Tag("H19")
    void aBodyOfRevolutionIsToldToLeaveItsAxisOpen() throws InputException {
        LobedOrgan.Body egg = (x, y, z) -> x * x / 2500 + y * y / 2500 + z * z / 4900 < 1 && z > -40;
        AffineMap motion = RigidMotions.drawn(new SplittableRandom(4), 0.3, 20);

        SurfaceFit fit = fit(egg, motion, Optional.empty());

        assertThat(fit.optimaDisagree()).isTrue();
        assertThat(fit.hold().leavesOpen()).isTrue();
        assertThat(fit.hold().isTurn()).isTrue();
        // within 6 degrees: the eigenvector of an eigenvalue that is noise mixes a little with the next
        assertThat(Math.abs(fit.hold().axis().z())).isGreaterThan(0.995);
        assertThat(fit.afterToBefore().p95Mm()).isLessThan(2);
    }

    /** At the middle of an egg its open turn moves nothing. */
    @Test
    void whatIsOpenIsMeasuredAtThePlace() throws InputException {
        LobedOrgan.Body egg = (x, y, z) -> x * x / 2500 + y * y / 2500 + z * z / 4900 < 1 && z > -40;
        AffineMap motion = RigidMotions.drawn(new SplittableRandom(4), 0.2, 20);
        Bounds3 middle = new Bounds3(new Point3(-1, -1, 10), new Point3(1, 1, 12));
        Bounds3 beside = new Bounds3(new Point3(40, -1, 10), new Point3(42, 1, 12));

        double atMiddle = fit(egg, motion, Optional.of(middle)).hold().looseMm();
        double atSide = fit(egg, motion, Optional.of(beside)).hold().looseMm();

        assertThat(atSide).isGreaterThan(2 * atMiddle);
    }

    private static SurfaceFit fit(LobedOrgan.Body body, AffineMap motion, Optional<Bounds3> place)
            throws InputException {
        return SurfaceFit.of(
                LobedOrgan.mask(body, AffineMap.IDENTITY, 1.5, 1.5, 2),
                LobedOrgan.mask(body, motion, 1.5, 1.5, 2),
                Optional.empty(),
                place,
                2);
    }

    @Test
    @Tag("H34")
    void threadsDoNotChangeABit() throws InputException {
        AffineMap motion = RigidMotions.drawn(new SplittableRandom(12), 0.2, 20);
        BinaryMask before = LobedOrgan.mask(LIVER, AffineMap.IDENTITY, 2, 2, 2.5);
        BinaryMask after = LobedOrgan.mask(LIVER, motion, 2, 2, 2.5);
        SurfaceFit one = SurfaceFit.of(before, after, Optional.empty(), Optional.empty(), 1);

        for (int threads = 2; threads <= 4; threads++) {
            SurfaceFit many = SurfaceFit.of(before, after, Optional.empty(), Optional.empty(), threads);

            assertThat(many.map()).isEqualTo(one.map());
            assertThat(many.afterToBefore()).isEqualTo(one.afterToBefore());
            assertThat(many.beforeToAfter()).isEqualTo(one.beforeToAfter());
            assertThat(many.hold()).isEqualTo(one.hold());
            assertThat(many.disagreementMm()).isEqualTo(one.disagreementMm());
        }
    }

    /** Other voxels of the same body, oblique against both bodies: the answer is about the body. */
    @Test
    void aGivenStartIsUsed() throws InputException {
        AffineMap motion =
                RigidMotions.turn(1, 0, 0, Math.toRadians(130), new Point3(5, 90, 20)); // no fixed start near
        BinaryMask before = LobedOrgan.mask(LIVER, AffineMap.IDENTITY, 2, 2, 2);
        BinaryMask after = LobedOrgan.mask(LIVER, motion, 2, 2, 2);
        AffineMap near = RigidMotions.turn(1, 0, 0, Math.toRadians(-120), new Point3(0, 30, 90));

        SurfaceFit fit = SurfaceFit.of(before, after, Optional.of(near), Optional.empty(), 2);

        assertThat(LobedOrgan.apartMm(fit.map(), motion.inverse())).isLessThan(TOLERANCE_VOXELS * 2);
        assertThat(fit.starts()).isEqualTo(31);
    }

    @Test
    @Tag("H14")
    void whatHasNoSurfaceIsRefused() {
        VoxelGrid grid = VoxelGrid.axisAligned(20, 20, 20, 1, 1, 1, new Point3(0, 0, 0));
        BinaryMask box = box(grid, 5, 15);
        BinaryMask empty = new BinaryMask(grid);
        BinaryMask speck = box(grid, 9, 11);

        assertRefused(empty, box, "liver-empty", "before");
        assertRefused(box, empty, "liver-empty", "after");
        assertRefused(empty.not(), box, "liver-full", "before");
        assertRefused(box, speck, "surface-small", "after");
    }

    private static void assertRefused(BinaryMask before, BinaryMask after, String code, String scan) {
        assertThatThrownBy(() -> SurfaceFit.of(before, after, Optional.empty(), Optional.empty(), 1))
                .isInstanceOfSatisfying(
                        InputException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(scan);
    }

    private static BinaryMask box(VoxelGrid grid, int from, int to) {
        BinaryMask mask = new BinaryMask(grid);
        for (int k = from; k < to; k++) {
            for (int j = from; j < to; j++) {
                for (int i = from; i < to; i++) {
                    mask.set(i, j, k);
                }
            }
        }
        return mask;
    }
}
