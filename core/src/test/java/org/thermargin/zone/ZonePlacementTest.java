package org.thermargin.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.device.Device;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.Meshes;
import org.thermargin.geometry.Point3;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.ZoneFactors;

/** Roll, electrodes, pull-backs, factors, meshes and devices for reference. */
class ZonePlacementTest {
    private static final Point3 TIP = new Point3(10, -20, 30);
    private static final DeviceCatalogue RELEASED = DeviceCatalogue.released();
    private static final OptionalDouble NO_POWER = OptionalDouble.empty();

    @TempDir
    Path folder;

    /** The device file of the document, as a reader of it would copy it. */
    private DeviceCatalogue documented() throws IOException, InputException {
        Path page = Path.of(System.getProperty("thermargin.root", ".."), "core", "docs", "zones.md");
        String text = Files.readString(page, StandardCharsets.UTF_8);
        int from = text.indexOf("{\"schema\": \"thermargin.device/1\"");
        String json = text.substring(from, text.indexOf("```", from));
        return RELEASED.with(Files.writeString(folder.resolve("my-cluster.json"), json));
    }

    private static AblationZone zone(DeviceCatalogue catalogue, ApplicatorPlacement... placements)
            throws InputException {
        return new EllipsoidZoneModel(catalogue, EllipsoidZoneModel.Options.strict()).zone(List.of(placements));
    }

    private static ApplicatorPlacement placed(
            String device, Direction3 along, double rollDeg, Application... applications) {
        return new ApplicatorPlacement(
                "needle", TIP.along(along, -90), TIP, rollDeg * Math.PI / 180, device, List.of(applications));
    }

    private static Point3 centre(AblationZone zone, int part) {
        return ((Ellipsoid) zone.parts().get(part).shape()).centre();
    }

    private static void assertNear(Point3 actual, Point3 expected) {
        assertThat(actual.distanceMm(expected)).as("%s to %s", actual, expected).isLessThan(1e-9);
    }

    @Test
    void exampleOfTheDocumentIsADeviceFile() throws IOException, InputException {
        Device device = documented().device("my-cluster");

        assertThat(device.grade()).isEqualTo("user");
        assertThat(device.electrodes()).hasSize(3);
        assertThat(device.rows()).hasSize(2);
        assertThat(device.referenceRows()).hasSize(1);
    }

    @Test
    void rollZeroPointsTheShaftsXAxisToSuperior() throws IOException, InputException {
        DeviceCatalogue catalogue = documented();
        Application once = Application.atTip(NO_POWER, 720);
        // the file: electrodes at (2.89, 0), (-1.44, 2.5), (-1.44, -2.5); 30 x 40 mm, 8 mm beyond the tip
        Point3 centre = TIP.along(Direction3.LEFT, 8 - 20);

        AblationZone zone = zone(catalogue, placed("my-cluster", Direction3.LEFT, 0, once));
        AblationZone turned = zone(catalogue, placed("my-cluster", Direction3.LEFT, 90, once));
        AblationZone steep = zone(catalogue, placed("my-cluster", Direction3.SUPERIOR, 0, once));

        // shaft to the left: x superior, y = left cross superior = anterior
        assertNear(centre(zone, 0), centre.shifted(0, 0, 2.89));
        assertNear(centre(zone, 1), centre.shifted(0, -2.5, -1.44));
        assertNear(centre(turned, 0), centre.shifted(0, -2.89, 0)); // from superior towards anterior
        // shaft to superior: x left instead
        assertNear(centre(steep, 0), TIP.shifted(2.89, 0, 8 - 20));
        assertThat(zone.volumeMl()).isGreaterThan(Math.PI / 6 * 30 * 30 * 40 / 1000);
        assertThat(zone.claim()).contains("at each of 3 electrodes, roll 0 deg", "grade user");
    }

