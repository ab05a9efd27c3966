package org.tallystick.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tallystick.signing.Bills.problem;
import static org.tallystick.signing.Bills.refused;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

class BillTest {
    @Test
    void saysWhatThePayloadSays() {
        Bill bill = Bills.parse(Bills.full());

        assertThat(bill.terminalNo()).isEqualTo("10000001");
        assertThat(bill.counter()).isEqualTo(42);
        assertThat(bill.previous())
                .hasValueSatisfying(digest -> assertThat(digest).hasSize(32));
        assertThat(bill.money().decimal()).isEqualTo("123.45");
        assertThat(bill.time()).isEqualTo(OffsetDateTime.parse("2026-03-01T10:11:12+08:00"));
        assertThat(bill.card().flatMap(Bill.Card::kind)).contains(Bill.CardKind.DEBIT);
        assertThat(bill.chip().flatMap(Bill.Chip::atc)).contains("001a");
        assertThat(bill.tip()).contains(500L);
        assertThat(bill.original().flatMap(Bill.Original::counter)).contains(41L);
        assertThat(bill.parts()).containsOnlyKeys("lines");
    }

    @Test
    void writesItsMembersInTheOrderOfTheWire() {
        assertThat(Bills.parse(Bills.full()).toJson()).isEqualTo(JsonWriter.write(inOrder()));
        assertThat(Bills.parse(Bills.minimal()).toJson()).isEqualTo(JsonWriter.write(Bills.minimal()));
    }

