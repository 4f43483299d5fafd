package org.thermargin.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.thermargin.Finding;
import org.thermargin.geometry.Point3;

/**
 * Writes one JSON document: keys in the order of the calls, absent instead of empty, shortest round-trip numbers, two
 * blanks of indent, line feeds. The same calls give the same bytes on every platform.
 */
final class JsonOut {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private final JsonGenerator json;

    private JsonOut(JsonGenerator json) {
        this.json = json;
    }

    /** The document whose outermost object the body fills, with a line feed at the end. */
    static String document(Consumer<JsonOut> body) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        return text(body, printer) + '\n';
    }

    /** The same on one line. */
    static String message(Consumer<JsonOut> body) {
        return text(body, null);
    }

    private static String text(Consumer<JsonOut> body, PrettyPrinter printer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.setPrettyPrinter(printer);
            json.writeStartObject();
            body.accept(new JsonOut(json));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A value that is JSON already. */
    void json(String key, String value) {
        write(() -> {
            json.writeFieldName(key);
            json.writeRawValue(value);
        });
    }

    void number(String key, double value) {
        Numbers.requireFinite(value, key);
        write(() -> json.writeNumberField(key, value + 0.0));
    }

    void number(String key, OptionalDouble value) {
        value.ifPresent(v -> number(key, v));
    }

    void integer(String key, long value) {
        write(() -> json.writeNumberField(key, value));
    }

    void flag(String key, boolean value) {
        write(() -> json.writeBooleanField(key, value));
    }

    /** Text; an empty one is absent. */
    void text(String key, String value) {
        if (!value.isEmpty()) {
            write(() -> json.writeStringField(key, value));
        }
    }

    void text(String key, Optional<String> value) {
        value.ifPresent(v -> text(key, v));
    }

    void point(String key, Point3 point) {
        numbers(key, point.x(), point.y(), point.z());
    }

    void numbers(String key, double... values) {
        write(() -> {
            json.writeArrayFieldStart(key);
            for (double value : values) {
                Numbers.requireFinite(value, key);
                json.writeNumber(value + 0.0);
            }
            json.writeEndArray();
        });
    }

    /** An array of arrays of numbers. */
    void rows(String key, Collection<double[]> rows) {
        write(() -> {
            json.writeArrayFieldStart(key);
            for (double[] row : rows) {
                json.writeArray(row, 0, row.length);
            }
            json.writeEndArray();
        });
    }

    void texts(String key, Collection<?> values) {
        write(() -> {
            json.writeArrayFieldStart(key);
            for (Object value : values) {
                json.writeString(value.toString());
            }
            json.writeEndArray();
        });
    }

    void object(String key, Runnable body) {
        write(() -> json.writeObjectFieldStart(key));
        body.run();
        write(json::writeEndObject);
    }

    /** An array of objects, one for each item. */
    <T> void objects(String key, Collection<T> items, Consumer<T> body) {
        write(() -> json.writeArrayFieldStart(key));
        for (T item : items) {
            write(json::writeStartObject);
            body.accept(item);
            write(json::writeEndObject);
        }
        write(json::writeEndArray);
    }

    /** Facts: code and text. */
    void notes(String key, Collection<Finding> findings) {
        objects(key, findings, f -> {
            text("code", f.code());
            text("text", f.text());
        });
    }

    /** What is wrong: code, hazard and text. */
    void warnings(String key, Collection<Finding> findings) {
        objects(key, findings, f -> {
            text("code", f.code());
            text("hazard", f.hazard());
            text("text", f.text());
        });
    }

    /** Refusals: code, hazard, text and file. */
    void refusals(String key, Collection<Finding> findings) {
        objects(key, findings, f -> {
            text("code", f.code());
            text("hazard", f.hazard());
            text("text", f.text());
            text("file", f.file());
        });
    }

    private interface Write {
        void run() throws IOException;
    }

    /** A StringWriter does not fail. */
    private static void write(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
