package org.thermargin.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.InputException;

class ZoneTableTest {
    private static final DeviceCatalogue RELEASED = DeviceCatalogue.released();

    private static TabledZone at(double powerW, double timeS) throws InputException {
        return RELEASED.device("emprint").table().orElseThrow().at(OptionalDouble.of(powerW), timeS);
    }

    @Test
    void everyRowIsReturnedAsItStands() throws InputException {
        for (Device device : RELEASED.devices()) {
            for (ZoneRow row : device.rows()) {
                TabledZone zone = device.table().orElseThrow().at(row.powerW(), row.timeS());

                assertThat(zone.rows()).containsExactly(row.id());
                assertThat(zone.shortAxisMm()).isEqualTo(row.shortAxisMm());
                assertThat(zone.longAxisMm()).isEqualTo(row.longAxisMm());
                assertThat(zone.reachBeyondTipMm()).isEqualTo(row.reachBeyondTipMm());
                assertThat(zone.isExtrapolated()).isFalse();
            }
        }
    }

    /** Of profiles exactly; published means of volumes exceed the ellipsoid of the mean axes by up to a tenth. */
    @Test
    void releasedRowsAreEllipsoidsOfTheStatedVolume() {
        int checked = 0;
        for (Device device : RELEASED.devices()) {
            for (ZoneRow row : device.rows()) {
                double ellipsoid = Math.PI / 6 * row.shortAxisMm() * row.shortAxisMm() * row.longAxisMm() / 1000;
                if (row.volumeMl().isPresent()) {
                    double stated = row.volumeMl().getAsDouble();
                    double tolerance = device.grade().equals("B") ? 0.05 + 1e-9 : 0.1 * stated; // stated to 0.1 mL
                    assertThat(ellipsoid).as(row.id()).isCloseTo(stated, within(tolerance));
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(14);
    }

    @Test
    @Tag("H24")
    void betweenRowsOfOnePowerTheAxesAreLinearInLogTime() throws InputException {
        TabledZone zone = at(100, Math.sqrt(450.0 * 600));

        assertThat(zone.rows()).containsExactlyInAnyOrder("emprint-100-450", "emprint-100-600");
        assertThat(zone.shortAxisMm()).isCloseTo(35.5, within(1e-9));
        assertThat(zone.longAxisMm()).isCloseTo(41.5, within(1e-9));
        assertThat(zone.reachBeyondTipMm().getAsDouble()).isCloseTo(9.2, within(1e-9));
    }

    @Test
    @Tag("H24")
    void cornerOfTheBoxWithoutARowIsOutside() throws InputException {
        TabledZone corner = at(75, 600);

        assertThat(corner.isExtrapolated()).isTrue();
        assertThat(corner.outside())
                .contains("75 W 600 s", "100 W 450 s")
                .endsWith("it differs from row emprint-75-450 by +150 s");
        assertThat(corner.rows()).containsExactly("emprint-75-450"); // the largest that exceeds it in nothing
    }

    /** In logarithms the larger row is 0.09 away, the smaller one 0.79. */
    @Test
    @Tag("H24")
    void outsideTheTableALargerRowIsNotTakenHoweverNear() {
        ZoneTable table = new ZoneTable(List.of(row("small", 50, 300, 20), row("large", 60, 600, 30)));

        TabledZone zone = table.at(OptionalDouble.of(55), 600);

        assertThat(zone.isExtrapolated()).isTrue();
        assertThat(zone.rows()).containsExactly("small");
        assertThat(zone.shortAxisMm()).isEqualTo(20);
    }

    private static ZoneRow row(String id, double powerW, double timeS, double axisMm) {
        return ZoneRow.ellipsoid(id, OptionalDouble.of(powerW), timeS, axisMm, axisMm, OptionalDouble.of(5));
    }

    @Test
    @Tag("H24")
    void edgesOfTheBoxAreInsideAndOneUlpBeyondIsOutside() throws InputException {
        assertThat(at(100, 600).isExtrapolated()).isFalse();
        assertThat(at(75, 300).isExtrapolated()).isFalse();
        assertThat(at(87.5, 300).isExtrapolated()).isFalse();
        assertThat(at(100, Math.nextUp(600.0)).isExtrapolated()).isTrue();
        assertThat(at(Math.nextUp(100.0), 450).isExtrapolated()).isTrue();
        assertThat(at(Math.nextDown(75.0), 400).isExtrapolated()).isTrue();
        assertThat(at(90, Math.nextDown(300.0)).isExtrapolated()).isTrue();
    }

    /** Every row that holds an edge of its table's box, one ulp to either side in power and in time. */
    @Test
    @Tag("H24")
    void edgesOfEveryBoxAreSharpToOneUlp() throws InputException {
        for (Device device : RELEASED.devices()) {
            if (!device.isUsable()) {
                continue;
            }
            ZoneTable table = device.table().orElseThrow();
            double longest =
                    table.rows().stream().mapToDouble(ZoneRow::timeS).max().orElseThrow();
            double shortest =
                    table.rows().stream().mapToDouble(ZoneRow::timeS).min().orElseThrow();
            for (ZoneRow row : table.rows()) {
                if (row.timeS() == longest) {
                    TabledZone beyond = table.at(row.powerW(), Math.nextUp(longest));
                    assertThat(beyond.isExtrapolated()).as(row.id()).isTrue();
                    assertThat(beyond.rows()).containsExactly(row.id());
                    assertThat(beyond.outside()).contains("by +").endsWith(" s");
                }
                if (row.timeS() == shortest) {
                    assertThat(table.at(row.powerW(), Math.nextDown(shortest)).isExtrapolated())
                            .as(row.id())
                            .isTrue();
                }
                if (table.hasPower()) {
                    assertPowerEdge(table, row);
                }
            }
        }
    }

    private static void assertPowerEdge(ZoneTable table, ZoneRow row) {
        double power = row.powerW().getAsDouble();
        double most = table.rows().stream()
                .mapToDouble(r -> r.powerW().getAsDouble())
                .max()
                .orElseThrow();
        double least = table.rows().stream()
                .mapToDouble(r -> r.powerW().getAsDouble())
                .min()
                .orElseThrow();
        if (power == most) {
            TabledZone beyond = table.at(OptionalDouble.of(Math.nextUp(most)), row.timeS());
            assertThat(beyond.isExtrapolated()).as(row.id()).isTrue();
            assertThat(beyond.outside()).contains("by +").endsWith(" W");
        }
        if (power == least) {
            assertThat(table.at(OptionalDouble.of(Math.nextDown(least)), row.timeS())
                            .isExtrapolated())
                    .as(row.id())
                    .isTrue();
        }
    }

    @Test
    @Tag("H24")
    void distanceOutsideIsSaidExactly() throws InputException {
        assertThat(at(110, 900).outside()).endsWith("it differs from row emprint-100-600 by +10 W and +300 s");
        assertThat(at(60, 200).outside()).endsWith("it differs from row emprint-75-300 by -15 W and -100 s");
    }

    @Test
    @Tag("H24")
    void moreTimeOrMorePowerInsideTheTableIsNeverSmaller() throws InputException {
        double[] powers = {75, 80, 86, 93, 100};
        double[] times = {300, 330, 365, 400, 450};
        for (int a = 0; a < powers.length; a++) {
            for (int b = 0; b < times.length; b++) {
                TabledZone here = at(powers[a], times[b]);
                if (a > 0) {
                    assertNotSmaller(at(powers[a - 1], times[b]), here);
                }
                if (b > 0) {
                    assertNotSmaller(at(powers[a], times[b - 1]), here);
                }
            }
        }
    }

    private static void assertNotSmaller(TabledZone less, TabledZone more) {
        double rounding = 1e-9;
        assertThat(more.shortAxisMm()).isGreaterThanOrEqualTo(less.shortAxisMm() - rounding);
        assertThat(more.longAxisMm()).isGreaterThanOrEqualTo(less.longAxisMm() - rounding);
    }

    @Test
    void interpolationHasNoJumpsAcrossTheTriangulation() throws InputException {
        for (double power = 76; power < 100; power += 1.7) {
            TabledZone last = at(power, 301);
            for (double time = 301.5; time < 450; time += 0.5) {
                TabledZone zone = at(power, time);
                // steepest in the table: 4 mm between 300 and 450 s, 0.027 mm per s; four times that for half a second
                assertThat(zone.longAxisMm()).isCloseTo(last.longAxisMm(), within(0.06));
                last = zone;
            }
        }
    }

    @Test
    void tablesThatContradictThemselvesAreRefused() {
        ZoneRow row = ZoneRow.ellipsoid("a", OptionalDouble.of(50), 60, 20, 30, OptionalDouble.empty());
        ZoneRow twin = ZoneRow.ellipsoid("b", OptionalDouble.of(50), 60, 21, 30, OptionalDouble.empty());
        ZoneRow powerless = ZoneRow.ellipsoid("c", OptionalDouble.empty(), 90, 21, 30, OptionalDouble.empty());

        assertThatThrownBy(() -> new ZoneTable(List.of(row, twin))).hasMessageContaining("same setting");
        assertThatThrownBy(() -> new ZoneTable(List.of(row, powerless))).hasMessageContaining("row c differs");
        assertThatThrownBy(() -> new ZoneTable(List.of())).hasMessageContaining("at least one row");
    }

    @Test
    void singleRowWithoutPowerAnswersForItselfOnly() {
        ZoneTable table = new ZoneTable(
                List.of(ZoneRow.ellipsoid("rf-720", OptionalDouble.empty(), 720, 30, 46, OptionalDouble.empty())));

        assertThat(table.at(OptionalDouble.empty(), 720).isExtrapolated()).isFalse();
        assertThat(table.at(OptionalDouble.empty(), 720).reachBeyondTipMm()).isEmpty();
        assertThat(table.at(OptionalDouble.empty(), 721).isExtrapolated()).isTrue();
    }
}
