package org.thermargin.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.thermargin.placement.ShaftRunsTest.mask;
import static org.thermargin.placement.ShaftRunsTest.shaft;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.thermargin.device.UsableLength;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.ApplicatorPlacement;

/**
 * A liver of x = 0 to 60 mm, a lesion of radius 8 at x = 30, a vessel plane at y = 20 and a bowel plate at x = -10 on a
 * lattice of its own; lattice of 1 mm whose faces lie on these planes.
 */
class NeedleChecksTest {
    private static final VoxelGrid GRID = VoxelGrid.axisAligned(100, 80, 80, 1, 1, 1, new Point3(-20.5, -39.5, -39.5));
    private static final BinaryMask LIVER = mask(GRID, p -> p.x() > 0 && p.x() < 60 ? 1 : -1);
    private static final Point3 CENTRE = new Point3(30, 0, 0);
    private static final BinaryMask LESION = mask(GRID, p -> 8 - p.distanceMm(CENTRE));
    private static final BinaryMask VESSEL = mask(GRID, p -> p.y() > 20 && p.y() < 24 ? 1 : -1);
    private static final VoxelGrid OTHER = VoxelGrid.axisAligned(4, 30, 30, 0.5, 2, 2, new Point3(-10.75, 30, -30));
    private static final BinaryMask BOWEL = new BinaryMask(OTHER).not(); // x = -11 to -9, y = 29 to 89

    private static NeedleAnatomy anatomy(boolean subcapsular) {
        return new NeedleAnatomy(
                Optional.of(LIVER),
                LESION,
                subcapsular,
                List.of(new NeedleAnatomy.Obstacle("colon", BOWEL)),
                List.of(new NeedleAnatomy.Obstacle("portal", VESSEL)));
    }

