package org.thermargin.scene;

/** Kind of a vessel mask, with the spelling used in case files. */
public enum VesselKind {
    PORTAL("portal"),
    HEPATIC_VEIN("hepaticVein"),
    IVC("ivc"),
    ARTERY("artery"),
    UNKNOWN("unknown");

    private final String key;

    VesselKind(String key) {
        this.key = key;
    }

    /** The spelling in case files and outputs. */
    public String key() {
        return key;
    }
}
