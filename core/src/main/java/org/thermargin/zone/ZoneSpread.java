package org.thermargin.zone;

/**
 * The zones that the spread of tabled axes leaves open: every axis smaller or larger by so many standard deviations, all
 * together, the middle of each zone where it was.
 *
 * @param smaller all axes smaller
 * @param larger all axes larger
 * @param coverageFactor standard deviations between the tabled and the other axes
 */
public record ZoneSpread(AblationZone smaller, AblationZone larger, double coverageFactor) {}
