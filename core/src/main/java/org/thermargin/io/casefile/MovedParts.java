package org.thermargin.io.casefile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.thermargin.Finding;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.Printable;
import org.thermargin.scene.ScanRegistration;
import org.thermargin.scene.ZoneSource;

/**
 * Brings the masks drawn on the scan after to the scan before: observed zones, and what the case names. Only their
 * lattices move. What would leave it open where a mask belongs, or a registration unused, is refused (H20).
 */
final class MovedParts {
    private static final String HAZARD = "H20";
    private static final Set<VolumeRole> NAMED = Set.of(VolumeRole.LIVER, VolumeRole.VESSEL, VolumeRole.STRUCTURE);

    private final ScanRegistration registration;
    private final List<VolumePart> parts;
    private final List<Finding> refusals;

    private MovedParts(ScanRegistration registration, List<VolumePart> parts, List<Finding> refusals) {
        this.registration = registration;
        this.parts = parts;
        this.refusals = refusals;
    }

    /** The parts in one frame; reasons against it are added to the refusals. */
    static List<VolumePart> of(
            Optional<ScanRegistration> registration, List<VolumePart> parts, List<Finding> refusals) {
        return registration.isEmpty() ? parts : new MovedParts(registration.get(), parts, refusals).moved();
    }

    private List<VolumePart> moved() {
        requireUse();
        List<VolumePart> moved = new ArrayList<>();
        for (VolumePart part : parts) {
            if (!isAfter(part)) {
                requireClear(part);
                moved.add(part);
                continue;
            }
            Optional<BinaryMask> mask = part.mask().mapped(registration.zoneToLesion());
            if (mask.isEmpty()) {
                refusals.add(new Finding(
                        "transform-slants",
                        HAZARD,
                        "a transform must keep the index axes of the scan after at right angles (rigid, evenly scaled,"
                                + " or stretched along those axes), slants those of the "
                                + part.role().key()
                                + " mask; masks are not resampled: give the rigid part and a bound that covers the rest",
                        part.file()));
            }
            moved.add(part.with(mask.orElse(part.mask())));
        }
        return moved;
    }

    private boolean isAfter(VolumePart part) {
        boolean zone = part.role() == VolumeRole.ZONE && part.source() == ZoneSource.OBSERVED;
        boolean named = NAMED.contains(part.role()) && registration.drawnAfter().contains(nameOf(part));
        return zone || named;
    }

    private static String nameOf(VolumePart part) {
        return part.role() == VolumeRole.LIVER ? VolumeRole.LIVER.key() : part.name();
    }

    /** A transform that moves nothing, and a name that means nothing, were meant to. */
    private void requireUse() {
        if (parts.stream().noneMatch(p -> p.role() == VolumeRole.ZONE && p.source() == ZoneSource.OBSERVED)) {
            refusals.add(Finding.of(
                    "transform-unused",
                    HAZARD,
                    "a registration must stand in a case with an observed zone mask, which it moves; there was none, so"
                            + " that it would not be used"));
        }
        Set<String> names = new HashSet<>();
        parts.stream().filter(p -> NAMED.contains(p.role())).forEach(p -> names.add(nameOf(p)));
        for (String name : registration.drawnAfter()) {
            if (!names.contains(name)) {
                refusals.add(Finding.of(
                        "drawn-after-unknown",
                        HAZARD,
                        "drawn_after (--drawn-after) must name a vessel or structure of the case, or liver, was "
                                + Printable.of(name)));
            }
        }
    }

    /** A mask on the lattice of the zone and not on that of the lesions was probably drawn with the zone. */
    private void requireClear(VolumePart part) {
        if (!NAMED.contains(part.role())) {
            return;
        }
        VoxelGrid grid = part.mask().grid();
        boolean withLesion = parts.stream()
                .anyMatch(p -> p.role() == VolumeRole.LESION && p.mask().grid().sameLattice(grid));
        boolean withZone = parts.stream()
                .anyMatch(p -> p.role() == VolumeRole.ZONE && p.mask().grid().sameLattice(grid));
        if (withZone && !withLesion) {
            refusals.add(new Finding(
                    "scan-unclear",
                    HAZARD,
                    "the " + part.role().key() + " mask " + Printable.of(nameOf(part))
                            + " lies on the lattice of the zone, not of the lesions; name it in drawn_after"
                            + " (--drawn-after) so that the transform moves it too, or give one of the scan before",
                    part.file()));
        }
    }
}
