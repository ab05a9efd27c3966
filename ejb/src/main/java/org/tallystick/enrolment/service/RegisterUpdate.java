package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.tallystick.enrolment.Acquirer;
import org.tallystick.enrolment.Merchant;
import org.tallystick.enrolment.Store;
import org.tallystick.enrolment.Terminal;
import org.tallystick.enrolment.service.RegisterFile.AcquirerEntry;
import org.tallystick.enrolment.service.RegisterFile.MerchantEntry;
import org.tallystick.enrolment.service.RegisterFile.StoreEntry;
import org.tallystick.enrolment.service.RegisterFile.TerminalEntry;
import org.tallystick.shared.Problem;

/** Brings the database in line with a register file: all of it or nothing. Applying it twice changes nothing. */
@ApplicationScoped
@PermitAll
public class RegisterUpdate {
    private final EnrolmentRepository repository;
    private final ProgramRepository programs;

    @Inject
    RegisterUpdate(EnrolmentRepository repository, ProgramRepository programs) {
        this.repository = repository;
        this.programs = programs;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected RegisterUpdate() {
        this(null, null);
    }

    /** @throws Problem naming the entry that contradicts what is enrolled */
    @Transactional
    public void apply(RegisterFile register) {
        register.acquirers().forEach(this::acquirer);
        register.merchants().forEach(this::merchant);
        register.programs().forEach(programs::require);
    }

    private void acquirer(AcquirerEntry entry) {
        repository
                .acquirer(entry.code())
                .ifPresentOrElse(
                        known -> known.rename(entry.nameZh(), entry.nameEn()),
                        () -> repository.persist(new Acquirer(entry.code(), entry.nameZh(), entry.nameEn())));
    }

    private void merchant(MerchantEntry entry) {
        Acquirer acquirer = repository.acquirer(entry.acquirer()).orElseThrow(() -> entry.place()
                .problem("acquirer", "must be the code of one of the acquirers"));
        Merchant merchant = repository
                .merchant(entry.merchantNo())
                .orElseGet(() -> added(new Merchant(entry.merchantNo(), acquirer, entry.description())));
        if (!merchant.acquirer().code().equals(entry.acquirer())) {
            throw entry.place()
                    .problem(
                            "acquirer",
                            "differs from the one the merchant is enrolled with; give it a new merchant number");
        }
        merchant.describe(entry.description());
        entry.stores().forEach(store -> store(merchant, store));
        entry.terminals().forEach(terminal -> terminal(merchant, terminal));
    }

    private void store(Merchant merchant, StoreEntry entry) {
        repository
                .store(merchant, entry.name())
                .orElseGet(() -> added(new Store(merchant, entry.name(), entry.address(), entry.city())))
                .relocate(entry.address(), entry.city());
    }

    private void terminal(Merchant merchant, TerminalEntry entry) {
        Store store = repository.store(merchant, entry.store()).orElseThrow();
        Optional<Terminal> holder = repository.terminalBySerial(entry.serial());
        if (holder.isPresent() && !holder.get().terminalNo().equals(entry.terminalNo())) {
            throw entry.place().problem("serial", "is enrolled as another terminal; one device is one terminal");
        }
        Terminal terminal = repository
                .terminal(entry.terminalNo())
                .orElseGet(() -> added(new Terminal(entry.terminalNo(), entry.serial(), store)));
        if (!terminal.store().merchant().merchantNo().equals(merchant.merchantNo())) {
            throw entry.place()
                    .problem("terminalNo", "is enrolled for another merchant; give the terminal a new number");
        }
        terminal.moveTo(store);
        if (!terminal.serial().equals(entry.serial())) {
            terminal.replaceDevice(entry.serial());
        }
    }

    private <T> T added(T entity) {
        repository.persist(entity);
        return entity;
    }
}
