/**
 * How two scans of one patient lie to each other: rigid fits to landmarks and to organ surfaces, and how far they can be
 * trusted at a place. Start from {@link org.thermargin.registration.LandmarkFit}, which bounds its error, and {@link
 * org.thermargin.registration.SurfaceFit}, which does not. Deformation between scans and similarity of grey values are
 * deliberately not here. See docs/registration.md.
 */
package org.thermargin.registration;
