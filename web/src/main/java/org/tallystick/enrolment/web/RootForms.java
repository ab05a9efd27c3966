package org.tallystick.enrolment.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Base64;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.service.RootKey;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** The forms for the root's key: export, removal, one ceremony. */
@ApplicationScoped
class RootForms {
    /** The exported file in base64, shown once. */
    static final String EXPORT = "tallystick.root-export";

    private static final int MOST = 64 * 1024;

    @Inject
    RootKey root;

    ActionResult perform(PortalRequest request) {
        switch (request.action()) {
            case "root-export" -> {
                byte[] file = root.export(
                        request.viewer(), algorithm(request), request.secret("passphrase"), request.secret("again"));
                request.show(EXPORT, Base64.getEncoder().encodeToString(file));
                return ActionResult.shown();
            }
            case "root-remove" ->
                root.remove(request.viewer(), algorithm(request), file(request), request.secret("passphrase"));
            case "root-use" ->
                root.use(request.viewer(), algorithm(request), file(request), request.secret("passphrase"));
            default -> {
                return ActionResult.again("", "action");
            }
        }
        return ActionResult.done("/admin/keys", request.action());
    }

    /** Of the root or the seal that is meant; ECDSA if the form does not say. */
    static KeyAlgorithm algorithm(PortalRequest request) {
        return KeyAlgorithm.ofJose(request.text("algorithm")).orElse(KeyAlgorithm.ES256);
    }

    private static byte[] file(PortalRequest request) {
        byte[] bytes = request.bytes("file", MOST)
                .orElseThrow(() -> Problem.member(ProblemType.MEMBER_INVALID, "file", "must be chosen"));
        if (bytes.length > MOST) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "file", "is too large for a key");
        }
        return bytes;
    }
}
