package org.thermargin.heatsink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.device.Modality;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.EllipsoidUnion;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.zone.AblationZone;
import org.thermargin.zone.ZonePart;

class CooledZoneTest {
    private static final StraightVessel PORTAL =
            new StraightVessel("portal", new Point3(9, -60, 10), new Point3(9, 60, -20), 2.5);
    private static final StraightVessel HEPATIC =
            new StraightVessel("hepatic", new Point3(-60, 13, 0), new Point3(60, 13, 20), 2);
    private static final StraightVessel CAVA =
            new StraightVessel("cava", new Point3(-25, 0, -60), new Point3(-22, 0, 60), 10);

    private static AblationZone zone(Modality modality, Ellipsoid... shapes) {
        EllipsoidUnion union = EllipsoidUnion.of(List.of(shapes));
        List<ZonePart> parts = Arrays.stream(shapes)
                .map(e -> new ZonePart("a", modality, 600, e.semiAxisMm(1), e))
                .toList();
        return new AblationZone(
                union, union.bounds(), union.volumeMm3() / 1000, parts, "device", "claim", List.of(), List.of());
    }

    private static Ellipsoid ellipsoid(double x, double y, double z) {
        return Ellipsoid.ofRevolution(new Point3(x, y, z), Direction3.of(1, 2, -2), 20, 15);
    }

    private static CooledZone cooled(AblationZone zone, CoolingVessel... vessels) {
        return CooledZone.of(zone, List.of(vessels), CoolingSettings.defaults());
    }

