package org.tallystick.bench;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.tallystick.ledger.MerkleHash;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/** What a receipt costs at least before it is stored, done again and again for the bills of many terminals. One thread. */
final class SealingWork {
    private static final int TERMINALS = 256;
    private static final int SIGNED_BYTES = 1_200;
    private static final int HEADER_BYTES = 132;
    private static final String SEAL_HEADER = "{\"alg\":\"%s\",\"typ\":\"tallystick-receipt+jws\",\"x5t#S256\":\""
            + "A".repeat(43) + "\",\"iat\":1800000000,\"aud\":\"https://bench.example\",\"tsk\":{\"number\":\"";

    private final SignatureSuite suite;
    private final SignatureAlgorithm algorithm;
    private final SplittableRandom random = new SplittableRandom(System.nanoTime());
    private final List<Bill> bills = new ArrayList<>();
    private final String sealHeader;

    /** A bill as it came, its signature and key ready to be verified. */
    private record Bill(PublicKey key, String payloadB64, JwsEntry entry, byte[] input, byte[] signature) {}

    /** Takes what was sealed; may wait. */
    @FunctionalInterface
    interface Taker {
        void take(CeilingRepository.Row row) throws InterruptedException;
    }

    SealingWork(SignatureSuite suite, SignatureAlgorithm algorithm) {
        this.suite = suite;
        this.algorithm = algorithm;
        this.sealHeader = SEAL_HEADER.formatted(algorithm.jose());
        for (int i = 0; i < TERMINALS; i++) {
            bills.add(bill());
        }
    }

    private Bill bill() {
        KeyPair pair = suite.generate(algorithm);
        String header = Base64Url.encode(randomBytes(HEADER_BYTES));
        String payload = Base64Url.encode(randomBytes((SIGNED_BYTES - header.length() - 1) * 3 / 4));
        byte[] input = new JwsEntry(header, "").signingInput(payload);
        byte[] signature = suite.sign(pair.getPrivate(), algorithm, input);
        return new Bill(pair.getPublic(), payload, new JwsEntry(header, Base64Url.encode(signature)), input, signature);
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Until it is stopped. */
    void run(BooleanSupplier stopped, Taker taker) throws InterruptedException {
        PrivateKey seal = suite.generate(algorithm).getPrivate();
        for (int i = 0; !stopped.getAsBoolean(); i = (i + 1) % TERMINALS) {
            taker.take(seal(seal, bills.get(i)));
        }
    }

    private CeilingRepository.Row seal(PrivateKey seal, Bill bill) {
        if (!suite.verify(bill.key(), algorithm, bill.input(), bill.signature())) {
            throw new IllegalStateException("a signature does not verify");
        }
        String header = Base64Url.encode((sealHeader + (10_000_000_000L + random.nextLong(10_000_000_000L))
                        + "\",\"status\":\"SIGNED\",\"cause\":null,\"channel\":\"REST\",\"late\":false,\"terminalSignature\":\""
                        + Base64Url.encode(bill.entry().digest()) + "\"}}")
                .getBytes(StandardCharsets.ISO_8859_1));
        byte[] input = new JwsEntry(header, "").signingInput(bill.payloadB64());
        JwsEntry entry = new JwsEntry(header, Base64Url.encode(suite.sign(seal, algorithm, input)));
        Receipt receipt = Receipt.assemble(bill.payloadB64(), Optional.of(bill.entry()), entry);
        return new CeilingRepository.Row(receipt.bytes(), MerkleHash.leaf(Sha256.of(receipt.bytes())));
    }
}
