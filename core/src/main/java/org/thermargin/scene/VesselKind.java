package org.thermargin.scene;

/** Kind of a vessel mask, with the spelling used in case files. */
public enum VesselKind {
    PORTAL("portal", "portal vein"),
    HEPATIC_VEIN("hepaticVein", "hepatic vein"),
    IVC("ivc", "inferior vena cava"),
    ARTERY("artery", "artery"),
    UNKNOWN("unknown", "kind unknown");

    private final String key;
    private final String words;

    VesselKind(String key, String words) {
        this.key = key;
        this.words = words;
    }

    /** The spelling in case files and outputs. */
    public String key() {
        return key;
    }

    /** What a reader is told. */
    public String words() {
        return words;
    }
}
