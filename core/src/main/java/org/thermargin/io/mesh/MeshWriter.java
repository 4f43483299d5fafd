package org.thermargin.io.mesh;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes a mesh as PLY (binary, {@code margin_mm} per vertex), STL (binary, geometry only) or VTP (XML with appended
 * binary arrays, point data {@code margin_mm}). All little endian, coordinates LPS mm, stated in the header. The same
 * mesh always gives the same bytes.
 */
public final class MeshWriter {
    /** The file formats, chosen by the consumer: PLY for mesh tools, STL for planners and printers, VTP for ParaView. */
    public enum Format {
        PLY,
        STL,
        VTP;

        /** The format of a file name by its ending; {@link IllegalArgumentException} for any other ending. */
        public static Format ofName(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            for (Format format : values()) {
                if (lower.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
                    return format;
                }
            }
            throw new IllegalArgumentException("mesh file must end in .ply, .stl or .vtp, was " + name);
        }
    }

    private static final String FRAME = "world frame LPS (x left, y posterior, z superior), mm";
    private static final int STL_HEADER_BYTES = 80;
    private static final int VTK_TRIANGLE_CORNERS = 3;

    private MeshWriter() {}

    /** Writes the mesh to a file in the format of the name's ending, replacing the file. */
    public static void write(Path file, TriangleMesh mesh) throws IOException {
        Format format = Format.ofName(file.getFileName().toString());
        try (OutputStream out = Files.newOutputStream(file)) {
            write(out, mesh, format);
        }
    }

    /** Writes the mesh to a stream, which stays open. */
    public static void write(OutputStream out, TriangleMesh mesh, Format format) throws IOException {
        try (LittleEndianOutput numbers = new LittleEndianOutput(out)) {
            switch (format) {
                case PLY -> ply(numbers, mesh);
                case STL -> stl(numbers, mesh);
                case VTP -> vtp(numbers, mesh);
            }
        }
    }

    private static void ply(LittleEndianOutput out, TriangleMesh mesh) throws IOException {
        out.text("ply\nformat binary_little_endian 1.0\ncomment " + FRAME + "\n");
        out.text("element vertex " + mesh.vertexCount() + "\n");
        out.text("property double x\nproperty double y\nproperty double z\n");
        out.text(mesh.hasMargins() ? "property float margin_mm\n" : "");
        out.text("element face " + mesh.triangleCount() + "\nproperty list uchar int vertex_indices\nend_header\n");
        double[] p = mesh.verticesMm();
        for (int v = 0; v < mesh.vertexCount(); v++) {
            out.putDouble(p[3 * v]);
            out.putDouble(p[3 * v + 1]);
            out.putDouble(p[3 * v + 2]);
            if (mesh.hasMargins()) {
                out.putFloat(mesh.marginMm()[v]);
            }
        }
        int[] t = mesh.triangles();
        for (int n = 0; n < t.length; n += 3) {
            out.putByte(VTK_TRIANGLE_CORNERS);
            out.putInt(t[n]);
            out.putInt(t[n + 1]);
            out.putInt(t[n + 2]);
        }
    }

    private static void stl(LittleEndianOutput out, TriangleMesh mesh) throws IOException {
        String header = "Binary STL, " + FRAME;
        out.text(header);
        for (int n = header.length(); n < STL_HEADER_BYTES; n++) {
            out.putByte(' ');
        }
        out.putInt(mesh.triangleCount());
        int[] t = mesh.triangles();
        double[] p = mesh.verticesMm();
        for (int n = 0; n < t.length; n += 3) {
            putNormal(out, p, 3 * t[n], 3 * t[n + 1], 3 * t[n + 2]);
            for (int corner = 0; corner < 3; corner++) {
                int v = 3 * t[n + corner];
                out.putFloat(p[v]);
                out.putFloat(p[v + 1]);
                out.putFloat(p[v + 2]);
            }
            out.putShort(0);
        }
    }

    /** Unit normal by the right-hand rule; 0, 0, 0 for a triangle without area, as STL readers expect. */
    private static void putNormal(LittleEndianOutput out, double[] p, int a, int b, int c) throws IOException {
        double ux = p[b] - p[a];
        double uy = p[b + 1] - p[a + 1];
        double uz = p[b + 2] - p[a + 2];
        double vx = p[c] - p[a];
        double vy = p[c + 1] - p[a + 1];
        double vz = p[c + 2] - p[a + 2];
        double nx = uy * vz - uz * vy;
        double ny = uz * vx - ux * vz;
        double nz = ux * vy - uy * vx;
        double length = Math.sqrt(nx * nx + ny * ny + nz * nz);
        double scale = length > 0 ? 1 / length : 0;
        out.putFloat(nx * scale);
        out.putFloat(ny * scale);
        out.putFloat(nz * scale);
    }

    private static void vtp(LittleEndianOutput out, TriangleMesh mesh) throws IOException {
        long points = 24L * mesh.vertexCount();
        long margins = mesh.hasMargins() ? 8L * mesh.vertexCount() : 0;
        long corners = 4L * mesh.triangles().length;
        long[] offset = new long[4];
        offset[1] = 8 + points;
        offset[2] = offset[1] + (mesh.hasMargins() ? 8 + margins : 0);
        offset[3] = offset[2] + 8 + corners;
        out.text("<?xml version=\"1.0\"?>\n<!-- " + FRAME + " -->\n"
                + "<VTKFile type=\"PolyData\" version=\"1.0\" byte_order=\"LittleEndian\" header_type=\"UInt64\">\n"
                + "<PolyData>\n<Piece NumberOfPoints=\"" + mesh.vertexCount()
                + "\" NumberOfVerts=\"0\" NumberOfLines=\"0\" NumberOfStrips=\"0\" NumberOfPolys=\""
                + mesh.triangleCount() + "\">\n<Points>\n" + array("Float64", "Points", 3, offset[0]) + "</Points>\n"
                + (mesh.hasMargins()
                        ? "<PointData Scalars=\"margin_mm\">\n" + array("Float64", "margin_mm", 1, offset[1])
                                + "</PointData>\n"
                        : "")
                + "<Polys>\n" + array("Int32", "connectivity", 1, offset[2]) + array("Int32", "offsets", 1, offset[3])
                + "</Polys>\n</Piece>\n</PolyData>\n<AppendedData encoding=\"raw\">\n_");
        out.putLong(points);
        for (double coordinate : mesh.verticesMm()) {
            out.putDouble(coordinate);
        }
        if (mesh.hasMargins()) {
            out.putLong(margins);
            for (double margin : mesh.marginMm()) {
                out.putDouble(margin);
            }
        }
        out.putLong(corners);
        for (int vertex : mesh.triangles()) {
            out.putInt(vertex);
        }
        out.putLong(4L * mesh.triangleCount());
        for (int n = 1; n <= mesh.triangleCount(); n++) {
            out.putInt(VTK_TRIANGLE_CORNERS * n);
        }
        out.text("\n</AppendedData>\n</VTKFile>\n");
    }

    private static String array(String type, String name, int components, long offset) {
        return "<DataArray type=\"" + type + "\" Name=\"" + name + "\" NumberOfComponents=\"" + components
                + "\" format=\"appended\" offset=\"" + offset + "\"/>\n";
    }
}
