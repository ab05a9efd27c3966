package org.tallystick.signing;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.shared.Base64Url;

/**
 * A receipt as the database keeps it: what is base64url in its bytes stands there decoded, a quarter shorter, so that it fits into its row.
 * The bytes of every receipt come out as they went in.
 *
 * <p>Form: a byte, 1 with the terminal's entry or 2 without; payload, the terminal's protected header and signature, and the seal's two,
 * each after its length as an unsigned 16-bit number, the highest byte first. A receipt's own bytes begin with {@code {} and are taken as they
 * are, as receipts were kept before.
 */
public final class PackedReceipt {
    private static final byte WITH_TERMINAL = 1;
    private static final byte SEAL_ALONE = 2;

    private PackedReceipt() {}

    /** @return what to keep: packed, or the receipt's own bytes if a text in it is too long or not canonical base64url */
    public static byte[] pack(Receipt receipt) {
        if (receipt.bytes().length > Receipt.MAX_BYTES) {
            return receipt.bytes();
        }
        try {
            return pack(receipt.terminalEntry().isPresent() ? WITH_TERMINAL : SEAL_ALONE, decoded(receipt));
        } catch (IllegalArgumentException e) {
            return receipt.bytes();
        }
    }

    private static List<byte[]> decoded(Receipt receipt) {
        List<byte[]> texts = new ArrayList<>();
        texts.add(receipt.payload());
        receipt.terminalEntry().ifPresent(entry -> add(entry, texts));
        add(receipt.sealEntry(), texts);
        return texts;
    }

    private static void add(JwsEntry entry, List<byte[]> texts) {
        texts.add(Base64Url.decode(entry.protectedHeader()));
        texts.add(entry.signatureBytes());
    }

    private static byte[] pack(byte form, List<byte[]> texts) {
        int length = texts.stream().mapToInt(text -> text.length + Short.BYTES).sum();
        ByteBuffer packed = ByteBuffer.allocate(1 + length).put(form);
        texts.forEach(text -> packed.putShort((short) text.length).put(text));
        return packed.array();
    }

    /** @return the receipt's bytes; what is no packed receipt comes back as it is, so that whoever reads it says what it is */
    public static byte[] unpack(byte[] kept) {
        if (kept.length == 0 || kept[0] != WITH_TERMINAL && kept[0] != SEAL_ALONE) {
            return kept;
        }
        ByteBuffer packed = ByteBuffer.wrap(kept, 1, kept.length - 1);
        try {
            String payload = text(packed);
            Optional<JwsEntry> terminal = kept[0] == WITH_TERMINAL ? Optional.of(entry(packed)) : Optional.empty();
            byte[] receipt = Receipt.assemble(payload, terminal, entry(packed)).bytes();
            return packed.hasRemaining() ? kept : receipt;
        } catch (BufferUnderflowException e) {
            return kept;
        }
    }

    private static JwsEntry entry(ByteBuffer packed) {
        return new JwsEntry(text(packed), text(packed));
    }

    private static String text(ByteBuffer packed) {
        byte[] text = new byte[Short.toUnsignedInt(packed.getShort())];
        packed.get(text);
        return Base64Url.encode(text);
    }
}
