package org.tallystick.access.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tallystick.access.Viewer;

/** Remembers in which language people read the pages, for whoever writes to them. Asks the database once for each change. */
@ApplicationScoped
@PermitAll
public class AccountLanguages {
    /** Accounts that this server remembers; beyond that it begins anew. */
    private static final int MOST = 10_000;

    private final LanguageRepository languages;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    @Inject
    AccountLanguages(LanguageRepository languages) {
        this.languages = languages;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected AccountLanguages() {
        this(null);
    }

    /** The viewer reads a page in this language. @param tag BCP 47 */
    @Transactional
    public void reads(Viewer viewer, String tag) {
        if (tag.equals(known.get(viewer.accountId()))) {
            return;
        }
        languages.keep(viewer.accountId(), tag);
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(viewer.accountId(), tag);
    }
}
