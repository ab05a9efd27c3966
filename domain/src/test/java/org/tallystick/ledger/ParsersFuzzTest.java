package org.tallystick.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever arrives, a reader of the ledger answers with its own exception or a value, and never with another fault. */
class ParsersFuzzTest {
    private static final List<NoteVerifier> KNOWN = List.of(MemoryLog.SIGNER.verifier());
    private static final byte[] NOTE = Resources.bytes("checkpoint-5.txt");
    private static final String HASH = Base64Text.encode(new byte[32]);
    private static final List<Seed> SEEDS = List.of(
            new Seed(NOTE, bytes -> Checkpoint.open(bytes, KNOWN)),
            new Seed(Resources.bytes("receipt-2.tlog-proof"), bytes -> TlogProof.parse(new String(bytes, UTF_8))),
            new Seed(WitnessRequest.of(new ConsistencyProof(3, 5, List.of(new byte[32])), NOTE), ParsersFuzzTest::read),
            new Seed(
                    ("log " + KNOWN.get(0) + "\nquorum none\n# end\n").getBytes(UTF_8),
                    bytes -> WitnessPolicy.parse(bytes).isMetBy(KNOWN)),
            new Seed(
                    new SplitView(NOTE, NOTE, Optional.of(new SplitView.Prefix(new byte[32], List.of()))).toJson(),
                    bytes -> SplitView.parse(bytes).proves(KNOWN)),
            new Seed(SealedText.seal("one\ntwo " + HASH + "\n"), SealedText::open),
            new Seed(MemoryLog.bill(1, 2).bytes(), LedgerEntry::parse),
            new Seed(EntryBundle.encode(List.of(new byte[3], new byte[0])), bytes -> EntryBundle.parse(bytes, 2)),
            new Seed("0/x001/234.p/8".getBytes(UTF_8), bytes -> TileCoordinate.parse(new String(bytes, UTF_8))));

    /** Something a reader takes, and the reader. */
    private record Seed(byte[] valid, Reader reader) {}

    @FunctionalInterface
    private interface Reader {
        void read(byte[] bytes);
    }

    private static void read(byte[] bytes) {
        WitnessRequest request = WitnessRequest.parse(bytes);
        request.origin();
        request.head();
        request.proof().proves(new byte[32], request.head().root());
    }

    @Provide
    Arbitrary<byte[]> broken() {
        return Combinators.combine(Arbitraries.integers().between(0, SEEDS.size() - 1), Arbitraries.longs())
                .as((seed, chance) -> broken(seed, chance));
    }

    /** The number of the seed, then the seed with a few bytes changed, lost, doubled or swapped for telling ones. */
    private static byte[] broken(int seed, long chance) {
        RandomGenerator random = new Random(chance);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(seed);
        byte[] telling = "\n +-=0x/\u2014\0\u00ff\"".getBytes(UTF_8);
        for (byte one : SEEDS.get(seed).valid) {
            switch (random.nextInt(60)) {
                case 0 -> out.write(random.nextInt(256));
                case 1 -> out.write(telling[random.nextInt(telling.length)]);
                case 2 -> {}
                case 3 -> {
                    out.write(one);
                    out.write(one);
                }
                default -> out.write(one);
            }
        }
        return out.toByteArray();
    }

    @Property(tries = 4_000)
    void noReaderFailsOtherwise(@ForAll("broken") byte[] broken) {
        byte[] input = Arrays.copyOfRange(broken, 1, broken.length);
        try {
            SEEDS.get(broken[0]).reader.read(input);
        } catch (LedgerFormatException refused) {
            // Its own answer.
        }
    }
}
