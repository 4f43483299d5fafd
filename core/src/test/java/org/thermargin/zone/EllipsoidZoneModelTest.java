package org.thermargin.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.InputException;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;

class EllipsoidZoneModelTest {
    private static final Direction3 ALONG = Direction3.of(1, 2, -2);
    private static final Point3 TIP = new Point3(10, -20, 30);

    private static EllipsoidZoneModel model(boolean extrapolate, boolean otherOrgan) {
        return new EllipsoidZoneModel(
                DeviceCatalogue.released(), new EllipsoidZoneModel.Options(extrapolate, otherOrgan));
    }

    private static ApplicatorPlacement placement(Point3 tip, String device, double powerW, double timeS) {
        return ApplicatorPlacement.once(
                "needle", tip.along(ALONG, -90), tip, device, Application.atTip(OptionalDouble.of(powerW), timeS));
    }

    @Test
    void zoneReachesBeyondTheTipAsTabledAndIsCentredOnTheShaft() throws InputException {
        AblationZone zone = model(false, false).zone(List.of(placement(TIP, "emprint", 100, 300)));

        // 35 x 37 mm, reach 6.95 mm: the ends of the axis lie 6.95 mm beyond and 30.05 mm before the tip
        assertThat(zone.depth().depthMm(TIP.along(ALONG, 6.95))).isCloseTo(0, within(1e-9));
        assertThat(zone.depth().depthMm(TIP.along(ALONG, 6.95 - 37))).isCloseTo(0, within(1e-9));
        Point3 centre = TIP.along(ALONG, -11.55);
        assertThat(zone.depth().depthMm(centre)).isCloseTo(17.5, within(1e-9)); // nearest: the short axis
        assertThat(zone.depth().depthMm(centre.along(ALONG.anyPerpendicular(), 17.5)))
                .isCloseTo(0, within(1e-9));
        assertThat(zone.volumeMl()).isCloseTo(Math.PI / 6 * 35 * 35 * 37 / 1000, within(1e-6));
        assertThat(zone.tableRows()).containsExactly("emprint-100-300");
        assertThat(zone.taints()).isEmpty();
        assertThat(zone.claim())
                .contains("Emprint 100 W 300 s", "35 x 37 mm", "tissue state not stated", "grade B", "do not predict");
    }

    @Test
    @Tag("H24")
    void settingOutsideTheTableIsRefusedOrTaints() throws InputException {
        List<ApplicatorPlacement> longer = List.of(placement(TIP, "emprint", 100, 900));

        assertThatThrownBy(() -> model(false, false).zone(longer))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("100 W 900 s is not enclosed by the rows")
                .hasMessageContaining("--extrapolate");
        AblationZone zone = model(true, false).zone(longer);
        assertThat(zone.taints()).containsExactly("extrapolate");
        assertThat(zone.tableRows()).containsExactly("emprint-100-600");
        assertThat(zone.claim()).contains("OUTSIDE the table");
    }

    @Test
    @Tag("H24")
    void kidneyTableIsRefusedForTheLiverOrTaints() throws InputException {
        List<ApplicatorPlacement> kidney = List.of(placement(TIP, "neuwave-kidney", 65, 300));

        assertThatThrownBy(() -> model(false, false).zone(kidney)).hasMessageContaining("is for the kidney");
        assertThat(model(false, true).zone(kidney).taints()).containsExactly("other-organ");
    }

    private static ApplicatorPlacement reaching(String device, OptionalDouble powerW, double timeS) {
        return ApplicatorPlacement.once(
                "needle", TIP.along(ALONG, -90), TIP, device, new Application(0, powerW, timeS, OptionalDouble.of(8)));
    }

    private static EllipsoidZoneModel withLaws() {
        return new EllipsoidZoneModel(DeviceCatalogue.released(), new EllipsoidZoneModel.Options(false, true, false));
    }

    /** 12.61 x 120^0.193 x 10^0.067 and 14.20 x 120^0.157 x 10^0.144 mm. */
    @Test
    @Tag("H24")
    void thePowerLawOfADeviceIsForSettingsOutsideItsTableOnRequestAndTaints() throws InputException {
        ApplicatorPlacement setting = reaching("emprint", OptionalDouble.of(120), 600);
        ApplicatorPlacement noReach = placement(TIP, "emprint", 120, 600);
        ApplicatorPlacement beyond = reaching("emprint", OptionalDouble.of(151), 600);

        AblationZone zone = withLaws().zone(List.of(setting));

        double across = 12.61 * StrictMath.pow(120, 0.193) * StrictMath.pow(10, 0.067);
        double along = 14.20 * StrictMath.pow(120, 0.157) * StrictMath.pow(10, 0.144);
        assertThat(zone.volumeMl()).isCloseTo(Math.PI / 6 * across * across * along / 1000, within(1e-6));
        assertThat(zone.depth().depthMm(TIP.along(ALONG, 8))).isCloseTo(0, within(1e-9));
        assertThat(zone.taints()).containsExactly("power-law");
        assertThat(zone.model()).isEqualTo("device-power-law");
        assertThat(zone.tableRows()).containsExactly("emprint-power-law");
        assertThat(zone.claim())
                .contains("OUTSIDE the table", "12.61 P^0.193 t^0.067 mm, RMSE 0.4 mm", "75 to 150 W, 300 to 600 s");
        assertThatThrownBy(() -> model(false, false).zone(List.of(setting)))
                .hasMessageContaining("--power-law to use the law fitted to its rows");
        assertThatThrownBy(() -> withLaws().zone(List.of(noReach)))
                .hasMessageContaining("reach_beyond_tip_mm must be given");
        assertThatThrownBy(() -> withLaws().zone(List.of(beyond)))
                .hasMessageContaining("its power law holds for 75 to 150 W, 300 to 600 s");
    }

