package org.tallystick.ear;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.tallystick.ledger.GrowingTree;
import org.tallystick.ledger.InclusionProof;
import org.tallystick.ledger.MerkleHash;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.Bill;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;
import org.tallystick.signing.SignedBill;
import org.tallystick.verification.Outcome;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.ReceiptVerifier;
import org.tallystick.verification.TestPlatform;
import org.tallystick.verification.TrustAnchors;
import org.tallystick.verification.VerificationContext;
import org.tallystick.verification.VerificationReport;

/**
 * {@code mvn -Pbench -Dbench=Pieces}: microseconds that each piece of a receipt costs on one warm thread: reading the message and the bill,
 * verifying, sealing, appending to the tree, making a proof, and checking a whole receipt offline. {@code -Dpieces=verify.*} for some of them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PiecesBench {
    private static final int GROUP = 256;
    private static final String BILL =
            """
            {"version":1,"terminalNo":"20000001","merchantNo":"898331054110027","acquirer":"48023310","series":1,"counter":42,\
            "previous":"%s","code":"AAAAAAAAAAAAAAAAAAAAAA","type":"SALE","amount":12345,"currency":"CNY",\
            "time":"2026-11-29T10:11:12+08:00","city":"杭州","entryMode":"TAP","traceNo":"000042","batchNo":"000001",\
            "referenceNo":"000000000042","authCode":"A12345","merchantName":"左券测试商店","mcc":"5411","operator":"01",\
            "card":{"masked":"622202******0011","scheme":"UNIONPAY","kind":"DEBIT","issuer":"工商银行"},\
            "chip":{"aid":"A000000333010101","tc":"A1B2C3D4E5F60718","tvr":"0000008000","tsi":"E800"},\
            "cardholderSignature":{"requirement":"NOT_REQUIRED_SMALL_AMOUNT","status":"NOT_REQUIRED"}}"""
                    .formatted(Base64Url.encode(new byte[32]));

    private final SignatureSuite suite = SignatureSuite.best();
    private final Map<SignatureAlgorithm, Signed> signed = new EnumMap<>(SignatureAlgorithm.class);
    private final byte[][] leaves = new byte[GROUP][];
    private final GrowingTree growing = GrowingTree.empty();
    private final GrowingTree grown = GrowingTree.empty();
    private final ReceiptVerifier verifier = new ReceiptVerifier();
    private final TestPlatform platform = new TestPlatform();
    private final byte[] file = platform.genuine().toJson();
    private final VerificationContext offline = VerificationContext.offline(
            TrustAnchors.pinned(List.of(platform.rootCertificate()), List.of(NoteVerifier.parse(platform.logKey()))),
            TestPlatform.NOW.plusSeconds(60));
    private byte[] message = new byte[0];
    private int next;

    private record Signed(PrivateKey key, PublicKey publicKey, JwsEntry entry, byte[] input, byte[] signature) {}

    /** Runs them all, each in a process of its own; about three minutes. */
    public static void main(String[] arguments) throws Exception {
        if (PiecesBench.class.getClassLoader() instanceof URLClassLoader maven) {
            // Where the processes it starts find their classes.
            System.setProperty(
                    "java.class.path",
                    Arrays.stream(maven.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator)));
        }
        String pieces = System.getProperty("pieces", ".*");
        new Runner(new OptionsBuilder()
                        .include(PiecesBench.class.getName().replace(".", "\\.") + "\\." + pieces)
                        .shouldFailOnError(true)
                        .build())
                .run();
    }

    /** Messages, keys, and a tree with a group in it. */
    @Setup
    public void make() {
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            var pair = suite.generate(algorithm);
            String header = Base64Url.encode(("{\"alg\":\"" + algorithm.jose()
                            + "\",\"typ\":\"tallystick-bill+jws\",\"x5t#S256\":\"" + "A".repeat(43)
                            + "\",\"iat\":1800000000,\"aud\":\"https://bench.example\"}")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] input = new JwsEntry(header, "").signingInput(payloadB64());
            byte[] signature = suite.sign(pair.getPrivate(), algorithm, input);
            JwsEntry entry = new JwsEntry(header, Base64Url.encode(signature));
            signed.put(algorithm, new Signed(pair.getPrivate(), pair.getPublic(), entry, input, signature));
        }
        message = SignedBill.of(
                        payload(),
                        Optional.of(signed.get(SignatureAlgorithm.ES256).entry()),
                        List.of(),
                        Optional.empty())
                .toJson();
        grown.startGroup();
        for (int i = 0; i < GROUP; i++) {
            leaves[i] = MerkleHash.leaf(new byte[] {(byte) i});
            grown.append(leaves[i]);
        }
    }

    private static byte[] payload() {
        return BILL.getBytes(StandardCharsets.UTF_8);
    }

    private static String payloadB64() {
        return Base64Url.encode(payload());
    }

    /** The message as it came, and the bill in it. */
    @Benchmark
    public Bill parse() {
        return Bill.parse(SignedBill.parse(message).payload());
    }

    @Benchmark
    public boolean verifyEs256() {
        return verified(SignatureAlgorithm.ES256);
    }

    @Benchmark
    public boolean verifyEd25519() {
        return verified(SignatureAlgorithm.EDDSA);
    }

    @Benchmark
    public boolean verifySm2() {
        return verified(SignatureAlgorithm.SM2SM3);
    }

    /** The seal's signature, and the receipt put together and hashed. */
    @Benchmark
    public byte[] sealEs256() {
        return sealed(SignatureAlgorithm.ES256);
    }

    @Benchmark
    public byte[] sealSm2() {
        return sealed(SignatureAlgorithm.SM2SM3);
    }

    /** A leaf in a group of 256, with the tiles it fills. */
    @Benchmark
    @OperationsPerInvocation(GROUP)
    public int append() {
        growing.startGroup();
        for (byte[] leaf : leaves) {
            growing.append(leaf);
        }
        return growing.drainFullTiles().size();
    }

    /** Of a leaf of the newest group. */
    @Benchmark
    public InclusionProof proof() {
        next = (next + 1) % GROUP;
        return grown.inclusion(next);
    }

    /** All that an auditor does with a receipt file that is given: both signatures, certificates, proof; as read from the disk. */
    @Benchmark
    public VerificationReport wholeReceipt() {
        VerificationReport report = verifier.verify(ReceiptFile.parse(file), offline);
        if (report.outcome() != Outcome.GENUINE) {
            throw new IllegalStateException("not genuine");
        }
        return report;
    }

    private boolean verified(SignatureAlgorithm algorithm) {
        Signed it = signed.get(algorithm);
        if (!suite.verify(it.publicKey(), algorithm, it.input(), it.signature())) {
            throw new IllegalStateException("does not verify");
        }
        return true;
    }

    private byte[] sealed(SignatureAlgorithm algorithm) {
        Signed it = signed.get(algorithm);
        String payload = payloadB64();
        byte[] seal = suite.sign(it.key(), algorithm, it.entry().signingInput(payload));
        Receipt receipt = Receipt.assemble(
                payload, Optional.of(it.entry()), new JwsEntry(it.entry().protectedHeader(), Base64Url.encode(seal)));
        return Sha256.of(receipt.bytes());
    }
}
