/**
 * Triangle meshes to files (PLY, STL, VTP) and from STL files. Start with {@link org.thermargin.io.mesh.TriangleMesh} and
 * {@link org.thermargin.io.mesh.MeshWriter}, or with {@link org.thermargin.io.mesh.StlReader}. Written coordinates are LPS
 * millimetres, said in each file's header; a mesh may carry one value per vertex, the local margin in mm. Not here: making
 * surfaces from masks, colours.
 */
package org.thermargin.io.mesh;
