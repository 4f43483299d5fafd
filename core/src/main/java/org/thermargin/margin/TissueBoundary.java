package org.thermargin.margin;

import java.util.Optional;
import java.util.function.Supplier;
import org.thermargin.distance.Workers;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;

/**
 * The boundary of "not unablated organ tissue", zone or outside of the organ, where zone and organ do not share a
 * lattice: the union of the two regions. Where the foot on the zone's boundary lies in the organ, the zone's own distance
 * is the answer; elsewhere (the zone reaches beyond the capsule) the answer comes from the surface of the union,
 * extracted on a lattice of about the finest spacing. A film of tissue between the two surfaces that is thinner than
 * their common uncertainty counts as ablated: two masks of a zone that ends at the capsule would always show one.
 */
final class TissueBoundary implements Boundary {
    /** Values of a field of the organ change by no more than this from point to point, in units of their distance. */
    private static final double FIELD_ERROR = 1.25;

    private final Boundary zone;
    private final Supplier<RegionField> organ;
    private final Optional<ShallowBlocks> shallow;
    private final Supplier<? extends Boundary> union;
    private final double filmMm;

    private TissueBoundary(
            Boundary zone,
            Supplier<RegionField> organ,
            Optional<ShallowBlocks> shallow,
            Supplier<? extends Boundary> union,
            double filmMm) {
        this.zone = zone;
        this.organ = organ;
        this.shallow = shallow;
        this.union = union;
        this.filmMm = filmMm;
    }

    /**
     * The boundary within the given world box, with nodes of the given spacing and films up to the given thickness
     * ignored; null when no unablated organ tissue
     * lies in the box.
     *
     * @param organ makes the field of the organ, which is not asked for deep in it
     * @param shallow where an exact zone may come near the surface of the organ; with it the film is 0
     */
    static TissueBoundary of(
            Boundary zone,
            Supplier<RegionField> organ,
            Optional<ShallowBlocks> shallow,
            Bounds3 box,
            double spacingMm,
            double filmMm,
            int threads) {
        Point3 low = box.low();
        Point3 high = box.high();
        VoxelGrid nodes = VoxelGrid.axisAligned(
                (int) Math.ceil((high.x() - low.x()) / spacingMm) + 1,
                (int) Math.ceil((high.y() - low.y()) / spacingMm) + 1,
                (int) Math.ceil((high.z() - low.z()) / spacingMm) + 1,
                spacingMm,
                spacingMm,
                spacingMm,
                low);
        boolean both = shallow.isPresent() && hasBothSidesDeep(zone, shallow.get(), nodes);
        if (!both && !hasBothSides(zone, organ.get(), nodes, filmMm)) {
            return null;
        }
        // most zones lie inside the organ where the lesion is: nothing asks for the union there
        return new TissueBoundary(
                zone, organ, shallow, new Kept<>(() -> union(zone, organ.get(), nodes, filmMm, threads)), filmMm);
    }

    /**
     * The same of a zone and a union whose surfaces are made elsewhere. No film is ignored; where the zone ends no farther
     * than {@code rimMm} outside the organ its own distance is the answer, which is the smaller one.
     */
    static TissueBoundary seen(Boundary zone, RegionField organ, Supplier<? extends Boundary> union, double rimMm) {
        return new TissueBoundary(zone, () -> organ, Optional.empty(), union, -rimMm);
    }

    /** Whether nodes of the row in the middle that are deep in the organ lie in the zone and outside; a sign will do. */
    private static boolean hasBothSidesDeep(Boundary zone, ShallowBlocks shallow, VoxelGrid nodes) {
        boolean inside = false;
        boolean outside = false;
        for (int i = 0; i < nodes.nx() && !(inside && outside); i++) {
            double x = nodes.worldX(i, nodes.ny() / 2, nodes.nz() / 2);
            double y = nodes.worldY(i, nodes.ny() / 2, nodes.nz() / 2);
            double z = nodes.worldZ(i, nodes.ny() / 2, nodes.nz() / 2);
            if (shallow.isDeep(x, y, z)) {
                double depth = zone.at(x, y, z);
                inside |= depth > 0;
                outside |= depth <= 0;
            }
        }
        return inside && outside;
    }

    /** Whether some nodes are unablated organ tissue and some are not, the row in the middle asked first. */
    private static boolean hasBothSides(Boundary zone, RegionField organ, VoxelGrid nodes, double filmMm) {
        double[] row = new double[nodes.nx()];
        boolean unablated = false;
        boolean spared = false;
        int middle = nodes.ny() / 2 + nodes.ny() * (nodes.nz() / 2);
        for (int r = -1; r < nodes.ny() * nodes.nz(); r++) {
            int at = r < 0 ? middle : r;
            row(zone, organ, nodes, at % nodes.ny(), at / nodes.ny(), filmMm, row, 0);
            for (double psi : row) {
                unablated |= psi <= 0;
                spared |= psi > 0;
            }
            if (unablated && spared) {
                return true;
            }
        }
        return false;
    }

