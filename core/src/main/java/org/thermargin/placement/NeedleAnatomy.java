package org.thermargin.placement;

import java.util.List;
import java.util.Optional;
import org.thermargin.grid.BinaryMask;

/**
 * What lies around the shafts; masks may be on different lattices.
 *
 * @param organ the organ without holes; empty when there is no liver mask
 * @param lesion the lesion that the placement is meant for
 * @param subcapsular whether the lesion lies at the organ surface
 * @param structures critical structures that a shaft must not cross
 * @param vessels vessels, or those parts of them that are wide enough to matter
 */
public record NeedleAnatomy(
        Optional<BinaryMask> organ,
        BinaryMask lesion,
        boolean subcapsular,
        List<Obstacle> structures,
        List<Obstacle> vessels) {
    public NeedleAnatomy {
        structures = List.copyOf(structures);
        vessels = List.copyOf(vessels);
    }

    /** A region that a shaft should keep clear of, by name. */
    public static final class Obstacle {
        private final String name;
        private final BinaryMask mask;
        private final ObstacleBlocks blocks;

        /** Of a mask that does not change any more; what makes it quick to search is made here. */
        public Obstacle(String name, BinaryMask mask) {
            this.name = name;
            this.mask = mask;
            this.blocks = ObstacleBlocks.of(mask);
        }

        /** What it is called. */
        public String name() {
            return name;
        }

        /** Its voxels. */
        public BinaryMask mask() {
            return mask;
        }

        ObstacleBlocks blocks() {
            return blocks;
        }
    }
}