    private static List<Point3> points(AblationZone zone, int count) {
        SplittableRandom random = new SplittableRandom(5);
        Point3 low = zone.bounds().low();
        Point3 high = zone.bounds().high();
        List<Point3> points = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            points.add(new Point3(
                    low.x() + random.nextDouble() * (high.x() - low.x()),
                    low.y() + random.nextDouble() * (high.y() - low.y()),
                    low.z() + random.nextDouble() * (high.z() - low.z())));
        }
        return points;
    }

    @Test
    @Tag("H25")
    void aFurtherVesselNeverEnlargesTheZone() {
        AblationZone plain = zone(Modality.RFA, ellipsoid(0, 0, 0));
        CooledZone one = cooled(plain, PORTAL);
        CooledZone two = cooled(plain, PORTAL, HEPATIC);
        CooledZone three = cooled(plain, PORTAL, HEPATIC, CAVA);

        for (Point3 p : points(plain, 20_000)) {
            boolean[] in = {
                three.zone().depth().contains(p.x(), p.y(), p.z()),
                two.zone().depth().contains(p.x(), p.y(), p.z()),
                one.zone().depth().contains(p.x(), p.y(), p.z()),
                plain.depth().contains(p.x(), p.y(), p.z())
            };
            for (int n = 0; n < 3; n++) {
                assertThat(in[n] && !in[n + 1]).as("at %s", p).isFalse();
            }
            assertThat(three.zone().depth().depthMm(p))
                    .isLessThanOrEqualTo(plain.depth().depthMm(p));
        }
        assertThat(three.zone().volumeMl())
                .isLessThan(two.zone().volumeMl())
                .isLessThan(one.zone().volumeMl())
                .isLessThan(plain.volumeMl());
    }

    @Test
    void anotherApplicatorNeverRemovesAblatedTissue() {
        AblationZone alone = zone(Modality.MWA, ellipsoid(0, 0, 0));
        AblationZone both = zone(Modality.MWA, ellipsoid(0, 0, 0), ellipsoid(12, 9, 0));
        CooledZone less = cooled(alone, PORTAL, HEPATIC);
        CooledZone more = cooled(both, PORTAL, HEPATIC);

        for (Point3 p : points(alone, 20_000)) {
            assertThat(less.zone().depth().contains(p.x(), p.y(), p.z())
                            && !more.zone().depth().contains(p.x(), p.y(), p.z()))
                    .as("at %s", p)
                    .isFalse();
        }
    }

    @Test
    void withoutAVesselNearTheZoneIsThePlainOne() {
        AblationZone plain = zone(Modality.RFA, ellipsoid(0, 0, 0));
        StraightVessel far = new StraightVessel("far", new Point3(60, 0, -50), new Point3(60, 0, 50), 5);

        assertThat(cooled(plain).zone()).isSameAs(plain);
        assertThat(cooled(plain, far).zone()).isSameAs(plain);
        assertThat(cooled(plain, far).isDeformed()).isFalse();
    }

    /** No point of the other side lies nearer than the depth less its stated error; 100 directions at 1000 points. */
    @Test
    void depthIsNotLargerThanTheDistanceToTheEdge() {
        AblationZone plain = zone(Modality.RFA, ellipsoid(0, 0, 0), ellipsoid(9, 9, 0));
        SignedField depth = cooled(plain, PORTAL, HEPATIC).zone().depth();
        SplittableRandom random = new SplittableRandom(7);

        for (Point3 p : points(plain, 1000)) {
            double reach = Math.abs(depth.depthMm(p)) - CooledZone.DEPTH_TOO_LARGE_MM;
            boolean inside = depth.contains(p.x(), p.y(), p.z());
            for (int n = 0; n < 100 && reach > 0; n++) {
                double c = 2 * random.nextDouble() - 1;
                double s = Math.sqrt(1 - c * c);
                double turn = 2 * Math.PI * random.nextDouble();
                assertThat(depth.contains(
                                p.x() + reach * s * StrictMath.cos(turn),
                                p.y() + reach * s * StrictMath.sin(turn),
                                p.z() + reach * c))
                        .as("around %s", p)
                        .isEqualTo(inside);
            }
        }
    }

    /** Lost volumes add up, and the vessel through the zone is named at its own wall. */
    @Test
    void theVesselThatTakesMostIsNamed() {
        AblationZone plain = zone(Modality.RFA, ellipsoid(0, 0, 0));
        CooledZone zone = cooled(plain, PORTAL, CAVA);

        double sum = zone.losses().stream()
                .mapToDouble(CooledZone.VesselLoss::volumeMl)
                .sum();
        assertThat(zone.volumeLostMl()).isCloseTo(sum, within(1e-9));
        assertThat(zone.vesselAt(new Point3(5.5, 0, 0))).contains("portal");
        assertThat(zone.wallRule()).isEqualTo("isothermal");
    }

    /** Isothermal walls spare the tissue at them; under a convective wall of a wide vessel a strong field does not. */
    @Test
    void theZonePassesOverALumenOnlyWhereItsWallIsKilled() {
        StraightVessel wide = new StraightVessel("wide", new Point3(0, -60, 8), new Point3(0, 60, 8), 7);
        AblationZone rfa = zone(Modality.RFA, ellipsoid(0, 0, 0));
        AblationZone mwa = zone(Modality.MWA, ellipsoid(0, 0, 0));

        // 0.5 mm inside and outside of the wall, 1 mm from the middle of the zone
        assertThat(cooled(rfa, wide).zone().depth().contains(0, 0, 1.5)).isFalse();
        assertThat(cooled(rfa, wide).zone().depth().contains(0, 0, 0.5)).isFalse();
        assertThat(cooled(mwa, wide).zone().depth().contains(0, 0, 1.5)).isTrue();
        assertThat(cooled(mwa, wide).zone().depth().contains(0, 0, 0.5)).isTrue();
    }

    @Test
    void aZoneCooledAwayEntirelyHasNoVolume() {
        Ellipsoid small = Ellipsoid.ofRevolution(new Point3(0, 0, 0), Direction3.SUPERIOR, 4, 4);
        StraightVessel over = new StraightVessel("cava", new Point3(0, -60, 0), new Point3(0, 60, 0), 10);
        CooledZone zone = cooled(zone(Modality.RFA, small), over);

        assertThat(zone.zone().volumeMl()).isCloseTo(0, within(0.01));
        assertThat(zone.zone().depth().depthMm(3, 0, 0)).isNegative();
    }
}
