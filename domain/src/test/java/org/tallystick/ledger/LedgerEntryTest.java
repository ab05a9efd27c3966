package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerEntryTest {
    private static final String TEXT = "tallystick-entry/v1\nreceipt\n71ABCDEFGH0\n10000001.2.37\n1800000000123\n"
            + "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU\n";

    private final LedgerEntry entry = new LedgerEntry(
            EntryKind.RECEIPT, "71ABCDEFGH0", "10000001.2.37", 1_800_000_000_123L, MerkleHash.EMPTY_ROOT);

    @Test
    void isSixLinesOfText() {
        assertThat(new String(entry.bytes(), StandardCharsets.US_ASCII)).isEqualTo(TEXT);
        assertThat(parse(TEXT)).isEqualTo(entry);
        assertThat(entry.bill()).contains(new EntrySubject("10000001", 2, 37));
        assertThat(entry.leafHash()).isEqualTo(MerkleHash.leaf(TEXT.getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsParsedBack(EntryKind kind) {
        LedgerEntry other = new LedgerEntry(kind, "x", LedgerEntry.NO_SUBJECT, 0, MerkleHash.EMPTY_ROOT);
        assertThat(LedgerEntry.parse(other.bytes())).isEqualTo(other);
        assertThat(other.bill()).isEmpty();
    }

    @Test
    void kindsAreNamedAsOnTheWire() {
        assertThat(EntryKind.values())
                .extracting(EntryKind::wireName)
                .containsExactly(("receipt unsigned gap conflict late-signature case certificate audit-trail audit-run"
                                + " dispute notice erasure restore export configuration ceremony incident"
                                + " checkpoint timestamp sealed removed")
                        .split(" "));
    }

    @Test
    void anyChangedByteIsRefusedOrIsAnotherEntry() {
        for (byte[] changed : SignedNoteTest.changedByOneByte(entry.bytes())) {
            LedgerEntry other;
            try {
                other = LedgerEntry.parse(changed);
            } catch (LedgerFormatException e) {
                continue;
            }
            assertThat(other.bytes()).isEqualTo(changed);
            assertThat(other.leafHash()).isNotEqualTo(entry.leafHash());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "receipt>Receipt",
                "receipt>late_signature",
                "receipt>",
                "/v1>/v2",
                "71ABCDEFGH0>",
                "71ABCDEFGH0>71 ABC",
                "71ABCDEFGH0>\u00e9",
                "10000001.2.37>",
                "10000001.2.37>10000001.2",
                "10000001.2.37>10000001.02.37",
                "10000001.2.37>10000001.0.37",
                "10000001.2.37>10000001.2.0",
                "10000001.2.37>1000001.2.37",
                "1800000000123>-1",
                "1800000000123>01",
                "1800000000123>9223372036854775808",
                "SuFU>SuFV",
                "SuFU>SuF",
                "SuFU>SuFU=",
                "-_>+/",
                "SuFU\n>SuFU",
                "SuFU\n>SuFU\n\n",
                "\n>\r\n"
            })
    void anyOtherFormIsRefused(String change) {
        String[] fromTo = change.split(">", 2);
        assertThat(TEXT).contains(fromTo[0]);
        assertThatThrownBy(() -> parse(TEXT.replace(fromTo[0], fromTo[1]))).isInstanceOf(LedgerFormatException.class);
    }

    private static LedgerEntry parse(String text) {
        return LedgerEntry.parse(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
