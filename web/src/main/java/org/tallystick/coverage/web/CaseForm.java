package org.tallystick.coverage.web;

import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.coverage.ScanType;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Reads the fields that the forms of a case have in common. */
final class CaseForm {
    private CaseForm() {}

    /** Of the case that was looked at; -1, which no case has, if none was sent. */
    static int version(PortalRequest request) {
        String version = request.text("version");
        return version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1;
    }

    /** The chosen file's content; one byte more than allowed of one that is too large. */
    static Optional<byte[]> file(PortalRequest request) {
        return request.file("file").map(CaseForm::content);
    }

    private static byte[] content(Part part) {
        try (InputStream in = part.getInputStream()) {
            return in.readNBytes(ScanType.LARGEST + 1);
        } catch (IOException e) {
            throw new Problem(ProblemType.MALFORMED, "The file did not arrive whole.");
        }
    }
}
