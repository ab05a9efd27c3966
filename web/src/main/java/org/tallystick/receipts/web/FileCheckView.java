package org.tallystick.receipts.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.receipts.FileCheck;
import org.tallystick.receipts.FileCheck.Counterpart;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.web.Preferences;
import org.tallystick.signing.ReceiptNumber;

/** The result of checking an uploaded file. It shows nothing that the file does not hold. */
@Named("file")
@RequestScoped
public class FileCheckView {
    private static final String RESULT = "tallystick.file-check";
    private static final int LONGEST_NAME = 80;

    @Inject
    private HttpServletRequest request;

    private @Nullable Shown shown;

    static void show(HttpServletRequest request, Result result) {
        request.setAttribute(RESULT, result);
    }

    /** What was uploaded and what came of it. */
    record Result(@Nullable String name, byte[] upload, FileCheck check) {}

    public Panel getPanel() {
        return ReceiptPanel.ofFile(shown());
    }

    public boolean isPapered() {
        return shown().bill().isPresent();
    }

    public Paper getPaper() {
        return Paper.of(shown(), Optional.empty(), result().check().lines()).orElseThrow();
    }

    public List<Layer> getLayers() {
        return Layers.of(shown());
    }

    public List<Layer> getTags() {
        return Tags.of(shown());
    }

    public Checklist getChecklist() {
        return Checklist.of(shown());
    }

    public Depths getDepths() {
        return Depths.of(shown().report(), result().upload(), shown().locale());
    }

    public List<Fact> getTransaction() {
        return Details.transaction(shown(), Optional.empty());
    }

    /** The two halves side by side: what the file says it is, and whether the ledger here has the same. */
    public List<Fact> getHalves() {
        return new FactList(shown().texts())
                .add("file.name", name())
                .add("file.number", shown().report().number().map(ReceiptNumber::grouped))
                .addCode("file.digest", Optional.of(HexFormat.of().formatHex(Sha256.of(result().upload()))))
                .add("file.counterpart", shown().texts().get("counterpart." + counterpartKey()))
                .toList();
    }

    private String counterpartKey() {
        return result().check().counterpart().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether an original is kept here that the file is not. */
    public boolean isOriginalKept() {
        return result().check().counterpart() == Counterpart.DIFFERENT;
    }

    private Optional<String> name() {
        return Optional.ofNullable(result().name())
                .map(n -> n.replaceAll("\\p{C}", ""))
                .map(n -> n.length() > LONGEST_NAME ? n.substring(0, LONGEST_NAME) + "…" : n);
    }

    private Shown shown() {
        if (shown == null) {
            shown = Shown.ofFile(
                    result().check().report(),
                    result().upload(),
                    Preferences.of(request).language().locale());
        }
        return shown;
    }

    private Result result() {
        return (Result) request.getAttribute(RESULT);
    }
}
