package org.thermargin.margin;

import java.util.ArrayList;
import java.util.List;

/**
 * The lesion surface as a triangle mesh with the signed margin of every vertex. Vertices are world LPS mm, three
 * doubles each; triangles are three vertex indices each, outward by the right-hand rule; the area weight of a vertex is
 * a third of the area of its triangles, mm2. Shares and quantiles are by area.
 */
public final class MarginMap {
    private final double[] verticesMm;
    private final int[] triangles;
    private final double[] areaMm2;
    private final VertexMargins margins;
    private final double totalAreaMm2;

    /** Takes ownership of the arrays: 3n vertex coordinates, 3m indices, n margins. Areas are computed here. */
    public MarginMap(double[] verticesMm, int[] triangles, double[] marginMm) {
        if (verticesMm.length != 3 * marginMm.length || triangles.length % 3 != 0 || marginMm.length == 0) {
            throw new IllegalArgumentException("mesh arrays do not fit: " + verticesMm.length + " coordinates, "
                    + triangles.length + " indices, " + marginMm.length + " margins");
        }
        this.verticesMm = verticesMm;
        this.triangles = triangles;
        this.margins = VertexMargins.of(marginMm);
        this.areaMm2 = new double[marginMm.length];
        for (int t = 0; t < triangles.length; t += 3) {
            double area = triangleAreaMm2(triangles[t], triangles[t + 1], triangles[t + 2]);
            for (int c = 0; c < 3; c++) {
                areaMm2[triangles[t + c]] += area / 3;
            }
        }
        double total = 0;
        for (double area : areaMm2) {
            total += area; // in the order of fractionAtLeast, so that the share of all is exactly 1
        }
        this.totalAreaMm2 = total;
    }

    private MarginMap(MarginMap map, double[] verticesMm, int[] triangles, VertexMargins margins) {
        this.verticesMm = verticesMm;
        this.triangles = triangles;
        this.areaMm2 = map.areaMm2;
        this.margins = margins;
        this.totalAreaMm2 = map.totalAreaMm2;
    }

    /** The same surface moved as a whole: areas and margins are kept to the last bit. */
    MarginMap moved(double[] verticesMm, int[] triangles) {
        return new MarginMap(this, verticesMm, triangles, margins);
    }

    /** The same surface with other margins. */
    MarginMap with(VertexMargins other) {
        return new MarginMap(this, verticesMm, triangles, other);
    }

    private double triangleAreaMm2(int a, int b, int c) {
        double ux = verticesMm[3 * b] - verticesMm[3 * a];
        double uy = verticesMm[3 * b + 1] - verticesMm[3 * a + 1];
        double uz = verticesMm[3 * b + 2] - verticesMm[3 * a + 2];
        double vx = verticesMm[3 * c] - verticesMm[3 * a];
        double vy = verticesMm[3 * c + 1] - verticesMm[3 * a + 1];
        double vz = verticesMm[3 * c + 2] - verticesMm[3 * a + 2];
        double nx = uy * vz - uz * vy;
        double ny = uz * vx - ux * vz;
        double nz = ux * vy - uy * vx;
        return 0.5 * Math.sqrt(nx * nx + ny * ny + nz * nz);
    }

    /** Vertex coordinates, not a copy: x0 y0 z0 x1 ..., LPS mm. */
    public double[] verticesMm() {
        return verticesMm;
    }

    /** Unit normals of the vertices, outward, weighted by the area of the triangles around; 0 where there is none. */
    public double[] normals() {
        return Surface.of(verticesMm, triangles, 0).normals();
    }

    /** Vertex indices of the triangles, not a copy. */
    public int[] triangles() {
        return triangles;
    }

    /** Signed margin of every vertex, not a copy, mm. */
    public double[] marginMm() {
        return margins.all();
    }

    /** Area weight of every vertex, not a copy, mm2. */
    public double[] areaMm2() {
        return areaMm2;
    }

    /** Area of the whole surface, mm2. */
    public double totalAreaMm2() {
        return totalAreaMm2;
    }

    /** Share of surface area whose margin is at least the value, 0..1. */
    public double fractionAtLeast(double mm) {
        double area = 0;
        boolean[] above = margins.atLeast(mm);
        for (int v = 0; v < above.length; v++) {
            if (above[v]) {
                area += areaMm2[v];
            }
        }
        return totalAreaMm2 > 0 ? Math.min(1, area / totalAreaMm2) : 0;
    }

    /** Area-weighted quantiles of the margin, mm, one for each probability in 0..1. */
    public List<Double> quantilesMm(List<Double> probabilities) {
        double[] marginMm = margins.all();
        Integer[] order = new Integer[marginMm.length];
        for (int v = 0; v < order.length; v++) {
            order[v] = v;
        }
        java.util.Arrays.sort(order, (a, b) -> Double.compare(marginMm[a], marginMm[b]));
        List<Double> result = new ArrayList<>();
        for (double probability : probabilities) {
            double want = probability * totalAreaMm2;
            double seen = 0;
            double value = marginMm[order[order.length - 1]];
            for (int v : order) {
                seen += areaMm2[v];
                if (seen >= want) {
                    value = marginMm[v];
                    break;
                }
            }
            result.add(value);
        }
        return result;
    }
}
