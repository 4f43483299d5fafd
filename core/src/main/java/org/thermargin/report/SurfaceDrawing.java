package org.thermargin.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.geometry.Point3;

/**
 * The lesion surface from one side as SVG paths: front faces only, cut where the margin crosses from one band to the
 * next, farthest first, flat with a soft shade; hatched where that is asked for. Coordinates are whole {@link #UNITS_PER_PX twentieths of a pixel} from
 * the centre of the view, y downwards. Where two sheets of the surface lie within an edge length of each other the
 * order of their triangles is by colour; everything farther apart is in order of depth.
 */
final class SurfaceDrawing {
    static final int UNITS_PER_PX = 20;
    static final int SHADES = 16;
    private static final int HATCH = Integer.MAX_VALUE - 1;

    /** Cosine from which a surface counts as facing the viewer: seen at less than 84 degrees. */
    private static final double FACING = 0.1;

    /** Light from the upper left, behind the viewer: right, up, towards; of length 1. */
    private static final double[] LIGHT = {-0.36, 0.48, 0.8};

    private final PictureMesh mesh;
    private final ViewAxes view;
    private final List<ZoneNumbers.SurfaceBand> bands;
    private final double unitsPerMm;
    private final double hatchMm;
    private final double[][] place;
    private final double[][] normal;
    private final List<Integer> front = new ArrayList<>();

    SurfaceDrawing(PictureMesh mesh, ViewAxes view, List<ZoneNumbers.SurfaceBand> bands, double pxPerMm) {
        this(mesh, view, bands, pxPerMm, 0);
    }

    /** With lines of {@link BandHatch} so many pixels apart; 0: none. */
    SurfaceDrawing(
            PictureMesh mesh, ViewAxes view, List<ZoneNumbers.SurfaceBand> bands, double pxPerMm, double hatchPx) {
        this.mesh = mesh;
        this.view = view;
        this.bands = bands;
        this.unitsPerMm = pxPerMm * UNITS_PER_PX;
        this.hatchMm = hatchPx / pxPerMm;
        this.place = mesh.seenFrom(view);
        this.normal = mesh.normalsSeenFrom(view);
        int[] corners = mesh.triangles();
        for (int t = 0; t < corners.length; t += 3) {
            if (doubleArea(corners[t], corners[t + 1], corners[t + 2]) > 0) {
                front.add(t);
            }
        }
    }

    private double doubleArea(int a, int b, int c) {
        return (place[0][b] - place[0][a]) * (place[1][c] - place[1][a])
                - (place[1][b] - place[1][a]) * (place[0][c] - place[0][a]);
    }

    /** A piece of a triangle, or of the line between two bands, to be painted. */
    private record Piece(int slab, int order, long[] points) {}

    /** Everything between the outline and the last triangle; classes {@code o}, {@code k}, {@code h} and {@code
     * b<band>s<shade>}. */
    void writeTo(StringBuilder svg) {
        List<Piece> pieces = new ArrayList<>();
        double slabMm = Math.max(mesh.edgeMm(), 1e-3 * mesh.extentMm());
        int[] corners = mesh.triangles();
        for (int t : front) {
            int[] abc = {corners[t], corners[t + 1], corners[t + 2]};
            double depth = (place[2][abc[0]] + place[2][abc[1]] + place[2][abc[2]]) / 3;
            pieces(pieces, abc, (int) Math.floor(depth / slabMm));
        }
        pieces.sort(Comparator.comparingInt(Piece::slab).thenComparingInt(Piece::order));
        outline(svg);
        PathText path = new PathText(svg);
        for (Piece piece : pieces) {
            path.add(
                    piece.order() == Integer.MAX_VALUE ? "k" : piece.order() == HATCH ? "h" : name(piece.order()),
                    piece.points());
        }
        path.end();
    }

    /** Name of the CSS class of a band (by position) in a shade. */
    static String name(int order) {
        return "b" + order / SHADES + "s" + order % SHADES;
    }

    private void pieces(List<Piece> pieces, int[] abc, int slab) {
        int shade = shade(abc);
        double[][] triangle = new double[3][];
        for (int c = 0; c < 3; c++) {
            triangle[c] = new double[] {place[0][abc[c]], place[1][abc[c]], mesh.marginMm(abc[c])};
        }
        for (int b = 0; b < bands.size(); b++) {
            double from = bands.get(b).fromMm().orElse(Double.NEGATIVE_INFINITY);
            double to = bands.get(b).toMm().orElse(Double.POSITIVE_INFINITY);
            double[][] part = MarginClip.atLeast(MarginClip.below(triangle, to), from);
            if (part.length > 2) {
                pieces.add(new Piece(slab, b * SHADES + shade, units(part)));
                hatch(pieces, part, slab, BandColour.of(bands.get(b)));
            }
            double[][] line = MarginClip.level(triangle, to);
            if (line.length == 2) {
                pieces.add(new Piece(slab, Integer.MAX_VALUE, units(line)));
            }
        }
    }

