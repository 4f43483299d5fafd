package org.thermargin.geometry;

/**
 * The region inside a closed triangle mesh, placed in the world. The signed distance is the exact one to the triangles
 * (nearest triangle by a tree of boxes; inside or outside by the normals of {@link MeshNormals}, and by the winding
 * number where they cannot tell). A mesh that cuts itself is not found out; its distances are those to its triangles,
 * their sign undefined where it overlaps. Cost of a distance grows with the logarithm of the number of triangles.
 */
public final class MeshSolid implements Solid {
    /** Below this sine of the height over the surface the normal does not decide. */
    private static final double UNDECIDED = 1e-7;

    private final double[] vertices;
    private final int[] corners;
    private final TriangleTree tree;
    private final MeshNormals normals;
    private final double volumeMm3;
    private final Frame3 frame;
    private final Bounds3 bounds;

    private MeshSolid(
            double[] vertices, int[] corners, TriangleTree tree, MeshNormals normals, double volumeMm3, Frame3 frame) {
        this.vertices = vertices;
        this.corners = corners;
        this.tree = tree;
        this.normals = normals;
        this.volumeMm3 = volumeMm3;
        this.frame = frame;
        this.bounds = boundsIn(frame);
    }

    /**
     * The solid of a mesh, its coordinates taken as the world's until it is {@linkplain #placed placed}.
     *
     * @param vertices x, y, z of each vertex, mm, finite; copied
     * @param corners three vertex indices per triangle, counter-clockwise seen from outside; copied
     * @throws IllegalArgumentException when the mesh has fewer than four triangles, is not closed or not consistently
     *     turned (with the number of open edges), is turned inside out or has no volume
     */
    public static MeshSolid of(double[] vertices, int[] corners) {
        if (corners.length < 12) {
            throw new IllegalArgumentException(
                    "a closed mesh needs at least four triangles, had " + corners.length / 3);
        }
        return solid(vertices.clone(), corners.clone());
    }

    private static MeshSolid solid(double[] vertices, int[] corners) {
        MeshNormals normals = MeshNormals.of(vertices, corners);
        double volume = volume(vertices, corners);
        if (!(volume > 0)) {
            throw new IllegalArgumentException(
                    "a mesh must enclose a volume with its faces turned outwards, enclosed " + volume + " mm3");
        }
        return new MeshSolid(vertices, corners, new TriangleTree(vertices, corners), normals, volume, Frame3.WORLD);
    }

    /** Vertex coordinates in the world, a copy: x0 y0 z0 x1 ..., LPS mm. */
    public double[] worldVerticesMm() {
        double[] world = new double[vertices.length];
        for (int n = 0; n < world.length; n += 3) {
            Point3 p = frame.toWorld(vertices[n], vertices[n + 1], vertices[n + 2]);
            world[n] = p.x();
            world[n + 1] = p.y();
            world[n + 2] = p.z();
        }
        return world;
    }

    /** Three vertex indices per triangle, a copy, counter-clockwise seen from outside. */
    public int[] triangles() {
        return corners.clone();
    }

    /** The same solid with its coordinates taken in another frame; quick, the mesh is shared. */
    public MeshSolid placed(Frame3 where) {
        return new MeshSolid(vertices, corners, tree, normals, volumeMm3, where);
    }

    /** The solid stretched about the origin of its mesh: x and y by one factor, z by another, both > 0. */
    public MeshSolid stretched(double across, double along) {
        if (!(across > 0 && along > 0)) {
            throw new IllegalArgumentException("factors must be > 0, were " + across + " and " + along);
        }
        double[] stretched = vertices.clone();
        for (int n = 0; n < stretched.length; n += 3) {
            stretched[n] *= across;
            stretched[n + 1] *= across;
            stretched[n + 2] *= along;
        }
        return solid(stretched, corners).placed(frame);
    }

    @Override
    public double depthMm(double x, double y, double z) {
        double[] p = new double[3];
        frame.toLocal(x, y, z, p);
        TriangleTree.Hit hit = tree.nearest(p);
        double distance = Math.sqrt(hit.distance2);
        double side = normals.side(hit, p);
        boolean inside = Math.abs(side) > UNDECIDED ? side < 0 : winds(p);
        return inside ? distance : -distance;
    }

    /** Whether the mesh winds around the local point: solid angles of all triangles (Van Oosterom and Strackee 1983). */
    private boolean winds(double[] p) {
        double sum = 0;
        double[] r = new double[9];
        for (int t = 0; t < corners.length; t += 3) {
            for (int n = 0; n < 9; n++) {
                r[n] = vertices[3 * corners[t + n / 3] + n % 3] - p[n % 3];
            }
            double a = Math.sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2]);
            double b = Math.sqrt(r[3] * r[3] + r[4] * r[4] + r[5] * r[5]);
            double c = Math.sqrt(r[6] * r[6] + r[7] * r[7] + r[8] * r[8]);
            double ab = r[0] * r[3] + r[1] * r[4] + r[2] * r[5];
            double bc = r[3] * r[6] + r[4] * r[7] + r[5] * r[8];
            double ca = r[6] * r[0] + r[7] * r[1] + r[8] * r[2];
            sum += StrictMath.atan2(triple(r), a * b * c + ab * c + bc * a + ca * b);
        }
        return sum > Math.PI; // half of the 2 pi that the halved angles of a closed surface add up to
    }

    private static double triple(double[] r) {
        return r[0] * (r[4] * r[8] - r[5] * r[7])
                + r[1] * (r[5] * r[6] - r[3] * r[8])
                + r[2] * (r[3] * r[7] - r[4] * r[6]);
    }

    @Override
    public boolean contains(double x, double y, double z) {
        return bounds.contains(x, y, z) && depthMm(x, y, z) >= 0;
    }

    @Override
    public Bounds3 bounds() {
        return bounds;
    }

    /** Volume, mm3, by the divergence theorem; exact for the triangles. */
    @Override
    public double volumeMm3() {
        return volumeMm3;
    }

    /** Number of triangles. */
    public int triangleCount() {
        return corners.length / 3;
    }

    private static double volume(double[] v, int[] corners) {
        double sum = 0;
        double[] r = new double[9];
        for (int t = 0; t < corners.length; t += 3) {
            for (int n = 0; n < 9; n++) {
                r[n] = v[3 * corners[t + n / 3] + n % 3] - v[n % 3]; // near origin: less cancellation
            }
            sum += triple(r);
        }
        return sum / 6;
    }

    private Bounds3 boundsIn(Frame3 where) {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int n = 0; n < vertices.length; n += 3) {
            Point3 p = where.toWorld(vertices[n], vertices[n + 1], vertices[n + 2]);
            low[0] = Math.min(low[0], p.x());
            low[1] = Math.min(low[1], p.y());
            low[2] = Math.min(low[2], p.z());
            high[0] = Math.max(high[0], p.x());
            high[1] = Math.max(high[1], p.y());
            high[2] = Math.max(high[2], p.z());
        }
        return new Bounds3(new Point3(low[0], low[1], low[2]), new Point3(high[0], high[1], high[2]));
    }
}
