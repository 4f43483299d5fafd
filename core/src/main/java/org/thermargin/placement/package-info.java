/**
 * Checks of applicator placements before energy is on: what a shaft crosses, how near it passes, how long and steep it
 * is, how several lie to each other. Start from {@link org.thermargin.placement.NeedleChecks}. No check changes a
 * margin or its verdict, and nothing here searches for better placements.
 */
package org.thermargin.placement;
