package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.enrolment.EnrolmentCode;
import org.tallystick.shared.OneTimeCode;
import org.tallystick.shared.service.Settings;

/** Makes enrolment codes (THREATS.md A10): 80 random bits, one terminal, one use, {@code tallystick.enrolment.code-lifetime}. */
@ApplicationScoped
@PermitAll
public class EnrolmentCodes {
    private static final int CODE_LENGTH = 16;

    private final EnrolmentRepository repository;
    private final Clock clock;
    private final Duration lifetime;
    private final CodeFile file;
    private final SecureRandom random = new SecureRandom();

    @Inject
    EnrolmentCodes(EnrolmentRepository repository, Settings settings, Clock clock) {
        this(
                repository,
                clock,
                settings.duration("tallystick.enrolment.code-lifetime"),
                new CodeFile(settings.dataDir().resolve("enrolment-codes.json")));
    }

    EnrolmentCodes(EnrolmentRepository repository, Clock clock, Duration lifetime, CodeFile file) {
        this.repository = repository;
        this.clock = clock;
        this.lifetime = lifetime;
        this.file = file;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected EnrolmentCodes() {
        this(null, null, null, null);
    }

    /**
     * A code for the terminal's next device; an older one that has not been used opens nothing any more.
     *
     * @throws org.tallystick.shared.Problem not-found
     */
    public IssuedCode create(String terminalNo) {
        OneTimeCode code = OneTimeCode.create(random, CODE_LENGTH);
        Instant now = clock.instant();
        Instant expires = now.plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
        repository.openCode(terminalNo, code, now, expires);
        return new IssuedCode(terminalNo, code.grouped(), expires);
    }

    /**
     * Sees to it that every terminal whose device is not enrolled has a working code: in the file, unless somebody has made one
     * in the portal meanwhile. Codes that still work stay.
     */
    public void provide() {
        Map<String, IssuedCode> known = file.read().stream()
                .collect(Collectors.toMap(IssuedCode::terminalNo, Function.identity(), (a, b) -> b));
        // A code that works and is not in the file was made in the portal; or the file is lost, and with it all codes.
        Set<String> waiting = known.isEmpty() ? Set.of() : repository.terminalsWithWorkingCode(clock.instant());
        List<IssuedCode> codes = repository.terminalsWithoutDevice().stream()
                .flatMap(terminalNo -> code(terminalNo, known.get(terminalNo), waiting.contains(terminalNo)).stream())
                .toList();
        file.write(codes);
    }

    private Optional<IssuedCode> code(String terminalNo, @Nullable IssuedCode known, boolean waiting) {
        Optional<IssuedCode> working = Optional.ofNullable(known).filter(this::works);
        return working.isPresent() || waiting ? working : Optional.of(create(terminalNo));
    }

    private boolean works(IssuedCode issued) {
        return repository
                .code(OneTimeCode.typed(issued.code()).hash())
                .filter(EnrolmentCode::isPending)
                .filter(code -> !code.isDead() && !code.isExpired(clock.instant()))
                .isPresent();
    }
}
