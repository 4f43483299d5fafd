package org.thermargin.device;

import java.nio.file.Path;
import org.thermargin.InputException;
import org.thermargin.geometry.MeshSolid;

/** Reads the mesh that a device file names as a zone; given by the caller, since this package reads no mesh formats. */
@FunctionalInterface
public interface MeshReader {
    /** The solid of the mesh file, its tip at the origin and its shaft along -z, mm; a bad mesh is refused. */
    MeshSolid read(Path file) throws InputException;
}
