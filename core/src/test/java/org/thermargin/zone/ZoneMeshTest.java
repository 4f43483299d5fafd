package org.thermargin.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.thermargin.InputException;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.geometry.Point3;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;

class ZoneMeshTest {
    /** 1026 vertices and 2048 triangles cover a sphere. */
    private static final int TRIANGLES = 2048;
    /** Largest distance of a triangle from the surface of a zone of half-length 18.5 mm, as the class says of 25 mm. */
    private static final double CHORD_MM = 0.1;

    private static final ZoneModel MODEL =
            new EllipsoidZoneModel(DeviceCatalogue.released(), EllipsoidZoneModel.Options.strict());

    private static AblationZone zone(double apartMm) throws InputException {
        return MODEL.zone(placements(apartMm));
    }

    private static List<ApplicatorPlacement> placements(double apartMm) {
        Application application = Application.atTip(OptionalDouble.of(100), 300);
        return List.of(
                ApplicatorPlacement.once("a", new Point3(0, 0, 100), new Point3(3, 4, 5), "emprint", application),
                ApplicatorPlacement.once(
                        "b", new Point3(apartMm, 0, 100), new Point3(apartMm, 4, 5), "emprint", application));
    }

    /** Volume enclosed, mm3; positive where triangles are turned outwards. */
    private static double volumeMm3(ZoneMesh mesh) {
        double[] v = mesh.verticesMm();
        int[] t = mesh.triangles();
        double six = 0;
        for (int n = 0; n < t.length; n += 3) {
            int a = 3 * t[n];
            int b = 3 * t[n + 1];
            int c = 3 * t[n + 2];
            six += v[a] * (v[b + 1] * v[c + 2] - v[b + 2] * v[c + 1])
                    - v[a + 1] * (v[b] * v[c + 2] - v[b + 2] * v[c])
                    + v[a + 2] * (v[b] * v[c + 1] - v[b + 1] * v[c]);
        }
        return six / 6;
    }

    @Test
    void partsThatLieApartAreWholeEllipsoidsTurnedOutwards() throws InputException {
        AblationZone zone = zone(80);

        ZoneMesh mesh = ZoneMesh.of(zone.parts());

        assertThat(mesh.triangles()).hasSize(2 * 3 * TRIANGLES);
        for (int n = 0; n < mesh.verticesMm().length; n += 3) {
            assertThat(zone.depth().depthMm(mesh.verticesMm()[n], mesh.verticesMm()[n + 1], mesh.verticesMm()[n + 2]))
                    .isCloseTo(0, within(1e-9));
        }
        // a body whose faces lie at most CHORD_MM inside lacks at most its area (below 4 pi 18.5^2 mm2 each) times that
        assertThat(volumeMm3(mesh) / 1000)
                .isBetween(zone.volumeMl() - 2 * 4 * Math.PI * 18.5 * 18.5 * CHORD_MM / 1000, zone.volumeMl());
    }

    @Test
    void partsAloneAreThoseOfTheZone() throws InputException {
        AblationZone zone = zone(20);
        List<ZonePart> alone = MODEL.parts(placements(20));

        assertThat(alone).hasSameSizeAs(zone.parts());
        for (int n = 0; n < alone.size(); n++) {
            assertThat(alone.get(n).applicatorId())
                    .isEqualTo(zone.parts().get(n).applicatorId());
            assertThat(alone.get(n).shape().bounds())
                    .isEqualTo(zone.parts().get(n).shape().bounds());
        }
    }

    @Test
    void facesLieCloseToTheZone() throws InputException {
        AblationZone zone = zone(80);
        ZoneMesh mesh = ZoneMesh.of(zone.parts());
        double[] v = mesh.verticesMm();
        int[] t = mesh.triangles();

        for (int n = 0; n < t.length; n += 3) {
            double[] middle = new double[3];
            for (int c = 0; c < 3; c++) {
                middle[c] = (v[3 * t[n] + c] + v[3 * t[n + 1] + c] + v[3 * t[n + 2] + c]) / 3;
            }
            assertThat(zone.depth().depthMm(middle[0], middle[1], middle[2])).isBetween(0.0, CHORD_MM);
        }
    }

    @Test
    void whatLiesInAnotherPartIsLeftOut() throws InputException {
        AblationZone zone = zone(20);

        ZoneMesh mesh = ZoneMesh.of(zone.parts());

        assertThat(mesh.triangles().length).isLessThan(2 * 3 * TRIANGLES);
        for (int n = 0; n < mesh.triangles().length; n += 3) {
            double shallowest = Double.POSITIVE_INFINITY;
            for (int c = 0; c < 3; c++) {
                int at = 3 * mesh.triangles()[n + c];
                shallowest = Math.min(
                        shallowest,
                        zone.depth()
                                .depthMm(mesh.verticesMm()[at], mesh.verticesMm()[at + 1], mesh.verticesMm()[at + 2]));
            }
            assertThat(shallowest).isCloseTo(0, within(1e-9));
        }
    }

    /** A sphere of 1026 vertices, 1.8 mm apart at most: cubes of 4 mm join them; 3/8 of 16 mm2 over 17.5 mm. */
    @Test
    void coarserMeshesLieByTheSurface() throws InputException {
        AblationZone zone = zone(80);
        ZoneMesh fine = ZoneMesh.of(zone.parts());

        ZoneMesh coarse = fine.coarser(4);

        assertThat(coarse.verticesMm().length).isLessThan(fine.verticesMm().length / 2);
        for (int n = 0; n < coarse.verticesMm().length; n += 3) {
            assertThat(zone.depth()
                            .depthMm(coarse.verticesMm()[n], coarse.verticesMm()[n + 1], coarse.verticesMm()[n + 2]))
                    .isBetween(-1e-9, 0.35);
        }
        assertThat(volumeMm3(coarse)).isCloseTo(1000 * zone.volumeMl(), Percentage.withPercentage(5));
        assertThat(fine.coarser(1e-3).triangles()).hasSameSizeAs(fine.triangles());
    }
}
