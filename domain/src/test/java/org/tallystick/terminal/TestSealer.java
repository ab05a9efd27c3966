package org.tallystick.terminal;

import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.Base64Url;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Cause;
import org.tallystick.signing.Channel;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.ReceiptNumber;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.SealHeader;
import org.tallystick.signing.SealStatement;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;

/** Seals bills and puts them into a log; a bill that came before gets the same receipt. */
final class TestSealer {
    static final String AUDIENCE = "tallystick:test";

    volatile TestLedger ledger = new TestLedger("localhost/ledger/48023310/2027q1");
    private final TestAuthority seal;
    private final SignatureSuite suite = SignatureSuite.bouncyCastle();
    private final Map<String, Map<String, Object>> answers = new ConcurrentHashMap<>();

    TestSealer(TestAuthority seal) {
        this.seal = seal;
    }

    TestAuthority authority() {
        return seal;
    }

    Map<String, Object> answer(SignedBill bill) {
        String kept = bill.payloadB64() + (bill.signature().isPresent() ? " signed" : "");
        return answers.computeIfAbsent(kept, payload -> seal(bill, seal, AUDIENCE));
    }

    /** A receipt under any authority's seal, for the tests of what must not be believed. */
    Map<String, Object> seal(SignedBill sent, TestAuthority authority, String audience) {
        boolean signed = sent.signature().isPresent();
        SealStatement statement = new SealStatement(
                ReceiptNumber.create(YearMonth.of(2027, 1), RandomGenerator.getDefault()),
                signed ? ReceiptStatus.SIGNED : ReceiptStatus.UNSIGNED,
                signed ? Optional.empty() : Optional.of(Cause.SIGNING_UNIT_FAILED),
                Channel.REST,
                false,
                sent.signature().map(JwsEntry::digest));
        SealHeader header = new SealHeader(
                SignatureAlgorithm.ES256,
                signed ? Typ.RECEIPT : Typ.UNSIGNED,
                Certificates.digest(authority.certificate()),
                Instant.now().getEpochSecond(),
                audience,
                statement);
        String encoded = header.encode();
        byte[] signature = suite.sign(
                authority.pair().getPrivate(),
                SignatureAlgorithm.ES256,
                new JwsEntry(encoded, "").signingInput(sent.payloadB64()));
        Receipt receipt = Receipt.assemble(
                sent.payloadB64(), sent.signature(), new JwsEntry(encoded, Base64Url.encode(signature)));
        return members(Bill.parse(sent.payload()), statement, receipt);
    }

    private Map<String, Object> members(Bill bill, SealStatement statement, Receipt receipt) {
        boolean signed = statement.status() == ReceiptStatus.SIGNED;
        TlogProof proof = ledger.append(new LedgerEntry(
                signed ? EntryKind.RECEIPT : EntryKind.UNSIGNED,
                statement.number(),
                "%s.%d.%d".formatted(bill.terminalNo(), bill.series(), bill.counter()),
                System.currentTimeMillis(),
                receipt.digest()));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("status", statement.status().name());
        members.put("cause", statement.cause().map(Cause::code).orElse(null));
        members.put("number", statement.number());
        members.put("receipt", Base64Url.encode(receipt.bytes()));
        members.put("log", ledger.origin);
        members.put("index", proof.index());
        members.put("proof", proof.text());
        members.put("url", "https://localhost/r/" + bill.code());
        members.put("findings", List.of());
        return members;
    }
}
