package org.thermargin.margin;

import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.PointRow;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * The frame in which the margins of a lesion are computed: its lattice, with the first voxel of its bounding box as
 * origin and the index axes as x, y, z, in mm. Masks on the lesion's lattice lie at whole steps of the spacing there,
 * whatever their headers say of place and direction, so that a margin between masks of one lattice does not depend on
 * either, to the last bit. A left-handed lattice is seen in a mirror, which keeps every distance.
 */
final class LesionFrame {
    private final VoxelGrid lattice;
    private final Point3 origin;
    private final Direction3 ex;
    private final Direction3 ey;
    private final Direction3 ez;
    private final boolean mirrored;

    private LesionFrame(VoxelGrid lattice, Direction3 ex, Direction3 ey, Direction3 ez, boolean mirrored) {
        this.lattice = lattice;
        this.origin = lattice.origin();
        this.ex = ex;
        this.ey = ey;
        this.ez = ez;
        this.mirrored = mirrored;
    }

    /** Of a non-empty lesion. Axes that are not quite at right angles are set upright: i is kept, j turned least. */
    static LesionFrame of(BinaryMask lesion) {
        VoxelGrid lattice = lesion.grid().subgrid(lesion.boundingBox().orElseThrow());
        Direction3 ex = lattice.iDirection();
        Direction3 j = lattice.jDirection();
        double off = ex.dot(j);
        Direction3 ey = off == 0 ? j : Direction3.of(j.x() - off * ex.x(), j.y() - off * ex.y(), j.z() - off * ex.z());
        Direction3 third = ex.cross(ey);
        boolean mirrored = third.dot(lattice.kDirection()) < 0;
        return new LesionFrame(lattice, ex, ey, mirrored ? third.reversed() : third, mirrored);
    }

    /** The same voxels in this frame; a lattice within the tolerance of the lesion's counts as the lesion's. */
    BinaryMask mask(BinaryMask world) {
        return world.placedOn(grid(world.grid()));
    }

    private VoxelGrid grid(VoxelGrid world) {
        if (lattice.sameLattice(world, ZoneSide.LATTICE_TOLERANCE_MM)) {
            VoxelGrid.IndexOffset offset = lattice.latticeOffset(world);
            double dx = lattice.dxMm();
            double dy = lattice.dyMm();
            double dz = lattice.dzMm();
            Point3 corner = new Point3(offset.i() * dx, offset.j() * dy, offset.k() * dz);
            return VoxelGrid.axisAligned(world.nx(), world.ny(), world.nz(), dx, dy, dz, corner);
        }
        return VoxelGrid.oriented(
                world.nx(),
                world.ny(),
                world.nz(),
                world.dxMm(),
                world.dyMm(),
                world.dzMm(),
                direction(world.iDirection()),
                direction(world.jDirection()),
                direction(world.kDirection()),
                point(world.origin()));
    }

    /** The same zone in this frame. */
    ZoneRegion zone(ZoneRegion world) {
        if (world instanceof ZoneRegion.Exact exact) {
            return new ZoneRegion.Exact(
                    new Moved(exact.depth(), false), bounds(exact.bounds()), exact.tooLargeMm(), exact.tooSmallMm());
        }
        ZoneRegion.Sampled sampled = (ZoneRegion.Sampled) world;
        return new ZoneRegion.Sampled(mask(sampled.mask()), sampled.box());
    }

    private Point3 point(Point3 world) {
        double x = world.x() - origin.x();
        double y = world.y() - origin.y();
        double z = world.z() - origin.z();
        return new Point3(
                x * ex.x() + y * ex.y() + z * ex.z(),
                x * ey.x() + y * ey.y() + z * ey.z(),
                x * ez.x() + y * ez.y() + z * ez.z());
    }

    private Direction3 direction(Direction3 world) {
        return Direction3.of(world.dot(ex), world.dot(ey), world.dot(ez));
    }

    private Bounds3 bounds(Bounds3 world) {
        Bounds3 result = null;
        for (int corner = 0; corner < 8; corner++) {
            Point3 p = point(new Point3(
                    ((corner & 1) == 0 ? world.low() : world.high()).x(),
                    ((corner & 2) == 0 ? world.low() : world.high()).y(),
                    ((corner & 4) == 0 ? world.low() : world.high()).z()));
            Bounds3 point = new Bounds3(p, p);
            result = result == null ? point : result.union(point);
        }
        return result;
    }

    /** The world point of a point of this frame. */
    Point3 toWorld(Point3 p) {
        return new Point3(worldX(p.x(), p.y(), p.z()), worldY(p.x(), p.y(), p.z()), worldZ(p.x(), p.y(), p.z()));
    }

    /** A lattice of this frame in the world. */
    VoxelGrid toWorld(VoxelGrid grid) {
        return VoxelGrid.oriented(
                grid.nx(),
                grid.ny(),
                grid.nz(),
                grid.dxMm(),
                grid.dyMm(),
                grid.dzMm(),
                ex,
                ey,
                ez,
                toWorld(grid.origin()));
    }

    /** The witness of this frame in the world. */
    MarginResult.Witness toWorld(MarginResult.Witness witness) {
        Direction3 d = witness.direction();
        return new MarginResult.Witness(
                toWorld(witness.lesion()),
                toWorld(witness.zone()),
                Direction3.of(
                        d.x() * ex.x() + d.y() * ey.x() + d.z() * ez.x(),
                        d.x() * ex.y() + d.y() * ey.y() + d.z() * ez.y(),
                        d.x() * ex.z() + d.y() * ey.z() + d.z() * ez.z()));
    }

