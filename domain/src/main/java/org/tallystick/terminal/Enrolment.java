package org.tallystick.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Problem;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/**
 * Turns an empty directory into an enrolled terminal (API.md, Enrolment; RFC 7030): key → certificate → HELLO. Each
 * step leaves a durable file, so an interrupted enrolment is repeated with the same command, key and request. The code
 * is used once: as soon as the certificate is here, it is not asked for again.
 */
public final class Enrolment {
    static final String EST = "/.well-known/est/";
    static final String CERTIFICATE = "certificate.pem";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StateDirectory state;
    private final Request request;
    private final SignatureSuite suite;
    private final Clock clock;
    private final List<X509Certificate> trusted;
    private final PlatformClient client;
    /** Of another authority; without it the platform certifies the key. */
    private final Optional<byte[]> chain;

    /**
     * What a merchant types or scans.
     *
     * @param server base address of the platform, https
     * @param authorities PEM file of the authorities to trust, for TLS and for seals
     * @param code one-time code
     * @param shop what the platform cannot know
     */
    public record Request(
            URI server, byte[] authorities, String terminalNo, String code, SignatureAlgorithm algorithm, Shop shop) {
        public Request {
            if (!"https".equals(server.getScheme()) || server.getHost() == null) {
                throw new TerminalException(
                        Trouble.USAGE, "--server must be an https address, such as https://pos.example");
            }
        }

        /** Never the code: records end up in logs. */
        @Override
        public String toString() {
            return "Request[%s at %s]".formatted(terminalNo, server);
        }
    }

    private Enrolment(
            StateDirectory state, Request request, Optional<byte[]> chain, SignatureSuite suite, Clock clock) {
        this.state = state;
        this.request = request;
        this.suite = suite;
        this.clock = clock;
        this.chain = chain;
        this.trusted = Certificates.parse(request.authorities());
        this.client = new PlatformClient(request.server(), Certificates.tls(trusted), PATIENCE);
    }

    /**
     * Enrols, or finishes an enrolment that was interrupted, or finds that nothing is left to do.
     *
     * @throws TerminalException if it cannot be done now; REFUSED if repeating will not help
     */
    public static TerminalProfile enrol(Path directory, Request request, Clock clock) {
        return enrol(directory, request, Optional.empty(), clock);
    }

    /**
     * The same with a certificate for this directory's key ({@link SigningRequest}) that another authority has issued, and that somebody
     * has registered for the terminal at the platform.
     *
     * @param request its code is not used
     * @param chain the certificate and the authorities above it, PEM, in any order
     * @throws TerminalException the same; USAGE if none of the certificates is for this directory's key
     */
    public static TerminalProfile adopt(Path directory, Request request, byte[] chain, Clock clock) {
        return enrol(directory, request, Optional.of(chain), clock);
    }