    @Test
    void shaftFrameIsRightHandedForEveryDirection() {
        for (double x = -1; x <= 1; x += 0.25) {
            for (double y = -1; y <= 1; y += 0.25) {
                for (double z : new double[] {-1, -0.01, 0.01, 1}) {
                    Direction3 along = Direction3.of(x, y, z);
                    var frame = placed("emprint", along, 37, Application.atTip(NO_POWER, 1))
                            .shaftFrame(12); // the frame refuses anything but a right-handed one

                    assertNear(frame.origin(), TIP.along(along, -12));
                    assertThat(frame.ez().dot(along)).isCloseTo(1, within(1e-12));
                }
            }
        }
    }

    @Test
    void pullBackMovesTheZoneTowardsTheEntry() throws InputException {
        Application first = Application.atTip(OptionalDouble.of(100), 300);
        Application second = new Application(20, OptionalDouble.of(75), 300, OptionalDouble.empty());

        AblationZone zone = zone(RELEASED, placed("emprint", Direction3.SUPERIOR, 0, first, second));

        assertThat(zone.parts()).hasSize(2);
        assertNear(centre(zone, 0), TIP.shifted(0, 0, -11.55));
        assertNear(centre(zone, 1), TIP.shifted(0, 0, -31.55));
        assertThat(zone.tableRows()).containsExactly("emprint-100-300", "emprint-75-300");
        assertThat(zone.claim()).contains("tip drawn back 20 mm");
        assertThat(zone.taints()).isEmpty();
    }

    @Test
    void factorsScaleAboutTheTipAndAreSaid() throws InputException {
        Application halved = Application.atTip(OptionalDouble.of(100), 300).with(new ZoneFactors(0.8, 0.9, 0.1));

        AblationZone zone = zone(RELEASED, placed("emprint", Direction3.SUPERIOR, 0, halved));

        // 35 x 37 mm, 6.95 mm beyond the tip; R0 = R / (1 - 0.1)
        Ellipsoid shape = (Ellipsoid) zone.parts().get(0).shape();
        assertThat(shape.semiAxisMm(0)).isCloseTo(18.5 * 0.9 / 0.9, within(1e-12));
        assertThat(shape.semiAxisMm(1)).isCloseTo(17.5 * 0.8 / 0.9, within(1e-12));
        assertThat(zone.parts().get(0).halfWidthMm()).isCloseTo(17.5 * 0.8 / 0.9, within(1e-12));
        assertThat(zone.depth().depthMm(TIP.shifted(0, 0, 6.95 * 0.9 / 0.9))).isCloseTo(0, within(1e-9));
        assertThat(zone.claim())
                .contains("35 x 37 mm", "in vivo factors 0.8 short and 0.9 long axis")
                .contains("shrinkage 0.1 taken back as stated by the user, giving 31.1 x 37 mm");
        assertThat(zone.taints()).isEmpty();
    }

    @Test
    @Tag("H24")
    void tableOfPerfusedTissueIsNotConvertedAgain() {
        Application application = new Application(0, NO_POWER, 720, OptionalDouble.of(5));
        Application converted = application.with(new ZoneFactors(0.8, 1, 0));
        Application unshrunken = application.with(new ZoneFactors(1, 1, 0.1));

        assertThatThrownBy(() -> zone(RELEASED, placed("ic-2cm-invivo", Direction3.LEFT, 0, converted)))
                .hasMessageContaining("in vivo factors must not be given for ic-2cm-invivo");
        assertThatThrownBy(() -> new ZoneFactors(1, 0, 0))
                .hasMessageContaining("long axis must be 0.2 to 1.5, was 0.0");
        assertThatThrownBy(() -> new ZoneFactors(1, 1, 0.6)).hasMessageContaining("0 to 0.5, was 0.6");
        assertThat(unshrunken.factors().convert()).isFalse();
    }

