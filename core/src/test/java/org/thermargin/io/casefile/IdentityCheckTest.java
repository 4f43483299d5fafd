package org.thermargin.io.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.InputException;
import org.thermargin.io.PatientIdentity;

/** Files of one case must be of one patient, as far as they say. */
@Tag("H06")
class IdentityCheckTest {
    private static IdentityCheck check(boolean imagesDiffer, PatientIdentity... identities) {
        IdentityCheck check = new IdentityCheck(imagesDiffer);
        for (int n = 0; n < identities.length; n++) {
            check.add("file" + n, Optional.of(identities[n]));
        }
        check.add("plain.nii", Optional.empty());
        return check;
    }

    private static void refuses(IdentityCheck check, String code) {
        assertThatThrownBy(check::findings).isInstanceOfSatisfying(InputException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).contains("file0 and file1").doesNotContain("PAT", "1.2.3");
        });
    }

    @Test
    void oneIdentityIsWithoutDoubt() throws InputException {
        PatientIdentity one = PatientIdentity.of("PAT1", "1.2.31", "1.2.39");

        assertThat(check(false, one, one, PatientIdentity.of("", "", "")).findings())
                .isEmpty();
    }

    @Test
    void twoPatientsAreRefusedWhateverTheImages() {
        PatientIdentity one = PatientIdentity.of("PAT1", "1.2.31", "1.2.39");
        PatientIdentity other = PatientIdentity.of("PAT2", "1.2.31", "1.2.39");

        refuses(check(false, one, other), "patients-differ");
        refuses(check(true, one, other), "patients-differ");
    }

    @Test
    void twoStudiesAreRefusedUnlessTheImagesDiffer() throws InputException {
        PatientIdentity before = PatientIdentity.of("PAT1", "1.2.31", "1.2.39");
        PatientIdentity after = PatientIdentity.of("PAT1", "1.2.32", "1.2.38");

        refuses(check(false, before, after), "studies-differ");
        assertThat(check(true, before, after).findings()).isEmpty();
    }

    @Test
    void twoStudiesOfNoPatientAreFlagged() throws InputException {
        PatientIdentity one = PatientIdentity.of("", "1.2.31", "");
        PatientIdentity other = PatientIdentity.of("", "1.2.32", "");

        assertThat(check(false, one, other).findings()).extracting("code").containsExactly("studies-differ");
    }

    @Test
    void twoFramesOfReferenceAreFlagged() throws InputException {
        PatientIdentity image = PatientIdentity.of("PAT1", "1.2.31", "1.2.39");
        PatientIdentity mask = PatientIdentity.of("PAT1", "1.2.31", "1.2.40");

        assertThat(check(false, image, mask).findings()).extracting("code").containsExactly("frames-differ");
    }
}
