package org.thermargin.study;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.thermargin.Finding;
import org.thermargin.assess.Outcome;

/**
 * Why a task, or a lesion of it, has no margin.
 *
 * @param task number of the task
 * @param lesionId the lesion; empty when the whole case is meant
 * @param outcome REFUSED or FAILED
 * @param findings the reasons, at least one
 */
record StudyFailure(int task, String lesionId, Outcome outcome, List<Finding> findings) {
    private static final JsonFactory FACTORY = new JsonFactory();

    StudyFailure {
        findings = List.copyOf(findings);
    }

    /** The part of its line in {@code failures.jsonl} that does not depend on the task: from outcome to findings. */
    String reason() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("outcome", outcome.name());
            if (!lesionId.isEmpty()) {
                json.writeStringField("lesion_id", lesionId);
            }
            json.writeArrayFieldStart("findings");
            for (Finding finding : findings) {
                json.writeStartObject();
                json.writeStringField("code", finding.code());
                json.writeStringField("hazard", finding.hazard());
                json.writeStringField("text", finding.text());
                json.writeStringField("file", finding.file());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A line of {@code failures.jsonl} for tasks that follow each other and share a reason. */
    static String line(int caseNumber, String caseId, int firstTask, int tasks, String reason) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("case_number", caseNumber);
            json.writeStringField("case_id", caseId);
            json.writeNumberField("first_task", firstTask);
            json.writeNumberField("tasks", tasks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String head = text.toString();
        // the generator closes what is open
        return head.substring(0, head.length() - 1) + "," + reason.substring(1) + "\n";
    }
}
