package org.tallystick.terminal;

import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.Part;
import org.tallystick.signing.Typ;

/**
 * The receipts of delivered bills, {@code receipts/<counter>.json} in the form of API.md, Reading: each is all that
 * {@code verify} needs beside pinned anchors and log keys.
 */
final class ReceiptFiles {
    private static final String FOLDER = "receipts";

    private final StateDirectory state;
    private final SealCertificates seals;
    private final List<X509Certificate> ownPath;

    /** @param own the terminal's certificate now; a bill that waited may be signed under the one before */
    ReceiptFiles(StateDirectory state, SealCertificates seals, Optional<X509Certificate> own) {
        this.state = state;
        this.seals = seals;
        this.ownPath = own.map(seals::ownPath).orElse(List.of());
    }

    static String name(long counter) {
        return FOLDER + "/" + counter + ".json";
    }

    void store(PendingBill bill, Reply.Stored reply) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("receipt", Base64Url.encode(reply.receipt()));
        file.put("proof", reply.proof().text());
        file.put(
                "certificates",
                Certificates.union(pathOf(bill), reply.certificates()).stream()
                        .map(c -> Base64.getEncoder().encodeToString(Certificates.der(c)))
                        .toList());
        file.put("parts", bill.message().parts().stream().map(Part::toMembers).toList());
        IssueFile.read(state).ifPresent(issues -> file.put("certificateIssues", issues));
        state.folder(FOLDER);
        state.write(name(bill.counter()), JsonWriter.write(file));
    }

    private List<X509Certificate> pathOf(PendingBill bill) {
        return bill.message()
                .signature()
                .map(entry -> seals.ownPath(BillHeader.parse(entry, Typ.BILL).certificateDigest()))
                .filter(path -> !path.isEmpty())
                .orElse(ownPath);
    }
}
