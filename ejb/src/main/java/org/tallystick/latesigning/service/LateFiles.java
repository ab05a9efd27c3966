package org.tallystick.latesigning.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.latesigning.LateSignature;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.ledger.service.LedgerPosition;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.signing.SignedStatement;
import org.tallystick.signing.Typ;
import org.tallystick.signing.service.PlatformStatements;
import org.tallystick.signing.service.StoredReceiptRepository;
import org.tallystick.verification.LateWanted;

/**
 * The file of a receipt's late signature, for whoever has the receipt's link:
 * {@code {"statement": b64u stored JWS, "proof": tlog-proof text, "certificates": [base64 DER …]}}. It names nobody, and what was drawn or typed
 * is not in it.
 */
@ApplicationScoped
@PermitAll
public class LateFiles {
    private final StoredReceiptRepository receipts;
    private final LateSignatureRepository signatures;
    private final PlatformStatements statements;
    private final LedgerFiles ledger;

    @Inject
    LateFiles(
            StoredReceiptRepository receipts,
            LateSignatureRepository signatures,
            PlatformStatements statements,
            LedgerFiles ledger) {
        this.receipts = receipts;
        this.signatures = signatures;
        this.statements = statements;
        this.ledger = ledger;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LateFiles() {
        this(null, null, null, null);
    }

    /** The file of the newest signature of the receipt with this link code that counts; empty if there is none. */
    @Transactional
    public Optional<byte[]> ofCode(String code) {
        return receipts.byCode(code).flatMap(receipt -> ofReceipt(receipt.number()));
    }

    /** Reports about stored receipts tell of it too. */
    @Transactional
    public void tell(@Observes LateWanted wanted) {
        ofReceipt(wanted.receipt()).ifPresent(wanted::answer);
    }

    private Optional<byte[]> ofReceipt(String number) {
        return signatures.ofReceipt(number).stream()
                .filter(signature -> signature.standing() == LateSignature.Standing.COUNTS)
                .findFirst()
                .flatMap(signature -> signatures.stated(signature.id()))
                .map(this::file);
    }

    /** Whether the stored statement is still what the platform has sealed. */
    @Transactional
    public boolean isSealed(LateSignature signature) {
        return signatures
                .stated(signature.id())
                .filter(stated -> statements.verifies(SignedStatement.parse(stated.statement()), Typ.LATE))
                .isPresent();
    }

    private byte[] file(LateSignatureRepository.Stated stated) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("statement", Base64Url.encode(stated.statement()));
        members.put("proof", stated.place().flatMap(place -> ledger.log(stated.logId())
                .flatMap(log -> ledger.provenPosition(log, place))
                .map(LedgerPosition::proof)));
        members.put("certificates", certificates(SignedStatement.parse(stated.statement())));
        return JsonWriter.write(members);
    }

    private List<String> certificates(SignedStatement statement) {
        return statements.chain(statement, Typ.LATE).stream()
                .map(LateFiles::der)
                .toList();
    }

    private static String der(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a stored certificate has no DER form", e);
        }
    }
}
