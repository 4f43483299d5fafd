/**
 * What every volume format shares: opening a file and hashing it while it is read ({@link
 * org.thermargin.io.InputFile}), the rules a lattice must meet ({@link org.thermargin.io.LatticeHeader}), turning stored
 * samples into canonical arrays ({@link org.thermargin.io.OpenVolume}) and canonical arrays into samples ({@link
 * org.thermargin.io.CanonicalSamples}), decompression, and the record that all readers return ({@link
 * org.thermargin.io.VolumeFile}). Start from {@link org.thermargin.io.VolumeReader}. The formats live in the
 * sub-packages; {@code io.volume} picks the right one. Every refusal is an {@link org.thermargin.InputException} with a
 * stable code.
 */
package org.thermargin.io;
