/**
 * From what a user has in a folder to a {@link org.thermargin.scene.Scene}: the strict case file ({@code case.json}), the
 * QAM folder layout, 3D Slicer markups, or files named one by one. Start from {@link
 * org.thermargin.io.casefile.CaseFileReader} and {@link org.thermargin.io.casefile.SceneBuilder}. Points in RAS become
 * LPS here. No guessing: what is not said is refused or absent. Not here: the formats of the volumes themselves.
 */
package org.thermargin.io.casefile;