    private static NeedleCheck check(List<NeedleCheck> checks, String name) {
        return checks.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<NeedleCheck> checks(Point3 entry, Point3 tip) {
        return new NeedleChecks(anatomy(true), PlacementLimits.defaults()).of(List.of(shaft("a", entry, tip)), 0);
    }

    private static PlacementLimits noTouch() {
        return new PlacementLimits(
                OptionalDouble.of(40), OptionalDouble.of(10), 5, 2, 5, 1, 2, OptionalDouble.of(5), 1, 3, true);
    }

    /** Ball of 1 mm voxels: its ends on an axis through voxel corners are off by at most one voxel. */
    @Test
    void aStraightShaftThroughTheLesionHasItsNumbers() {
        List<NeedleCheck> checks = checks(new Point3(-20, 0, 0), new Point3(42, 0, 0));

        assertThat(check(checks, "path-length").value().orElseThrow()).isEqualTo(62);
        assertThat(check(checks, "axial-angle").value().orElseThrow()).isZero();
        assertThat(check(checks, "parenchyma").value().orElseThrow()).isCloseTo(22, within(1.0));
        assertThat(check(checks, "parenchyma").status()).isEqualTo(NeedleCheck.Status.PASS);
        assertThat(check(checks, "capsule-punctures").value().orElseThrow()).isEqualTo(1);
        assertThat(check(checks, "tip-beyond-lesion").value().orElseThrow()).isCloseTo(4, within(1.0));
        assertThat(check(checks, "vessel-clearance").value().orElseThrow()).isCloseTo(20, within(1e-9));
        assertThat(check(checks, "structure-clearance").value().orElseThrow()).isCloseTo(29, within(1e-9));
        assertThat(checks).noneMatch(NeedleCheck::failed);
    }

    @Test
    void aShaftThroughVesselAndBowelFailsOnBothAndSaysHowLong() {
        List<NeedleCheck> checks = checks(new Point3(-20, 40, 0), new Point3(30, -10, 0)); // 45 degrees in x and y

        NeedleCheck vessel = check(checks, "vessel-clearance");
        NeedleCheck bowel = check(checks, "structure-clearance");
        assertThat(vessel.status()).isEqualTo(NeedleCheck.Status.FAIL);
        assertThat(vessel.text()).isEqualTo("crosses portal over 5.7 mm (at least 2 mm)"); // 4 sqrt 2
        assertThat(bowel.text()).isEqualTo("crosses colon over 2.8 mm (at least 5 mm)"); // 2 sqrt 2
        assertThat(bowel.about()).isEqualTo("colon");
        assertThat(bowel.source()).contains("customary, unverified");
    }

    @Test
    void aShaftNearAVesselFailsByItsSurface() {
        List<ApplicatorPlacement> one = List.of(shaft("a", new Point3(-20, 17.5, 0), new Point3(42, 17.5, 0)));

        NeedleCheck axis =
                check(new NeedleChecks(anatomy(false), PlacementLimits.defaults()).of(one, 0), "vessel-clearance");
        NeedleCheck surface = check(new NeedleChecks(anatomy(false), noTouch()).of(one, 0), "vessel-clearance");

        assertThat(axis.value().orElseThrow()).isCloseTo(2.5, within(1e-9));
        assertThat(axis.status()).isEqualTo(NeedleCheck.Status.PASS);
        assertThat(surface.value().orElseThrow()).isCloseTo(1.5, within(1e-9));
        assertThat(surface.status()).isEqualTo(NeedleCheck.Status.FAIL);
    }

    @Test
    void noTouchAnglesPathAndPairsAreJudgedWhereAskedFor() {
        List<ApplicatorPlacement> both = List.of(
                shaft("a", new Point3(-20, 0, 0), new Point3(42, 0, 0)),
                shaft("b", new Point3(-20, 0, 3), new Point3(42, 0, 3)),
                shaft("c", new Point3(-20, 12, -20), new Point3(42, 12, 20)));
        NeedleChecks checks = new NeedleChecks(anatomy(true), noTouch());

        List<NeedleCheck> first = checks.of(both, 0);
        List<NeedleCheck> last = checks.of(both, 2);

        assertThat(first.stream().filter(NeedleCheck::failed).map(NeedleCheck::name))
                .containsExactly("path-length", "no-touch", "shaft-distance", "shaft-angle");
        assertThat(first.stream()
                        .filter(c -> c.name().equals("shaft-distance"))
                        .findFirst()
                        .orElseThrow()
                        .text())
                .isEqualTo("1.0 mm to shaft b, the placements overlap (at least 2 mm)");
        assertThat(check(first, "no-touch").value().orElseThrow()).isCloseTo(16, within(2.0));
        assertThat(check(last, "no-touch").status()).isEqualTo(NeedleCheck.Status.PASS);
        assertThat(check(last, "axial-angle").status()).isEqualTo(NeedleCheck.Status.FAIL); // 33 degrees
        assertThat(last)
                .noneMatch(c -> c.name().startsWith("shaft-d"))
                .anyMatch(c -> c.name().equals("shaft-to-lesion"));
    }

    /** The shaft is 62 mm from entry to tip. */
    @Test
    void theUsableLengthOfAnApplicatorIsALimitWhereASourceStatesIt() {
        List<ApplicatorPlacement> one = List.of(shaft("a", new Point3(-20, 0, 0), new Point3(42, 0, 0)));
        NeedleChecks checks = new NeedleChecks(anatomy(true), PlacementLimits.defaults());

        NeedleCheck enough = check(checks.of(one, 0, Optional.of(new UsableLength(62, "label"))), "usable-length");
        NeedleCheck tooShort = check(checks.of(one, 0, Optional.of(new UsableLength(61.5, "label"))), "usable-length");

        assertThat(enough.status()).isEqualTo(NeedleCheck.Status.PASS);
        assertThat(tooShort.status()).isEqualTo(NeedleCheck.Status.FAIL);
        assertThat(tooShort.text()).isEqualTo("62 mm of the applicator in the body (at most 61.5 mm)");
        assertThat(tooShort.source()).isEqualTo("label");
        assertThat(checks.of(one, 0)).noneMatch(c -> c.name().equals("usable-length"));
    }

    /** Cut out lesions and vessels leave slits in liver masks; a shaft that comes out again is another puncture. */
    @Test
    void slitsOfTheMaskAreNoPuncturesButFissuresAre() {
        BinaryMask slit = mask(GRID, p -> p.x() > 0 && p.x() < 60 && !(p.x() > 10 && p.x() < 13) ? 1 : -1);
        BinaryMask fissure = mask(GRID, p -> p.x() > 0 && p.x() < 60 && !(p.x() > 10 && p.x() < 15) ? 1 : -1);

        assertThat(punctures(slit).status()).isEqualTo(NeedleCheck.Status.PASS);
        assertThat(punctures(fissure).status()).isEqualTo(NeedleCheck.Status.FAIL);
        assertThat(punctures(fissure).text()).startsWith("2 entries through the liver surface");
    }

    private static NeedleCheck punctures(BinaryMask organ) {
        NeedleAnatomy anatomy = new NeedleAnatomy(Optional.of(organ), LESION, true, List.of(), List.of());
        return check(
                new NeedleChecks(anatomy, PlacementLimits.defaults())
                        .of(List.of(shaft("a", new Point3(-20, 0, 0), new Point3(30, 0, 0))), 0),
                "capsule-punctures");
    }

    @Test
    void aSubcapsularLesionEnteredDirectlyFails() {
        List<NeedleCheck> fromBehind = checks(new Point3(90, 0, 0), new Point3(30, 0, 0));
        NeedleAnatomy near = new NeedleAnatomy(
                Optional.of(mask(GRID, p -> p.x() > 20 && p.x() < 60 ? 1 : -1)), LESION, true, List.of(), List.of());

        List<NeedleCheck> direct = new NeedleChecks(near, PlacementLimits.defaults())
                .of(List.of(shaft("a", new Point3(-20, 0, 0), new Point3(30, 0, 0))), 0);

        assertThat(check(fromBehind, "parenchyma").status()).isEqualTo(NeedleCheck.Status.PASS);
        assertThat(check(direct, "parenchyma").status()).isEqualTo(NeedleCheck.Status.FAIL); // about 2 mm
        assertThat(check(direct, "tip-beyond-lesion").value().orElseThrow()).isCloseTo(-8, within(1.0));
    }
}
