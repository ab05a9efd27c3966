package org.tallystick.enrolment;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * Why a certificate that was issued elsewhere, or its chain, is not taken, or not resumed. Each is a sentence for programs; pages have their own words
 * under {@link #key}, in both languages.
 */
public enum ChainFault {
    TOO_LARGE("is too large: a chain has at most 64 KiB"),
    PRIVATE_KEY(
            "holds a private key, which nobody but its owner may have. It was neither stored nor logged; treat the key as"
                    + " exposed, and send certificates alone"),
    UNREADABLE("is no certificate in PEM or DER form"),
    TOO_MANY("holds too many certificates: at most 8"),
    NOT_ONE_CHAIN("is not one chain: each certificate but the last must be issued by another one of it"),
    NO_AUTHORITY("holds a certificate that is no authority's (CA:FALSE, or without keyCertSign)"),
    WEAK_RSA("holds an RSA key of less than 2048 bits, whose signatures can be forged"),
    WEAK_KEY("holds an authority's key that is neither RSA, nor on P-256, P-384, P-521 or sm2p256v1, nor for Ed25519"),
    WEAK_SIGNATURE("is signed with an algorithm that is not strong enough; SHA-256 or SM3 at least"),
    EXPIRED("holds an authority's certificate that has expired"),
    NOT_YET_VALID("holds an authority's certificate that is not valid yet"),
    CONSTRAINTS(
            "breaks a rule of its own: path length, names, policies, or a critical extension that nobody here knows"),
    RESERVED_ROLE("claims a role that only authorities of this platform give"),
    OWN("is an authority of this platform itself"),
    END_ENTITY("must be a terminal's certificate, but is an authority's"),
    USAGE("is not for digital signatures (keyUsage)"),
    PURPOSE("is for another purpose (extendedKeyUsage): it needs clientAuth or documentSigning, or no such extension"),
    ALGORITHM("is for a key that the institution does not take from its terminals"),
    ISSUER_UNKNOWN(
            "was issued by an authority that is not trusted for this institution; the operator imports authorities"),
    NOT_VALID_NOW("is not valid now"),
    OUTLIVES("is valid longer than the authority that issued it"),
    KEY_USED("is for a key that has been certified before; make a new key, and have that certified"),
    KEY_ELSEWHERE("is for a key that another terminal has: one key is never for two terminals"),
    OTHER_TERMINAL("names another terminal in its subject (CN or serialNumber) than the one it is to be given to"),
    REVOKED("is revoked by the list of its authority"),
    LIST_OLD("was issued by an authority whose newest revocation list has run out, and no newer one could be fetched;"
            + " try again later"),
    REVOKED_HERE("was given to this terminal before, and has been revoked here since"),
    HELD("is held by the list of its authority; it signs again once a later list holds it no more"),
    NO_INSTITUTION("is for no institution: name at least one"),
    LIST_ADDRESS("names an address of its revocation list that is neither http nor https"),
    ENDED("is an authority whose trust was ended here; trust does not begin again");

    /** Name under which a problem tells its fault. */
    private static final String MEMBER = "chainFault";

    private final String reason;

    ChainFault(String reason) {
        this.reason = reason;
    }

    /** Key of the words in pages. */
    public String key() {
        return "chain." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The refusal: member-invalid, {@code chain}; too-large for {@link #TOO_LARGE}. */
    public Problem problem() {
        ProblemType type = this == TOO_LARGE ? ProblemType.TOO_LARGE : ProblemType.MEMBER_INVALID;
        return Problem.member(type, "chain", reason).with(MEMBER, key());
    }

    /** Whether the problem is that an authority counts no more, or not yet: of a chain that is one. */
    public static boolean isOfTime(Problem problem) {
        return Stream.of(EXPIRED, NOT_YET_VALID, ENDED)
                .anyMatch(fault -> keyOf(problem).filter(fault.key()::equals).isPresent());
    }

    /** Key of the words for a problem of this kind; nothing for others. */
    public static Optional<String> keyOf(Problem problem) {
        return Optional.ofNullable(problem.extensions().get(MEMBER)).map(Object::toString);
    }
}
