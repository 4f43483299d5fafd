package org.thermargin.geometry;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the closed curve of two ellipsoids where others cover it. The cuts are the triple points of the union, found to
 * rounding; an excursion into or out of another ellipsoid between two nodes is found from the extremes of its level.
 */
final class CurveClipper {
    private static final int BISECTIONS = 45;
    private static final int SECTIONS = 40;
    private static final double GOLDEN = 0.6180339887498949;

    private final Ellipsoid first;
    private final Ellipsoid second;
    private final List<Ellipsoid> others;
    private final CurvePoint point;

    CurveClipper(Ellipsoid first, Ellipsoid second, List<Ellipsoid> others) {
        this.first = first;
        this.second = second;
        this.others = others;
        this.point = new CurvePoint(first, second);
    }

    /** The pieces of the closed curve that no other ellipsoid covers. */
    List<Crease> exposed(List<double[]> loop) {
        List<double[]> nodes = loop;
        for (Ellipsoid other : others) {
            nodes = withCuts(withExtremes(nodes, other), other);
        }
        int count = nodes.size();
        boolean[] open = new boolean[count];
        int start = 0;
        double[] q = new double[3];
        for (int n = 0; n < count; n++) {
            Crease.between(nodes.get(n), nodes.get((n + 1) % count), 0.5, q);
            open[n] = !EllipsoidUnion.covered(others, q[0], q[1], q[2]);
            if (!open[n]) {
                start = n + 1;
            }
        }
        List<Crease> result = new ArrayList<>();
        List<double[]> run = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            int at = (start + n) % count;
            if (open[at]) {
                if (run.isEmpty()) {
                    run.add(nodes.get(at));
                }
                run.add(nodes.get((at + 1) % count));
            }
            if (!run.isEmpty() && (!open[at] || n == count - 1)) {
                result.add(new Crease(first, second, others, run));
                run = new ArrayList<>();
            }
        }
        return result;
    }

    private double level(double[] node, Ellipsoid other) {
        return other.level(node[0], node[1], node[2]) + EllipsoidUnion.COVER_TOLERANCE;
    }

    /** The nodes and, where the level between them may change sign twice, the place of its extreme. */
    private List<double[]> withExtremes(List<double[]> nodes, Ellipsoid other) {
        List<double[]> result = new ArrayList<>();
        int count = nodes.size();
        for (int n = 0; n < count; n++) {
            double[] before = nodes.get((n + count - 1) % count);
            double[] here = nodes.get(n);
            double[] after = nodes.get((n + 1) % count);
            double l0 = level(before, other);
            double l1 = level(here, other);
            double l2 = level(after, other);
            boolean dips = (l1 > 0 && l0 >= l1 && l2 >= l1) || (l1 < 0 && l0 <= l1 && l2 <= l1);
            boolean shallow = Math.abs(l1) <= 2 * Math.max(Math.abs(l0 - l1), Math.abs(l2 - l1));
            double[] left = dips && shallow ? beyond(before, here, l1 > 0, other) : null;
            double[] right = dips && shallow ? beyond(here, after, l1 > 0, other) : null;
            if (left != null) {
                result.add(left);
            }
            result.add(here);
            if (right != null) {
                result.add(right);
            }
        }
        return result;
    }

    /** The extreme of the level between two nodes if its sign differs from theirs; null otherwise. */
    private double[] beyond(double[] a, double[] b, boolean positive, Ellipsoid other) {
        double low = 0;
        double high = 1;
        for (int n = 0; n < SECTIONS; n++) {
            double m1 = high - GOLDEN * (high - low);
            double m2 = low + GOLDEN * (high - low);
            double v1 = levelBetween(a, b, m1, other);
            double v2 = levelBetween(a, b, m2, other);
            if (positive == (v1 < v2)) {
                high = m2;
            } else {
                low = m1;
            }
        }
        double[] node = node(a, b, (low + high) / 2);
        return node != null && (level(node, other) > 0) != positive ? node : null;
    }

    private List<double[]> withCuts(List<double[]> nodes, Ellipsoid other) {
        List<double[]> result = new ArrayList<>();
        for (int n = 0; n < nodes.size(); n++) {
            double[] a = nodes.get(n);
            double[] b = nodes.get((n + 1) % nodes.size());
            result.add(a);
            boolean open = level(a, other) >= 0;
            if (open != (level(b, other) >= 0)) {
                double low = 0;
                double high = 1;
                for (int k = 0; k < BISECTIONS; k++) {
                    double middle = (low + high) / 2;
                    if ((levelBetween(a, b, middle, other) >= 0) == open) {
                        low = middle;
                    } else {
                        high = middle;
                    }
                }
                double[] cut = node(a, b, open ? low : high);
                if (cut != null) {
                    result.add(cut);
                }
            }
        }
        return result;
    }

    private double levelBetween(double[] a, double[] b, double fraction, Ellipsoid other) {
        double[] q = new double[3];
        Crease.between(a, b, fraction, q);
        if (point.settle(q[0], q[1], q[2])) {
            return other.level(point.q[0], point.q[1], point.q[2]) + EllipsoidUnion.COVER_TOLERANCE;
        }
        return other.level(q[0], q[1], q[2]) + EllipsoidUnion.COVER_TOLERANCE;
    }

    /** The node of the curve between two others; null where the curve has no tangent. */
    private double[] node(double[] a, double[] b, double fraction) {
        double[] q = new double[3];
        Crease.between(a, b, fraction, q);
        if (!point.settle(q[0], q[1], q[2]) || !point.describe()) {
            return null;
        }
        double agreement = point.tangent[0] * a[3] + point.tangent[1] * a[4] + point.tangent[2] * a[5];
        double sense = agreement < 0 ? -1 : 1;
        return new double[] {
            point.q[0],
            point.q[1],
            point.q[2],
            sense * point.tangent[0],
            sense * point.tangent[1],
            sense * point.tangent[2]
        };
    }
}
