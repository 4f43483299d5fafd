package org.thermargin.plan;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Finds the least deep points without a walk: bounds of all leaves of the tree at once, then of the points of the few leaves
 * that remain. Bounds are floats about the middle of the lesion; they are trusted to {@link #roundingMm}, and every depth that
 * counts is solved in double. Cost with 512 bits, 500 leaves: 4 microseconds for one
 * ellipsoid and 0.6 for each more, bound by square roots and by the solves, one after another. One method a phase,
 * vectors never leave it, so that they are not allocated.
 */
final class VectorThinnestKernel implements ThinnestKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();
    private static final int LEAF = BallTree.LEAF;
    /** Numbers of an ellipsoid: matrix to the unit ball (9), its offset (3), 1 / semi-axes (3), shortest, longest, mm. */
    private static final int STRIDE = 17;

    private final BallTree surface;
    private final double[] middle = new double[3];
    private final double reachMm;
    private final int leaves;
    private final int firstLeaf;
    /** Number c of leaf n at c * padded + n: centre, radius, matrix as in the tree. */
    private final float[] nodes;

    private final int padded;
    /** Coordinate c of point q of leaf n at (3 n + c) LEAF + q; a leaf's last point fills it up. */
    private final float[] points;

    private final float[] floors;
    private final float[] depths = new float[LEAF];
    private float[] zoneNumbers = new float[STRIDE];

    VectorThinnestKernel(BallTree surface) {
        this.surface = surface;
        leaves = (surface.size.length + 1) / 2;
        firstLeaf = leaves - 1;
        padded = (leaves + LEAF - 1) / LEAF * LEAF;
        nodes = new float[BallTree.STRIDE * padded];
        points = new float[3 * LEAF * leaves];
        floors = new float[padded];
        System.arraycopy(surface.nodes, 0, middle, 0, 3);
        reachMm = surface.nodes[BallTree.RADIUS];
        for (int n = 0; n < padded; n++) {
            int node = firstLeaf + Math.min(n, leaves - 1);
            for (int c = 0; c < BallTree.STRIDE; c++) {
                nodes[c * padded + n] = (float) (surface.nodes[BallTree.STRIDE * node + c] - (c < 3 ? middle[c] : 0));
            }
        }
        for (int n = 0; n < leaves; n++) {
            int first = surface.first[firstLeaf + n];
            int last = surface.size[firstLeaf + n] - 1;
            for (int q = 0; q < LEAF; q++) {
                for (int c = 0; c < 3; c++) {
                    points[(3 * n + c) * LEAF + q] =
                            (float) (surface.points[3 * (first + Math.min(q, last)) + c] - middle[c]);
                }
            }
        }
    }

    @Override
    public int thinnest(PackedEllipsoids zone, int guess) {
        double slack = take(zone);
        bound(nodes, padded, zoneNumbers, zone.count, floors);
        int thinnest = guess;
        double least = depth(zone, guess);
        int best = 0;
        for (int n = 1; n < leaves; n++) {
            best = floors[n] < floors[best] ? n : best;
        }
        for (int n = -1; n < leaves; n++) { // the most promising leaf first
            int leaf = n < 0 ? best : n;
            if (floors[leaf] > least + slack) {
                continue;
            }
            bound(points, 3 * LEAF * leaf, zoneNumbers, zone.count, depths, 0);
            int first = surface.first[firstLeaf + leaf];
            int size = surface.size[firstLeaf + leaf];
            for (int q = 0; q < size; q++) {
                if (depths[q] <= least + slack) {
                    double depth = depth(zone, first + q);
                    if (depth < least || (depth == least && first + q < thinnest)) {
                        least = depth;
                        thinnest = first + q;
                    }
                }
            }
            if (n < 0) {
                floors[best] = Float.POSITIVE_INFINITY;
            }
        }
        return thinnest;
    }

    @Override
    public int shallowerThan(double limitMm, PackedEllipsoids zone, int[] found) {
        double limit = limitMm + take(zone);
        bound(nodes, padded, zoneNumbers, zone.count, floors);
        int count = 0;
        for (int n = 0; n < leaves; n++) {
            if (floors[n] > limit) {
                continue;
            }
            bound(points, 3 * LEAF * n, zoneNumbers, zone.count, depths, 0);
            int first = surface.first[firstLeaf + n];
            int size = surface.size[firstLeaf + n];
            for (int q = 0; q < size; q++) {
                if (depths[q] <= limit) {
                    found[count++] = first + q;
                }
            }
        }
        return count;
    }

    private double depth(PackedEllipsoids zone, int point) {
        double[] p = surface.points;
        return zone.deepestMm(p[3 * point], p[3 * point + 1], p[3 * point + 2]);
    }

    /** Takes the ellipsoids as floats; returns how far bounds are to be trusted, mm. */
    private double take(PackedEllipsoids zone) {
        if (zoneNumbers.length < STRIDE * zone.count) {
            zoneNumbers = new float[STRIDE * zone.count];
        }
        double[] v = zone.values;
        double rounding = 0;
        for (int k = 0; k < zone.count; k++) {
            int from = k * PackedEllipsoids.STRIDE;
            int to = k * STRIDE;
            double dx = v[from] - middle[0];
            double dy = v[from + 1] - middle[1];
            double dz = v[from + 2] - middle[2];
            for (int c = 0; c < 3; c++) {
                int row = from + PackedEllipsoids.BALL + 3 * c;
                zoneNumbers[to + 3 * c] = (float) v[row];
                zoneNumbers[to + 3 * c + 1] = (float) v[row + 1];
                zoneNumbers[to + 3 * c + 2] = (float) v[row + 2];
                zoneNumbers[to + 9 + c] = (float) -(v[row] * dx + v[row + 1] * dy + v[row + 2] * dz);
                zoneNumbers[to + 12 + c] = (float) (1 / v[from + PackedEllipsoids.SEMI + c]);
            }
            zoneNumbers[to + 15] = (float) v[from + PackedEllipsoids.SHORTEST];
            zoneNumbers[to + 16] = (float) v[from + PackedEllipsoids.LONGEST];
            rounding = Math.max(
                    rounding,
                    roundingMm(
                            Math.sqrt(dx * dx + dy * dy + dz * dz) + reachMm,
                            v[from + PackedEllipsoids.SHORTEST],
                            v[from + PackedEllipsoids.LONGEST]));
        }
        return rounding;
    }

    /**
     * Error of the bounds of one ellipsoid, mm. Coordinates in its unit ball are sums of four terms of at most farthest /
     * shortest, wrong by 6 roundings of 2^-24; what follows from them (squares, a difference, a root) triples that, and depths
     * are at most longest times as large. Doubled for reaches and radii.
     */
    private static double roundingMm(double farthestMm, double shortest, double longest) {
        double u = 1 + farthestMm / shortest;
        return 2 * 3 * 6 * 0x1p-24 * u * u * longest;
    }

    /** As {@link PackedEllipsoids#depthAtLeastMm(double[], int)} for all leaves. */
    private static void bound(float[] nodes, int n, float[] e, int count, float[] floors) {
        for (int k = 0; k < count; k++) {
            bound(nodes, n, e, k * STRIDE, k == 0, floors);
        }
    }

    private static void bound(float[] nodes, int n, float[] e, int at, boolean first, float[] floors) {
        float shortest = e[at + 15];
        float longest = e[at + 16];
        float inverse = 1 / shortest;
        for (int b = 0; b < n; b += LENGTH) {
            FloatVector x = FloatVector.fromArray(SPECIES, nodes, b);
            FloatVector y = FloatVector.fromArray(SPECIES, nodes, n + b);
            FloatVector z = FloatVector.fromArray(SPECIES, nodes, 2 * n + b);
            FloatVector u =
                    x.mul(e[at]).add(y.mul(e[at + 1])).add(z.mul(e[at + 2])).add(e[at + 9]);
            FloatVector v =
                    x.mul(e[at + 3]).add(y.mul(e[at + 4])).add(z.mul(e[at + 5])).add(e[at + 10]);
            FloatVector w =
                    x.mul(e[at + 6]).add(y.mul(e[at + 7])).add(z.mul(e[at + 8])).add(e[at + 11]);
            FloatVector gx = u.mul(e[at]).add(v.mul(e[at + 3])).add(w.mul(e[at + 6]));
            FloatVector gy = u.mul(e[at + 1]).add(v.mul(e[at + 4])).add(w.mul(e[at + 7]));
            FloatVector gz = u.mul(e[at + 2]).add(v.mul(e[at + 5])).add(w.mul(e[at + 8]));
            FloatVector mixed = FloatVector.fromArray(SPECIES, nodes, 7 * n + b)
                    .mul(gx)
                    .mul(gy)
                    .add(FloatVector.fromArray(SPECIES, nodes, 8 * n + b)
                            .mul(gx)
                            .mul(gz))
                    .add(FloatVector.fromArray(SPECIES, nodes, 9 * n + b)
                            .mul(gy)
                            .mul(gz));
            FloatVector reach = FloatVector.fromArray(SPECIES, nodes, 4 * n + b)
                    .mul(gx)
                    .mul(gx)
                    .add(FloatVector.fromArray(SPECIES, nodes, 5 * n + b)
                            .mul(gy)
                            .mul(gy))
                    .add(FloatVector.fromArray(SPECIES, nodes, 6 * n + b)
                            .mul(gz)
                            .mul(gz))
                    .add(mixed.add(mixed))
                    .max(0)
                    .lanewise(VectorOperators.SQRT);
            FloatVector grown = FloatVector.fromArray(SPECIES, nodes, 3 * n + b).mul(inverse);
            FloatVector scale = u.mul(u)
                    .add(v.mul(v))
                    .add(w.mul(w))
                    .add(reach.add(reach))
                    .add(grown.mul(grown))
                    .lanewise(VectorOperators.SQRT);
            FloatVector t = FloatVector.broadcast(SPECIES, 1).sub(scale);
            FloatVector floor = t.mul(shortest).min(t.mul(longest));
            if (!first) {
                floor = floor.max(FloatVector.fromArray(SPECIES, floors, b));
            }
            floor.intoArray(floors, b);
        }
    }

    /** As {@link PackedEllipsoids#depthCloselyAtLeastMm} for the points of a leaf. */
    private static void bound(float[] points, int leaf, float[] e, int count, float[] depths, int to) {
        for (int k = 0; k < count; k++) {
            close(points, leaf, e, k * STRIDE, k == 0, depths, to);
        }
    }

    private static void close(float[] points, int leaf, float[] e, int at, boolean first, float[] depths, int to) {
        float shortest = e[at + 15];
        float longest = e[at + 16];
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int b = 0; b < LEAF; b += LENGTH) {
            FloatVector x = FloatVector.fromArray(SPECIES, points, leaf + b);
            FloatVector y = FloatVector.fromArray(SPECIES, points, leaf + LEAF + b);
            FloatVector z = FloatVector.fromArray(SPECIES, points, leaf + 2 * LEAF + b);
            FloatVector u =
                    x.mul(e[at]).add(y.mul(e[at + 1])).add(z.mul(e[at + 2])).add(e[at + 9]);
            FloatVector v =
                    x.mul(e[at + 3]).add(y.mul(e[at + 4])).add(z.mul(e[at + 5])).add(e[at + 10]);
            FloatVector w =
                    x.mul(e[at + 6]).add(y.mul(e[at + 7])).add(z.mul(e[at + 8])).add(e[at + 11]);
            FloatVector inside = one.sub(u.mul(u)).sub(v.mul(v)).sub(w.mul(w));
            u = u.mul(e[at + 12]);
            v = v.mul(e[at + 13]);
            w = w.mul(e[at + 14]);
            FloatVector g2 = u.mul(u).add(v.mul(v)).add(w.mul(w));
            FloatVector g = g2.lanewise(VectorOperators.SQRT);
            FloatVector within = g2.mul(shortest * shortest)
                    .add(inside)
                    .max(0)
                    .lanewise(VectorOperators.SQRT)
                    .sub(g.mul(shortest))
                    .mul(shortest);
            VectorMask<Float> out = inside.compare(VectorOperators.LT, 0);
            if (out.anyTrue()) {
                u = u.mul(e[at + 12]);
                v = v.mul(e[at + 13]);
                w = w.mul(e[at + 14]);
                FloatVector h2 = u.mul(u).add(v.mul(v)).add(w.mul(w));
                FloatVector square = g2.add(inside.mul(h2).div(g2));
                FloatVector near = inside.div(g.add(square.max(0).lanewise(VectorOperators.SQRT)));
                FloatVector far =
                        one.sub(one.sub(inside).lanewise(VectorOperators.SQRT)).mul(longest);
                within = within.blend(near.blend(far, square.compare(VectorOperators.LT, 0)), out);
            }
            if (!first) {
                within = within.max(FloatVector.fromArray(SPECIES, depths, to + b));
            }
            within.intoArray(depths, to + b);
        }
    }
}
