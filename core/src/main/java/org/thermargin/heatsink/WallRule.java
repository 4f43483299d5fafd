package org.thermargin.heatsink;

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

    /** Name in files and outputs. */
    public String key() {
        return key;
    }
}
