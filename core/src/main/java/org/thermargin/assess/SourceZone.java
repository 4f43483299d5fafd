package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.AblationZone;
import org.thermargin.zone.ZoneModel;

/**
 * Everything ablated according to one source: the union of its masks, or the zone its model predicts.
 *
 * @param source planned, placed or observed
 * @param region the zone
 * @param volumeMl its volume, mL
 * @param model what made it
 * @param claim what may be said of it
 * @param tableRows device table rows used
 * @param taints assumptions made for the user
 * @param placements applicators; empty for masks
 * @param cutByBorder whether a mask reaches the border of its image, so that the zone may go on beyond
 */
record SourceZone(
        ZoneSource source,
        ZoneRegion region,
        double volumeMl,
        String model,
        String claim,
        List<String> tableRows,
        List<String> taints,
        List<ApplicatorPlacement> placements,
        boolean cutByBorder) {

    /** The zones of the scene, earliest source first. */
    static List<SourceZone> of(Scene scene, ZoneModel model) throws InputException {
        List<SourceZone> zones = new ArrayList<>();
        for (ZoneSource source : ZoneSource.values()) {
            List<SceneZone.Imported> masks = new ArrayList<>();
            List<ApplicatorPlacement> placements = new ArrayList<>();
            for (SceneZone zone : scene.zones()) {
                if (zone.source() == source) {
                    if (zone instanceof SceneZone.Imported imported) {
                        masks.add(imported);
                    } else {
                        placements.addAll(((SceneZone.Applied) zone).placements());
                    }
                }
            }
            if (!masks.isEmpty() && !placements.isEmpty()) {
                throw new InputException(
                        "zone-source-mixed",
                        "H29",
                        masks.get(0).file(),
                        "a " + source.key() + " zone must come from masks or from applicators, came from both");
            }
            if (!masks.isEmpty()) {
                zones.add(imported(source, masks));
            } else if (!placements.isEmpty()) {
                zones.add(applied(source, placements, model));
            }
        }
        return zones;
    }

    private static SourceZone imported(ZoneSource source, List<SceneZone.Imported> masks) throws InputException {
        VoxelGrid grid = masks.get(0).mask().grid();
        boolean cut = false;
        for (SceneZone.Imported zone : masks) {
            if (!grid.sameLattice(zone.mask().grid())) {
                throw new InputException(List.of(SceneFrames.latticesDiffer(
                        "zone " + zone.file(),
                        zone.mask().grid(),
                        "zone " + masks.get(0).file(),
                        masks.get(0).mask().grid(),
                        zone.file())));
            }
            if (zone.mask().count() == zone.mask().grid().voxelCount()) {
                throw new InputException(
                        "zone-full", "H14", zone.file(), "zone mask must leave a voxel unset, all were set");
            }
            cut |= zone.mask().touchesBorder();
            grid = grid.joined(zone.mask().grid());
        }
        BinaryMask union = masks.get(0).mask().onto(grid);
        for (SceneZone.Imported zone : masks.subList(1, masks.size())) {
            union = union.or(zone.mask().onto(grid));
        }
        return new SourceZone(
                source,
                new ZoneRegion.Sampled(union),
                union.volumeMl(),
                "imported-mask",
                "if the zone is as segmented on the image",
                List.of(),
                List.of(),
                List.of(),
                cut);
    }

    private static SourceZone applied(ZoneSource source, List<ApplicatorPlacement> placements, ZoneModel model)
            throws InputException {
        AblationZone zone = model.zone(placements);
        return new SourceZone(
                source,
                new ZoneRegion.Exact(zone.depth(), zone.bounds()),
                zone.volumeMl(),
                zone.model(),
                zone.claim(),
                zone.tableRows(),
                zone.taints(),
                placements,
                false);
    }

    /**
     * The zone as it may go on beyond the border of its image: border voxels repeated outward. Only for masks.
     *
     * @param beyondMm how far
     */
    ZoneRegion continued(double beyondMm) {
        BinaryMask mask = ((ZoneRegion.Sampled) region).mask();
        VoxelGrid grid = mask.grid();
        int di = (int) Math.ceil(beyondMm / grid.dxMm());
        int dj = (int) Math.ceil(beyondMm / grid.dyMm());
        int dk = (int) Math.ceil(beyondMm / grid.dzMm());
        BinaryMask larger = new BinaryMask(grid.subgrid(grid.box().grown(di, dj, dk)));
        VoxelGrid outer = larger.grid();
        for (int k = 0; k < outer.nz(); k++) {
            for (int j = 0; j < outer.ny(); j++) {
                for (int i = 0; i < outer.nx(); i++) {
                    if (mask.get(clamp(i - di, grid.nx()), clamp(j - dj, grid.ny()), clamp(k - dk, grid.nz()))) {
                        larger.set(i, j, k);
                    }
                }
            }
        }
        return new ZoneRegion.Sampled(larger);
    }

    private static int clamp(int index, int n) {
        return Math.max(0, Math.min(n - 1, index));
    }

    /** What must be said about the zone as a whole. */
    List<Finding> findings() {
        return cutByBorder
                ? List.of(Finding.of(
                        "zone-cut-by-border",
                        "H16",
                        "the " + source.key()
                                + " zone reaches the border of its image; beyond it nothing counts as ablated"
                                + " for the lower bound, and anything may be for the upper"))
                : List.of();
    }
}
