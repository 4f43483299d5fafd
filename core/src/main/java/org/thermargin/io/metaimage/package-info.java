/**
 * MetaImage volumes ({@code .mha}, {@code .mhd} with {@code .raw} or {@code .zraw}). Start with {@link
 * org.thermargin.io.metaimage.MetaImageReader} and {@link org.thermargin.io.metaimage.MetaImageWriter}. Three
 * dimensions, one channel, spacing, matrix and offset stated: anything else is refused, never completed. The transform
 * matrix is the geometry; a stated {@code AnatomicalOrientation} must agree with it. Not here: MetaIO's other objects
 * (meshes, tubes), numbered file patterns, channels.
 *
 * <p>Format: Kitware, MetaIO documentation (itk.org/Wiki/MetaIO/Documentation).
 */
package org.thermargin.io.metaimage;
