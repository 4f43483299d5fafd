package org.thermargin.study;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The result of a batch of tasks of one case, as it lies in the folder of a study: a head, the rows, the reasons of
 * tasks without a margin, and a hash of all that as the last line. A part that does not end in its own hash, or is not of
 * this form all the same, is none.
 *
 * @param key hash of everything that the rows depend on
 * @param caseNumber place of the case in the study, from 1
 * @param caseId name of the case
 * @param lines rows as lines of CSV
 * @param reasons task, tab, reason as JSON
 */
record StudyPart(String key, int caseNumber, String caseId, List<String> lines, List<String> reasons) {
    private static final String SCHEMA = "thermargin.study-part/1";
    private static final String ROW = "r";
    private static final String REASON = "f";
    private static final String END = "e";

    StudyPart {
        lines = List.copyOf(lines);
        reasons = List.copyOf(reasons);
    }

    static StudyPart of(String key, CaseLabel label, TaskResult result) {
        return new StudyPart(
                key,
                label.number(),
                label.id(),
                result.rows().stream().map(StudyRow::line).toList(),
                result.failures().stream()
                        .map(f -> f.task() + "\t" + f.reason())
                        .toList());
    }

    /**
     * Whether another run could come to nothing else. What failed, what would not fit, what changed while it was read and
     * what could not be read is tried again: there may be more memory then, and the file may be at rest and in reach.
     */
    boolean isLasting() {
        return reasons.stream()
                .noneMatch(reason -> reason.contains("\"outcome\":\"FAILED\"")
                        || CaseOpener.PASSING.stream().anyMatch(code -> reason.contains("\"code\":\"" + code + "\"")));
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder();
        String name = caseId.chars().anyMatch(Character::isISOControl) ? "?" : caseId;
        text.append(String.join("\t", SCHEMA, key, Integer.toString(caseNumber), name))
                .append('\n');
        lines.forEach(line -> text.append(ROW).append(line).append('\n'));
        reasons.forEach(reason -> text.append(REASON).append(reason).append('\n'));
        return (text + END + hash(text.toString()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The part in the bytes; empty when they are not a whole one. */
    static Optional<StudyPart> parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int last = text.lastIndexOf('\n', text.length() - 2) + 1;
        if (!text.endsWith("\n") || !text.substring(last).equals(END + hash(text.substring(0, last)) + "\n")) {
            return Optional.empty();
        }
        List<String> all = text.substring(0, last).lines().toList();
        String[] head = all.isEmpty() ? new String[0] : all.get(0).split("\t", -1);
        if (head.length != 4 || !head[0].equals(SCHEMA) || !head[2].matches("[1-9]\\d{0,6}")) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (String line : all.subList(1, all.size())) {
            if (line.startsWith(ROW)) {
                lines.add(line.substring(1));
            } else if (line.matches("(?s)" + REASON + "\\d{1,9}\t.*")) {
                reasons.add(line.substring(1));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new StudyPart(head[1], Integer.parseInt(head[2]), head[3], lines, reasons));
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(ContentKey.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
