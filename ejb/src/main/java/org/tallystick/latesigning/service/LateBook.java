package org.tallystick.latesigning.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.access.service.MerchantBrowsers;
import org.tallystick.coverage.service.LateCases;
import org.tallystick.latesigning.LateLink;
import org.tallystick.latesigning.LateMark;
import org.tallystick.latesigning.LateSignature;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.service.Ids;
import org.tallystick.shared.service.Settings;
import org.tallystick.signing.LateStatement;
import org.tallystick.signing.OriginFlag;
import org.tallystick.signing.Part;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.SignedStatement;
import org.tallystick.signing.Typ;
import org.tallystick.signing.service.PartsCipher;
import org.tallystick.signing.service.PlatformStatements;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.signing.service.StoredReceiptRepository;

/** Stores a late signature, in the caller's transaction: the sealed statement, what was drawn or typed under a key of its own. */
@ApplicationScoped
class LateBook {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final StoredReceiptRepository receipts;
    private final LateSignatureRepository signatures;
    private final LatePartRepository parts;
    private final PlatformStatements statements;
    private final PartsCipher cipher;
    private final MerchantBrowsers browsers;
    private final Settings settings;
    private final Clock clock;

    @Inject
    LateBook(
            StoredReceiptRepository receipts,
            LateSignatureRepository signatures,
            LatePartRepository parts,
            PlatformStatements statements,
            PartsCipher cipher,
            MerchantBrowsers browsers,
            Settings settings,
            Clock clock) {
        this.receipts = receipts;
        this.signatures = signatures;
        this.parts = parts;
        this.statements = statements;
        this.cipher = cipher;
        this.browsers = browsers;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LateBook() {
        this(null, null, null, null, null, null, null, null);
    }

    static byte[] salt() {
        byte[] salt = new byte[Part.SALT_LENGTH];
        RANDOM.nextBytes(salt);
        return salt;
    }

    /**
     * @param consent which words were agreed to
     * @return what was stored
     * @throws Problem not-confirmed while the platform's key does not sign, removed if the receipt went with its log: nothing is stored
     */
    LateSignature write(LateLink link, LateCases.Sale sale, LateMark mark, String consent, LateSender sender) {
        StoredReceipt receipt = receipts.byNumber(sale.receipt())
                .orElseThrow(() -> new Problem(
                        ProblemType.REMOVED,
                        "The receipt of this sale was kept as long as the rules demand, and then removed: it cannot be signed"
                                + " any more."));
        Set<OriginFlag> flags = flags(sale, sender);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LateStatement stated = new LateStatement(
                sale.receipt(),
                Receipt.parse(receipt.stored()).digest(),
                sale.caseNumber(),
                mark.part().digest(),
                mark.method(),
                now,
                flags,
                consent,
                Ids.random());
        SignedStatement sealed = statements.sign(Typ.LATE, stated.payload());
        LateSignature signature = new LateSignature(
                Ids.random(),
                sale.caseNumber(),
                sale.receipt(),
                mark.method(),
                now,
                flags,
                flags.isEmpty() ? LateSignature.Standing.COUNTS : LateSignature.Standing.LOOKED_AT,
                Optional.empty(),
                Optional.empty());
        String subject = receipt.terminalNo() + "." + receipt.series() + "." + receipt.counter();
        signatures.add(
                new LateSignatureRepository.Fresh(signature, link.id(), sale.acquirer(), subject, sealed.toJson()));
        cipher.encrypt(List.of(mark.part(), sender.origin(salt())), sealed.digest())
                .ifPresent(encrypted -> parts.add(signature.id(), encrypted));
        return signature;
    }

    /** What was drawn or typed, opened; empty once it was erased, or if it is not what the statement names. */
    Optional<Part> open(LateSignature signature) {
        SignedStatement sealed = statement(signature.id());
        byte[] digest = LateStatement.parse(sealed.payload()).signature();
        return parts.find(signature.id()).stream()
                .flatMap(stored -> cipher.decrypt(stored, sealed.digest()).stream())
                .filter(part -> !part.name().equals(LateSender.ORIGIN))
                .filter(part -> Arrays.equals(part.digest(), digest))
                .findFirst();
    }

    SignedStatement statement(String id) {
        return SignedStatement.parse(signatures.stated(id).orElseThrow().statement());
    }

    /** SHA-256 over a stored statement as the ledger names it. */
    static byte[] digest(byte[] statement) {
        return SignedStatement.parse(statement).digest();
    }

    /** The same of anything else that is stored. */
    static byte[] digestOfObject(byte[] object) {
        return Sha256.of(object);
    }

    private Set<OriginFlag> flags(LateCases.Sale sale, LateSender sender) {
        MerchantBrowsers.Seen seen =
                browsers.of(sale.merchantNo(), sender.trace(), settings.duration("tallystick.late.origin-window"));
        Set<OriginFlag> flags = EnumSet.noneOf(OriginFlag.class);
        if (seen.network()) {
            flags.add(OriginFlag.NETWORK);
        }
        if (seen.device()) {
            flags.add(OriginFlag.DEVICE);
        }
        return flags;
    }
}
