package org.tallystick.reconciliation.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.reconciliation.Period;
import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.reconciliation.service.SettlementDesk;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.Language;

/** What the forms about settlement files do, for officers and the operator alike. */
@ApplicationScoped
class SettlementForms {
    @Inject
    SettlementDesk desk;

    @Inject
    SettlementReading reading;

    /** Takes a file in and has it read. */
    ActionResult hand(PortalRequest request, String path) {
        Optional<Part> part = request.file("file");
        if (part.isEmpty()) {
            return ActionResult.again("file", "file.missing");
        }
        try (InputStream content = part.get().getInputStream()) {
            String name = Optional.ofNullable(part.get().getSubmittedFileName()).orElse("");
            SettlementFile file = desk.hand(
                    request.viewer(),
                    new SettlementDesk.Upload(
                            name,
                            request.text("acquirer"),
                            request.text("partial").equals("yes"),
                            declared(request),
                            content));
            start(request, file.number());
            return ActionResult.go(path + "/" + file.number());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a staged file, drops it, or takes an active one back. */
    ActionResult change(PortalRequest request, String path) {
        String number = request.path("settlement");
        String page = path + "/" + number;
        switch (request.action()) {
            case "read" -> start(request, number);
            case "drop" -> desk.drop(request.viewer(), number);
            case "undo" -> {
                if (!request.text("sure").equals("yes")) {
                    return ActionResult.again("sure", "sure.missing");
                }
                desk.undo(request.viewer(), number);
            }
            default -> {
                return ActionResult.again("", "action");
            }
        }
        return request.action().equals("read")
                ? ActionResult.go(page)
                : ActionResult.done(page, "settlement-" + request.action());
    }

    private void start(PortalRequest request, String number) {
        Locale language = Language.named(request.text("language")).locale();
        reading.start(request.viewer(), number, language);
    }

    private static Optional<Period> declared(PortalRequest request) {
        String from = request.text("from");
        String to = request.text("to");
        if (from.isEmpty() && to.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Period(LocalDate.parse(from), LocalDate.parse(to)));
        } catch (DateTimeException e) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "period", "is none");
        }
    }
}
