package org.tallystick.latesigning.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.coverage.service.CoverageCases;
import org.tallystick.coverage.service.LateCases;
import org.tallystick.latesigning.LateSignature;
import org.tallystick.latesigning.LateSignature.Standing;
import org.tallystick.latesigning.service.LateFiles;
import org.tallystick.latesigning.service.LateSignatures;
import org.tallystick.receipts.web.Layer;
import org.tallystick.receipts.web.Panel;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;
import org.tallystick.signing.LateStatement;

/**
 * What other pages show of late signatures: always with their own time, role and level, and never in place of the sale's own. A receipt is
 * named by its number; whoever asks has decided that the reader may see it.
 */
@Named("lateSigned")
@RequestScoped
public class LateSignedView {
    private static final String MISSING = "warn";

    @Inject
    private HttpServletRequest request;

    @Inject
    private LateSignatures signatures;

    @Inject
    private LateFiles files;

    @Inject
    private CoverageCases cases;

    @Inject
    private LateCases late;

    @Inject
    private ViewerView viewer;

    /** A page asks several times for the same. */
    private final Map<String, List<LateSignature>> known = new HashMap<>();

    private final Map<String, List<Entry>> entries = new HashMap<>();
    private @Nullable Boolean offered;

    /**
     * A late signature in the portal.
     *
     * @param picture address of what was drawn or typed; empty for those who may not see it, and once it was erased
     * @param flags why the institution looks at it; empty if nothing is odd
     * @param sealed whether the stored statement is what the platform has sealed
     */
    public record Entry(
            String id,
            String tone,
            String standing,
            String method,
            Moment time,
            String flags,
            String place,
            String picture,
            boolean erased,
            boolean sealed) {}

    /** The layers of a receipt, the cardholder's with what was signed later. */
    public List<Layer> layers(String number, List<Layer> layers) {
        Optional<LateSignature> newest = newest(number);
        if (newest.isEmpty() || !layers.get(0).tone().equals(MISSING)) {
            return layers;
        }
        Layer sale = layers.get(0);
        boolean counts = newest.get().standing() == Standing.COUNTS;
        String note = words().get(
                        counts ? "layer.note" : "layer.looked-at",
                        sale.note(),
                        moment(newest.get()),
                        LateStatement.LEVEL);
        List<Layer> shown = new ArrayList<>(layers);
        shown.set(
                0,
                counts
                        ? new Layer(sale.name(), "late", "clock", words().get("late-signed"), note)
                        : new Layer(sale.name(), sale.tone(), sale.icon(), sale.status(), note));
        return shown;
    }

    /** The verdict of a receipt whose cardholder signed later: the sale is genuine, and it says when that was. */
    public Panel panel(String number, Panel panel) {
        Optional<LateSignature> signed = newest(number).filter(s -> s.standing() == Standing.COUNTS);
        if (signed.isEmpty() || !panel.tone().equals(MISSING)) {
            return panel;
        }
        return new Panel(
                "wait",
                "match",
                words().get("panel.word"),
                words().get("panel"),
                panel.checked(),
                List.of(words().get("panel.why", moment(signed.get()), LateStatement.LEVEL)),
                false);
    }

    /** Whether a file of the newest late signature can be had behind the receipt's link. */
    public boolean has(String number) {
        return newest(number).filter(s -> s.standing() == Standing.COUNTS).isPresent();
    }

    /** Those of a receipt, for the portal. */
    public List<Entry> ofReceipt(String number) {
        return entries.computeIfAbsent(
                number, receipt -> of(receipt).stream().map(this::entry).toList());
    }

    /** Those of the case of this page. */
    public List<Entry> getOfCase() {
        return entries.computeIfAbsent(
                viewer.path("case"), number -> signatures.ofCase(viewer.viewer(), number).stream()
                        .map(this::entry)
                        .toList());
    }

    /** Whether the viewer may ask the cardholder of this page's case to sign. */
    public boolean isOffered() {
        if (offered == null) {
            offered = late.isOffered(viewer.viewer(), cases.find(viewer.viewer(), viewer.path("case")));
        }
        return offered;
    }

    /** Where that is done. */
    public String getAsk() {
        return "/" + viewer.getArea() + "/unsigned/" + viewer.path("case") + "/late";
    }

    private Entry entry(LateSignature signature) {
        boolean sees = viewer.may("MERCHANT_LATE") || viewer.may("INSTITUTION_LATE");
        boolean erased = signature.erased().isPresent();
        return new Entry(
                signature.id(),
                switch (signature.standing()) {
                    case COUNTS -> "late";
                    case LOOKED_AT -> "wait";
                    case DOES_NOT_COUNT -> "bad";
                },
                words().get("standing." + signature.standing()),
                words().get("method." + signature.method()),
                Moment.of(signature.time()),
                signature.flags().stream()
                        .sorted()
                        .map(flag -> words().get("flag." + flag))
                        .collect(Collectors.joining(words().get("join"))),
                signature
                        .logged()
                        .map(place -> words().get("logged", String.format(Locale.ROOT, "%,d", place)))
                        .orElseGet(() -> words().get("logging")),
                sees && !erased ? "/" + viewer.getArea() + "/late-signatures/" + signature.id() : "",
                erased,
                files.isSealed(signature));
    }

    private Optional<LateSignature> newest(String number) {
        return of(number).stream()
                .filter(s -> s.standing() != Standing.DOES_NOT_COUNT)
                .findFirst();
    }

    private List<LateSignature> of(String number) {
        return known.computeIfAbsent(number, signatures::ofReceipt);
    }

    private static String moment(LateSignature signature) {
        Moment moment = Moment.of(signature.time());
        return moment.text() + " " + moment.zone();
    }

    private Texts words() {
        return Texts.of("Late", locale());
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }
}