    private void hatch(List<Piece> pieces, double[][] part, int slab, BandColour band) {
        if (hatchMm > 0) {
            for (double[] line : BandHatch.within(part, band, hatchMm)) {
                pieces.add(new Piece(slab, HATCH, units(new double[][] {{line[0], line[1]}, {line[2], line[3]}})));
            }
        }
    }

    private int shade(int[] abc) {
        double[] sum = new double[3];
        double length = 0;
        for (int axis = 0; axis < 3; axis++) {
            for (int corner : abc) {
                sum[axis] += normal[axis][corner];
            }
            length += sum[axis] * sum[axis];
        }
        double light = 0;
        for (int axis = 0; axis < 3; axis++) {
            light += length > 0 ? LIGHT[axis] * sum[axis] / Math.sqrt(length) : 0;
        }
        return (int) Math.round(Math.max(0, light) * (SHADES - 1));
    }

    private long[] units(double[][] points) {
        long[] result = new long[2 * points.length];
        for (int n = 0; n < points.length; n++) {
            result[2 * n] = Math.round(points[n][0] * unitsPerMm);
            result[2 * n + 1] = Math.round(-points[n][1] * unitsPerMm);
        }
        return result;
    }

    /** Edges that only one front face has, as lines below everything: their outer half remains seen. */
    private void outline(StringBuilder svg) {
        int[] corners = mesh.triangles();
        Set<Long> edges = new HashSet<>();
        for (int t : front) {
            for (int c = 0; c < 3; c++) {
                edges.add(edge(corners[t + c], corners[t + (c + 1) % 3]));
            }
        }
        PathText path = new PathText(svg);
        for (int t : front) {
            for (int c = 0; c < 3; c++) {
                int a = corners[t + c];
                int b = corners[t + (c + 1) % 3];
                if (!edges.contains(edge(b, a))) {
                    path.add("o", units(new double[][] {{place[0][a], place[1][a]}, {place[0][b], place[1][b]}}));
                }
            }
        }
        path.end();
    }

    private static long edge(int from, int to) {
        return ((long) from << 32) | to;
    }

    /** Where the world point is seen, px from the centre; y downwards. */
    double[] placePx(Point3 world) {
        double[] p = mesh.fromCentre(world);
        double pxPerMm = unitsPerMm / UNITS_PER_PX;
        return new double[] {view.right(p[0], p[1], p[2]) * pxPerMm, -view.up(p[0], p[1], p[2]) * pxPerMm};
    }

    /**
     * Whether a point of the surface is seen: the surface there faces the viewer and nothing lies before it. Not seen is
     * a point farther from the surface than two edge lengths: it lies within the lesion.
     */
    boolean sees(Point3 world) {
        double[] p = mesh.fromCentre(world);
        double x = view.right(p[0], p[1], p[2]);
        double y = view.up(p[0], p[1], p[2]);
        double z = view.towards(p[0], p[1], p[2]);
        double tolerance = Math.max(0.5, 2 * mesh.edgeMm());
        int nearest = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (int v = 0; v < mesh.vertexCount(); v++) {
            double dx = place[0][v] - x;
            double dy = place[1][v] - y;
            double dz = place[2][v] - z;
            double distance = dx * dx + dy * dy + dz * dz;
            if (distance < smallest) {
                smallest = distance;
                nearest = v;
            }
        }
        return smallest <= tolerance * tolerance
                && normal[2][nearest] > FACING
                && front.stream().noneMatch(t -> covers(t, x, y, z + tolerance));
    }

    private boolean covers(int t, double x, double y, double z) {
        int[] corners = mesh.triangles();
        double depth = 0;
        double total = doubleArea(corners[t], corners[t + 1], corners[t + 2]);
        for (int c = 0; c < 3; c++) {
            int a = corners[t + (c + 1) % 3];
            int b = corners[t + (c + 2) % 3];
            double weight = (place[0][a] - x) * (place[1][b] - y) - (place[1][a] - y) * (place[0][b] - x);
            if (weight < 0) {
                return false;
            }
            depth += weight / total * place[2][corners[t + c]];
        }
        return depth > z;
    }
}
