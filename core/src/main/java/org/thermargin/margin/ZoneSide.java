package org.thermargin.margin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermargin.geometry.Bounds3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;

/**
 * The zone prepared for margin work.
 *
 * @param raw boundary of the zone itself; inside is ablated
 * @param tissue boundary of everything that is not unablated organ tissue; the same object as {@code raw} where no organ
 *     is known
 * @param rawFitted as {@code raw}, from fitted surfaces, for shares of area; {@code raw} itself where tissue decides
 * @param tissueFitted as {@code tissue}, from fitted surfaces
 * @param zoneVoxels voxels of a sampled zone; empty for an exact one
 * @param tissueVoxels voxels of unablated organ tissue; empty without an organ or where there is none
 * @param nothingUnablated whether no unablated organ tissue lies anywhere near, so that the raw margin is used
 * @param cut whether the zone reaches the border of its grid
 */
record ZoneSide(
        Boundary raw,
        Boundary tissue,
        Boundary rawFitted,
        Boundary tissueFitted,
        Optional<ZoneVoxels> zoneVoxels,
        Optional<TissueVoxels> tissueVoxels,
        boolean nothingUnablated,
        boolean cut) {
    /** Tolerance for two grids to be one lattice, mm. */
    static final double LATTICE_TOLERANCE_MM = 0.01;
    /** Finest node spacing of a surface shared by an exact zone and an organ mask, mm. */
    private static final double MIN_NODE_MM = 0.6;

    /** Where the zone comes near the organ's surface within this distance of the lesion, a margin may end there, mm. */
    private static final double CAPSULE_MM = 8;

    /** How much is prepared. */
    enum Detail {
        /** What the minimal margin needs; fitted boundaries are the plain ones. */
        MINIMUM,
        /** Also what the distribution over the surface needs. */
        SURFACE
    }

    /** Makes the surfaces of a zone; of a sampled one the start has those of least bending. */
    static ZoneSide of(PreparedLesion lesion, ZoneMasks masks, Start start, Detail detail, int threads) {
        return masks.zone().isPresent()
                ? sampled(lesion, masks, masks.zone().get(), start, detail, threads)
                : exact(lesion, masks, threads);
    }

    /** The surfaces of least bending, which do not depend on each other, so that they can be made at the same time. */
    static final class Start {
        private final Kept<SurfaceDistance> zone;
        private final Kept<SurfaceDistance> spared;
        private final List<Runnable> tasks = new ArrayList<>();

        Start(PreparedLesion lesion, ZoneMasks masks) {
            spared = new Kept<>(() -> {
                BinaryMask mask = masks.tissue().orElseThrow().possible().not();
                return boundary(mask, mask.grid().box());
            });
            zone = masks.onlyZoneSpared()
                    ? spared
                    : new Kept<>(() -> boundary(masks.zone().orElseThrow().zone(), rim(masks)));
            if (masks.zone().isPresent()) {
                tasks.add(zone::get);
            }
            if (masks.oneLattice() && masks.tissue().isPresent()) {
                if (spared != zone) {
                    tasks.add(spared::get);
                }
            } else if (masks.tissue().isPresent() && needsOrgan(lesion, masks)) {
                tasks.add(() -> lesion.organField(masks.around()));
            }
        }

        /** Whether the field of the organ will probably be asked for; else it waits until it is. */
        private static boolean needsOrgan(PreparedLesion lesion, ZoneMasks masks) {
            Bounds3 box = lesion.crop().worldBounds().orElseThrow();
            return masks.shallow().map(s -> s.isNear(box, CAPSULE_MM)).orElse(true);
        }

        /** What makes them, dearest first. */
        List<Runnable> tasks() {
            return tasks;
        }
    }

    private static IndexBox rim(ZoneMasks masks) {
        return RegionField.rim(masks.zone().orElseThrow().zone());
    }

    /** The same zone with the complement as the only reference, whatever the organ. */
    ZoneSide rawOnly() {
        return new ZoneSide(raw, raw, rawFitted, rawFitted, zoneVoxels, Optional.empty(), nothingUnablated, cut);
    }

    /** Voxels certain to be unablated, where they share the lattice of the surfaces of this side; else empty. */
    Optional<BinaryMask> blendable() {
        if (tissueVoxels.isPresent()) {
            TissueVoxels tissue = tissueVoxels.get();
            return zoneVoxels.isPresent() && tissue.decided() ? Optional.of(tissue.certain()) : Optional.empty();
        }
        return zoneVoxels.map(ZoneVoxels::known);
    }

    private static ZoneSide exact(PreparedLesion lesion, ZoneMasks masks, int threads) {
        ExactBoundary raw = masks.exact().orElseThrow();
        Boundary tissue = masks.tissue().isEmpty() ? null : tissue(raw, lesion, masks, 0, threads);
        if (tissue == null) {
            return new ZoneSide(
                    raw,
                    raw,
                    raw,
                    raw,
                    Optional.empty(),
                    Optional.empty(),
                    lesion.tissue().isPresent(),
                    false);
        }
        return new ZoneSide(raw, tissue, raw, tissue, Optional.empty(), masks.tissue(), false, false);
    }

    private static ZoneSide sampled(
            PreparedLesion lesion, ZoneMasks masks, ZoneVoxels voxels, Start start, Detail detail, int threads) {
        double radius = LesionSide.radiusMm(voxels.zone());
        SurfaceDistance raw = start.zone.get();
        Boundary union = null;
        Boundary unionFitted = null;
        if (masks.tissue().isPresent()) {
            if (masks.oneLattice()) {
                BinaryMask spared = masks.tissue().get().possible().not();
                SurfaceDistance bending = start.spared.get();
                union = bending;
                unionFitted = fitted(bending, spared, spared.grid().box(), radius, detail, threads);
            } else {
                double film = (lesion.tissue().orElseThrow().grid().maxSpacingMm()
                                + voxels.zone().grid().maxSpacingMm())
                        / 2;
                union = tissue(raw, lesion, masks, film, threads);
                unionFitted = union;
            }
        }
        if (union == null) {
            Boundary rawFitted = fitted(raw, voxels.zone(), rim(masks), radius, detail, threads);
            boolean nothing = lesion.tissue().isPresent();
            return new ZoneSide(raw, raw, rawFitted, rawFitted, masks.zone(), Optional.empty(), nothing, masks.cut());
        }
        return new ZoneSide(raw, union, raw, unionFitted, masks.zone(), masks.tissue(), false, masks.cut());
    }

    /** The boundary of a mask by the surface of least bending. */
    private static SurfaceDistance boundary(BinaryMask mask, IndexBox box) {
        RegionField field = RegionField.of(mask, box);
        return new SurfaceDistance(field, SurfaceNets.extract(field.phi(), field.nodes()));
    }

    /** The same boundary by the fitted surface, when it is wanted. */
    private static Boundary fitted(
            SurfaceDistance bending, BinaryMask mask, IndexBox box, double radius, Detail detail, int threads) {
        return detail == Detail.SURFACE
                ? new SurfaceDistance(
                        bending.field(),
                        FittedSurface.of(mask, box, radius, bending.field(), bending.surface(), threads))
                : bending;
    }

    /** Boundary of zone or outside of the organ for lattices that differ; null when no organ tissue is unablated. */
    private static Boundary tissue(Boundary raw, PreparedLesion lesion, ZoneMasks masks, double filmMm, int threads) {
        double spacing =
                Math.max(MIN_NODE_MM, lesion.tissue().orElseThrow().grid().minSpacingMm());
        return TissueBoundary.of(
                raw,
                new Kept<>(() -> lesion.organField(masks.around())),
                masks.shallow(),
                masks.around(),
                spacing,
                filmMm,
                threads);
    }

    /** Field of the organ on the part of its lattice that covers the world box; its border voxels continue outside. */
    static RegionField organField(BinaryMask organ, Bounds3 world) {
        BinaryMask tissue =
                TissueVoxels.extended(organ, organ.grid().indexBox(world).grown(4, 4, 4));
        if (tissue.isEmpty() || tissue.not().isEmpty()) {
            double[] flat = new double[tissue.grid().voxelCount()];
            java.util.Arrays.fill(flat, tissue.isEmpty() ? -1e6 : 1e6);
            return RegionField.ofNodes(tissue.grid(), flat);
        }
        return RegionField.of(tissue, tissue.grid().box());
    }
}
