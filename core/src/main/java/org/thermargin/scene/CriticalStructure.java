package org.thermargin.scene;

import org.thermargin.grid.BinaryMask;

/** A structure that should not be heated (gallbladder, bowel, ...), by name. */
public record CriticalStructure(String name, BinaryMask mask, String file) {}
