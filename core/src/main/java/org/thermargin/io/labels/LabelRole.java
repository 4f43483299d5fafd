package org.thermargin.io.labels;

import java.util.Optional;

/** What a label stands for in a case. */
public enum LabelRole {
    LIVER("liver"),
    LESION("lesion"),
    VESSEL("vessel"),
    STRUCTURE("structure"),
    ZONE("zone"),
    IGNORE("ignore");

    private final String key;

    LabelRole(String key) {
        this.key = key;
    }

    /** The spelling in label map files. */
    public String key() {
        return key;
    }

    /** The role of that spelling; empty when there is none. */
    static Optional<LabelRole> ofKey(String key) {
        for (LabelRole role : values()) {
            if (role.key.equals(key)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
