/**
 * Continuous geometry in world coordinates (LPS, mm): points, directions, shapes and signed fields. Start from
 * {@link org.thermargin.geometry.Point3} and {@link org.thermargin.geometry.SignedField}. Nothing here knows voxels.
 */
package org.thermargin.geometry;