    /** The surface of this frame in the world: the same areas and margins, outward by the right-hand rule. */
    MarginMap toWorld(MarginMap map) {
        double[] v = map.verticesMm();
        double[] moved = new double[v.length];
        for (int n = 0; n < v.length; n += 3) {
            moved[n] = worldX(v[n], v[n + 1], v[n + 2]);
            moved[n + 1] = worldY(v[n], v[n + 1], v[n + 2]);
            moved[n + 2] = worldZ(v[n], v[n + 1], v[n + 2]);
        }
        int[] triangles = map.triangles();
        if (mirrored) {
            triangles = triangles.clone();
            for (int t = 0; t < triangles.length; t += 3) {
                int second = triangles[t + 1];
                triangles[t + 1] = triangles[t + 2];
                triangles[t + 2] = second;
            }
        }
        return map.moved(moved, triangles);
    }

    /** A field of this frame as one of the world. */
    SignedField toWorld(SignedField field) {
        return new Moved(field, true);
    }

    private double worldX(double x, double y, double z) {
        return origin.x() + (x * ex.x() + y * ey.x() + z * ez.x());
    }

    private double worldY(double x, double y, double z) {
        return origin.y() + (x * ex.y() + y * ey.y() + z * ez.y());
    }

    private double worldZ(double x, double y, double z) {
        return origin.z() + (x * ex.z() + y * ey.z() + z * ez.z());
    }

    /** A field of the world asked in this frame, or one of this frame asked in the world. */
    private final class Moved implements SignedField {
        private final SignedField field;
        private final boolean askedInWorld;

        Moved(SignedField field, boolean askedInWorld) {
            this.field = field;
            this.askedInWorld = askedInWorld;
        }

        @Override
        public double depthMm(double x, double y, double z) {
            if (askedInWorld) {
                double dx = x - origin.x();
                double dy = y - origin.y();
                double dz = z - origin.z();
                return field.depthMm(
                        dx * ex.x() + dy * ex.y() + dz * ex.z(),
                        dx * ey.x() + dy * ey.y() + dz * ey.z(),
                        dx * ez.x() + dy * ez.y() + dz * ez.z());
            }
            return field.depthMm(worldX(x, y, z), worldY(x, y, z), worldZ(x, y, z));
        }

        @Override
        public boolean hasQuickBounds() {
            return !askedInWorld && field.hasQuickBounds();
        }

        @Override
        public double atLeastMm(double x, double y, double z) {
            return askedInWorld ? depthMm(x, y, z) : field.atLeastMm(worldX(x, y, z), worldY(x, y, z), worldZ(x, y, z));
        }

        @Override
        public void rangeMm(double x, double y, double z, double[] range) {
            if (askedInWorld) {
                SignedField.super.rangeMm(x, y, z, range);
            } else {
                field.rangeMm(worldX(x, y, z), worldY(x, y, z), worldZ(x, y, z), range);
            }
        }

        @Override
        public void outsideMm(double[] points, int count, double limitMm, double[] distances) {
            double[] moved = new double[3 * count];
            for (int n = 0; n < 3 * count; n += 3) {
                double x = points[n];
                double y = points[n + 1];
                double z = points[n + 2];
                if (askedInWorld) {
                    x -= origin.x();
                    y -= origin.y();
                    z -= origin.z();
                    moved[n] = x * ex.x() + y * ex.y() + z * ex.z();
                    moved[n + 1] = x * ey.x() + y * ey.y() + z * ey.z();
                    moved[n + 2] = x * ez.x() + y * ez.y() + z * ez.z();
                } else {
                    moved[n] = worldX(x, y, z);
                    moved[n + 1] = worldY(x, y, z);
                    moved[n + 2] = worldZ(x, y, z);
                }
            }
            field.outsideMm(moved, count, limitMm, distances);
        }

        @Override
        public SignedField walker() {
            return new Moved(field.walker(), askedInWorld);
        }

        @Override
        public boolean contains(double x, double y, double z) {
            if (askedInWorld) {
                return SignedField.super.contains(x, y, z);
            }
            return field.contains(worldX(x, y, z), worldY(x, y, z), worldZ(x, y, z));
        }

        @Override
        public void mark(PointRow row, long[] bits) {
            if (askedInWorld) {
                SignedField.super.mark(row, bits);
            } else {
                field.mark(new MovedRow(row), bits);
            }
        }
    }

    /** A row of this frame in the world. */
    private final class MovedRow implements PointRow {
        private final PointRow row;

        MovedRow(PointRow row) {
            this.row = row;
        }

        @Override
        public int count() {
            return row.count();
        }

        @Override
        public double x(int n) {
            return worldX(row.x(n), row.y(n), row.z(n));
        }

        @Override
        public double y(int n) {
            return worldY(row.x(n), row.y(n), row.z(n));
        }

        @Override
        public double z(int n) {
            return worldZ(row.x(n), row.y(n), row.z(n));
        }

        @Override
        public void copy(int n, double[] point) {
            row.copy(n, point);
            double x = point[0];
            double y = point[1];
            double z = point[2];
            point[0] = worldX(x, y, z);
            point[1] = worldY(x, y, z);
            point[2] = worldZ(x, y, z);
        }
    }
}
