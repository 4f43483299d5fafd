package org.thermargin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.margin.MarginMap;

class DirectionMapTest {
    private static final double ROOT2 = Math.sqrt(2);

    /** A cube of 20 mm around LPS (0, 0, 0) whose faces bear a margin each: left 1, right 2, posterior 3, anterior 4, ... */
    private static MarginMap cube() {
        double[] vertices = new double[6 * 4 * 3];
        double[] margin = new double[6 * 4];
        int[] triangles = new int[6 * 6];
        for (int face = 0; face < 6; face++) {
            int axis = face / 2;
            double side = face % 2 == 0 ? 10 : -10;
            for (int c = 0; c < 4; c++) {
                int v = 4 * face + c;
                vertices[3 * v + axis] = side;
                vertices[3 * v + (axis + 1) % 3] = c == 1 || c == 2 ? side : -side;
                vertices[3 * v + (axis + 2) % 3] = c > 1 ? 10 : -10;
                margin[v] = face + 1;
            }
            int[] corners = {0, 1, 2, 0, 2, 3};
            for (int c = 0; c < 6; c++) {
                triangles[6 * face + c] = 4 * face + corners[c];
            }
        }
        return new MarginMap(vertices, triangles, margin);
    }

    private static double at(DirectionMap map, double x, double y) {
        int column = (int) Math.round((DirectionMap.WIDTH - 1) / 2.0
                + x / DirectionMap.x(DirectionMap.WIDTH - 1.0) * ((DirectionMap.WIDTH - 1) / 2.0));
        int row = (int)
                Math.round((DirectionMap.HEIGHT - 1) / 2.0 - y / DirectionMap.y(0) * ((DirectionMap.HEIGHT - 1) / 2.0));
        return map.marginMm()[row * DirectionMap.WIDTH + column];
    }

    @Test
    @Tag("H35")
    void everySideOfTheBodyIsAtItsPlace() {
        PictureMesh mesh = PictureMesh.of(cube());

        DirectionMap map = DirectionMap.of(mesh, new double[3]);

        assertThat(at(map, ROOT2, 0)).as("left").isCloseTo(1, within(1e-9));
        assertThat(at(map, -ROOT2, 0)).as("right").isCloseTo(2, within(1e-9));
        assertThat(at(map, 2 * ROOT2, 0)).as("posterior").isCloseTo(3, within(1e-9));
        assertThat(at(map, -2 * ROOT2, 0)).as("posterior").isCloseTo(3, within(1e-9));
        assertThat(at(map, 0, 0)).as("anterior").isCloseTo(4, within(1e-9));
        assertThat(at(map, 0, ROOT2)).as("superior").isCloseTo(5, within(1e-9));
        assertThat(at(map, 0, -ROOT2)).as("inferior").isCloseTo(6, within(1e-9));
        assertThat(map.marginMm()).doesNotContain(Double.NaN);
    }

    /** The six faces of a cube take equal parts of all directions, and the projection keeps areas. */
    @Test
    void equalSolidAnglesHaveEqualAreas() {
        DirectionMap map = DirectionMap.of(PictureMesh.of(cube()), new double[3]);
        int[] nodes = new int[7];
        int all = 0;
        for (int n = 0; n < map.marginMm().length; n++) {
            double x = DirectionMap.x(n % DirectionMap.WIDTH) / (2 * ROOT2);
            double y = DirectionMap.y(n / DirectionMap.WIDTH) / ROOT2;
            if (x * x + y * y <= 1) {
                nodes[(int) Math.round(map.marginMm()[n])]++;
                all++;
            }
        }
        // a face has about 2100 nodes and 250 along its border, of which a node each side may be miscounted
        for (int face = 1; face <= 6; face++) {
            assertThat(nodes[face]).as("face " + face).isCloseTo(all / 6, within(60));
        }
    }

    @Test
    void ofSeveralSheetsTheThinnestCounts() {
        double[] vertices = {-50, -10, -50, 50, -10, -50, 0, -10, 80, -50, -20, -50, 50, -20, -50, 0, -20, 80};
        MarginMap sheets = new MarginMap(vertices, new int[] {0, 1, 2, 3, 4, 5}, new double[] {7, 7, 7, 3, 3, 3});
        PictureMesh mesh = PictureMesh.of(sheets);

        DirectionMap map = DirectionMap.of(mesh, mesh.fromCentre(new org.thermargin.geometry.Point3(0, 0, 0)));

        assertThat(at(map, 0, 0)).isCloseTo(3, within(1e-9));
        assertThat(at(map, 2 * ROOT2, 0)).as("nothing behind").isNaN();
    }

    @Test
    void directionsAreProjectedWhereNodesAre() {
        assertThat(DirectionMap.place(0, -1, 0)).containsExactly(new double[] {0, 0}, within(1e-9));
        assertThat(DirectionMap.place(1, 0, 0)).containsExactly(new double[] {ROOT2, 0}, within(1e-9));
        assertThat(DirectionMap.place(0, 0, 1)).containsExactly(new double[] {0, ROOT2}, within(1e-3));
        // 45 degrees up: theta solves 2 theta + sin 2 theta = pi sin 45 degrees, theta = 0.63359 rad, y = sqrt 2 sin
        // theta
        assertThat(DirectionMap.place(0, -1, 1)[1]).isCloseTo(ROOT2 * StrictMath.sin(0.63359), within(1e-3));
    }
}
