package org.thermargin.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.MarginShortfall;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.geometry.Bounds3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.margin.ZoneRegion;

/**
 * A region of an assessment that other programs are to show: a lesion, a zone, or the tissue that the margin lacks.
 *
 * @param kind what it is
 * @param name for people
 * @param lesion position of its lesion in the assessment, from 0; for a zone that of the first lesion it was held against
 * @param zone its zone and source; empty for lesions
 * @param drawn whether it is a mask as imported, not computed
 * @param bounds a world box that holds all of it
 * @param inside whether a world point (LPS mm) lies in it
 */
record ShownSegment(
        Kind kind,
        String name,
        int lesion,
        Optional<ZoneAssessment> zone,
        boolean drawn,
        Bounds3 bounds,
        Inside inside) {
    /** What a segment is, with the colour of the sections and pictures. */
    enum Kind {
        LESION(0xe6, 0x9f, 0x00),
        ZONE(0x00, 0x72, 0xb2),
        SHORTFALL(0xd5, 0x5e, 0x00);

        private final int red;
        private final int green;
        private final int blue;

        Kind(int red, int green, int blue) {
            this.red = red;
            this.green = green;
            this.blue = blue;
        }

        /** Red, green, blue, 0..255. */
        List<Integer> rgb() {
            return List.of(red, green, blue);
        }
    }

    /** Tells the points of a region. */
    interface Inside {
        boolean at(double x, double y, double z);
    }

    /** All lesions with numbers, then every zone once, then what each lesion lacks against each zone. */
    static List<ShownSegment> of(Assessment assessment, Optional<BinaryMask> organ) {
        List<ShownSegment> lesions = new ArrayList<>();
        List<ShownSegment> zones = new ArrayList<>();
        List<ShownSegment> shortfalls = new ArrayList<>();
        List<ZoneRegion> seen = new ArrayList<>();
        for (int n = 0; n < assessment.lesions().size(); n++) {
            LesionAssessment lesion = assessment.lesions().get(n);
            boolean first = true;
            for (ZoneAssessment zone : lesion.zones()) {
                if (zone.numbers().isEmpty()) {
                    continue;
                }
                ZoneNumbers numbers = zone.numbers().get();
                if (first) {
                    lesions.add(lesion(n, lesion.id(), numbers.lesion()));
                    first = false;
                }
                if (!seen.contains(numbers.zone())) {
                    seen.add(numbers.zone());
                    zones.add(zone(n, zone, numbers.zone()));
                }
                MarginShortfall lacking =
                        MarginShortfall.of(numbers, organ, assessment.criteria().targetMm());
                shortfalls.add(new ShownSegment(
                        Kind.SHORTFALL,
                        "shortfall " + lesion.id() + " " + zone.source().key(),
                        n,
                        Optional.of(zone),
                        false,
                        lacking.bounds(),
                        lacking::contains));
            }
        }
        List<ShownSegment> all = new ArrayList<>(lesions);
        all.addAll(zones);
        all.addAll(shortfalls);
        return List.copyOf(all);
    }

    private static ShownSegment lesion(int n, String id, BinaryMask mask) {
        ZoneRegion.Sampled region = new ZoneRegion.Sampled(mask);
        return new ShownSegment(
                Kind.LESION, "lesion " + id, n, Optional.empty(), true, region.bounds(), region::contains);
    }

    private static ShownSegment zone(int n, ZoneAssessment zone, ZoneRegion region) {
        return new ShownSegment(
                Kind.ZONE,
                "zone " + zone.source().key() + (zone.deformedByVessels() ? " beside vessels" : ""),
                n,
                Optional.of(zone),
                region instanceof ZoneRegion.Sampled,
                region.bounds(),
                region::contains);
    }

    /** The voxels of the grid whose centres lie inside; a mask on the same lattice comes back voxel for voxel. */
    BinaryMask on(VoxelGrid grid) {
        BinaryMask mask = new BinaryMask(grid);
        IndexBox whole = grid.indexBox(bounds);
        if (!meets(whole, grid.box())) {
            return mask;
        }
        IndexBox box = whole.intersection(grid.box());
        for (int k = box.kLow(); k < box.kHigh(); k++) {
            for (int j = box.jLow(); j < box.jHigh(); j++) {
                for (int i = box.iLow(); i < box.iHigh(); i++) {
                    if (inside.at(grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k))) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    private static boolean meets(IndexBox a, IndexBox b) {
        return a.iLow() < b.iHigh()
                && b.iLow() < a.iHigh()
                && a.jLow() < b.jHigh()
                && b.jLow() < a.jHigh()
                && a.kLow() < b.kHigh()
                && b.kLow() < a.kHigh();
    }
}
