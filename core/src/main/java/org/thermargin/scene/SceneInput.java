package org.thermargin.scene;

import java.util.Optional;
import org.thermargin.grid.VoxelGrid;

/**
 * One file that went into the scene.
 *
 * @param role liver, lesion, vessel, structure, zone, image, case, markups, device, zone mesh
 * @param path path as the user gave it
 * @param sha256 hash of the bytes of the file, lower-case hex
 * @param grid canonical grid of the volume; empty for files without one
 */
public record SceneInput(String role, String path, String sha256, Optional<VoxelGrid> grid) {}
