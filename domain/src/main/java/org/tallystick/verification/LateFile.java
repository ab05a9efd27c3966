package org.tallystick.verification;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.StrictJson;

/**
 * The file of a late signature: {@code {"statement","proof","certificates"}}. Nothing in it is verified.
 *
 * @param statement the stored JWS
 * @param proof {@code tlog-proof} text; absent while the statement waits for the ledger
 * @param certificates those the seal names and their issuers; material, not trust
 */
record LateFile(byte[] statement, Optional<String> proof, List<X509Certificate> certificates) {

    /** @throws Problem TOO_LARGE or MALFORMED */
    static LateFile parse(byte[] json) {
        if (json.length > ReceiptFile.MAX_LENGTH) {
            throw new Problem(ProblemType.TOO_LARGE, "The file of a late signature has at most 2 MiB.");
        }
        JsonObject file = StrictJson.parse(json, StrictJson.Limits.UPLOAD);
        return new LateFile(
                statement(file), file.optionalString("proof"), ReceiptFile.certificates(file.strings("certificates")));
    }

    private static byte[] statement(JsonObject file) {
        try {
            return Base64Url.decode(file.string("statement"));
        } catch (IllegalArgumentException e) {
            throw Problem.member(ProblemType.MALFORMED, "statement", "must be base64url");
        }
    }
}
