package org.thermargin.io.mesh;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.thermargin.InputException;
import org.thermargin.geometry.MeshSolid;
import org.thermargin.io.CorruptDataException;
import org.thermargin.io.FileDigest;
import org.thermargin.io.GzipStream;
import org.thermargin.io.InputFile;
import org.thermargin.io.Printable;

/**
 * Reads STL files, binary or ASCII, also gzipped ({@code .stl.gz}): corners with the same coordinates become one vertex.
 * STL has no units and no frame; coordinates are taken as mm as they stand. Binary is what has the length that its
 * triangle count says; normals and attributes in the file are not used. At most two million triangles.
 */
public final class StlReader {
    private static final int HEADER_BYTES = 84;
    private static final int TRIANGLE_BYTES = 50;
    private static final int MAX_TRIANGLES = 2_000_000;
    private static final int MAX_BYTES = 300 << 20;

    private StlReader() {}

    /** The mesh of the file. */
    public static TriangleMesh read(Path path) throws InputException {
        FileDigest digest = new FileDigest();
        try (InputFile file = InputFile.open(path, digest)) {
            boolean zipped = file.name().toLowerCase(Locale.ROOT).endsWith(".gz");
            byte[] bytes = zipped ? unzipped(file) : file.stream().readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw refused(file.name(), "file must be at most 300 MiB, was larger");
            }
            file.finish();
            return parse(bytes, file.name());
        } catch (IOException e) {
            throw CorruptDataException.refusal(e, String.valueOf(path.getFileName()));
        }
    }

    /** The solid inside the mesh of the file; a mesh that is not closed is refused with the number of open edges. */
    public static MeshSolid solid(Path path) throws InputException {
        TriangleMesh mesh = read(path);
        try {
            return MeshSolid.of(mesh.verticesMm(), mesh.triangles());
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(path.getFileName()), e.getMessage());
        }
    }

    private static byte[] unzipped(InputFile file) throws IOException {
        GzipStream stream = new GzipStream(file.stream(), file.sizeBytes());
        try {
            return stream.readNBytes(MAX_BYTES + 1);
        } finally {
            stream.close();
        }
    }

    private static TriangleMesh parse(byte[] bytes, String name) throws InputException, IOException {
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long stated = bytes.length >= HEADER_BYTES ? Integer.toUnsignedLong(data.getInt(HEADER_BYTES - 4)) : -1;
        if (stated >= 0 && bytes.length == HEADER_BYTES + TRIANGLE_BYTES * stated) {
            return binary(data, stated, name);
        }
        if (startsWithSolid(bytes)) {
            return ascii(new ByteArrayInputStream(bytes), name);
        }
        throw refused(
                name,
                "STL must be binary of 84 + 50 bytes per triangle or ASCII that begins with solid; had " + bytes.length
                        + " bytes for " + (stated < 0 ? "no" : Long.toString(stated)) + " triangles");
    }

    private static boolean startsWithSolid(byte[] bytes) {
        return new String(bytes, 0, Math.min(80, bytes.length), StandardCharsets.ISO_8859_1)
                .stripLeading()
                .startsWith("solid");
    }

    private static TriangleMesh binary(ByteBuffer data, long triangles, String name) throws InputException {
        requireCount(triangles, name);
        WeldedTriangles mesh = new WeldedTriangles();
        for (int t = 0; t < triangles; t++) {
            int at = HEADER_BYTES + TRIANGLE_BYTES * t + 12; // after the normal
            for (int c = 0; c < 3; c++, at += 12) {
                add(mesh, data.getFloat(at), data.getFloat(at + 4), data.getFloat(at + 8), name);
            }
        }
        return mesh.mesh();
    }

    private static TriangleMesh ascii(InputStream bytes, String name) throws InputException, IOException {
        WeldedTriangles mesh = new WeldedTriangles();
        try {
            Words words = new Words(bytes);
            words.line();
            String word = words.next();
            while (!word.equals("endsolid")) {
                require(word, "facet", name);
                require(words.next(), "normal", name);
                for (int n = 0; n < 3; n++) {
                    words.next();
                }
                require(words.next(), "outer", name);
                require(words.next(), "loop", name);
                for (int c = 0; c < 3; c++) {
                    require(words.next(), "vertex", name);
                    add(mesh, number(words.next(), name), number(words.next(), name), number(words.next(), name), name);
                }
                require(words.next(), "endloop", name);
                require(words.next(), "endfacet", name);
                requireCount(mesh.count(), name);
                word = words.next();
            }
        } catch (EOFException e) {
            throw refused(name, "ASCII STL must end with endsolid, ended after " + mesh.count() + " triangles");
        }
        return mesh.mesh();
    }

    private static void add(WeldedTriangles mesh, double x, double y, double z, String name) throws InputException {
        if (!(Math.abs(x) <= 1e4 && Math.abs(y) <= 1e4 && Math.abs(z) <= 1e4)) {
            throw refused(name, "STL coordinates must be -10000 to 10000 mm, were " + x + ", " + y + ", " + z);
        }
        mesh.corner(x, y, z);
    }

    private static double number(String word, String name) throws InputException {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw refused(name, "STL coordinates must be numbers, had " + Printable.of(word));
        }
    }

    private static void require(String word, String wanted, String name) throws InputException {
        if (!word.equals(wanted)) {
            throw refused(name, "ASCII STL must have " + wanted + " here, had " + Printable.of(word));
        }
    }

    private static void requireCount(long triangles, String name) throws InputException {
        if (triangles > MAX_TRIANGLES) {
            throw refused(name, "STL must have at most " + MAX_TRIANGLES + " triangles, had " + triangles);
        }
    }

    private static InputException refused(String name, String text) {
        return new InputException("mesh-file", "H36", name, text);
    }

    /** Words between blanks. */
    private static final class Words {
        private final InputStream bytes;

        Words(InputStream bytes) {
            this.bytes = bytes;
        }

        /** Passes over the rest of the line: the name of the solid may hold anything. */
        void line() throws IOException {
            for (int c = bytes.read(); c != '\n'; c = bytes.read()) {
                if (c < 0) {
                    throw new EOFException();
                }
            }
        }

        String next() throws IOException {
            int c = bytes.read();
            while (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                c = bytes.read();
            }
            if (c < 0) {
                throw new EOFException();
            }
            StringBuilder word = new StringBuilder();
            while (c > ' ') {
                word.append((char) c);
                c = bytes.read();
            }
            return word.toString();
        }
    }
}
