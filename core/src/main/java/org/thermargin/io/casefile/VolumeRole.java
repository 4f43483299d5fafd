package org.thermargin.io.casefile;

import java.util.Locale;

/** What a volume file of a case is. */
public enum VolumeRole {
    LIVER,
    LESION,
    VESSEL,
    STRUCTURE,
    ZONE,
    IMAGE;

    /** The spelling in case files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
