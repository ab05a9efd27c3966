package org.tallystick.signing;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Why a signature is missing or does not count (WORKFLOWS.md W.3). */
public enum Cause {
    PAD_ABSENT,
    PAD_HANDSHAKE_FAIL,
    PAD_ERROR,
    APP_CRASH,
    FIRMWARE_OLD,
    IMAGE_MISSING,
    IMAGE_TOO_LARGE,
    IMAGE_CORRUPT,
    IMAGE_BLANK,
    PENDING_NEXT_TXN,
    UPLOAD_CONNECT_FAIL,
    UPLOAD_TIMEOUT,
    RETRY_EXHAUSTED,
    HOST_REFUSED,
    MAC_ERROR,
    FORMAT,
    CERT_MISSING,
    CERT_EXPIRED,
    CERT_NOT_YET_VALID,
    CERT_REVOKED,
    CERT_SUSPENDED,
    CERT_UNTRUSTED,
    CERT_KEY_MISMATCH,
    CERT_WEAK_ALG,
    SIGN_TIMEOUT,
    SIGN_CANCELLED,
    STEP_SKIPPED,
    SIGNING_UNIT_FAILED,
    PLATFORM_OUTAGE,
    CLOCK_SKEW,
    SIGNATURE_INVALID,
    BILL_TAMPERED,
    FEATURE_MISMATCH,
    IMAGE_REUSED,
    CONFLICT,
    UNKNOWN;

    private static final Map<String, Cause> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Cause::code, Function.identity()));

    /** @return the code in messages, headers and reports */
    public String code() {
        return name();
    }

    /** @return the cause with this code, if there is one */
    public static Optional<Cause> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
