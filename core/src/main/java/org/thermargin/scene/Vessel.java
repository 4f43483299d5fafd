package org.thermargin.scene;

import org.thermargin.grid.BinaryMask;

/** A vessel mask with its name and kind; masks may overlap lesions and run outside the liver. */
public record Vessel(String name, VesselKind kind, BinaryMask mask, String file) {}