    private static SurfaceDistance union(
            Boundary zone, RegionField organ, VoxelGrid nodes, double filmMm, int threads) {
        double[] psi = new double[nodes.voxelCount()];
        Workers.run(nodes.ny() * nodes.nz(), threads, () -> {
            Boundary own = zone.inSequence();
            return r -> row(own, organ, nodes, r % nodes.ny(), r / nodes.ny(), filmMm, psi, r * nodes.nx());
        });
        return new SurfaceDistance(RegionField.ofNodes(nodes, psi), SurfaceNets.extract(psi, nodes));
    }

    /** The depth in the union at the nodes of one row, written from the place on. */
    private static void row(
            Boundary zone, RegionField organ, VoxelGrid nodes, int j, int k, double filmMm, double[] psi, int place) {
        double spacing = nodes.dxMm();
        double known = 0; // zone depth at the last node of the row where it was asked for
        int since = 0; // nodes since then
        for (int i = 0, n = place; i < nodes.nx(); i++, n++) {
            double x = nodes.worldX(i, j, k);
            double y = nodes.worldY(i, j, k);
            double z = nodes.worldZ(i, j, k);
            double outside = filmMm - organ.at(x, y, z);
            since++;
            if (outside > 2 * spacing) {
                psi[n] = outside;
            } else {
                // the depth is 1-Lipschitz: farther than three spacings from the edge a bound of it will do
                double least = Math.abs(known) - since * spacing;
                double depth;
                if (least > 3 * spacing) {
                    depth = known > 0 ? least : -least;
                } else {
                    depth = zone.at(x, y, z);
                    known = depth;
                    since = 0;
                }
                psi[n] = Math.max(depth, outside);
            }
        }
    }

    @Override
    public double at(double x, double y, double z) {
        return at(x, y, z, zone.at(x, y, z));
    }

    /** The same where the distance to the zone is known. */
    double at(double x, double y, double z, double toZone) {
        if (isFootDeep(x, y, z, toZone)) {
            return toZone;
        }
        return at(
                x, y, z, toZone, shallow.isEmpty() && filmMm <= 0 ? organ.get().at(x, y, z) : Double.NaN);
    }

    /** The same where the depth of the point in the organ is known too; NaN if that is not to be asked for. */
    double at(double x, double y, double z, double toZone, double inOrganMm) {
        if (isDeeperThan(inOrganMm, Math.abs(toZone))) {
            return toZone;
        }
        double[] foot = new double[3];
        zone.foot(x, y, z, foot);
        if (isDeep(foot) || organ.get().at(foot[0], foot[1], foot[2]) > filmMm) {
            return toZone;
        }
        return Math.max(toZone, union.get().at(x, y, z));
    }

    /** Whether a point so deep in the organ lies deeper than that by more than the field may err, so that its foot lies in it. */
    private boolean isDeeperThan(double inOrganMm, double mm) {
        // the field is not made for a point outside
        return filmMm <= 0
                && inOrganMm > 0
                && inOrganMm > FIELD_ERROR * mm + organ.get().nodes().maxSpacingMm();
    }

    private boolean isDeep(double[] foot) {
        return shallow.isPresent() && shallow.get().isDeep(foot[0], foot[1], foot[2]);
    }

    private boolean isFootDeep(double x, double y, double z, double toZone) {
        return toZone >= 0 && shallow.isPresent() && shallow.get().isFootDeep(x, y, z, toZone);
    }

    /** No value is below that of the zone. */
    @Override
    public boolean isAbove(double x, double y, double z, double mm) {
        return zone.isAbove(x, y, z, mm);
    }

    @Override
    public double atLeast(double x, double y, double z) {
        return zone.atLeast(x, y, z);
    }

    @Override
    public void range(double x, double y, double z, double radiusMm, double[] range) {
        zone.range(x, y, z, radiusMm, range);
        if (shallow.isEmpty() || !shallow.get().areFeetDeep(x, y, z, radiusMm, range[0], range[1])) {
            range[1] = Double.POSITIVE_INFINITY;
        }
    }

    @Override
    public double upTo(double x, double y, double z, double limitMm) {
        double toZone = zone.upTo(x, y, z, limitMm);
        return toZone > limitMm ? toZone : at(x, y, z, toZone);
    }

    @Override
    public double slackMm() {
        return zone.slackMm();
    }

    @Override
    public Boundary inSequence() {
        return new TissueBoundary(
                zone.inSequence(), organ, shallow, new Kept<>(() -> union.get().inSequence()), filmMm);
    }

    @Override
    public void foot(double x, double y, double z, double[] point) {
        zone.foot(x, y, z, point);
        if (isDeep(point)) {
            return;
        }
        if (organ.get().at(point[0], point[1], point[2]) <= filmMm) {
            union.get().foot(x, y, z, point);
        }
    }
}