    @Test
    @Tag("H24")
    void whereRowsEncloseTheSettingTheTableIsUsedAndNoLaw() throws InputException {
        AblationZone zone = withLaws().zone(List.of(placement(TIP, "emprint", 100, 400)));

        assertThat(zone.taints()).isEmpty();
        assertThat(zone.model()).isEqualTo("device-ellipsoid");
    }

    /** Axes 30.2 x 46 mm, 2.0 mm each: two deviations are 4 mm on a diameter, 2 mm on every side. */
    @Test
    void theSpreadOfATableMovesEverySideByTheDeviationsOfItsAxes() throws InputException {
        List<ApplicatorPlacement> one = List.of(reaching("cooltip-single", OptionalDouble.empty(), 720));
        EllipsoidZoneModel model = model(false, false);

        ZoneSpread spread = model.spread(one).orElseThrow();

        Point3 side = TIP.along(ALONG, 8 - 23.0).along(ALONG.anyPerpendicular(), 15.1);
        assertThat(spread.coverageFactor()).isEqualTo(2);
        assertThat(spread.larger().depth().depthMm(side)).isCloseTo(2, within(1e-9));
        assertThat(spread.smaller().depth().depthMm(side)).isCloseTo(-2, within(1e-9));
        assertThat(spread.larger().depth().depthMm(TIP.along(ALONG, 8 + 2))).isCloseTo(0, within(1e-9));
        assertThat(spread.smaller().depth().depthMm(TIP.along(ALONG, 8 - 2))).isCloseTo(0, within(1e-9));
        assertThat(spread.larger().volumeMl()).isCloseTo(Math.PI / 6 * 34.2 * 34.2 * 50 / 1000, within(1e-6));
    }

    @Test
    void whereOneSourceStatesNoDeviationThereIsNoSpread() throws InputException {
        ApplicatorPlacement known = reaching("cooltip-single", OptionalDouble.empty(), 720);
        ApplicatorPlacement unknown = placement(TIP, "emprint", 100, 300);
        ApplicatorPlacement outside = reaching("cooltip-single", OptionalDouble.empty(), 900);

        assertThat(model(false, false).spread(List.of(unknown))).isEmpty();
        assertThat(model(false, false).spread(List.of(known, unknown))).isEmpty();
        // a row that stands in for another setting says nothing of the spread there
        assertThat(model(true, false).spread(List.of(outside))).isEmpty();
    }

    @Test
    void reachIsStatedOnceAndPowerWhereTheTableHasIt() {
        ApplicatorPlacement twice = ApplicatorPlacement.once(
                "needle",
                TIP.along(ALONG, -90),
                TIP,
                "emprint",
                new Application(0, OptionalDouble.of(100), 300, OptionalDouble.of(5)));
        ApplicatorPlacement powerless = ApplicatorPlacement.once(
                "needle", TIP.along(ALONG, -90), TIP, "emprint", Application.atTip(OptionalDouble.empty(), 300));

        assertThatThrownBy(() -> model(false, false).zone(List.of(twice)))
                .hasMessageContaining("reach_beyond_tip_mm must be absent");
        assertThatThrownBy(() -> model(false, false).zone(List.of(powerless)))
                .hasMessageContaining("power_w must be given for emprint");
    }

    @Test
    void anotherApplicatorNeverRemovesTissueAndOrderIsIrrelevant() throws InputException {
        ApplicatorPlacement a = placement(TIP, "emprint", 100, 300);
        ApplicatorPlacement b = placement(TIP.shifted(14, 5, 3), "emprint", 75, 450);
        ApplicatorPlacement c = placement(TIP.shifted(-9, 12, -8), "emprint-150", 150, 480);
        EllipsoidZoneModel model = model(false, false);
        AblationZone two = model.zone(List.of(a, b));
        AblationZone three = model.zone(List.of(a, b, c));
        AblationZone turned = model.zone(List.of(c, b, a));
        SplittableRandom random = new SplittableRandom(7);
        for (int n = 0; n < 2000; n++) {
            Point3 p = TIP.shifted(
                    60 * random.nextDouble() - 30, 60 * random.nextDouble() - 30, 60 * random.nextDouble() - 40);

            assertThat(three.depth().depthMm(p))
                    .isGreaterThanOrEqualTo(two.depth().depthMm(p) - 1e-6);
            assertThat(turned.depth().depthMm(p)).isCloseTo(three.depth().depthMm(p), within(1e-6));
            assertThat(three.depth().contains(p.x(), p.y(), p.z()))
                    .isEqualTo(three.depth().depthMm(p) >= 0);
        }
        assertThat(three.volumeMl()).isGreaterThan(two.volumeMl());
    }
}
