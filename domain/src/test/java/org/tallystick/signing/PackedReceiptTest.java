package org.tallystick.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.shared.Base64Url;

/** What is kept of a receipt gives its bytes back, whatever has become of it meanwhile. */
class PackedReceiptTest {
    private static final JwsEntry TERMINAL =
            new JwsEntry(new BillHeader(SignatureAlgorithm.ES256, new byte[32], 1, "demo").encode(Typ.BILL), "AAAA");
    private static final JwsEntry SEAL = seal(Optional.of(TERMINAL));

    private static JwsEntry seal(Optional<JwsEntry> terminal) {
        SealStatement statement = new SealStatement(
                "63000000000",
                ReceiptStatus.SIGNED,
                Optional.empty(),
                Channel.REST,
                false,
                terminal.map(JwsEntry::digest));
        return new JwsEntry(
                new SealHeader(SignatureAlgorithm.EDDSA, Typ.RECEIPT, new byte[32], 2, "demo", statement).encode(),
                "BBBB");
    }

    static Stream<Receipt> receipts() {
        return Stream.of(
                Receipt.assemble("e30", Optional.of(TERMINAL), SEAL),
                Receipt.assemble("e30", Optional.empty(), seal(Optional.empty())),
                Receipt.assemble(Base64Url.encode(new byte[24_000]), Optional.of(TERMINAL), SEAL));
    }

    @ParameterizedTest
    @MethodSource("receipts")
    void givesBackTheBytes(Receipt receipt) {
        byte[] packed = PackedReceipt.pack(receipt);

        assertThat(PackedReceipt.unpack(packed)).isEqualTo(receipt.bytes());
        assertThat(packed.length).isLessThan(receipt.bytes().length * 4 / 5);
    }

    @Test
    void takesAReceiptsOwnBytesAsTheyAre() {
        byte[] own = Receipt.assemble("e30", Optional.of(TERMINAL), SEAL).bytes();

        assertThat(PackedReceipt.unpack(own)).isSameAs(own);
        assertThat(PackedReceipt.unpack(new byte[0])).isEmpty();
    }

    /** "e31" and "e30" decode to the same bytes where decoders are lax: only one of them could come back. */
    @Test
    void packsNothingThatWouldComeBackAsAnotherText() {
        Receipt receipt = Receipt.assemble("e31", Optional.of(TERMINAL), SEAL);

        assertThat(PackedReceipt.pack(receipt)).isEqualTo(receipt.bytes());
        assertThat(PackedReceipt.unpack(receipt.bytes()))
                .asString(StandardCharsets.US_ASCII)
                .startsWith("{\"payload\":\"e31\"");
    }

    @Test
    void packsNothingThatIsTooLongForAReceipt() {
        Receipt receipt = Receipt.assemble(Base64Url.encode(new byte[70_000]), Optional.of(TERMINAL), SEAL);

        assertThat(PackedReceipt.pack(receipt)).isEqualTo(receipt.bytes());
    }

    /** Whatever bit is flipped: it is read as something else, or as it is, and never fails. */
    @ParameterizedTest
    @MethodSource("receipts")
    void aFlippedBitNeverComesBackAsTheReceipt(Receipt receipt) {
        byte[] packed = PackedReceipt.pack(receipt);
        for (int at = 0; at < Math.min(packed.length, 600) * 8; at++) {
            packed[at / 8] ^= (byte) (1 << at % 8);
            assertThat(PackedReceipt.unpack(packed)).isNotEqualTo(receipt.bytes());
            packed[at / 8] ^= (byte) (1 << at % 8);
        }
    }

    @ParameterizedTest
    @MethodSource("receipts")
    void whatWasCutOffOrAddedComesBackAsItIs(Receipt receipt) {
        byte[] packed = PackedReceipt.pack(receipt);
        byte[] cut = Arrays.copyOf(packed, packed.length - 1);
        byte[] longer = Arrays.copyOf(packed, packed.length + 1);

        assertThat(PackedReceipt.unpack(cut)).isSameAs(cut);
        assertThat(PackedReceipt.unpack(longer)).isSameAs(longer);
        assertThat(PackedReceipt.unpack(Arrays.copyOf(packed, 1))).hasSize(1);
    }
}
