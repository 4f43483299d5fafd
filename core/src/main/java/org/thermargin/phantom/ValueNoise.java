package org.thermargin.phantom;

/**
 * Smooth noise in [-1, 1]: three octaves of trilinear value noise with lattice values from the splitmix64 hash (Steele,
 * Lea and Flood 2014, doi:10.1145/2660193.2660195), faded by t^2 (3 - 2t), weights 4/7, 2/7, 1/7. The same bits on
 * every machine.
 */
final class ValueNoise {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private ValueNoise() {}

    static double at(double x, double y, double z, long seed) {
        double n = octave(x, y, z, seed) * (4.0 / 7.0);
        n = n + octave(x * 2.0, y * 2.0, z * 2.0, seed + 1) * (2.0 / 7.0);
        return n + octave(x * 4.0, y * 4.0, z * 4.0, seed + 2) * (1.0 / 7.0);
    }

    private static double octave(double x, double y, double z, long seed) {
        long i = (long) Math.floor(x);
        long j = (long) Math.floor(y);
        long k = (long) Math.floor(z);
        double u = fade(x - Math.floor(x));
        double v = fade(y - Math.floor(y));
        double w = fade(z - Math.floor(z));
        double low = mix(v, alongX(u, i, j, k, seed), alongX(u, i, j + 1, k, seed));
        double high = mix(v, alongX(u, i, j, k + 1, seed), alongX(u, i, j + 1, k + 1, seed));
        return mix(w, low, high);
    }

    private static double alongX(double u, long i, long j, long k, long seed) {
        return mix(u, lattice(i, j, k, seed), lattice(i + 1, j, k, seed));
    }

    private static double mix(double t, double a, double b) {
        return a + t * (b - a);
    }

    private static double fade(double t) {
        return t * t * (3.0 - 2.0 * t);
    }

    /** The hashed value of a lattice point, uniform in [-1, 1). */
    static double lattice(long i, long j, long k, long seed) {
        long h = splitmix(i + seed * GOLDEN);
        h = splitmix(h ^ j);
        h = splitmix(h ^ k);
        return (h >>> 11) * 0x1p-53 * 2.0 - 1.0;
    }

    private static long splitmix(long state) {
        long z = state + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
