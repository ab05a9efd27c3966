package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.enrolment.Acquirer;
import org.tallystick.enrolment.IdentifierRules;
import org.tallystick.enrolment.Merchant;
import org.tallystick.enrolment.NumberPattern;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * Brings merchants and terminals into the register one by one, with the next numbers of their institution. What is written goes through
 * the same door as a register file, and so keeps the same rules.
 */
@ApplicationScoped
@PermitAll
public class Registrations {
    private final RegistrationRepository repository;
    private final RegisterUpdate update;

    /** A merchant's first store. */
    public record FirstStore(String name, String address) {}

    /**
     * A terminal as whoever waits for it sees it.
     *
     * @param since when its first certificate was delivered; empty as long as it has not been enrolled
     */
    public record Progress(String terminalNo, String serial, Optional<Instant> since) {}

    @Inject
    Registrations(RegistrationRepository repository, RegisterUpdate update) {
        this.repository = repository;
        this.update = update;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Registrations() {
        this(null, null);
    }

    /** Every institution, by code. */
    public List<Acquirer> acquirers() {
        return repository.acquirers();
    }

    /** The area of merchant numbers in a city, four digits, if a merchant of that city is known. */
    public Optional<String> area(String city) {
        return NumberPattern.area(repository.merchantNosIn(city)).filter(area -> area.matches("[0-9]{4}"));
    }

    /**
     * A new merchant with its first store.
     *
     * @param area four digits of the merchant's number
     * @return its number
     * @throws Problem member-invalid, {@code area}; not-found if there is no such institution
     */
    @Transactional
    public String enlist(String acquirer, String area, Merchant.Description description, FirstStore store) {
        if (!area.matches("[0-9]{4}")) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "area", "must be four digits");
        }
        lock(acquirer);
        String stem = NumberPattern.prefix(acquirer, repository.merchantNos(acquirer)) + area + description.mcc();
        String merchantNo = NumberPattern.nextMerchant(stem, repository.merchantNosFrom(stem));
        apply(merchant(merchantNo, acquirer, description), store, description.city(), List.of());
        return merchantNo;
    }

    /**
     * New terminals of a merchant's first store, whose devices are still to be enrolled.
     *
     * @param serials of the devices
     * @return their numbers, in the same order
     * @throws Problem member-invalid, {@code serials}, if one is malformed, taken or there twice
     */
    @Transactional
    public List<String> assign(String merchantNo, FirstStore store, List<String> serials) {
        check(serials);
        Merchant merchant = repository.merchant(merchantNo).orElseThrow(Registrations::unknown);
        String acquirer = merchant.acquirer().code();
        lock(acquirer);
        int next = NumberPattern.nextTerminal(acquirer, repository.terminalNos(acquirer));
        List<String> numbers = new ArrayList<>();
        List<Map<String, Object>> terminals = new ArrayList<>();
        for (String serial : serials) {
            while (repository.isTerminalTaken("%08d".formatted(next))) {
                next++;
            }
            numbers.add("%08d".formatted(next++));
            terminals.add(
                    Map.of("terminalNo", numbers.get(numbers.size() - 1), "serial", serial, "store", store.name()));
        }
        Merchant.Description known = merchant.description();
        apply(merchant(merchantNo, acquirer, known), store, known.city(), terminals);
        return numbers;
    }

    /** How far terminals are, by number. */
    public List<Progress> progress(Collection<String> terminalNos) {
        return terminalNos.isEmpty()
                ? List.of()
                : repository.enrolled(terminalNos).stream()
                        .map(t -> new Progress(
                                t.terminalNo(), t.serial(), t.since().filter(since -> t.hasDevice())))
                        .toList();
    }

    private void check(List<String> serials) {
        Set<String> seen = new HashSet<>();
        for (String serial : serials) {
            if (!IdentifierRules.isSerial(serial)) {
                throw Problem.member(ProblemType.MEMBER_INVALID, "serials", "must be serial numbers");
            }
            if (!seen.add(serial) || repository.isSerialTaken(serial)) {
                throw Problem.member(
                        ProblemType.MEMBER_INVALID, "serials", "is in use already: one device, one terminal");
            }
        }
    }

    private void lock(String acquirer) {
        repository.lockAcquirer(acquirer).orElseThrow(Registrations::unknown);
    }

    private static Map<String, Object> merchant(String merchantNo, String acquirer, Merchant.Description description) {
        Map<String, Object> merchant = new LinkedHashMap<>();
        merchant.put("merchantNo", merchantNo);
        merchant.put("acquirer", acquirer);
        merchant.put("nameZh", description.nameZh());
        merchant.put("nameEn", description.nameEn());
        merchant.put("city", description.city());
        merchant.put("region", description.region());
        merchant.put("mcc", description.mcc());
        return merchant;
    }

    private void apply(
            Map<String, Object> merchant, FirstStore store, String city, List<Map<String, Object>> terminals) {
        merchant.put("stores", List.of(Map.of("name", store.name(), "address", store.address(), "city", city)));
        merchant.put("terminals", terminals);
        update.apply(
                RegisterFile.parse(JsonWriter.write(Map.of("acquirers", List.of(), "merchants", List.of(merchant)))));
    }

    private static Problem unknown() {
        return new Problem(ProblemType.NOT_FOUND, "There is nothing of this number in the register.");
    }
}
