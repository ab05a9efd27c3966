package org.tallystick.coverage;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.tallystick.enrolment.ProgramVersion;
import org.tallystick.enrolment.TerminalEventType;
import org.tallystick.enrolment.TerminalProgram;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Cause;
import org.tallystick.signing.SignatureStatus;

/** Everything a rule of diagnosis may look at. What is not known is empty or false, never guessed. */
public record CaseFacts(
        Set<Missing> missing, Statement statement, Cardholder cardholder, Upload upload, Device device) {
    /** What the bill itself says so plainly that an event near it cannot mean this sale. */
    private static final Set<SignatureStatus> SPECIFIC = EnumSet.of(
            SignatureStatus.TIMEOUT, SignatureStatus.CANCELLED, SignatureStatus.PAD_ABSENT, SignatureStatus.PAD_ERROR);

    /**
     * What the platform noted when the bill came.
     *
     * @param cause why it counts as unsigned: found at intake, or declared by a sender that the fallback secret proves
     * @param clockSkewed the terminal's time was far from ours
     * @param chainBroken the bill does not follow on the one before
     * @param conflict another bill holds the same counter
     */
    public record Statement(Optional<Cause> cause, boolean clockSkewed, boolean chainBroken, boolean conflict) {
        /** No bill has come. */
        public static final Statement NONE = new Statement(Optional.empty(), false, false, false);
    }

    /**
     * What the terminal said of the cardholder's signature, and what came.
     *
     * @param pending the signature may still come with the next message
     */
    public record Cardholder(
            Optional<SignatureStatus> status, FeatureResult feature, ImageResult image, boolean pending) {
        /** No bill has come. */
        public static final Cardholder NONE =
                new Cardholder(Optional.empty(), FeatureResult.NONE, ImageResult.NONE, false);
    }

    /**
     * What is known of the bill's way to us.
     *
     * @param outage cause in a recovery entry that lists this counter
     * @param waiting a heartbeat has named bills of this terminal that wait in its outbox
     * @param terminalsAlike terminals of other merchants whose bills failed to come in the same minutes
     * @param terminalsHeard terminals of other merchants whose bills came in these minutes, those among them
     */
    public record Upload(Optional<Cause> outage, boolean waiting, int terminalsAlike, int terminalsHeard) {
        /** Nothing is known. */
        public static final Upload NONE = new Upload(Optional.empty(), false, 0, 0);
    }

    /**
     * The program that ran on the terminal.
     *
     * @param missed the version that it should have had at least, if it was older
     */
    public record Program(TerminalProgram running, Optional<ProgramVersion> missed) {
        /** Nothing was told. */
        public static final Program UNTOLD = new Program(new TerminalProgram("", "", ""), Optional.empty());

        boolean isOld() {
            return missed.isPresent();
        }
    }

    /**
     * What the terminal reported.
     *
     * @param events types of its events around the sale
     */
    public record Device(Set<TerminalEventType> events, Program program) {
        /** Nothing was reported. */
        public static final Device NONE = new Device(EnumSet.noneOf(TerminalEventType.class), Program.UNTOLD);

        boolean reported(TerminalEventType type) {
            return events.contains(type);
        }
    }

    /** Of a bill that is there. */
    public static CaseFacts ofBill(Bill bill, Assessment assessment, Statement statement, Device device) {
        Set<Missing> missing = EnumSet.noneOf(Missing.class);
        missing.addAll(assessment.missing());
        boolean pending = assessment.cardholder() == CardholderState.PENDING;
        Cardholder cardholder = new Cardholder(
                bill.cardholderSignature().map(Bill.CardholderSignature::status),
                assessment.feature(),
                assessment.image(),
                pending);
        if (statement.conflict() || statement.chainBroken() || isIntegrity(assessment, statement)) {
            missing.add(Missing.INTEGRITY);
        }
        return new CaseFacts(missing, statement, cardholder, Upload.NONE, device);
    }

    /** Of a counter without a bill. */
    public static CaseFacts ofHole(Upload upload, Device device) {
        return new CaseFacts(EnumSet.of(Missing.BILL), Statement.NONE, Cardholder.NONE, upload, device);
    }

    /** Of a settled sale of which nothing else is known. */
    public static CaseFacts ofSettlement(Upload upload) {
        return new CaseFacts(EnumSet.of(Missing.SETTLEMENT), Statement.NONE, Cardholder.NONE, upload, Device.NONE);
    }

    private static boolean isIntegrity(Assessment assessment, Statement statement) {
        return assessment.feature() == FeatureResult.DIFFERS
                || assessment.image() == ImageResult.REUSED
                || statement
                        .cause()
                        .filter(cause -> CauseTable.group(cause) == CauseGroup.INTEGRITY)
                        .isPresent();
    }

    boolean lacks(Missing what) {
        return missing.contains(what);
    }

    /** Code of the cause that the platform noted; empty if there is none. */
    String causeCode() {
        return statement.cause().map(Cause::code).orElse("");
    }

    /** What the terminal said of the cardholder's signature; empty if nothing. */
    String statusName() {
        return cardholder.status().map(Enum::name).orElse("");
    }

    /** Whether no bill has come, whoever told of the sale. */
    boolean lacksBill() {
        return lacks(Missing.BILL) || lacks(Missing.SETTLEMENT);
    }

    boolean isStatus(SignatureStatus status) {
        return lacks(Missing.CARDHOLDER_SIGNATURE)
                && cardholder.status().filter(s -> s == status).isPresent();
    }

    /** Reported by an event around a sale whose cardholder signature is missing. */
    boolean reportedOfPad(TerminalEventType type) {
        return lacks(Missing.CARDHOLDER_SIGNATURE) && !isPlain() && device.reported(type);
    }

    /** Whether the bill says so plainly what became of the cardholder's signature that a crash near it cannot mean this sale. */
    boolean isPlain() {
        return lacks(Missing.CARDHOLDER_SIGNATURE)
                && cardholder.status().filter(SPECIFIC::contains).isPresent();
    }

    boolean isCause(Set<Cause> causes) {
        return statement.cause().filter(causes::contains).isPresent();
    }
}
