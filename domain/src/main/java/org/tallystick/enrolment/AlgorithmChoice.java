package org.tallystick.enrolment;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * Which algorithms an institution works with.
 *
 * @param terminals what its terminals' keys may be for; at least one
 * @param seal what seals its receipts: ECDSA or SM2
 */
public record AlgorithmChoice(Set<KeyAlgorithm> terminals, KeyAlgorithm seal) {
    /** What an institution starts with. */
    public static final AlgorithmChoice USUAL =
            new AlgorithmChoice(EnumSet.of(KeyAlgorithm.ES256, KeyAlgorithm.EDDSA), KeyAlgorithm.ES256);

    /** @throws Problem member-invalid ({@code terminals}, {@code seal}) */
    public AlgorithmChoice {
        if (terminals.isEmpty()) {
            throw Problem.member(
                    ProblemType.MEMBER_INVALID,
                    "terminals",
                    "must name at least one algorithm, or no terminal can sign");
        }
        if (seal == KeyAlgorithm.EDDSA) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "seal", "must be ES256 or SM2SM3");
        }
        terminals = Set.copyOf(terminals);
    }

    /** Whether anything of the institution is signed with SM2. */
    public boolean usesSm2() {
        return seal == KeyAlgorithm.SM2SM3 || terminals.contains(KeyAlgorithm.SM2SM3);
    }

    /** @throws Problem member-invalid if the institution takes no such keys from its terminals */
    public void requireForTerminals(KeyAlgorithm wanted) {
        if (!terminals.contains(wanted)) {
            throw Problem.member(
                    ProblemType.MEMBER_INVALID,
                    "publicKey",
                    "is for " + wanted.jose()
                            + ", which the institution does not take from its terminals; make a key for " + words());
        }
    }

    /** Names of the terminals' algorithms, in their usual order. */
    public String words() {
        return Arrays.stream(KeyAlgorithm.values())
                .filter(terminals::contains)
                .map(KeyAlgorithm::jose)
                .collect(Collectors.joining(" or "));
    }

    /** As it is stored: names, separated by spaces. */
    String terminalsText() {
        return words().replace(" or ", " ");
    }

    static AlgorithmChoice of(String terminalsText, String seal) {
        Set<KeyAlgorithm> terminals = Arrays.stream(terminalsText.split(" "))
                .flatMap(name -> KeyAlgorithm.ofJose(name).stream())
                .collect(Collectors.toSet());
        return new AlgorithmChoice(terminals, KeyAlgorithm.ofJose(seal).orElseThrow());
    }
}
