/**
 * From applicator placements to ablation zones. Start from {@link org.thermargin.zone.ZoneModel}. Zones stay exact signed
 * fields; nothing here rasterises.
 */
package org.thermargin.zone;
