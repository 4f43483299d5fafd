package org.thermargin.heatsink;

import java.util.Optional;
import java.util.stream.Stream;

/** What holds at the wall of a cooling vessel. */
public enum WallRule {
    /** The wall stays at body temperature: the limit of strong flow; tissue at the wall survives. */
    ISOTHERMAL("isothermal"),
    /** Heat passes to the blood by convection with a Nusselt number: a strong field may kill up to the wall. */
    CONVECTIVE("convective");

    private final String key;

    WallRule(String key) {
        this.key = key;
    }

    /** The rule with the key; empty when there is none. */
    public static Optional<WallRule> ofKey(String key) {
        return Stream.of(values()).filter(rule -> rule.key.equals(key)).findFirst();
    }

    /** Name in files and outputs. */
    public String key() {
        return key;
    }
}