    private static TerminalProfile enrol(Path directory, Request request, Optional<byte[]> chain, Clock clock) {
        StateDirectory state = StateDirectory.create(directory);
        FileChannel lock = state.lock();
        try (lock) {
            if (state.read(TerminalProfile.FILE).isPresent()) {
                return sameTerminal(TerminalProfile.load(state), request);
            }
            return new Enrolment(state, request, chain, SignatureSuite.best(), clock).run();
        } catch (UnreachableException e) {
            throw e.toTerminalException();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TerminalProfile sameTerminal(TerminalProfile profile, Request request) {
        if (profile.terminalNo().equals(request.terminalNo())
                && profile.server().equals(request.server())) {
            return profile;
        }
        throw new TerminalException(
                Trouble.USAGE,
                "The directory is enrolled as terminal %s at %s. Every enrolment has a directory of its own."
                        .formatted(profile.terminalNo(), profile.server()));
    }

    private TerminalProfile run() {
        TerminalKey key = chain.isPresent()
                ? TerminalKey.load(state, suite)
                : TerminalKey.createOrLoad(state, suite, request.algorithm());
        String audience = audience();
        X509Certificate certificate = certificate(key);
        EventChannel.Identity identity = new EventChannel.Identity(key, Certificates.digest(certificate));
        JsonObject hello = new EventChannel(client, identity, audience, clock)
                .hello(request.terminalNo(), request.shop().zone());
        if (chain.isPresent()) {
            IssueFile.fetch(client, certificate).ifPresent(issue -> state.write(IssueFile.NAME, issue));
        }
        try {
            TerminalProfile profile = profile(hello, audience, KnownLogs.announced(client));
            profile.save(state);
            return profile;
        } catch (Problem e) {
            throw new TerminalException(Trouble.NOT_CONFIRMED, "The answer to HELLO cannot be read: " + e.detail(), e);
        }
    }

    private String audience() {
        HttpAnswer answer = client.get("/api/v1/platform");
        try {
            return answer.json()
                    .filter(json -> answer.isOk())
                    .map(json -> json.string("audience"))
                    .orElseThrow(() -> new TerminalException(Trouble.NOT_CONFIRMED, answer.explanation()));
        } catch (Problem e) {
            throw new TerminalException(Trouble.NOT_CONFIRMED, "The server does not say which platform it is.", e);
        }
    }

    private X509Certificate certificate(TerminalKey key) {
        Optional<byte[]> pem = state.read(CERTIFICATE);
        if (pem.isPresent()) {
            return Certificates.parse(pem.get()).get(0);
        }
        return chain.map(given -> adopted(key, Certificates.parse(given))).orElseGet(() -> obtain(key));
    }

    /** What the platform thinks of it is told by the answer to HELLO. */
    private X509Certificate adopted(TerminalKey key, List<X509Certificate> given) {
        X509Certificate own = given.stream()
                .filter(certificate ->
                        Certificates.sameKey(certificate, key.publicKey().getEncoded()))
                .findFirst()
                .orElseThrow(() -> new TerminalException(
                        Trouble.USAGE,
                        "No certificate of --chain is for the key of this directory. Have its request certified:"
                                + " terminal csr"));
        keep(own, announced(), given);
        return own;
    }

    private List<X509Certificate> announced() {
        HttpAnswer authorities = client.get(EST + "cacerts");
        requireOk(authorities, "its authorities");
        return Certificates.parseEst(authorities.body());
    }

    private X509Certificate obtain(TerminalKey key) {
        List<X509Certificate> announced = announced();
        HttpAnswer answer = client.post(new PlatformClient.Post(
                EST + "simpleenroll",
                "application/pkcs10",
                SigningRequest.of(state, key, request.terminalNo()),
                Optional.of(basic())));
        requireOk(answer, "a certificate");
        List<X509Certificate> issued = Certificates.parseEst(answer.body());
        X509Certificate own = issued.stream()
                .filter(certificate ->
                        Certificates.sameKey(certificate, key.publicKey().getEncoded()))
                .findFirst()
                .orElseThrow(() -> new TerminalException(
                        Trouble.NOT_CONFIRMED, "The platform certified another key than this terminal's."));
        if (new CertificatePaths(anchors(announced), Certificates.union(issued, announced))
                .path(own, CertificatePaths.TERMINAL_ROLE, own.getNotBefore().toInstant())
                .isEmpty()) {
            throw new TerminalException(
                    Trouble.NOT_CONFIRMED,
                    "The certificate does not lead to a trusted authority, or is no terminal's.");
        }
        keep(own, announced, issued);
        return own;
    }

    private List<X509Certificate> anchors(List<X509Certificate> announced) {
        return Certificates.union(trusted, Certificates.selfIssued(announced));
    }

    private void keep(X509Certificate own, List<X509Certificate> announced, List<X509Certificate> chain) {
        state.write(SealCertificates.ANCHORS, Certificates.toPem(anchors(announced)));
        state.write(SealCertificates.MATERIAL, Certificates.toPem(Certificates.union(chain, announced)));
        state.write(CERTIFICATE, Certificates.toPem(List.of(own)));
    }

    private String basic() {
        byte[] pair = (request.terminalNo() + ":" + request.code()).getBytes(UTF_8);
        return "Basic " + new String(Base64.getEncoder().encode(pair), US_ASCII);
    }

    private static void requireOk(HttpAnswer answer, String what) {
        if (!answer.isOk()) {
            boolean refused = answer.status() >= 400 && answer.status() < 500 && answer.status() != 429;
            throw new TerminalException(
                    refused ? Trouble.REFUSED : Trouble.NOT_CONFIRMED,
                    "The platform does not give %s: %s".formatted(what, answer.explanation()));
        }
    }

    private TerminalProfile profile(JsonObject hello, String audience, List<PinnedLog> logs) {
        return new TerminalProfile(
                request.server(),
                audience,
                hello.string("terminalNo"),
                hello.string("merchantNo"),
                hello.string("acquirer"),
                hello.integer("series"),
                hello.optionalString("fallbackSecret"),
                request.shop(),
                logs,
                hello.optionalObject("policy").map(TerminalProfile::plain).orElse(Map.of()));
    }
}
