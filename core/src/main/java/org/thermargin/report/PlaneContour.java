package org.thermargin.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The outline of a region on a square lattice of a plane, by marching squares: closed lines where the field, linear along
 * the edges of cells, is 0. Outside the lattice the field counts as negative, so that every line closes.
 */
final class PlaneContour {
    private final int width;
    private final int height;
    private final double[] value;
    private final Map<Integer, List<Integer>> next = new HashMap<>();

    private PlaneContour(int width, int height, double[] value) {
        this.width = width;
        this.height = height;
        this.value = value;
    }

    /**
     * Closed lines as points {column, row}, fractional; empty where nothing is inside.
     *
     * @param value the field, columns fastest, at least 0 inside; its border is set negative
     */
    static List<double[][]> of(int width, int height, double[] value) {
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                if (row == 0 || column == 0 || row == height - 1 || column == width - 1) {
                    int n = row * width + column;
                    value[n] = Math.min(value[n], -1e-3);
                }
            }
        }
        PlaneContour contour = new PlaneContour(width, height, value);
        contour.march();
        return contour.lines();
    }

    private boolean inside(int n) {
        return value[n] >= 0;
    }

    private void march() {
        for (int row = 0; row < height - 1; row++) {
            for (int column = 0; column < width - 1; column++) {
                int low = row * width + column;
                int[] corner = {low, low + 1, low + width + 1, low + width};
                int[] edge = {2 * low, 2 * (low + 1) + 1, 2 * (low + width), 2 * low + 1};
                List<Integer> crossed = new ArrayList<>();
                for (int e = 0; e < 4; e++) {
                    if (inside(corner[e]) != inside(corner[(e + 1) % 4])) {
                        crossed.add(edge[e]);
                    }
                }
                // two corners across: the inner ones are kept apart
                int turn = crossed.size() == 4 && inside(low) ? 3 : 0;
                for (int c = 0; c < crossed.size(); c += 2) {
                    int a = crossed.get((c + turn) % crossed.size());
                    int b = crossed.get((c + 1 + turn) % crossed.size());
                    next.computeIfAbsent(a, k -> new ArrayList<>()).add(b);
                    next.computeIfAbsent(b, k -> new ArrayList<>()).add(a);
                }
            }
        }
    }

    private List<double[][]> lines() {
        List<double[][]> lines = new ArrayList<>();
        for (int start : next.keySet().stream().sorted().toList()) {
            List<double[]> line = new ArrayList<>();
            int at = start;
            while (!next.get(at).isEmpty()) {
                line.add(point(at));
                int to = next.get(at).remove(0);
                next.get(to).remove((Integer) at);
                at = to;
            }
            if (line.size() > 2) {
                lines.add(line.toArray(new double[0][]));
            }
        }
        return lines;
    }

    /** Where the field is 0 on an edge: even ones run along the row from their node, odd ones across. */
    private double[] point(int edge) {
        int from = edge / 2;
        int to = from + (edge % 2 == 0 ? 1 : width);
        double share = value[from] / (value[from] - value[to]);
        int column = from % width;
        int row = from / width;
        return edge % 2 == 0 ? new double[] {column + share, row} : new double[] {column, row + share};
    }
}
