package org.thermargin.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Text of strangers in messages: one line that steers no terminal. */
@Tag("H36")
class PrintableTest {
    @Test
    void whatSteersATerminalOrTurnsTextIsNotShown() {
        assertThat(Printable.of("a\u001b[2J\u009b2J\r\nb\u007f")).isEqualTo("a?[2J?2J??b?");
        assertThat(Printable.of("\u202egpj.exe \u2028\u200b")).isEqualTo("?gpj.exe ??");
    }

    @Test
    void lettersOfEveryScriptAreShown() {
        String text = "L\u00e4sion \u809d\u75c5\u5909 \u03b1 \u00b5m";

        assertThat(Printable.of(text)).isEqualTo(text);
    }

    @Test
    void endlessTextIsCutOff() {
        assertThat(Printable.of("x".repeat(81))).isEqualTo("x".repeat(80) + "...");
        assertThat(Printable.of("x".repeat(80))).hasSize(80);
        assertThat(Printable.of("x".repeat(61), 60)).isEqualTo("x".repeat(60) + "...");
    }
}
