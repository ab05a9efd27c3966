package org.tallystick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.tallystick.shared.Money;
import org.tallystick.signing.Bill;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.SignatureRequirement;
import org.tallystick.signing.SignatureStatus;
import org.tallystick.terminal.SignatureRule;
import org.tallystick.terminal.SlipNumbers;
import org.tallystick.terminal.TerminalProfile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The means of payment, and what became of the cardholder's signature. */
final class CardOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--entry-mode",
            defaultValue = "TAP",
            paramLabel = "MODE",
            description = "${COMPLETION-CANDIDATES}; TAP by default.")
    private EntryMode entryMode;

    @Option(names = "--card", paramLabel = "MASKED", description = "First six and last four digits: 622588******0123.")
    private Optional<String> masked;

    @Option(names = "--scheme", paramLabel = "NAME", description = "UnionPay, Visa, …")
    private Optional<String> scheme;

    @Option(names = "--kind", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}")
    private Optional<Bill.CardKind> kind;

    @Option(names = "--issuer", paramLabel = "NAME", description = "Bank that issued the card.")
    private Optional<String> issuer;

    @Option(
            names = "--cdcvm",
            description = "The cardholder's own device has verified its owner: no signature is needed.")
    private boolean deviceVerified;

    @Option(
            names = "--signature",
            paramLabel = "PNG",
            description = "Image of the cardholder's signature, at most 1024 × 512 and 64 KiB.")
    private Optional<Path> image;

    @Option(
            names = "--cardholder",
            paramLabel = "STATUS",
            description = "What became of a signature that is required, without an image: ${COMPLETION-CANDIDATES}."
                    + " On PAPER by default.")
    private Optional<SignatureStatus> status;

    /** What goes into the bill. */
    record CardFacts(
            EntryMode entryMode,
            Optional<Bill.Card> card,
            Optional<Bill.CardholderSignature> signature,
            Optional<byte[]> image) {}

    CardFacts facts(TerminalProfile profile, Money amount, LocalDate day, SlipNumbers numbers) {
        if (masked.isPresent() && !entryMode.isCard()) {
            throw usage("--card does not go with --entry-mode %s.".formatted(entryMode));
        }
        SignatureRequirement requirement = new SignatureRule(profile).of(entryMode, amount, day, deviceVerified);
        Optional<Bill.CardholderSignature> signature = entryMode == EntryMode.NONE
                ? Optional.empty()
                : Optional.of(new Bill.CardholderSignature(
                        requirement, status(requirement), featureCode(requirement, numbers)));
        return new CardFacts(
                entryMode,
                masked.map(text -> new Bill.Card(text, scheme, kind, issuer)),
                signature,
                image.map(this::read));
    }

    private SignatureStatus status(SignatureRequirement requirement) {
        if (image.isPresent()) {
            return SignatureStatus.CAPTURED;
        }
        boolean required = requirement == SignatureRequirement.REQUIRED;
        return status.orElse(required ? SignatureStatus.PAPER : SignatureStatus.NOT_REQUIRED);
    }

    private Optional<String> featureCode(SignatureRequirement requirement, SlipNumbers numbers) {
        boolean shown = image.isPresent() || requirement == SignatureRequirement.REQUIRED;
        return shown ? Optional.of(numbers.featureCode()) : Optional.empty();
    }

    private byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw usage("The image given with --signature cannot be read.");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
