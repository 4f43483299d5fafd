/**
 * Vessels near lesions and zones: how wide they are, how near, and what their blood cools away. Start from {@link
 * org.thermargin.heatsink.CoolingVessel}. Lengths are mm, thermal constants SI.
 */
package org.thermargin.heatsink;
