package org.thermargin.cli.tables;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Brings what the footer of a Parquet file lists without order into order: the writer keeps the encodings of a column in a
 * hash set of identities, so that the same rows give other bytes in every process. A footer ends with its length, 4 bytes,
 * and the magic number, 4 bytes.
 */
final class ParquetFooter {
    private static final int END_BYTES = 8;

    private ParquetFooter() {}

    static void sort(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer end = read(channel, channel.size() - END_BYTES, END_BYTES);
            int length = end.getInt(0);
            long start = channel.size() - END_BYTES - length;
            FileMetaData footer = Util.readFileMetaData(
                    new ByteArrayInputStream(read(channel, start, length).array()));
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
            ByteBuffer bytes = ByteBuffer.wrap(sorted.toByteArray());
            while (bytes.hasRemaining()) {
                channel.write(bytes, start + bytes.position());
            }
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("a Parquet file ended within its footer");
            }
        }
        return bytes;
    }
}
