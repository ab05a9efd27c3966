package org.tallystick.enrolment.service;

import java.io.IOException;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;

/** Whatever is asked, the answer is an OCSPResponse (RFC 6960 section 4.2.1) of a bounded size. */
public final class OcspFuzz {
    private static final int LONGEST_ANSWER = 16 << 10;

    private OcspFuzz() {}

    /** Before the first input's time is taken. */
    public static void fuzzerInitialize() {
        FuzzedPlatform.certificate();
    }

    public static void fuzzerTestOneInput(byte[] request) throws IOException, OCSPException {
        byte[] answer = FuzzedPlatform.PLATFORM.ocsp.answer(request);
        OCSPResp response = new OCSPResp(answer);
        if (answer.length > LONGEST_ANSWER) {
            throw new IllegalStateException("An answer of " + answer.length + " bytes");
        }
        if (response.getStatus() == OCSPResp.INTERNAL_ERROR) {
            throw new IllegalStateException("A request that the responder stumbles over");
        }
        if (response.getStatus() == OCSPResp.SUCCESSFUL) {
            response.getResponseObject();
        }
    }
}
