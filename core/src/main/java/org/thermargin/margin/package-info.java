/**
 * From a lesion and an ablation zone (voxel mask or real-valued field) to margins with their interval and place. Start
 * from {@link org.thermargin.margin.ZoneRegion}. Knows neither patients nor files.
 */
package org.thermargin.margin;
