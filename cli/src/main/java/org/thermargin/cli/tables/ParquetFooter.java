package org.thermargin.cli.tables;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.thermargin.study.StudyFiles;

/**
 * Brings what the footer of a Parquet file lists without order into order: the writer keeps the encodings of a column in a
 * hash set of identities, so that the same rows give other bytes in every process. A footer ends with its length, 4 bytes,
 * and the magic number, 4 bytes.
 */
final class ParquetFooter {
    private static final int END_BYTES = 8;

    private ParquetFooter() {}

    static void sort(Path file, StudyFiles files) throws IOException {
        long size = Files.size(file);
        int length = ByteBuffer.wrap(files.read(file, size - END_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        long start = size - END_BYTES - length;
        FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(files.read(file, start), 0, length));
        for (RowGroup group : footer.getRow_groups()) {
            for (ColumnChunk column : group.getColumns()) {
                column.getMeta_data().getEncodings().sort(Comparator.comparingInt(Encoding::getValue));
                if (column.getMeta_data().isSetEncoding_stats()) {
                    column.getMeta_data().getEncoding_stats().sort(Comparator.naturalOrder());
                }
            }
        }
        ByteArrayOutputStream sorted = new ByteArrayOutputStream(length);
        Util.writeFileMetaData(footer, sorted);
        if (sorted.size() != length) {
            throw new IOException("the footer of " + file.getFileName() + " must keep its " + length
                    + " bytes when sorted, had " + sorted.size());
        }
        files.overwrite(file, start, sorted.toByteArray());
    }
}
