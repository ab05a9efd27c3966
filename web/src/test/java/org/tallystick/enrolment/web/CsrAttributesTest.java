package org.tallystick.enrolment.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tallystick.enrolment.KeyAlgorithm;

/** What EST says of the algorithms that are taken. */
class CsrAttributesTest {
    private static final String P256 = "2a8648ce3d030107";
    private static final String ECDSA_WITH_SHA256 = "2a8648ce3d040302";
    private static final String ED25519 = "06032b6570";
    private static final String SM2 = "2a811ccf5501822d";
    private static final String SM2_WITH_SM3 = "2a811ccf55018375";

    @Test
    void everyCurveAndEverySignatureIsNamedAndNoOther() {
        assertThat(hex(EnumSet.allOf(KeyAlgorithm.class)))
                .contains(P256, ECDSA_WITH_SHA256, ED25519, SM2, SM2_WITH_SM3);
        assertThat(hex(Set.of(KeyAlgorithm.ES256, KeyAlgorithm.EDDSA)))
                .contains(P256, ECDSA_WITH_SHA256, ED25519)
                .doesNotContain(SM2, SM2_WITH_SM3);
        assertThat(hex(Set.of(KeyAlgorithm.SM2SM3))).contains(SM2, SM2_WITH_SM3).doesNotContain(P256, ED25519);
        assertThat(hex(Set.of(KeyAlgorithm.EDDSA))).isEqualTo("3005" + ED25519);
    }

    private static String hex(Set<KeyAlgorithm> algorithms) {
        return HexFormat.of().formatHex(Base64.getMimeDecoder().decode(CsrAttributes.encode(algorithms)));
    }
}
