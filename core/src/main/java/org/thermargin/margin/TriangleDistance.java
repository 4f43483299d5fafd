package org.thermargin.margin;

import java.util.Optional;
import org.thermargin.distance.DistanceTransform;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.TrianglePoint;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * Distance to a triangulated surface of nearly even vertices, much faster than by a tree: a lattice of two spacings knows
 * for every voxel the nearest voxel with vertices; from the best vertex of it and of the face neighbours' the search walks along
 * edges to ever nearer vertices, and ends with the triangles around the nearest one. Outside the lattice a tree looks for
 * a nearer vertex still. A triangle whose own vertices are all farther than that of another sheet can be missed; then the distance
 * is too large by less than a spacing squared over eight distances, and never too small. Cost: about 0.3 microseconds.
 */
final class TriangleDistance {
    /** Voxels around the surface. */
    static final int RIM = 6;

    private final double[] vertices;
    private final double[] normals;
    private final int[] triangles;
    private final int[] fanStart; // per vertex, into fan
    private final int[] fan; // triangles around a vertex
    private final int[] ring; // the two other corners of each of them
    private final VoxelGrid lattice;
    private final double lowX; // of the lattice, which lies along the axes
    private final double lowY;
    private final double lowZ;
    private final double sizeMm;
    private final int[] nearestVoxel; // per voxel
    private final int[] voxelStart; // per voxel, into members
    private final int[] members; // vertices by voxel
    private final double[] placed; // their coordinates in that order
    private final Kept<PointTree> tree; // asked for outside the lattice alone

    /** For a surface with at least one triangle. */
    TriangleDistance(Surface surface) {
        this(surface, RIM, Optional.empty());
    }

    /** With so many voxels of the lattice around the surface, and as far as the box of what is asked for. */
    TriangleDistance(Surface surface, int rim, Optional<Bounds3> asked) {
        vertices = surface.verticesMm();
        normals = surface.normals();
        triangles = surface.triangles();
        int count = surface.vertexCount();
        fanStart = new int[count + 1];
        for (int corner : triangles) {
            fanStart[corner + 1]++;
        }
        for (int v = 0; v < count; v++) {
            fanStart[v + 1] += fanStart[v];
        }
        fan = new int[triangles.length];
        ring = new int[2 * triangles.length];
        placeFans();
        sizeMm = 2 * surface.spacingMm();
        lattice = lattice(sizeMm, rim, asked);
        lowX = lattice.origin().x();
        lowY = lattice.origin().y();
        lowZ = lattice.origin().z();
        int[] voxelOf = new int[count];
        BinaryMask occupied = new BinaryMask(lattice);
        voxelStart = new int[lattice.voxelCount() + 1];
        for (int v = 0; v < count; v++) {
            voxelOf[v] = voxel(vertices[3 * v], vertices[3 * v + 1], vertices[3 * v + 2]);
            voxelStart[voxelOf[v] + 1]++;
            int n = voxelOf[v];
            occupied.set(n % lattice.nx(), n / lattice.nx() % lattice.ny(), n / lattice.nx() / lattice.ny());
        }
        for (int n = 0; n < lattice.voxelCount(); n++) {
            voxelStart[n + 1] += voxelStart[n];
        }
        members = new int[count];
        int[] next = voxelStart.clone();
        for (int v = 0; v < count; v++) {
            members[next[voxelOf[v]]++] = v;
        }
        placed = new double[3 * count];
        for (int m = 0; m < count; m++) {
            System.arraycopy(vertices, 3 * members[m], placed, 3 * m, 3);
        }
        nearestVoxel = DistanceTransform.nearestFeature(occupied, 1);
        tree = new Kept<>(() -> new PointTree(vertices));
    }

    /** Triangles in their order around each corner. */
    private void placeFans() {
        int[] next = fanStart.clone();
        for (int t = 0; t < triangles.length; t += 3) {
            int a = triangles[t];
            int b = triangles[t + 1];
            int c = triangles[t + 2];
            place(next[a]++, t / 3, b, c);
            place(next[b]++, t / 3, a, c);
            place(next[c]++, t / 3, a, b);
        }
    }

    private void place(int at, int triangle, int other, int another) {
        fan[at] = triangle;
        ring[2 * at] = other;
        ring[2 * at + 1] = another;
    }

