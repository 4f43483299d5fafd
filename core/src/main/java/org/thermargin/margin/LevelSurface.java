package org.thermargin.margin;

import java.util.Optional;
import java.util.function.Supplier;
import org.thermargin.distance.Workers;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.VoxelGrid;

/**
 * Signed distance to the surface on which a function takes the value 0, e.g. the edge of a computed zone; positive where
 * the function is. The surface is extracted on a lattice, its vertices are moved onto the zero of the function itself, and
 * distances run to the triangles between them. Error on smooth surfaces about a tenth of squared spacing times curvature;
 * on edges, which triangles cut off, up to a fifth of the spacing. Immutable when the function is.
 */
public final class LevelSurface implements SignedField {
    /** Nearer than this, in units of the spacing, the triangle gives the sign, farther the field. */
    private static final double NEAR = 0.75;
    /** Vertices that one thread takes at a time. */
    private static final int CHUNK = 256;

    private final RegionField field;
    private final Surface surface;
    private final TriangleDistance distance;
    private final double nearMm;

    private LevelSurface(RegionField field, Surface surface, TriangleDistance distance) {
        this.field = field;
        this.surface = surface;
        this.distance = distance;
        this.nearMm = NEAR * surface.spacingMm();
    }

    /** The function whose zero is the surface; world LPS, mm. */
    @FunctionalInterface
    public interface Level {
        /** Positive inside, of any unit. */
        double at(double x, double y, double z);
    }

    /**
     * The zero of the level function in the box of the nodes; null when no edge between nodes crosses it. The region must
     * end at least two nodes before the border of the box.
     *
     * @param level makes the function for one thread
     * @param phi values of the function at the nodes, at least those within two spacings of the surface, the right sign
     *     at all others; kept, not copied
     */
    public static LevelSurface of(VoxelGrid nodes, double[] phi, Supplier<Level> level, int threads) {
        Surface rough = SurfaceNets.extract(phi, nodes);
        if (rough.vertexCount() == 0) {
            return null;
        }
        RegionField field = RegionField.ofNodes(nodes, phi);
        double[] v = rough.verticesMm();
        double[] moved = v.clone();
        Workers.run((v.length / 3 + CHUNK - 1) / CHUNK, threads, () -> {
            Level own = level.get();
            return chunk -> {
                for (int n = 3 * chunk * CHUNK; n < Math.min(v.length, 3 * (chunk + 1) * CHUNK); n += 3) {
                    step(field, own, nodes.minSpacingMm(), v, n, moved);
                }
            };
        });
        Surface surface = Surface.of(moved, rough.triangles(), rough.spacingMm());
        return new LevelSurface(field, surface, new TriangleDistance(surface, TriangleDistance.Search.ALL_SIDES));
    }

    /**
     * The zero of the node values themselves, linear between nodes; null when no edge between nodes crosses it.
     *
     * @param asked box of the points that are asked for, which are answered faster than others
     */
    static LevelSurface ofNodes(VoxelGrid nodes, double[] phi, Bounds3 asked) {
        Surface surface = SurfaceNets.extract(phi, nodes);
        return surface.vertexCount() == 0 || surface.triangles().length == 0
                ? null
                : new LevelSurface(
                        RegionField.ofNodes(nodes, phi),
                        surface,
                        new TriangleDistance(surface, TriangleDistance.Search.WALK, 1, Optional.of(asked)));
    }

    /** Moves a vertex along the gradient of the field by what the function there says, at most half a node. */
    private static void step(RegionField field, Level level, double h, double[] v, int n, double[] moved) {
        double x = v[n];
        double y = v[n + 1];
        double z = v[n + 2];
        double gx = (field.at(x + h / 2, y, z) - field.at(x - h / 2, y, z)) / h;
        double gy = (field.at(x, y + h / 2, z) - field.at(x, y - h / 2, z)) / h;
        double gz = (field.at(x, y, z + h / 2) - field.at(x, y, z - h / 2)) / h;
        double square = gx * gx + gy * gy + gz * gz;
        if (square > 0) {
            double step = -level.at(x, y, z) / square;
            double length = Math.abs(step) * Math.sqrt(square);
            step *= length > h / 2 ? h / 2 / length : 1;
            moved[n] += step * gx;
            moved[n + 1] += step * gy;
            moved[n + 2] += step * gz;
        }
    }

    /** Vertex coordinates of the surface, not a copy: x0 y0 z0 x1 ..., LPS mm. */
    public double[] verticesMm() {
        return surface.verticesMm();
    }

    /** Three vertex indices per triangle, not a copy, outward by the right-hand rule. */
    public int[] triangles() {
        return surface.triangles();
    }

    /** Writes the place of the surface nearest to the point. */
    void foot(double x, double y, double z, double[] point) {
        TriangleFoot foot = new TriangleFoot();
        distance.find(x, y, z, foot);
        point[0] = foot.x;
        point[1] = foot.y;
        point[2] = foot.z;
    }

    @Override
    public double depthMm(double x, double y, double z) {
        return depthMm(x, y, z, new TriangleFoot());
    }

    /** The same with the foot left in what is given. */
    double depthMm(double x, double y, double z, TriangleFoot foot) {
        distance.find(x, y, z, foot);
        double size = Math.sqrt(foot.squared);
        boolean inside = size < nearMm ? isBehind(foot, x, y, z) : field.at(x, y, z) > 0;
        return inside ? size : -size;
    }

    /** The same for one of the points whose places between the nodes are known. */
    double depthMm(NodePlaces points, int n, TriangleFoot foot) {
        double x = points.points()[3 * n];
        double y = points.points()[3 * n + 1];
        double z = points.points()[3 * n + 2];
        distance.find(x, y, z, foot);
        double size = Math.sqrt(foot.squared);
        boolean inside = size < nearMm ? isBehind(foot, x, y, z) : points.at(field.phi(), n) > 0;
        return inside ? size : -size;
    }

    private static boolean isBehind(TriangleFoot foot, double x, double y, double z) {
        return (foot.x - x) * foot.nx + (foot.y - y) * foot.ny + (foot.z - z) * foot.nz > 0;
    }
}
