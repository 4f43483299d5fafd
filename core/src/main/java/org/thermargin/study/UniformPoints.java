package org.thermargin.study;

import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Points of the open unit cube by number: the same for every order in which they are asked for. Sobol points are shifted
 * by the seed, each axis on its own, modulo 1 (Cranley and Patterson, SIAM J Numer Anal 1976;13:904), so that seeds give
 * independent estimates and none lies on 0.
 */
final class UniformPoints {
    /** Most axes for which Sobol directions are known. */
    private static final int MAX_DIMENSIONS = 1000;

    private static final double ULP = 0x1p-53;

    private final StudyDesign.Method method;
    private final long seed;
    private final int dimensions;
    private final SobolSequenceGenerator sobol;

    /** Points with this number of axes, at least 1. Not thread-safe. */
    UniformPoints(StudyDesign.Method method, long seed, int dimensions) {
        if (dimensions > MAX_DIMENSIONS) {
            throw new IllegalArgumentException("drawn points must have at most 1000 axes, had " + dimensions);
        }
        this.method = method;
        this.seed = seed;
        this.dimensions = dimensions;
        this.sobol = new SobolSequenceGenerator(dimensions);
    }

    double[] point(int number) {
        double[] point;
        if (method == StudyDesign.Method.SOBOL) {
            point = sobol.skipTo(number);
            for (int d = 0; d < dimensions; d++) {
                double shifted = point[d] + hashed(seed, -1, d);
                point[d] = shifted >= 1 ? shifted - 1 : shifted;
            }
        } else {
            point = new double[dimensions];
            for (int d = 0; d < dimensions; d++) {
                point[d] = hashed(seed, number, d);
            }
        }
        for (int d = 0; d < dimensions; d++) {
            point[d] = Math.min(1 - ULP, Math.max(ULP, point[d]));
        }
        return point;
    }

    /** A number of 0..1 from seed, draw and axis by the mixing of SplitMix64 (Steele et al., OOPSLA 2014). */
    private static double hashed(long seed, long number, long axis) {
        long bits = mixed(mixed(mixed(seed) + number) + axis);
        return (bits >>> 11) * ULP;
    }

    private static long mixed(long state) {
        long z = state + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
