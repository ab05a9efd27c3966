package org.tallystick.terminal;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.Problem;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/**
 * Renews the terminal's certificate (API.md, Enrolment; RFC 7030 section 4.2.2): a new key, certified over TLS with the old
 * certificate (an SM2 key: in a statement that the old key signs), then a heartbeat under the new one, which is what ends the old one at the platform. Both pairs are kept until that
 * heartbeat was answered ({@link KeyChange}).
 */
final class Renewal {
    private static final Duration LONGEST_AHEAD = Duration.ofDays(30);
    private static final int PARTS_OF_A_LIFE = 3;

    private final StateDirectory state;
    private final TerminalProfile profile;
    private final SignatureSuite suite;
    private final Reach reach;
    private final Clock clock;
    private final KeyChange change;

    /**
     * How the platform is reached without a certificate.
     *
     * @param limit how long one request may take
     * @param waiting digests of the bills that wait: told with the new key's first word, they are proven to be older than the end of
     *     the old one, however late they come
     */
    record Reach(PlatformClient client, Duration limit, List<String> waiting) {}

    Renewal(StateDirectory state, TerminalProfile profile, SignatureSuite suite, Reach reach, Clock clock) {
        this.state = state;
        this.profile = profile;
        this.suite = suite;
        this.reach = reach;
        this.clock = clock;
        this.change = new KeyChange(state);
    }

    /** From when on a certificate is to be renewed: a third of its life before the end, at most 30 days. */
    static Instant dueFrom(X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        Duration third =
                Duration.between(certificate.getNotBefore().toInstant(), end).dividedBy(PARTS_OF_A_LIFE);
        return end.minus(third.compareTo(LONGEST_AHEAD) < 0 ? third : LONGEST_AHEAD);
    }

    /**
     * @param now who the terminal is
     * @throws TerminalException REFUSED if the platform does not renew, or the certificate has expired
     * @throws UnreachableException if it was not reached before anything changed
     */
    RenewalReport run(TerminalIdentity now) {
        if (change.isTrial()) {
            return prove();
        }
        X509Certificate old = now.requireCertificate();
        if (!change.isBegun() && clock.instant().isBefore(dueFrom(old))) {
            return new RenewalReport(
                    RenewalReport.Outcome.NOT_DUE, old.getNotAfter().toInstant());
        }
        if (!CertificatePaths.isOfPlatform(old)) {
            return new RenewalReport(
                    RenewalReport.Outcome.ELSEWHERE, old.getNotAfter().toInstant());
        }
        if (!clock.instant().isBefore(old.getNotAfter().toInstant())) {
            throw new TerminalException(
                    Trouble.REFUSED,
                    "The certificate has expired and cannot be renewed any more. Enrol again with a code from the merchant.");
        }
        change.change(obtain(now));
        return prove();
    }

    private X509Certificate obtain(TerminalIdentity old) {
        X509Certificate certificate = old.requireCertificate();
        TerminalKey next = change.begin(suite, old.signer().key().algorithm());
        List<X509Certificate> anchors =
                Certificates.parse(state.read(SealCertificates.ANCHORS).orElseThrow());
        List<X509Certificate> material =
                Certificates.parse(state.read(SealCertificates.MATERIAL).orElseThrow());
        List<X509Certificate> ownPath = new CertificatePaths(anchors, material)
                .path(
                        certificate,
                        CertificatePaths.TERMINAL_ROLE,
                        certificate.getNotBefore().toInstant())
                .orElse(List.of(certificate));
        List<X509Certificate> issued = answer(old, next, anchors, ownPath);
        List<X509Certificate> known = Certificates.union(Certificates.union(material, issued), ownPath);
        X509Certificate own = acceptable(issued, next, certificate, new CertificatePaths(anchors, known));
        state.write(SealCertificates.MATERIAL, Certificates.toPem(known));
        return own;
    }

