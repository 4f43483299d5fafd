/**
 * Transform files of ITK ({@code .tfm}) to maps between scans and back. Start from {@link
 * org.thermargin.io.transform.TransformReader}. Which way a map is to be used is not in the file and is stated by the
 * case. Deformation is deliberately not here.
 */
package org.thermargin.io.transform;
