package org.tallystick.verification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;

/**
 * All policies there have been, from the file {@code policies.json} beside this class: the same in the server and in the
 * command-line program, which works without a network.
 *
 * <p>A policy may ask for more than API.md, Report, and never for less: a file that does not keep to this is not loaded, and the
 * program does not start.
 */
public final class VerificationPolicies {
    private static final String FILE = "policies.json";

    /** Questions that only ever give notice: not to ask them hides no failure. */
    private static final Set<String> NOTICES_ONLY = Set.of(
            "late", "witnessed", "clock", "amounts-add-up", "revocation-online", "not-voided", "certificate-logged");

    private static final List<VerificationPolicy> ALL = load();

    private VerificationPolicies() {}

    /** The newest version for the purpose that counts on the day of {@code at}; before the first one, the first one. */
    public static VerificationPolicy inForce(Purpose purpose, Instant at) {
        return inForce(ALL, purpose, at);
    }

    static VerificationPolicy inForce(List<VerificationPolicy> policies, Purpose purpose, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        List<VerificationPolicy> versions = policies.stream()
                .filter(policy -> policy.purpose() == purpose)
                .sorted(Comparator.comparingInt(VerificationPolicy::version))
                .toList();
        return versions.stream()
                .filter(policy -> !policy.from().isAfter(day))
                .reduce((earlier, later) -> later)
                .orElse(versions.get(0));
    }

    /** Every version of every policy, as in the file. */
    public static List<VerificationPolicy> all() {
        return ALL;
    }

    private static List<VerificationPolicy> load() {
        try (InputStream in = Objects.requireNonNull(
                VerificationPolicies.class.getResourceAsStream(FILE), "The program was put together without " + FILE)) {
            return read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /**
     * @throws IllegalArgumentException naming the policy and what is wrong with it
     * @throws org.tallystick.shared.Problem if the form is wrong
     */
    static List<VerificationPolicy> read(byte[] json) {
        JsonObject file = StrictJson.parse(json, StrictJson.Limits.UPLOAD);
        List<VerificationPolicy> policies =
                file.objects("policies").stream().map(VerificationPolicy::read).toList();
        policies.forEach(VerificationPolicies::check);
        checkVersions(policies);
        for (Purpose purpose : Purpose.values()) {
            require(policies.stream().anyMatch(p -> p.purpose() == purpose), "no policy is for " + purpose.key());
        }
        return policies;
    }

    private static void check(VerificationPolicy policy) {
        List<String> sorted = Stream.of(policy.decisive(), policy.warning(), policy.notAsked())
                .flatMap(Set::stream)
                .toList();
        Set<String> once = new HashSet<>(sorted);
        require(once.size() == sorted.size(), policy.name() + " names a question under two headings");
        require(
                once.equals(Set.copyOf(ReceiptVerifier.questions())),
                policy.name() + " must name every question and no others");
        require(
                ReceiptVerifier.questions().stream()
                        .filter(ReceiptVerifier::isDecisive)
                        .allMatch(policy::isDecisive),
                policy.name() + " must not be weaker than API.md, Report");
        require(
                NOTICES_ONLY.containsAll(policy.notAsked()),
                policy.name() + " must ask every question that a false receipt can fail");
        require(policy.witnesses() >= 1, policy.name() + " must ask for at least one witness");
    }

    private static void checkVersions(List<VerificationPolicy> policies) {
        for (VerificationPolicy policy : policies) {
            List<VerificationPolicy> before = policies.stream()
                    .filter(other -> other.purpose() == policy.purpose() && other.version() < policy.version())
                    .toList();
            require(
                    before.size() == policy.version() - 1
                            && before.stream()
                                    .allMatch(other -> other.id().equals(policy.id())
                                            && other.from().isBefore(policy.from())),
                    policy.name() + " must follow the version before it, on a later day and under the same id");
            require(
                    policies.stream()
                                    .filter(other ->
                                            other.purpose() == policy.purpose() && other.version() == policy.version())
                                    .count()
                            == 1,
                    policy.name() + " stands twice");
        }
    }

    private static void require(boolean kept, String sentence) {
        if (!kept) {
            throw new IllegalArgumentException(FILE + ": " + sentence + ".");
        }
    }
}