    /** Over TLS with the old certificate; where TLS does not have the key's algorithm, in a statement that the old key signs. */
    private List<X509Certificate> answer(
            TerminalIdentity old, TerminalKey next, List<X509Certificate> anchors, List<X509Certificate> ownPath) {
        byte[] request = change.request(next, profile.terminalNo());
        TerminalKey current = old.signer().key();
        if (current.algorithm() == SignatureAlgorithm.SM2SM3) {
            RenewalStatement statement = new RenewalStatement(profile, old.signer(), clock);
            HttpAnswer answer = reach.client().post(statement.over(request));
            requireOk(answer);
            return RenewalStatement.certificates(answer);
        }
        PlatformClient proven =
                new PlatformClient(address(), Certificates.tls(anchors, current, ownPath), reach.limit());
        HttpAnswer answer = proven.post(new PlatformClient.Post(
                Enrolment.EST + "simplereenroll", "application/pkcs10", request, Optional.empty()));
        requireOk(answer);
        return Certificates.parseEst(answer.body());
    }

    private URI address() {
        HttpAnswer answer = reach.client().get("/api/v1/platform");
        try {
            return answer.json()
                    .filter(json -> answer.isOk())
                    .flatMap(json -> json.optionalString("terminals"))
                    .map(URI::create)
                    .filter(uri -> "https".equals(uri.getScheme()) && uri.getHost() != null)
                    .orElseThrow(() -> new TerminalException(
                            Trouble.NOT_CONFIRMED, "The platform does not say where certificates are renewed."));
        } catch (Problem | IllegalArgumentException e) {
            throw new TerminalException(
                    Trouble.NOT_CONFIRMED, "The platform does not say where certificates are renewed.", e);
        }
    }

    private void requireOk(HttpAnswer answer) {
        if (answer.isOk()) {
            return;
        }
        if (answer.status() == 422) {
            change.abandon();
        }
        boolean refused = answer.status() >= 400 && answer.status() < 500 && answer.status() != 429;
        throw new TerminalException(
                refused ? Trouble.REFUSED : Trouble.NOT_CONFIRMED,
                "The platform does not renew the certificate: %s".formatted(answer.explanation()));
    }

    private static X509Certificate acceptable(
            List<X509Certificate> issued, TerminalKey key, X509Certificate old, CertificatePaths paths) {
        return issued.stream()
                .filter(certificate ->
                        Certificates.sameKey(certificate, key.publicKey().getEncoded()))
                .filter(certificate -> certificate.getSubjectX500Principal().equals(old.getSubjectX500Principal()))
                .filter(certificate -> paths.path(
                                certificate,
                                CertificatePaths.TERMINAL_ROLE,
                                certificate.getNotBefore().toInstant())
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new TerminalException(
                        Trouble.NOT_CONFIRMED,
                        "The platform's answer holds no certificate for this terminal's new key under a trusted"
                                + " authority."));
    }

    private RenewalReport prove() {
        TerminalIdentity fresh = TerminalIdentity.load(state, suite);
        EventChannel events = new EventChannel(reach.client(), fresh.signer(), profile.audience(), clock);
        try {
            List<String> waiting = reach.waiting();
            events.report(
                    profile,
                    "HEARTBEAT",
                    Map.of("renewed", true, "waiting", first(waiting, 0), "outbox", waiting.size()));
            for (int from = EventChannel.MOST_DIGESTS; from < waiting.size(); from += EventChannel.MOST_DIGESTS) {
                events.heartbeat(profile, first(waiting, from), waiting.size());
            }
            change.prove();
            return report(RenewalReport.Outcome.RENEWED);
        } catch (TerminalException e) {
            if (e.trouble() != Trouble.REFUSED) {
                return report(RenewalReport.Outcome.UNPROVEN);
            }
            change.takeBack();
            return report(RenewalReport.Outcome.TAKEN_BACK);
        }
    }

    private static List<String> first(List<String> digests, int from) {
        return digests.subList(from, Math.min(digests.size(), from + EventChannel.MOST_DIGESTS));
    }

    private RenewalReport report(RenewalReport.Outcome outcome) {
        return new RenewalReport(
                outcome,
                TerminalIdentity.load(state, suite)
                        .requireCertificate()
                        .getNotAfter()
                        .toInstant());
    }
}
