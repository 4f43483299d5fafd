package org.thermargin.geometry;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the level of one ellipsoid has its local minima and maxima over the surface of another: at most two each, exact.
 * The level is a quadratic on a sphere there, so {@link SphereQuadraticKernel} finds them all. Each closed curve in which
 * the two surfaces cut divides some minimum (inside the other) from some maximum (outside), which makes a search for
 * the curves complete.
 *
 * @param minima unit-sphere coordinates on the first ellipsoid, the lowest first
 * @param maxima likewise, the highest first
 */
record LevelExtremes(List<double[]> minima, List<double[]> maxima) {
    /** The extremes of the level of {@code other} over the surface of {@code on}. */
    static LevelExtremes of(Ellipsoid on, Ellipsoid other) {
        double[] matrix = new double[9]; // other's level + 1 = |B u + d|^2, B = matrix
        double[] d = new double[3];
        for (int row = 0; row < 3; row++) {
            Direction3 axis = other.axis(row);
            for (int column = 0; column < 3; column++) {
                matrix[3 * row + column] = axis.dot(on.axis(column)) * on.semiAxisMm(column) / other.semiAxisMm(row);
            }
            Point3 a = on.centre();
            Point3 b = other.centre();
            d[row] = (axis.x() * (a.x() - b.x()) + axis.y() * (a.y() - b.y()) + axis.z() * (a.z() - b.z()))
                    / other.semiAxisMm(row);
        }
        double[] gram = new double[9];
        double[] linear = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                linear[i] -= matrix[3 * k + i] * d[k];
                for (int j = 0; j < 3; j++) {
                    gram[3 * i + j] += matrix[3 * k + i] * matrix[3 * k + j];
                }
            }
        }
        double[] v = new double[9];
        SymmetricEigenKernel.diagonalise(gram, v);
        double[] e2 = {Math.max(0, gram[0]), Math.max(0, gram[4]), Math.max(0, gram[8])};
        double[] b = new double[3];
        for (int i = 0; i < 3; i++) {
            b[i] = v[i] * linear[0] + v[3 + i] * linear[1] + v[6 + i] * linear[2];
        }
        double top = Math.max(e2[0], Math.max(e2[1], e2[2]));
        double[] mirrored = {top - e2[0], top - e2[1], top - e2[2]};
        double[] negated = {-b[0], -b[1], -b[2]};
        return new LevelExtremes(minima(e2, b, v), minima(mirrored, negated, v));
    }

    private static List<double[]> minima(double[] e2, double[] b, double[] v) {
        List<double[]> result = new ArrayList<>();
        double[] u = new double[3];
        SphereQuadraticKernel.minimum(e2, b, u);
        result.add(turned(v, u));
        if (SphereQuadraticKernel.otherMinimum(e2, b, u)) {
            result.add(turned(v, u));
        }
        return result;
    }

    private static double[] turned(double[] v, double[] u) {
        double[] result = new double[3];
        for (int k = 0; k < 3; k++) {
            result[k] = v[3 * k] * u[0] + v[3 * k + 1] * u[1] + v[3 * k + 2] * u[2];
        }
        return result;
    }
}
