package org.tallystick.access.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.service.ApiToken;
import org.tallystick.access.service.ApiTokens;
import org.tallystick.shared.web.Moment;

/** API tokens of the own account. */
@Named("tokens")
@RequestScoped
public class TokensView {
    @Inject
    private ApiTokens tokens;

    @Inject
    private PortalIdentity identity;

    public List<ApiToken> getRows() {
        return tokens.list(identity.viewer().orElseThrow());
    }

    public Moment created(ApiToken token) {
        return Moment.of(Instant.ofEpochMilli(token.createdAt()));
    }

    public @Nullable Moment used(ApiToken token) {
        return token.lastUsed() == 0 ? null : Moment.of(Instant.ofEpochMilli(token.lastUsed()));
    }
}
