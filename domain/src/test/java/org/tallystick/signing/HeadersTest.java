package org.tallystick.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

class HeadersTest {
    private static final SealStatement STATEMENT = new SealStatement(
            "63000000000",
            ReceiptStatus.UNSIGNED,
            Optional.of(Cause.CERT_EXPIRED),
            Channel.REST,
            true,
            Optional.of(new byte[32]));

    static Map<String, Object> terminal() {
        return Bills.object(
                "alg", "ES256", "typ", Typ.BILL, "x5t#S256", Bills.DIGEST, "iat", 1772330000, "aud", "demo");
    }

    private static Map<String, Object> seal() {
        Map<String, Object> members = terminal();
        members.put("typ", Typ.UNSIGNED);
        members.put("tsk", tsk());
        return members;
    }

    private static Map<String, Object> tsk() {
        return Bills.object(
                "number",
                "63000000000",
                "status",
                "UNSIGNED",
                "cause",
                "CERT_EXPIRED",
                "channel",
                "REST",
                "late",
                true,
                "terminalSignature",
                Bills.DIGEST);
    }

    @Test
    void terminalsHeaderIsReadAsWritten() {
        BillHeader header = new BillHeader(SignatureAlgorithm.EDDSA, new byte[32], -5, "demo");

        assertThat(BillHeader.parse(new JwsEntry(header.encode(Typ.EVENT), ""), Typ.EVENT))
                .usingRecursiveComparison()
                .isEqualTo(header);
        assertThat(new String(Base64Url.decode(header.encode(Typ.EVENT)), StandardCharsets.UTF_8))
                .isEqualTo("{\"alg\":\"EdDSA\",\"typ\":\"tallystick-event+jws\",\"x5t#S256\":\"" + Bills.DIGEST
                        + "\",\"iat\":-5,\"aud\":\"demo\"}");
    }

    @Test
    void sealsHeaderIsReadAsWritten() {
        SealHeader header = new SealHeader(SignatureAlgorithm.ES256, Typ.UNSIGNED, new byte[32], 7, "demo", STATEMENT);

        SealHeader read = SealHeader.parse(new JwsEntry(header.encode(), ""));

        assertThat(read).usingRecursiveComparison().isEqualTo(header);
        assertThat(read.typeAgreesWithStatus()).isTrue();
        assertThat(JsonWriter.text(STATEMENT.members())).isEqualTo(JsonWriter.text(tsk()));
    }

    @Test
    void sealSaysNullWhereThereIsNothing() {
        SealStatement signed = new SealStatement(
                "63000000000", ReceiptStatus.SIGNED, Optional.empty(), Channel.PORTAL, false, Optional.empty());

        assertThat(JsonWriter.text(signed.members()))
                .isEqualTo("{\"number\":\"63000000000\",\"status\":\"SIGNED\",\"cause\":null,\"channel\":\"PORTAL\","
                        + "\"late\":false,\"terminalSignature\":null}");
    }

    @Test
    void aLaterSignatureIsStatedOnlyWhereItIsOne() {
        SealStatement later = new SealStatement(
                "63000000000",
                ReceiptStatus.SIGNED,
                Optional.empty(),
                Channel.REST,
                false,
                Optional.of(new byte[32]),
                true);
        SealHeader header = new SealHeader(SignatureAlgorithm.ES256, Typ.RECEIPT, new byte[32], 7, "demo", later);

        assertThat(SealHeader.parse(new JwsEntry(header.encode(), ""))
                        .statement()
                        .signedLater())
                .isTrue();
        assertThat(JsonWriter.text(later.members())).endsWith(",\"signedLater\":true}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alg", "typ", "x5t#S256", "iat", "aud"})
    void everyMemberIsRequired(String member) {
        Map<String, Object> members = terminal();
        members.remove(member);
        terminalRefused(members);
        members.put(member, null);
        terminalRefused(members);
        Map<String, Object> ofSeal = seal();
        ofSeal.remove(member);
        sealRefused(ofSeal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jwk", "jku", "x5u", "x5c", "x5t", "kid", "crit", "b64", "cty", "exp", "nonce", "tsk", "ALG", "url"
            })
    void noOtherMemberIsAllowed(String member) {
        Map<String, Object> members = terminal();
        members.put(member, "x");
        terminalRefused(members);
        Map<String, Object> ofSeal = seal();
        if (!member.equals("tsk")) {
            ofSeal.put(member, "x");
            sealRefused(ofSeal);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "alg,none",
        "alg,None",
        "alg,HS256",
        "alg,ES384",
        "alg,RS256",
        "alg,sm2sm3",
        "alg,''",
        "typ,tallystick-event+jws",
        "typ,tallystick-receipt+jws",
        "typ,tallystick-late+jws",
        "typ,JWT",
        "typ,TALLYSTICK-BILL+JWS",
        "typ,application/tallystick-bill+jws",
        "x5t#S256,AAAA",
        "x5t#S256,''",
        "x5t#S256,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
        "x5t#S256,../../etc/passwd",
        "iat,1772330000"
    })
    void noOtherValueIsAllowed(String member, String value) {
        Map<String, Object> members = terminal();
        members.put(member, value);
        terminalRefused(members);
    }

