package org.thermargin.scene;

import java.util.OptionalDouble;
import org.thermargin.grid.BinaryMask;

/**
 * A structure that should not be heated (gallbladder, bowel, ...), by name.
 *
 * @param alertMm distance to the zone below which to alert as stated by the case, mm, at least 0; empty: the customary one
 */
public record CriticalStructure(String name, BinaryMask mask, String file, OptionalDouble alertMm) {
    /** A structure with the customary alert distance of its kind. */
    public CriticalStructure(String name, BinaryMask mask, String file) {
        this(name, mask, file, OptionalDouble.empty());
    }
}
