/**
 * Triangle meshes to files: PLY, STL, VTP. Start with {@link org.thermargin.io.mesh.TriangleMesh} and {@link
 * org.thermargin.io.mesh.MeshWriter}. Coordinates are LPS millimetres, said in each file's header; a mesh may carry one
 * value per vertex, the local margin in mm. Not here: reading meshes, making surfaces from masks, colours.
 */
package org.thermargin.io.mesh;
