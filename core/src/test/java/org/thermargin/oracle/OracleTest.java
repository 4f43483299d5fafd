package org.thermargin.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class OracleTest {
    @Test
    void scriptsReceiveTheirArguments() throws IOException {
        Oracle python = Oracle.python("numpy");

        assertThat(python.run("import sys\nfor a in sys.argv[1:]: print(a)", 3, "two words"))
                .containsExactly("3", "two words");
        assertThat(python.version()).contains("numpy ");
    }

    @Test
    void aFailingProgramFailsTheTest() throws IOException {
        Oracle python = Oracle.python();

        assertThatThrownBy(() -> python.run("raise ValueError('no such voxel')"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no such voxel");
    }
}
