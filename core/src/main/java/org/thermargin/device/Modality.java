package org.thermargin.device;

/** How an applicator heats. */
public enum Modality {
    /** Radiofrequency ablation. */
    RFA,
    /** Microwave ablation. */
    MWA
}