    /** Lattice over the vertices and a rim, and over what is asked for. */
    private VoxelGrid lattice(double h, int rim, Optional<Bounds3> asked) {
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int v = 0; v < vertices.length; v++) {
            low[v % 3] = Math.min(low[v % 3], vertices[v]);
            high[v % 3] = Math.max(high[v % 3], vertices[v]);
        }
        double[] from = asked.map(box -> coordinates(box.low())).orElse(low);
        double[] to = asked.map(box -> coordinates(box.high())).orElse(high);
        int[] below = new int[3];
        int[] count = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            below[axis] = Math.max(rim, (int) Math.ceil((low[axis] - from[axis]) / h));
            int above = Math.max(rim, (int) Math.ceil((to[axis] - high[axis]) / h));
            count[axis] = (int) Math.ceil((high[axis] - low[axis]) / h) + below[axis] + above + 1;
        }
        return VoxelGrid.axisAligned(
                count[0],
                count[1],
                count[2],
                h,
                h,
                h,
                new Point3(low[0] - below[0] * h, low[1] - below[1] * h, low[2] - below[2] * h));
    }

    private static double[] coordinates(Point3 point) {
        return new double[] {point.x(), point.y(), point.z()};
    }

    /** Linear index of the voxel of the point, or of the one nearest to it. */
    private int voxel(double x, double y, double z) {
        int i = within((x - lowX) / sizeMm, lattice.nx());
        int j = within((y - lowY) / sizeMm, lattice.ny());
        int k = within((z - lowZ) / sizeMm, lattice.nz());
        return i + lattice.nx() * (j + lattice.ny() * k);
    }

    private static int within(double index, int n) {
        return Math.max(0, Math.min(n - 1, (int) Math.floor(index + 0.5)));
    }

    private boolean isOutside(double x, double y, double z) {
        double i = (x - lowX) / sizeMm;
        double j = (y - lowY) / sizeMm;
        double k = (z - lowZ) / sizeMm;
        return Math.min(i, Math.min(j, k)) < 0 || i > lattice.nx() - 1 || j > lattice.ny() - 1 || k > lattice.nz() - 1;
    }

    /** Nearest point of the surface with the outward normal there; one per thread, or per call. */
    static final class Foot {
        double x;
        double y;
        double z;
        double nx;
        double ny;
        double nz;
        double squared;
        private final double[] point = new double[3];
        private final double[] nearest = new double[3];
    }

    /** Finds the point of the surface nearest to the given one. */
    void find(double x, double y, double z, Foot foot) {
        int voxel = voxel(x, y, z);
        int vertex = walked(seed(voxel, x, y, z), x, y, z);
        if (isOutside(x, y, z)) {
            vertex = tree.get().nearest(x, y, z, squared(vertex, x, y, z), vertex);
        }
        foot.point[0] = x;
        foot.point[1] = y;
        foot.point[2] = z;
        foot.squared = Double.POSITIVE_INFINITY;
        for (int f = fanStart[vertex]; f < fanStart[vertex + 1]; f++) {
            triangle(fan[f], vertex, foot);
        }
    }

    private int seed(int voxel, double x, double y, double z) {
        int nx = lattice.nx();
        int ny = lattice.ny();
        int i = voxel % nx;
        int j = voxel / nx % ny;
        int k = voxel / nx / ny;
        int own = nearestVoxel[voxel];
        int best = bestOf(own, -1, x, y, z);
        best = i > 0 ? other(voxel - 1, own, best, x, y, z) : best;
        best = i < nx - 1 ? other(voxel + 1, own, best, x, y, z) : best;
        best = j > 0 ? other(voxel - nx, own, best, x, y, z) : best;
        best = j < ny - 1 ? other(voxel + nx, own, best, x, y, z) : best;
        best = k > 0 ? other(voxel - nx * ny, own, best, x, y, z) : best;
        return k < lattice.nz() - 1 ? other(voxel + nx * ny, own, best, x, y, z) : best;
    }

    /** The best vertex with those that the voxel knows, where they are others than those asked already. */
    private int other(int voxel, int own, int known, double x, double y, double z) {
        return nearestVoxel[voxel] == own ? known : bestOf(nearestVoxel[voxel], known, x, y, z);
    }

    private int bestOf(int voxel, int known, double x, double y, double z) {
        int best = known;
        double least = known < 0 ? Double.POSITIVE_INFINITY : squared(known, x, y, z);
        for (int m = voxelStart[voxel]; m < voxelStart[voxel + 1]; m++) {
            double dx = placed[3 * m] - x;
            double dy = placed[3 * m + 1] - y;
            double dz = placed[3 * m + 2] - z;
            double squared = dx * dx + dy * dy + dz * dz;
            if (squared < least) {
                least = squared;
                best = members[m];
            }
        }
        return best;
    }

    private double squared(int vertex, double x, double y, double z) {
        double dx = vertices[3 * vertex] - x;
        double dy = vertices[3 * vertex + 1] - y;
        double dz = vertices[3 * vertex + 2] - z;
        return dx * dx + dy * dy + dz * dz;
    }

    /** Along edges to a vertex with no nearer neighbour. */
    private int walked(int from, double x, double y, double z) {
        int best = from;
        double least = squared(from, x, y, z);
        int current = -1;
        while (current != best) {
            current = best;
            int end = 2 * fanStart[current + 1];
            for (int r = 2 * fanStart[current]; r < end; r++) {
                double squared = squared(ring[r], x, y, z);
                if (squared < least) {
                    least = squared;
                    best = ring[r];
                }
            }
        }
        return best;
    }

    /**
     * Offers the point of one triangle nearest to the one asked for. Its normal is the triangle's inside the triangle, that
     * of the vertex of the fan on its border.
     */
    private void triangle(int t, int vertex, Foot foot) {
        boolean face = TrianglePoint.isOnFace(vertices, triangles, t, foot.point, foot.nearest);
        double[] p = foot.point;
        double[] q = foot.nearest;
        double squared = (q[0] - p[0]) * (q[0] - p[0]) + (q[1] - p[1]) * (q[1] - p[1]) + (q[2] - p[2]) * (q[2] - p[2]);
        if (squared < foot.squared) {
            foot.squared = squared;
            foot.x = q[0];
            foot.y = q[1];
            foot.z = q[2];
            if (face) {
                faceNormal(t, foot);
            } else {
                foot.nx = normals[3 * vertex];
                foot.ny = normals[3 * vertex + 1];
                foot.nz = normals[3 * vertex + 2];
            }
        }
    }

    /** Not of unit length: only its direction is asked for. */
    private void faceNormal(int t, Foot foot) {
        double[] v = vertices;
        int a = 3 * triangles[3 * t];
        int b = 3 * triangles[3 * t + 1];
        int c = 3 * triangles[3 * t + 2];
        double abx = v[b] - v[a];
        double aby = v[b + 1] - v[a + 1];
        double abz = v[b + 2] - v[a + 2];
        double acx = v[c] - v[a];
        double acy = v[c + 1] - v[a + 1];
        double acz = v[c + 2] - v[a + 2];
        foot.nx = aby * acz - abz * acy;
        foot.ny = abz * acx - abx * acz;
        foot.nz = abx * acy - aby * acx;
    }
}
