package org.thermargin.campaign;

import java.util.List;
import java.util.Locale;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Point3;

/**
 * A rigid map as registrations state it: three angles, a centre, a shift; {@code p -> R (p - centre) + centre + shift} with
 * {@code R = Rz Rx Ry}.
 *
 * @param anglesRad about x, y and z
 * @param centre centre of the turn, LPS mm
 * @param shiftMm along x, y and z
 */
record Motion(List<Double> anglesRad, Point3 centre, List<Double> shiftMm) {
    AffineMap map() {
        return about(matrix(), centre, shiftMm);
    }

    static AffineMap about(double[] matrix, Point3 centre, List<Double> shiftMm) {
        return AffineMap.about(matrix, centre, centre.shifted(shiftMm.get(0), shiftMm.get(1), shiftMm.get(2)));
    }

    double[] matrix() {
        double[] x = turn(anglesRad.get(0), 1, 2);
        double[] y = turn(anglesRad.get(1), 2, 0);
        double[] z = turn(anglesRad.get(2), 0, 1);
        return product(z, product(x, y));
    }

    private static double[] turn(double rad, int from, int to) {
        double[] m = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        m[4 * from] = Math.cos(rad);
        m[4 * to] = Math.cos(rad);
        m[3 * from + to] = -Math.sin(rad);
        m[3 * to + from] = Math.sin(rad);
        return m;
    }

    static double[] product(double[] a, double[] b) {
        double[] m = new double[9];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                for (int n = 0; n < 3; n++) {
                    m[3 * row + column] += a[3 * row + n] * b[3 * n + column];
                }
            }
        }
        return m;
    }

    static double[] transposed(double[] m) {
        return new double[] {m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]};
    }

    /** The transform file with the angles. */
    String text() {
        return file(
                "Euler3DTransform",
                List.of(
                        anglesRad.get(0),
                        anglesRad.get(1),
                        anglesRad.get(2),
                        shiftMm.get(0),
                        shiftMm.get(1),
                        shiftMm.get(2)),
                centre);
    }

    /** A transform file with a matrix, nine numbers row by row. */
    static String text(double[] m, Point3 centre, List<Double> shiftMm) {
        return file(
                "AffineTransform",
                List.of(
                        m[0],
                        m[1],
                        m[2],
                        m[3],
                        m[4],
                        m[5],
                        m[6],
                        m[7],
                        m[8],
                        shiftMm.get(0),
                        shiftMm.get(1),
                        shiftMm.get(2)),
                centre);
    }

    /** A transform file with the map. */
    static String text(AffineMap map) {
        return text(
                new double[] {
                    map.x().a(),
                    map.x().b(),
                    map.x().c(),
                    map.y().a(),
                    map.y().b(),
                    map.y().c(),
                    map.z().a(),
                    map.z().b(),
                    map.z().c()
                },
                new Point3(0, 0, 0),
                List.of(map.x().offsetMm(), map.y().offsetMm(), map.z().offsetMm()));
    }

    private static String file(String kind, List<Double> parameters, Point3 centre) {
        StringBuilder numbers = new StringBuilder();
        parameters.forEach(p -> numbers.append(' ').append(String.format(Locale.ROOT, "%.12f", p)));
        return String.format(Locale.ROOT, """
                #Insight Transform File V1.0
                #Transform 0
                Transform: %s_double_3_3
                Parameters:%s
                FixedParameters: %.9f %.9f %.9f
                """, kind, numbers, centre.x(), centre.y(), centre.z());
    }
}
