package org.thermargin.assess;

/**
 * The published voxel-border recipe (border = mask minus its 6-connected erosion, signed distances between border-voxel
 * centres, lesion border within 5 mm of the liver border excluded), so that published cohorts can be compared. Legacy,
 * never the verdict: it reads about a voxel too small.
 *
 * @param borderVoxels lesion border voxels counted
 * @param minMm smallest signed distance, mm
 * @param q25Mm lower quartile, mm
 * @param medianMm median, mm
 * @param q75Mm upper quartile, mm
 * @param maxMm largest, mm
 * @param fractionBelow0 share of border voxels below 0
 * @param fraction0To5 share from 0 to below 5 mm
 * @param fractionAtLeast5 share of 5 mm and more
 */
public record QamNumbers(
        long borderVoxels,
        double minMm,
        double q25Mm,
        double medianMm,
        double q75Mm,
        double maxMm,
        double fractionBelow0,
        double fraction0To5,
        double fractionAtLeast5) {}
