package org.tallystick.enrolment.web;

import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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
        Optional<Part> file = request.file("file");
        if (file.isEmpty()) {
            return request.secret(CHAIN).getBytes(StandardCharsets.UTF_8);
        }
        try (InputStream content = file.get().getInputStream()) {
            return content.readNBytes(ForeignPem.MAX_LENGTH + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("Uploaded certificates cannot be read", e);
        }
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
