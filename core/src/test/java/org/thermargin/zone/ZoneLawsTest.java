package org.thermargin.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.thermargin.InputException;
import org.thermargin.device.Device;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.device.ZoneRow;
import org.thermargin.device.ZoneTable;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.Point3;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.ZoneFactors;

/** What must hold for every zone of the catalogue. */
class ZoneLawsTest {
    private static final Point3 TIP = new Point3(5, -7, 11);
    private static final Direction3 ALONG = Direction3.of(2, -1, 2);
    private static final int PAIRS = 400;
    /** Level of a surface point against another ellipsoid, times half its width: 1e-8 mm. */
    private static final double ROUNDING = 1e-9;

    private static final DeviceCatalogue RELEASED = DeviceCatalogue.released();
    private static final EllipsoidZoneModel MODEL =
            new EllipsoidZoneModel(RELEASED, new EllipsoidZoneModel.Options(false, true));

    private static ApplicatorPlacement needle(
            String id, Point3 tip, Direction3 along, String device, Application... a) {
        return new ApplicatorPlacement(id, tip.along(along, -100), tip, 0, device, List.of(a));
    }

    private static Ellipsoid ellipsoid(Device device, OptionalDouble powerW, double timeS) throws InputException {
        AblationZone zone = MODEL.zone(List.of(needle("n", TIP, ALONG, device.id(), Application.atTip(powerW, timeS))));
        return (Ellipsoid) zone.parts().get(0).shape();
    }

    /** Largest level of the inner zone's surface in the outer one, both about one axis: not above 0 when it lies inside. */
    private static double excess(Ellipsoid inner, Ellipsoid outer) {
        double worst = Double.NEGATIVE_INFINITY;
        Direction3 across = ALONG.anyPerpendicular();
        for (int n = 0; n <= 720; n++) {
            double angle = Math.PI * n / 720;
            Point3 p = inner.centre()
                    .along(ALONG, inner.semiAxisMm(0) * StrictMath.cos(angle))
                    .along(across, inner.semiAxisMm(1) * StrictMath.sin(angle));
            worst = Math.max(worst, outer.level(p.x(), p.y(), p.z()));
        }
        return worst;
    }

    /** More time at equal power, or more power at equal time, anywhere inside a table that states its reach. */
    @Test
    void moreEnergyInsideATableGivesASuperset() throws InputException {
        TreeSet<String> tables = new TreeSet<>();
        SplittableRandom random = new SplittableRandom(17);
        int pairs = 0;
        for (Device device : RELEASED.devices()) {
            if (!device.isUsable()
                    || device.rows().size() < 2
                    || device.rows().stream()
                            .anyMatch(row -> row.reachBeyondTipMm().isEmpty())) {
                continue;
            }
            ZoneTable table = device.table().orElseThrow();
            for (int n = 0; n < PAIRS; n++) {
                ZoneRow a = device.rows().get(random.nextInt(device.rows().size()));
                ZoneRow b = device.rows().get(random.nextInt(device.rows().size()));
                boolean exact = random.nextBoolean(); // rows themselves, and settings between them
                double power =
                        mixed(a.powerW().getAsDouble(), b.powerW().getAsDouble(), exact ? 0 : random.nextDouble());
                double time = mixed(a.timeS(), b.timeS(), exact ? 0 : random.nextDouble());
                boolean longer = random.nextBoolean();
                double morePower = longer ? power : mixed(power, b.powerW().getAsDouble(), random.nextDouble());
                double moreTime = longer ? mixed(time, b.timeS(), random.nextDouble()) : time;
                OptionalDouble less = OptionalDouble.of(Math.min(power, morePower));
                OptionalDouble more = OptionalDouble.of(Math.max(power, morePower));
                double shorter = Math.min(time, moreTime);
                double longest = Math.max(time, moreTime);
                if (table.at(less, shorter).isExtrapolated()
                        || table.at(more, longest).isExtrapolated()) {
                    continue;
                }

                assertThat(excess(ellipsoid(device, less, shorter), ellipsoid(device, more, longest)))
                        .as("%s: %s W %s s in %s W %s s", device.id(), less, shorter, more, longest)
                        .isLessThanOrEqualTo(ROUNDING);
                tables.add(device.id());
                pairs++;
            }
        }
        assertThat(tables).containsExactly("emprint", "emprint-150", "neuwave-kidney");
        assertThat(pairs).as("pairs inside the tables").isGreaterThan(500);
    }