    private static Map<String, Object> inOrder() {
        Map<String, Object> full = Bills.full();
        Map<String, Object> ordered = Bills.object();
        for (String name :
                ("version terminalNo merchantNo acquirer series counter previous code type amount currency time city"
                                + " entryMode traceNo batchNo referenceNo authCode settlementDate merchantName mcc operator card"
                                + " chip tip original cardholderSignature parts")
                        .split(" ")) {
            ordered.put(name, full.get(name));
        }
        return ordered;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version",
                "terminalNo",
                "merchantNo",
                "acquirer",
                "series",
                "counter",
                "previous",
                "code",
                "type",
                "amount",
                "currency",
                "time",
                "city",
                "entryMode",
                "traceNo",
                "batchNo",
                "cardholderSignature"
            })
    void refusesABillWithout(String member) {
        Map<String, Object> members = Bills.full();
        members.remove(member);
        refused(members, ProblemType.MEMBER_INVALID, member);
        members.put(member, null);
        refused(members, ProblemType.MEMBER_INVALID, member);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "referenceNo",
                "authCode",
                "settlementDate",
                "merchantName",
                "mcc",
                "operator",
                "card",
                "chip",
                "tip",
                "original",
                "parts"
            })
    void acceptsABillWithout(String member) {
        Map<String, Object> members = Bills.full();
        members.remove(member);
        assertThatCode(() -> Bills.parse(members)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "terminalNo|1000000|100000001|1000 001|１２３４５６７８",
                "merchantNo|89811015311000|8981101531100011|89811015311000-|",
                "acquirer|4802100|480210001234|4802 1000|",
                "code|AAAAAAAAAAAAAAAAAAAAAB|AAAAAAAAAAAAAAAAAAAAA|AAAAAAAAAAAAAAAAAAAAAA==|AAAAAAAAAAAAAAAAAAAAA+",
                "previous|AAAA|AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB|x|",
                "type|sale|SALES|GIFT|",
                "currency|cny|CN|XAU|XYZ",
                "time|2026-03-01T10:11:12|2026-03-01|2026-02-30T10:11:12+08:00|1772330000",
                "entryMode|insert|CHIP|CONTACTLESS|",
                "traceNo|42|0000042|00004a|",
                "batchNo|1|0000001|00000 |",
                "referenceNo|1234567890123|12-34|1 2|",
                "authCode|A1234|A123456|A1234-|",
                "settlementDate|1301|0001|0230|301",
                "mcc|581|58120|58a2|"
            })
    void refusesMalformedTexts(String member, String first, String second, String third, String fourth) {
        for (String value : new String[] {first, second, third, fourth == null ? "" : fourth}) {
            Map<String, Object> members = Bills.full();
            members.put(member, value);
            refused(members, ProblemType.MEMBER_INVALID, member);
        }
    }

    @ParameterizedTest
    @CsvSource({"version,0", "version,2", "series,0", "series,-1", "counter,0", "counter,-1", "amount,-1", "tip,-1"})
    void refusesNumbersOutOfRange(String member, long value) {
        Map<String, Object> members = Bills.full();
        members.put(member, value);
        refused(members, ProblemType.MEMBER_INVALID, member);
    }

    @Test
    void acceptsAmountsFromZeroToTheLargestExactInteger() {
        Map<String, Object> members = Bills.full();
        members.put("amount", 0);
        assertThat(Bills.parse(members).amount()).isZero();
        members.put("amount", 9007199254740991L);
        assertThat(Bills.parse(members).amount()).isEqualTo(9007199254740991L);
        members.put("amount", 9007199254740992L);
        refused(members, ProblemType.MALFORMED, null);
    }

    @ParameterizedTest
    @CsvSource({"amount,12345", "counter,42", "city,7", "card,x", "parts,x", "tip,true", "version,1", "outage,x"})
    void refusesMembersOfAnotherKind(String member, String value) {
        Map<String, Object> members = Bills.full();
        members.put(member, member.equals("city") ? (Object) 7 : value);
        refused(members, ProblemType.MEMBER_INVALID, member);
    }

    @Test
    void chainsFromTheSecondBillOn() {
        Map<String, Object> members = Bills.minimal();
        members.put("previous", Bills.DIGEST);
        refused(members, ProblemType.MEMBER_INVALID, "previous");
        members.put("counter", 2);
        assertThat(Bills.parse(members).previous()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2036-02-07T06:28:16+08:00",
                "9999-12-31T23:59:59-12:00",
                "2026-03-01T10:11:12.345+08:00",
                "2026-03-01T10:11+05:45"
            })
    void acceptsOddClocks(String time) {
        Map<String, Object> members = Bills.full();
        members.put("time", time);
        assertThat(Bills.parse(members).time()).isEqualTo(OffsetDateTime.parse(time));
    }

    @Test
    void limitsFreeTexts() {
        Map<String, Object> members = Bills.full();
        members.put("merchantName", "😀".repeat(128));
        assertThatCode(() -> Bills.parse(members)).doesNotThrowAnyException();
        members.put("merchantName", "😀".repeat(128) + "x");
        refused(members, ProblemType.MEMBER_INVALID, "merchantName");
        members.put("merchantName", "x");
        members.put("city", " ");
        refused(members, ProblemType.MEMBER_INVALID, "city");
    }

    @Test
    void limitsThePayload() {
        assertThat(problem(new byte[8193]).type()).isEqualTo(ProblemType.TOO_LARGE);
        byte[] padded = (new String(JsonWriter.write(Bills.full()), StandardCharsets.UTF_8) + " ".repeat(8192))
                .substring(0, 8100)
                .getBytes(StandardCharsets.UTF_8);
        assertThatCode(() -> Bill.parse(padded)).doesNotThrowAnyException();
    }

    @Test
    void isBuiltByTerminalsUnderTheSameRules() {
        Bill bill = Bills.parse(Bills.full());

        Bill built = new BillBuilder()
                .terminal(bill.acquirer(), bill.merchantNo(), bill.terminalNo())
                .following(bill.series(), bill.counter(), new byte[32])
                .code(new byte[16])
                .type(bill.type())
                .money(bill.money())
                .time(bill.time())
                .city(bill.city())
                .entryMode(bill.entryMode())
                .slip(bill.traceNo(), bill.batchNo())
                .referenceNo("123456789012")
                .authCode("A12345")
                .settlementDate("0301")
                .merchantName("老王面馆（浦东店）")
                .mcc("5812")
                .operator("01")
                .card(bill.card().orElseThrow())
                .chip(bill.chip().orElseThrow())
                .tip(500)
                .original(bill.original().orElseThrow())
                .cardholderSignature(bill.cardholderSignature().orElseThrow())
                .part(Bills.part(Part.LINES, "application/json", "[]"))
                .build();

        assertThat(built.code()).isEqualTo("AAAAAAAAAAAAAAAAAAAAAA");
        assertThat(built.card()).isEqualTo(bill.card());
        assertThat(new String(built.toJson(), StandardCharsets.UTF_8))
                .startsWith(new String(bill.toJson(), StandardCharsets.UTF_8).split("\"parts\"")[0]);
        assertThat(Optional.ofNullable(catchThrowableOfType(Problem.class, () -> new BillBuilder().build())))
                .map(Problem::type)
                .contains(ProblemType.MEMBER_INVALID);
    }
}
