package org.tallystick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.tallystick.ledger.AuditMemory;
import org.tallystick.ledger.AuditPlan;
import org.tallystick.shared.DurableFile;

/** The file that an audit goes on from, written now and then and at the end; without one, nothing is kept. */
final class AuditState implements AuditPlan.Keeper {
    private final Optional<Path> file;
    private final Duration between;
    private long last = System.nanoTime();

    AuditState(Optional<Path> file, Duration between) {
        this.file = file;
        this.between = between;
    }

    /** @throws org.tallystick.ledger.LedgerStateException if the file is damaged */
    Optional<AuditMemory> memory() throws IOException {
        return file.isPresent() && Files.exists(file.get())
                ? Optional.of(AuditMemory.parse(Files.readAllBytes(file.get())))
                : Optional.empty();
    }

    @Override
    public void keep(Supplier<byte[]> memory, boolean isLast) throws IOException {
        if (file.isPresent() && (isLast || System.nanoTime() - last >= between.toNanos())) {
            DurableFile.replace(file.get(), memory.get());
            last = System.nanoTime();
        }
    }
}
