package org.tallystick.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/** The signing request (PKCS #10) of a directory's key, kept beside it: only the same request may be repeated. */
public final class SigningRequest {
    private static final String FILE = "request.p10";

    private SigningRequest() {}

    /**
     * The request in PEM, for an authority elsewhere. The key is made now if the directory has none, and never leaves it.
     *
     * @throws TerminalException USAGE if the directory has a key of another algorithm; BUSY if another process uses it
     */
    public static byte[] pem(Path directory, SignatureAlgorithm algorithm, String terminalNo) {
        StateDirectory state = StateDirectory.create(directory);
        try (FileChannel lock = state.lock()) {
            TerminalKey key = TerminalKey.createOrLoad(state, SignatureSuite.best(), algorithm);
            byte[] der = Base64.getMimeDecoder().decode(of(state, key, terminalNo));
            return Certificates.pem("CERTIFICATE REQUEST", der);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Base64 of the request. Kept, because ECDSA would make another one each time. */
    static byte[] of(StateDirectory state, TerminalKey key, String terminalNo) {
        Optional<byte[]> kept = state.read(FILE);
        if (kept.isEmpty()) {
            byte[] base64 = Base64.getMimeEncoder().encode(CertificateRequest.der(key, terminalNo));
            state.write(FILE, base64);
            return base64;
        }
        return kept.get();
    }
}
