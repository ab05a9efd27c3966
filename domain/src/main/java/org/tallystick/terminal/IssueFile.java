package org.tallystick.terminal;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.StrictJson;

/**
 * That the ledger knows to whom a certificate of another authority was given, {@code issue.json}: receipts kept here carry it, so that
 * they can be verified without asking anybody. Whoever verifies proves it; here it is kept as it came.
 */
final class IssueFile {
    static final String NAME = "issue.json";

    private static final String RECORD = "record";
    private static final String PROOF = "proof";

    private IssueFile() {}

    /** Nothing if the platform does not say it now: receipts can be had from it later, with all that belongs to them. */
    static Optional<byte[]> fetch(PlatformClient client, X509Certificate certificate) {
        HttpAnswer answer = client.get("/api/v1/certificates/" + Certificates.thumbprint(certificate) + "/issue");
        try {
            return answer.json().filter(json -> answer.isOk()).map(json -> JsonWriter.write(members(json)));
        } catch (Problem e) {
            return Optional.empty();
        }
    }

    /** Members of receipt files; nothing if there is no such file. */
    static Optional<List<Map<String, Object>>> read(StateDirectory state) {
        return state.read(NAME).map(bytes -> List.of(members(StrictJson.parse(bytes, StrictJson.Limits.UPLOAD))));
    }

    private static Map<String, Object> members(JsonObject json) {
        return Map.of(RECORD, json.string(RECORD), PROOF, json.string(PROOF));
    }
}
