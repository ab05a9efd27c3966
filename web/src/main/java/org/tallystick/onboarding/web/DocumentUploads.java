package org.tallystick.onboarding.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.tallystick.onboarding.DocumentKind;
import org.tallystick.onboarding.FileType;
import org.tallystick.onboarding.service.ApplicationDocuments;
import org.tallystick.onboarding.service.ApplicationDocuments.Upload;
import org.tallystick.onboarding.service.Origin;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Takes documents from a form. Few at a time are in memory: everybody may send some. */
@ApplicationScoped
class DocumentUploads {
    private static final int AT_ONCE = 3;
    private static final long PATIENCE_SECONDS = 20;

    @Inject
    ApplicationDocuments documents;

    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /** What is wrong, by field; empty when the document is kept. */
    Map<String, String> add(HttpServletRequest request, String code, Origin origin)
            throws ServletException, IOException {
        Part part;
        try {
            part = request.getPart("file");
        } catch (IllegalStateException | IOException e) {
            return Map.of("file", "document.large");
        } catch (ServletException e) {
            throw new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the file as multipart/form-data.");
        }
        if (part == null || part.getSize() == 0) {
            return Map.of("file", "document.empty");
        }
        try {
            return part.getSize() > FileType.LARGEST
                    ? Map.of("file", "document.large")
                    : keep(part, kind(request), code, origin);
        } finally {
            part.delete();
        }
    }

    private Map<String, String> keep(Part part, Optional<DocumentKind> kind, String code, Origin origin)
            throws IOException {
        if (kind.isEmpty()) {
            return Map.of("documentKind", "document.kind");
        }
        if (!enter()) {
            return Map.of("file", "document.busy");
        }
        try (InputStream in = part.getInputStream()) {
            String name = Optional.ofNullable(part.getSubmittedFileName()).orElse("");
            return documents
                    .add(code, new Upload(kind.get(), name, in.readAllBytes()), origin)
                    .map(fault -> Map.of("file", fault))
                    .orElse(Map.of());
        } finally {
            places.release();
        }
    }

    private boolean enter() {
        try {
            return places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Optional<DocumentKind> kind(HttpServletRequest request) {
        return Arrays.stream(DocumentKind.values())
                .filter(kind -> kind.name().equals(request.getParameter("documentKind")))
                .findFirst();
    }
}
