/**
 * Volume files of any supported format. {@link org.thermargin.io.volume.VolumeFiles} finds the reader that a file's
 * content and name ask for; {@link org.thermargin.io.volume.VolumeInspection} says what is in a file. No format is
 * decoded here.
 */
package org.thermargin.io.volume;
