package org.tallystick.terminal;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.X509;

/**
 * The platform's seal certificates, asked for when first met and kept in {@code certificates.pem}. Each must lead to
 * the anchors pinned at enrolment, {@code anchors.pem}, and have the role of a seal.
 */
final class SealCertificates {
    static final String ANCHORS = "anchors.pem";
    static final String MATERIAL = "certificates.pem";

    private final StateDirectory state;
    private final PlatformClient client;
    private final List<X509Certificate> anchors;
    private final Map<String, List<X509Certificate>> believed = new HashMap<>();
    private List<X509Certificate> material;

    SealCertificates(StateDirectory state, PlatformClient client) {
        this.state = state;
        this.client = client;
        this.anchors = Certificates.parse(required(ANCHORS));
        this.material = Certificates.parse(required(MATERIAL));
    }

    /**
     * The seal's certificate and what leads to an anchor.
     *
     * @param digest {@code x5t#S256} of the seal's header
     * @param at when it sealed
     * @throws UnbelievableException if there is none that counts
     */
    List<X509Certificate> path(byte[] digest, Instant at) {
        String thumbprint = Base64Url.encode(digest);
        List<X509Certificate> path = believed.computeIfAbsent(thumbprint, t -> find(digest, at));
        X509Certificate end = path.get(0);
        UnbelievableException.require(
                !at.isBefore(end.getNotBefore().toInstant())
                        && !at.isAfter(end.getNotAfter().toInstant()),
                "the seal's certificate was not valid when it sealed");
        return path;
    }

    /** The terminal's own certificate and what leads to an anchor. */
    List<X509Certificate> ownPath(X509Certificate own) {
        return new CertificatePaths(anchors, material)
                .path(own, CertificatePaths.TERMINAL_ROLE, own.getNotBefore().toInstant())
                .orElseGet(() -> climb(own));
    }

    /** Issued elsewhere: the authorities that came with it, without their root, which whoever verifies has chosen. */
    private List<X509Certificate> climb(X509Certificate own) {
        List<X509Certificate> path = new ArrayList<>(List.of(own));
        Optional<X509Certificate> next = issuer(own, path);
        while (next.isPresent()) {
            path.add(next.get());
            next = issuer(next.get(), path);
        }
        return List.copyOf(path);
    }

    private Optional<X509Certificate> issuer(X509Certificate issued, List<X509Certificate> path) {
        return material.stream()
                .filter(c -> !path.contains(c) && !X509.isSelfIssued(c) && X509.isIssuedBy(issued, c))
                .findFirst();
    }

    /** The same for one that the terminal had before; nothing if it is not kept. */
    List<X509Certificate> ownPath(byte[] digest) {
        return known(digest).map(this::ownPath).orElse(List.of());
    }

    private List<X509Certificate> find(byte[] digest, Instant at) {
        X509Certificate seal = known(digest).orElseGet(() -> fetch(digest));
        Optional<List<X509Certificate>> path = sealPath(seal, at);
        if (path.isEmpty()) {
            learn(Certificates.parseEst(client.get(Enrolment.EST + "cacerts").body()));
            path = sealPath(seal, at);
        }
        List<X509Certificate> found = path.orElseThrow(() ->
                new UnbelievableException("the seal's certificate does not lead to the anchors of this terminal"));
        learn(List.of(seal));
        return found;
    }

    private Optional<List<X509Certificate>> sealPath(X509Certificate seal, Instant at) {
        return new CertificatePaths(anchors, material).path(seal, CertificatePaths.SEAL_ROLE, at);
    }

    private Optional<X509Certificate> known(byte[] digest) {
        return material.stream()
                .filter(c -> Arrays.equals(Certificates.digest(c), digest))
                .findFirst();
    }

    private X509Certificate fetch(byte[] digest) {
        HttpAnswer answer = client.get("/api/v1/certificates/" + Base64Url.encode(digest));
        UnbelievableException.require(answer.isOk(), "the seal's certificate is not to be had");
        try {
            return Certificates.parse(answer.body()).stream()
                    .filter(c -> Arrays.equals(Certificates.digest(c), digest))
                    .findFirst()
                    .orElseThrow(() -> new UnbelievableException("the seal's certificate is another"));
        } catch (TerminalException e) {
            throw new UnbelievableException("the seal's certificate cannot be read");
        }
    }

    private void learn(List<X509Certificate> certificates) {
        List<X509Certificate> all = Certificates.union(material, certificates);
        if (all.size() > material.size()) {
            material = all;
            state.write(MATERIAL, Certificates.toPem(all));
        }
    }

    private byte[] required(String name) {
        return state.read(name)
                .orElseThrow(() -> new TerminalException(
                        Trouble.DAMAGED, "%s is missing: restore it.".formatted(state.file(name))));
    }
}
