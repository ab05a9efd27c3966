package org.tallystick.terminal;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.X509;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;

/**
 * Asks for the next certificate in a statement that the key in use signs (API.md, Enrolment): for keys that TLS does not have here,
 * such as SM2.
 */
final class RenewalStatement {
    private static final String PATH = "/api/v1/renewals";

    private final TerminalProfile profile;
    private final EventChannel.Identity identity;
    private final Clock clock;

    RenewalStatement(TerminalProfile profile, EventChannel.Identity identity, Clock clock) {
        this.profile = profile;
        this.identity = identity;
        this.clock = clock;
    }

    /** @param request base64 of the PKCS #10 request of the next key */
    PlatformClient.Post over(byte[] request) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("version", 1);
        statement.put("terminalNo", profile.terminalNo());
        statement.put("series", profile.series());
        statement.put(
                "time",
                OffsetDateTime.ofInstant(
                                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                                profile.shop().zone())
                        .toString());
        statement.put("request", new String(request, StandardCharsets.US_ASCII).replaceAll("\\s", ""));
        byte[] payload = JsonWriter.write(statement);
        BillHeader header = new BillHeader(
                identity.key().algorithm(),
                identity.certificateDigest(),
                clock.instant().getEpochSecond(),
                profile.audience());
        SignedBill message = SignedBill.of(
                payload,
                Optional.of(identity.key().sign(header, Typ.RENEWAL, Base64Url.encode(payload))),
                List.of(),
                Optional.empty());
        return PlatformClient.Post.json(PATH, message.toJson(), Optional.empty());
    }

    /** The certificates in the platform's answer. */
    static List<X509Certificate> certificates(HttpAnswer answer) {
        try {
            List<X509Certificate> all = new ArrayList<>();
            for (String base64 :
                    answer.json().orElseThrow(RenewalStatement::unreadable).strings("certificates")) {
                all.add(X509.parse(Base64.getDecoder().decode(base64)));
            }
            return all;
        } catch (Problem | CertificateException | IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static TerminalException unreadable() {
        return new TerminalException(Trouble.NOT_CONFIRMED, "The server's answer holds no certificates.");
    }
}
