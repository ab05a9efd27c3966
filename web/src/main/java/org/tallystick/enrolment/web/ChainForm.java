package org.tallystick.enrolment.web;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.enrolment.ChainFault;
import org.tallystick.enrolment.ForeignPem;
import org.tallystick.shared.Problem;

/** Certificates in a form: a file, or text; and what is wrong with them in the words of the page. */
final class ChainForm {
    static final String CHAIN = "chain";

    private ChainForm() {}

    /** The file's bytes, else the text's: no more than is needed to refuse them. */
    static byte[] pem(PortalRequest request) {
        return request.bytes("file", ForeignPem.MAX_LENGTH)
                .orElseGet(() -> request.secret(CHAIN).getBytes(StandardCharsets.UTF_8));
    }

    /** What it does, or the page again with the fault of the certificates beside this field; empty: for the form as a whole. */
    static ActionResult explained(String field, Supplier<ActionResult> action) {
        try {
            return action.get();
        } catch (Problem e) {
            return ChainFault.keyOf(e)
                    .map(key -> ActionResult.again(field, key))
                    .orElseThrow(() -> e);
        }
    }
}
