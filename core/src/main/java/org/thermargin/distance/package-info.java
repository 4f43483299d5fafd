/**
 * Exact Euclidean distances between voxel centres, in millimetres along the true spacing. Start from
 * {@link org.thermargin.distance.DistanceTransform} (squared distance to the nearest set voxel) or
 * {@link org.thermargin.distance.SignedDistance} (both sides of a region). All distances run from centre to centre;
 * nothing here knows surfaces, margins or anatomy, and nothing here is an approximation.
 */
package org.thermargin.distance;
