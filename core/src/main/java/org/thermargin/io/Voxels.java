package org.thermargin.io;

/** What to make of the samples of a volume file. */
public enum Voxels {
    /** Whole numbers 0 to 65535 that name structures. */
    LABELS,
    /** Real values. */
    SCALARS,
    /** Nothing: the header is enough. */
    NONE
}