    @Test
    void statedReachBelongsToTheTabledZoneAndIsNoTaint() throws InputException {
        Application stated = new Application(0, NO_POWER, 720, OptionalDouble.of(5));

        AblationZone zone = zone(RELEASED, placed("ic-2cm-exvivo", Direction3.LEFT, 0, stated));
        AblationZone scaled =
                zone(RELEASED, placed("ic-2cm-exvivo", Direction3.LEFT, 0, stated.with(new ZoneFactors(1, 0.8, 0))));

        assertThat(zone.depth().depthMm(TIP.shifted(5, 0, 0))).isCloseTo(0, within(1e-9));
        assertThat(scaled.depth().depthMm(TIP.shifted(4, 0, 0))).isCloseTo(0, within(1e-9));
        assertThat(zone.claim()).contains("reach beyond the tip stated as 5 mm", "tissue state ex vivo", "grade A");
        assertThat(zone.taints()).isEmpty();
        assertThatThrownBy(() ->
                        zone(RELEASED, placed("ic-2cm-exvivo", Direction3.LEFT, 0, Application.atTip(NO_POWER, 720))))
                .hasMessageContaining("reach_beyond_tip_mm must be given");
    }

    @Test
    @Tag("H24")
    void deviceForReferenceMakesNoZone() {
        for (Device device : RELEASED.devices()) {
            if (device.isUsable()) {
                continue;
            }
            assertThatThrownBy(() ->
                            zone(RELEASED, placed(device.id(), Direction3.LEFT, 0, Application.atTip(NO_POWER, 720))))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining(device.id() + " is for reference only")
                    .hasMessageContaining(device.referenceRows().get(0).reason());
        }
    }

    @Test
    void meshOfAZoneIsPlacedLikeItsEllipsoid() throws IOException, InputException {
        String json = """
                {"schema": "thermargin.device/1", "id": "meshed", "name": "Meshed", "modality": "MWA", "organ": "liver",
                 "tissue_state": "ex vivo", "tip_reference": "origin of the mesh", "citation": "own", "read": "own",
                 "grade": "user", "unverified": [],
                 "rows": [{"id": "meshed-300", "power_w": 100, "time_s": 300, "mesh": "zone.stl"}]}
                """;
        Path file = Files.writeString(folder.resolve("meshed.json"), json);
        Meshes.Mesh mesh = Meshes.ellipsoid(new Point3(0, 0, -11.55), 17.5, 17.5, 18.5, 5);
        DeviceCatalogue catalogue = RELEASED.with(file, path -> mesh.solid());
        Direction3 along = Direction3.of(1, 2, -2);
        Application application = Application.atTip(OptionalDouble.of(100), 300).with(new ZoneFactors(0.9, 0.8, 0));

        AblationZone meshed = zone(catalogue, placed("meshed", along, 25, application));
        AblationZone tabled = zone(catalogue, placed("emprint", along, 0, application));

        for (int n = 0; n < 500; n++) {
            Point3 p = TIP.shifted(n % 10 * 6 - 27, n / 10 % 10 * 6 - 27, n / 100 * 12 - 24);
            // facets of 8192 triangles lie at most 0.0009 of the radius inside: 0.02 mm
            assertThat(meshed.depth().depthMm(p)).isCloseTo(tabled.depth().depthMm(p), within(0.02));
        }
        assertThat(meshed.volumeMl()).isCloseTo(tabled.volumeMl(), within(0.05)); // 0.3 % of 16 mL
        assertThat(meshed.model()).isEqualTo("device-mesh");
        assertThat(meshed.claim()).contains("35 x 37 mm as a mesh").doesNotContain("lower bounds");
        AblationZone both = zone(
                catalogue, placed("meshed", along, 0, application), placed("emprint", Direction3.LEFT, 0, application));
        assertThat(both.model()).isEqualTo("device-ellipsoid+mesh");
        assertThat(both.claim()).contains("lower bounds");
        assertThat(both.volumeMl()).isGreaterThan(tabled.volumeMl());
    }
}
