package org.tallystick.onboarding.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.onboarding.ApplicationState;
import org.tallystick.onboarding.DocumentKind;
import org.tallystick.onboarding.FileType;
import org.tallystick.onboarding.MerchantApplication;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.service.Ids;

/** Documents: added by the applicant, opened by an officer of the institution applied to and by nobody else. */
@ApplicationScoped
@PermitAll
public class ApplicationDocuments {
    /** Most documents of one application. */
    public static final int MOST = 12;

    private static final int LONGEST_NAME = 100;

    private final ApplicationRepository repository;
    private final DocumentRepository documents;
    private final Secrets secrets;
    private final StepLog log;

    /** A document, opened. */
    public record Opened(ApplicationDocument document, byte[] bytes) {}

    /**
     * A file as it was sent.
     *
     * @param name what its sender calls it
     */
    public record Upload(DocumentKind kind, String name, byte[] bytes) {}

    @Inject
    ApplicationDocuments(ApplicationRepository repository, DocumentRepository documents, Secrets secrets, StepLog log) {
        this.repository = repository;
        this.documents = documents;
        this.secrets = secrets;
        this.log = log;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ApplicationDocuments() {
        this(null, null, null, null);
    }

    /**
     * Keeps a document, encrypted. The same file again is kept once.
     *
     * @return what is wrong: {@code document.empty}, {@code .type}, {@code .large} or {@code .many}; empty when it is kept
     */
    @Transactional
    public Optional<String> add(String code, Upload upload, Origin origin) {
        byte[] bytes = upload.bytes();
        if (bytes.length == 0) {
            return Optional.of("document.empty");
        }
        if (bytes.length > FileType.LARGEST) {
            return Optional.of("document.large");
        }
        Optional<FileType> type = FileType.of(bytes);
        if (type.isEmpty()) {
            return Optional.of("document.type");
        }
        MerchantApplication application = Drafts.open(repository, code, log.now());
        List<ApplicationDocument> present = documents.of(application.number());
        String digest = Base64Url.encode(Sha256.of(bytes));
        if (documents.isThere(application.number(), digest)) {
            return Optional.empty();
        }
        if (present.size() >= MOST) {
            return Optional.of("document.many");
        }
        ApplicationDocument document = new ApplicationDocument(
                Ids.random(), upload.kind(), type.get(), name(upload.name()), bytes.length, log.now());
        documents.add(application.number(), document, digest, secrets.sealDocument(bytes, document.id()));
        application.touch(log.now());
        log.note(origin.audit("application.document", application.number())
                .change("", upload.kind().name()));
        return Optional.empty();
    }

    /** Takes a document of a draft away again; what an institution has seen stays. */
    @Transactional
    public void remove(String code, String id, Origin origin) {
        MerchantApplication application = Drafts.open(repository, code, log.now());
        if (application.state() == ApplicationState.DRAFT && documents.remove(application.number(), id)) {
            application.touch(log.now());
            log.note(origin.audit("application.document-removed", application.number()));
        }
    }

    /**
     * Opens a document for an officer.
     *
     * @throws Problem not-found for what was sent to another institution, and for drafts
     */
    @Transactional
    public Opened open(Viewer viewer, String id) {
        viewer.require(Role.INSTITUTION_OFFICER);
        ApplicationDocument document = documents
                .ofInstitution(id, viewer.scope().orElseThrow())
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such document."));
        log.note(viewer.audit("application.document-opened", documents.applicationOf(id))
                .change("", document.kind().name() + " " + id));
        return new Opened(document, secrets.openDocument(documents.sealed(id), id));
    }

    private static String name(String sent) {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        return last.length() > LONGEST_NAME ? last.substring(0, LONGEST_NAME) : last;
    }
}
