package org.thermargin.margin;

import java.util.Arrays;

/**
 * A few of the points of a {@link PointTree}, so that the nearest to each of many places is found among them where it is
 * known to be one of them. For one thread.
 */
final class NearPoints {
    /** Relative slack that no rounding exceeds. */
    private static final double ROUNDING = 1e-9;

    private int size;
    private int[] index = new int[24];
    private double[] x = new double[24];
    private double[] y = new double[24];
    private double[] z = new double[24];
    private double[] squared = new double[24];

    /** Takes a point with its index. */
    void add(int ofPoint, double px, double py, double pz) {
        if (size == index.length) {
            index = Arrays.copyOf(index, 2 * size);
            x = Arrays.copyOf(x, 2 * size);
            y = Arrays.copyOf(y, 2 * size);
            z = Arrays.copyOf(z, 2 * size);
            squared = new double[2 * size];
        }
        index[size] = ofPoint;
        x[size] = px;
        y[size] = py;
        z[size++] = pz;
    }

    /**
     * A ball of places and the point nearest to its middle. Another point is nearest to a place in the ball only if the
     * ball reaches across the plane halfway between the two.
     */
    static final class Ball {
        private final double x;
        private final double y;
        private final double z;
        private final double radiusMm;
        private final double nearX;
        private final double nearY;
        private final double nearZ;
        private final double leastSq;

        Ball(double x, double y, double z, double radiusMm, double nearX, double nearY, double nearZ) {
            this.x = x;
            this.y = y;
            this.z = z;
            this.radiusMm = radiusMm * (1 + ROUNDING) + ROUNDING;
            this.nearX = nearX;
            this.nearY = nearY;
            this.nearZ = nearZ;
            this.leastSq = (nearX - x) * (nearX - x) + (nearY - y) * (nearY - y) + (nearZ - z) * (nearZ - z);
        }

        double x() {
            return x;
        }

        double y() {
            return y;
        }

        double z() {
            return z;
        }

        /** From the middle to the nearest point, mm. */
        double leastMm() {
            return Math.sqrt(leastSq);
        }

        /** Squared distance from the middle beyond which no point is nearest to a place in the ball, mm2. */
        double limitSq() {
            double limit = (leastMm() + 2 * radiusMm) * (1 + ROUNDING);
            return limit * limit;
        }

        /** Whether the point may be nearest to a place in the ball, or as near as another. */
        boolean mayBeNearest(double px, double py, double pz) {
            double square = (px - x) * (px - x) + (py - y) * (py - y) + (pz - z) * (pz - z);
            double ux = px - nearX;
            double uy = py - nearY;
            double uz = pz - nearZ;
            return square * (1 - ROUNDING) - leastSq <= 2 * radiusMm * Math.sqrt(ux * ux + uy * uy + uz * uz);
        }
    }

    /** The ball around a place with the nearest of these points. */
    Ball ball(double px, double py, double pz, double radiusMm) {
        double least = NearestPointKernel.least(x, y, z, size, px, py, pz, squared);
        int n = 0;
        while (squared[n] != least) {
            n++;
        }
        return new Ball(px, py, pz, radiusMm, x[n], y[n], z[n]);
    }

    /** Those that may be nearest to a place in the ball. */
    NearPoints in(Ball ball) {
        NearPoints near = new NearPoints();
        for (int n = 0; n < size; n++) {
            if (ball.mayBeNearest(x[n], y[n], z[n])) {
                near.add(index[n], x[n], y[n], z[n]);
            }
        }
        return near;
    }

    /** Index of the one nearest to a place; of equally near ones the lowest. */
    int nearest(double px, double py, double pz) {
        double least = NearestPointKernel.least(x, y, z, size, px, py, pz, squared);
        int found = Integer.MAX_VALUE;
        for (int n = 0; n < size; n++) {
            if (squared[n] == least) {
                found = Math.min(found, index[n]);
            }
        }
        return found;
    }
}
