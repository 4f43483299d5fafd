package org.thermargin.registration;

import org.thermargin.geometry.Point3;

/**
 * One anatomical point marked on both scans.
 *
 * @param label its name on both
 * @param from where it is on the scan that is to be moved, LPS mm
 * @param to where it is on the scan that stays, LPS mm
 */
public record LandmarkPair(String label, Point3 from, Point3 to) {}
