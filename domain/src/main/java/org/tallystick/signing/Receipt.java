package org.tallystick.signing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.StrictJson;

/**
 * What is stored for ever and given to people (API.md, Receipt): a JWS in general JSON serialisation without white space,
 * with the terminal's entry (if its signature verified) and then the seal's.
 *
 * <p>Reading checks form and headers (THREATS.md 3.2 steps 1 to 3), no signature and no bill rule. Only the exact form is a
 * receipt: other orders, spaces or members are refused, so there is one byte string per receipt.
 */
public final class Receipt {
    /** Bytes of a receipt. */
    public static final int MAX_BYTES = 32 << 10;

    private static final Set<String> MEMBERS = Set.of("payload", "signatures");

    private final String payloadB64;
    private final Optional<JwsEntry> terminal;
    private final JwsEntry seal;
    private final byte[] bytes;
    /** Read when it is first asked for, as a verification asks time and again; threads that ask at once read the same. */
    private @Nullable Optional<BillHeader> billHeader;

    /** Likewise. */
    private @Nullable SealHeader sealHeader;

    private Receipt(String payloadB64, Optional<JwsEntry> terminal, JwsEntry seal) {
        this.payloadB64 = payloadB64;
        this.terminal = terminal;
        this.seal = seal;
        this.bytes = serialise(payloadB64, terminal, seal);
    }

    /** Puts a receipt together from texts that are known to be base64url. */
    public static Receipt assemble(String payloadB64, Optional<JwsEntry> terminal, JwsEntry seal) {
        return new Receipt(payloadB64, terminal, seal);
    }

    /**
     * Reads stored bytes.
     *
     * @throws Problem MALFORMED, TOO_LARGE or HEADER_INVALID if they are not exactly a receipt
     */
    public static Receipt parse(byte[] stored) {
        if (stored.length > MAX_BYTES) {
            throw new Problem(ProblemType.TOO_LARGE, "A receipt is at most 32 KiB.");
        }
        JsonObject json = StrictJson.parse(stored, StrictJson.Limits.ENVELOPE);
        json.onlyMembers(MEMBERS);
        Members.bytes(json, "payload");
        List<JwsEntry> entries =
                json.objects("signatures").stream().map(SignedBill::entry).toList();
        if (entries.isEmpty() || entries.size() > 2) {
            throw json.problem("signatures", "must be the terminal's entry, if there is one, and the seal's");
        }
        Optional<JwsEntry> terminal = entries.size() == 2 ? Optional.of(entries.get(0)) : Optional.empty();
        Receipt receipt = new Receipt(json.string("payload"), terminal, entries.get(entries.size() - 1));
        receipt.checkHeaders();
        if (!Arrays.equals(receipt.bytes, stored)) {
            throw new Problem(
                    ProblemType.MALFORMED, "A receipt has no white space, no escapes, and its members in order.");
        }
        return receipt;
    }

    private void checkHeaders() {
        billHeader();
        boolean overSigned = sealHeader().typ().equals(Typ.RECEIPT);
        if (overSigned && terminal.isEmpty()) {
            throw new Problem(ProblemType.MALFORMED, "The seal stands over a terminal's signature that is not there.");
        }
    }

    private static byte[] serialise(String payloadB64, Optional<JwsEntry> terminal, JwsEntry seal) {
        StringBuilder json = new StringBuilder(payloadB64.length() + 2048);
        json.append("{\"payload\":\"").append(payloadB64).append("\",\"signatures\":[");
        terminal.ifPresent(entry -> append(json, entry).append(','));
        append(json, seal).append("]}");
        return json.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static StringBuilder append(StringBuilder json, JwsEntry entry) {
        return json.append("{\"protected\":\"")
                .append(entry.protectedHeader())
                .append("\",\"signature\":\"")
                .append(entry.signature())
                .append("\"}");
    }

    /** @return the stored bytes, to be kept and served as they are */
    public byte[] bytes() {
        return bytes;
    }

    public String payloadB64() {
        return payloadB64;
    }

    /** @return the bytes the terminal signed */
    public byte[] payload() {
        return Base64Url.decode(payloadB64);
    }

    /** @return the terminal's signature; empty if none verified when the bill came */
    public Optional<JwsEntry> terminalEntry() {
        return terminal;
    }

    /** @return the header of the terminal's signature */
    public Optional<BillHeader> billHeader() {
        Optional<BillHeader> known = billHeader;
        if (known == null) {
            known = terminal.map(entry -> BillHeader.parse(entry, Typ.BILL));
            billHeader = known;
        }
        return known;
    }

    public JwsEntry sealEntry() {
        return seal;
    }

    public SealHeader sealHeader() {
        SealHeader known = sealHeader;
        if (known == null) {
            known = SealHeader.parse(seal);
            sealHeader = known;
        }
        return known;
    }

    /** @return whether the seal names exactly this terminal signature, or none where there is none (step 9) */
    public boolean sealCoversTerminal() {
        Optional<byte[]> named = sealHeader().statement().terminalSignature();
        return Arrays.equals(named.orElse(null), terminal.map(JwsEntry::digest).orElse(null));
    }

    /** @return the receipt digest, SHA-256(ASCII(sealProtected "." payload "." sealSignature)) */
    public byte[] digest() {
        return Sha256.of((seal.protectedHeader() + '.' + payloadB64 + '.' + seal.signature())
                .getBytes(StandardCharsets.US_ASCII));
    }
}
