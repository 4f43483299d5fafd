/**
 * The voxel lattice and the arrays on it. {@link org.thermargin.grid.VoxelGrid} is the only code that converts between
 * voxel indices and world millimetres (LPS). Every grid used by the engine is canonical: index axes run closest to
 * left, posterior, superior; {@link org.thermargin.grid.StorageOrder} brings a file's axes into that order. Arrays are
 * linear with i fastest: {@code i + nx * (j + ny * k)}. No file format lives here.
 */
package org.thermargin.grid;
