package org.thermargin.scene;

import java.util.Locale;

/** Where an ablation zone comes from, earliest first; the latest present decides the outcome of the case. */
public enum ZoneSource {
    /** Applicators of the plan and a device table. */
    PLANNED,
    /** Applicators as seen on the check scan and a device table. */
    PLACED,
    /** The zone segmented on the image after ablation. */
    OBSERVED;

    /** The name used in files: {@code planned}, {@code placed}, {@code observed}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
