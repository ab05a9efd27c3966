package org.tallystick.enrolment.service;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.tallystick.enrolment.IdentifierRules;
import org.tallystick.enrolment.Merchant;
import org.tallystick.enrolment.ProgramPolicy;
import org.tallystick.enrolment.ProgramVersion;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.StrictJson;

/**
 * A register file, well-formed and consistent in itself. The form is shown in the package's description.
 *
 * <p>Each entry keeps its place in the file, so that whoever compares it with the database can name it.
 */
record RegisterFile(List<AcquirerEntry> acquirers, List<MerchantEntry> merchants, List<ProgramPolicy.Row> programs) {
    private static final StrictJson.Limits LIMITS = new StrictJson.Limits(8, 64, 1024, 10_000_000);
    private static final int NAME_LENGTH = 128;
    private static final int PLACE_LENGTH = 64;
    private static final int PROGRAM_LENGTH = 32;

    /** An acquirer. */
    record AcquirerEntry(String code, String nameZh, String nameEn) {
        private static AcquirerEntry of(JsonObject json) {
            json.onlyMembers(Set.of("code", "nameZh", "nameEn"));
            return new AcquirerEntry(
                    matching(json, "code", IdentifierRules::isAcquirer, "must be 8 to 11 letters or digits"),
                    text(json, "nameZh", NAME_LENGTH),
                    text(json, "nameEn", NAME_LENGTH));
        }
    }

    /** A merchant with its stores and terminals. */
    record MerchantEntry(
            JsonObject place,
            String merchantNo,
            String acquirer,
            Merchant.Description description,
            List<StoreEntry> stores,
            List<TerminalEntry> terminals) {
        private static MerchantEntry of(JsonObject json) {
            json.onlyMembers(Set.of(
                    "merchantNo", "acquirer", "nameZh", "nameEn", "city", "region", "mcc", "stores", "terminals"));
            return new MerchantEntry(
                    json,
                    matching(json, "merchantNo", IdentifierRules::isMerchantNo, "must be 15 letters or digits"),
                    json.string("acquirer"),
                    new Merchant.Description(
                            text(json, "nameZh", NAME_LENGTH),
                            text(json, "nameEn", NAME_LENGTH),
                            text(json, "city", PLACE_LENGTH),
                            text(json, "region", PLACE_LENGTH),
                            matching(json, "mcc", mcc -> mcc.matches("[0-9]{4}"), "must be four digits")),
                    json.objects("stores").stream().map(StoreEntry::of).toList(),
                    json.objects("terminals").stream().map(TerminalEntry::of).toList());
        }
    }

    /** A store; its name is unique within the merchant. */
    record StoreEntry(JsonObject place, String name, String address, String city) {
        private static StoreEntry of(JsonObject json) {
            json.onlyMembers(Set.of("name", "address", "city"));
            return new StoreEntry(
                    json,
                    text(json, "name", NAME_LENGTH),
                    text(json, "address", NAME_LENGTH),
                    text(json, "city", PLACE_LENGTH));
        }
    }

    /** A terminal; {@code store} is the name of one of its merchant's stores. */
    record TerminalEntry(JsonObject place, String terminalNo, String serial, String store) {
        private static TerminalEntry of(JsonObject json) {
            json.onlyMembers(Set.of("terminalNo", "serial", "store"));
            return new TerminalEntry(
                    json,
                    matching(json, "terminalNo", IdentifierRules::isTerminalNo, "must be 8 letters or digits"),
                    matching(
                            json,
                            "serial",
                            IdentifierRules::isSerial,
                            "must be 1 to 64 letters, digits, '-', '.' or '/'"),
                    json.string("store"));
        }
    }

    /** @throws Problem naming the member that is wrong, and how */
    static RegisterFile parse(byte[] utf8) {
        JsonObject json = StrictJson.parse(utf8, LIMITS).raising(ProblemType.MEMBER_INVALID);
        json.onlyMembers(Set.of("acquirers", "merchants", "programs"));
        RegisterFile register = new RegisterFile(
                json.objects("acquirers").stream().map(AcquirerEntry::of).toList(),
                json.objects("merchants").stream().map(MerchantEntry::of).toList(),
                json.objects("programs").stream().map(RegisterFile::program).toList());
        register.checkUnique();
        return register;
    }

    private static ProgramPolicy.Row program(JsonObject json) {
        json.onlyMembers(Set.of("brand", "model", "minimum", "from"));
        ProgramVersion minimum = ProgramVersion.of(text(json, "minimum", PROGRAM_LENGTH))
                .orElseThrow(() -> json.problem("minimum", "must be a version with a number in it, such as 3.2.0"));
        return new ProgramPolicy.Row(
                text(json, "brand", PROGRAM_LENGTH), text(json, "model", PROGRAM_LENGTH), minimum, day(json));
    }

    private static LocalDate day(JsonObject json) {
        try {
            return LocalDate.parse(json.string("from"));
        } catch (DateTimeException e) {
            throw json.problem("from", "must be a day such as 2027-01-01");
        }
    }

    private void checkUnique() {
        Set<String> merchantNos = new HashSet<>();
        Set<String> terminalNos = new HashSet<>();
        Set<String> serials = new HashSet<>();
        for (MerchantEntry merchant : merchants) {
            first(merchantNos, merchant.merchantNo(), merchant.place(), "merchantNo");
            Set<String> names = new HashSet<>();
            merchant.stores().forEach(store -> first(names, store.name(), store.place(), "name"));
            for (TerminalEntry terminal : merchant.terminals()) {
                first(terminalNos, terminal.terminalNo(), terminal.place(), "terminalNo");
                first(serials, terminal.serial(), terminal.place(), "serial");
                if (!names.contains(terminal.store())) {
                    throw terminal.place().problem("store", "must be the name of one of the merchant's stores");
                }
            }
        }
    }

    private static void first(Set<String> seen, String value, JsonObject place, String member) {
        if (!seen.add(value)) {
            throw place.problem(member, "occurs a second time");
        }
    }

    private static String text(JsonObject json, String member, int length) {
        return matching(
                json,
                member,
                text -> !text.isBlank() && text.length() <= length,
                "must be a text of 1 to " + length + " characters");
    }

    private static String matching(JsonObject json, String member, Predicate<String> rule, String reason) {
        String value = json.string(member);
        if (!rule.test(value)) {
            throw json.problem(member, reason);
        }
        return value;
    }
}
