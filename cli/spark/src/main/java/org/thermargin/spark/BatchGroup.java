package org.thermargin.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.thermargin.study.StudyFolder;
import org.thermargin.study.StudyPlan;

/**
 * Batches of one case that one Spark task does, so that the case is decoded once for them.
 *
 * @param batches their numbers
 * @param known keys under which the folder holds a lasting result of some
 */
record BatchGroup(List<Integer> batches, Map<Integer, String> known) implements Serializable {
    /** Groups for each core, so that those that end early find more. */
    private static final int GROUPS_PER_CORE = 4;

    Optional<String> known(int batch) {
        return Optional.ofNullable(known.get(batch));
    }

    /** All batches of this share; groups as large as leave enough of them for the cores. */
    static List<BatchGroup> of(StudyPlan plan, StudyFolder folder, int cores) throws IOException {
        List<Integer> ours = new ArrayList<>();
        for (int batch = 0; batch < plan.batches(); batch++) {
            if (plan.isOurs(batch)) {
                ours.add(batch);
            }
        }
        int most = Math.max(1, ours.size() / (GROUPS_PER_CORE * cores));
        List<BatchGroup> groups = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        for (int batch : ours) {
            boolean sameCase = open.isEmpty() || plan.caseOf(open.get(0)) == plan.caseOf(batch);
            if (!sameCase || open.size() == most) {
                groups.add(of(open, folder));
                open.clear();
            }
            open.add(batch);
        }
        if (!open.isEmpty()) {
            groups.add(of(open, folder));
        }
        return groups;
    }

    private static BatchGroup of(List<Integer> batches, StudyFolder folder) throws IOException {
        Map<Integer, String> known = new TreeMap<>();
        for (int batch : batches) {
            folder.lastingKey(batch).ifPresent(key -> known.put(batch, key));
        }
        return new BatchGroup(new ArrayList<>(batches), known);
    }
}