    @Test
    void membersHaveTheirKinds() {
        for (String member : new String[] {"alg", "typ", "x5t#S256", "aud"}) {
            Map<String, Object> members = terminal();
            members.put(member, 7);
            terminalRefused(members);
            members.put(member, java.util.List.of("demo"));
            terminalRefused(members);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "status", "cause", "channel", "late", "terminalSignature"})
    void statementIsClosedToo(String member) {
        Map<String, Object> members = seal();
        Map<String, Object> tsk = tsk();
        tsk.remove(member);
        members.put("tsk", tsk);
        sealRefused(members);
        tsk = tsk();
        tsk.put(member, "nonsense");
        members.put("tsk", tsk);
        if (!member.equals("number")) {
            sealRefused(members);
        }
        tsk = tsk();
        tsk.put("more", 1);
        members.put("tsk", tsk);
        sealRefused(members);
    }

    @Test
    void statementMustBeAnObjectAndItsTypeASeal() {
        Map<String, Object> members = seal();
        members.put("tsk", "x");
        sealRefused(members);
        members.put("tsk", tsk());
        members.put("typ", Typ.BILL);
        sealRefused(members);
    }

    @Test
    void typeAndStatusCanDisagreeWhichTheVerifierAsks() {
        Map<String, Object> members = seal();
        members.put("typ", Typ.RECEIPT);

        assertThat(SealHeader.parse(entry(JsonWriter.write(members))).typeAgreesWithStatus())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "e30", "e30=", "W10", "bnVsbA", "eyJ", "not base64"})
    void whatIsNoHeaderIsRefused(String protectedHeader) {
        refusedAs(() -> BillHeader.parse(new JwsEntry(protectedHeader, ""), Typ.BILL));
        refusedAs(() -> SealHeader.parse(new JwsEntry(protectedHeader, "")));
    }

    @Test
    void disguisedAndOversizedHeadersAreRefused() {
        String twice = "{\"alg\":\"ES256\",\"a\\u006cg\":\"none\",\"typ\":\"" + Typ.BILL + "\",\"x5t#S256\":\""
                + Bills.DIGEST + "\",\"iat\":1,\"aud\":\"demo\"}";
        refusedAs(() -> BillHeader.parse(entry(twice.getBytes(StandardCharsets.UTF_8)), Typ.BILL));
        Map<String, Object> members = terminal();
        members.put("aud", "x".repeat(3000));
        terminalRefused(members);
    }

    @Test
    void signingInputAndDigestAreThoseOfTheStandard() {
        JwsEntry entry = new JwsEntry("aGVhZA", "c2ln");

        assertThat(entry.signingInput("Ym9keQ")).isEqualTo("aGVhZA.Ym9keQ".getBytes(StandardCharsets.US_ASCII));
        assertThat(entry.signatureBytes()).isEqualTo("sig".getBytes(StandardCharsets.US_ASCII));
        assertThat(entry.digest())
                .isEqualTo(org.tallystick.shared.Sha256.of("aGVhZA.c2ln".getBytes(StandardCharsets.US_ASCII)));
    }

    private static JwsEntry entry(byte[] header) {
        return new JwsEntry(Base64Url.encode(header), "");
    }

    private static void terminalRefused(Map<String, Object> members) {
        refusedAs(() -> BillHeader.parse(entry(JsonWriter.write(members)), Typ.BILL));
    }

    private static void sealRefused(Map<String, Object> members) {
        refusedAs(() -> SealHeader.parse(entry(JsonWriter.write(members))));
    }

    private static void refusedAs(org.assertj.core.api.ThrowableAssert.ThrowingCallable parse) {
        Problem problem = catchThrowableOfType(Problem.class, parse);
        assertThat(problem).as("refusal").isNotNull();
        assertThat(problem.type()).isEqualTo(ProblemType.HEADER_INVALID);
    }
}
