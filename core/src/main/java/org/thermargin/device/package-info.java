/**
 * Applicators and the zones that their tables state, each row with its source and evidence grade. Start from
 * {@link org.thermargin.device.DeviceCatalogue}. Nothing here knows where an applicator stands in a patient.
 */
package org.thermargin.device;
