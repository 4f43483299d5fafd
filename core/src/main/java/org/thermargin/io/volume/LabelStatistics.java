package org.thermargin.io.volume;

/**
 * How much of a label volume one label takes.
 *
 * @param layer label volume it lives in, from 0
 * @param label 1..65535; background is not listed
 * @param name segment name; empty when the file names none
 * @param voxels number of voxels
 * @param volumeMl voxels times voxel volume, mL
 */
public record LabelStatistics(int layer, int label, String name, long voxels, double volumeMl) {}