    private static double mixed(double a, double b, double share) {
        return a + share * (b - a);
    }

    /** A larger zone is nowhere less deep, so that no margin falls; and another application takes nothing away. */
    @Test
    void anotherApplicatorOrPullBackNeverTakesDepthAwayAndOrderIsIrrelevant() throws InputException {
        SplittableRandom random = new SplittableRandom(18);
        String[] devices = {"emprint", "emprint-150", "neuwave-kidney"};
        OptionalDouble[] powers = {OptionalDouble.of(75), OptionalDouble.of(150), OptionalDouble.of(65)};
        double[] times = {450, 480, 300};
        for (int n = 0; n < 6; n++) {
            List<ApplicatorPlacement> all = new ArrayList<>();
            for (int m = 0; m < 2 + n % 3; m++) {
                int d = random.nextInt(3);
                Direction3 along = Direction3.of(random.nextDouble() - 0.5, random.nextDouble() - 0.5, 0.6);
                all.add(needle(
                        "n" + m,
                        TIP.shifted(20 * random.nextDouble(), 20 * random.nextDouble(), 20 * random.nextDouble()),
                        along,
                        devices[d],
                        Application.atTip(powers[d], times[d]),
                        new Application(15 * random.nextDouble(), powers[d], times[d], OptionalDouble.empty())));
            }
            AblationZone fewer = MODEL.zone(all.subList(0, all.size() - 1));
            AblationZone whole = MODEL.zone(all);
            List<ApplicatorPlacement> turned = new ArrayList<>(all);
            Collections.reverse(turned);
            AblationZone reversed = MODEL.zone(turned);
            for (int k = 0; k < 100; k++) {
                Point3 p = TIP.shifted(
                        80 * random.nextDouble() - 30, 80 * random.nextDouble() - 30, 80 * random.nextDouble() - 50);

                double depth = whole.depth().depthMm(p);
                assertThat(depth).isGreaterThanOrEqualTo(fewer.depth().depthMm(p) - 1e-6);
                assertThat(reversed.depth().depthMm(p)).isCloseTo(depth, within(1e-6)); // error bound of a union
            }
            assertThat(whole.parts()).hasSize(2 * all.size());
            assertThat(whole.volumeMl())
                    .isGreaterThanOrEqualTo(fewer.volumeMl() * (1 - 4e-4)); // quadrature, twice 2e-4
        }
    }

    /** Factors below 1 shrink, shrinkage taken back grows; both about the tip, which a zone beyond it holds. */
    @Test
    void factorsNestZonesThatHoldTheTip() throws InputException {
        double[] factors = {0.7, 0.85, 1, 1.2};
        Ellipsoid last = null;
        for (double factor : factors) {
            Ellipsoid here = scaled(new ZoneFactors(factor, factor, 0));
            if (last != null) {
                assertThat(excess(last, here)).isLessThanOrEqualTo(ROUNDING);
            }
            last = here;
        }
        // nearest at the far end: 8.95 mm beyond the tip becomes 8.95 / 0.9, half the length 20.5 mm becomes 20.5 / 0.9
        double share = 1 - 8.95 * (1 / 0.9 - 1) / (20.5 / 0.9);
        assertThat(excess(scaled(ZoneFactors.none()), scaled(new ZoneFactors(1, 1, 0.1))))
                .isCloseTo(share * share - 1, within(1e-9));
    }

    private static Ellipsoid scaled(ZoneFactors factors) throws InputException {
        Application application = Application.atTip(OptionalDouble.of(100), 450).with(factors);
        return (Ellipsoid) MODEL.zone(List.of(needle("n", TIP, ALONG, "emprint", application)))
                .parts()
                .get(0)
                .shape();
    }
}
