package org.tallystick.access.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.Account;
import org.tallystick.access.Role;
import org.tallystick.access.service.Accounts;
import org.tallystick.shared.web.Moment;

/** Accounts as a list: all for the operator, the own staff for a merchant's owner; and the link that was just made. */
@Named("accounts")
@RequestScoped
public class AccountsView {
    static final String LINK = "tallystick.invitation-link";
    private static final int ROWS = 50;

    @Inject
    private Accounts accounts;

    @Inject
    private PortalIdentity identity;

    @Inject
    private HttpServletRequest request;

    public List<Account> getRows() {
        return accounts.list(identity.viewer().orElseThrow(), text("q"), (getNumber() - 1) * ROWS, ROWS);
    }

    public long getCount() {
        return accounts.count(identity.viewer().orElseThrow(), text("q"));
    }

    /** Number of the page, from 1. */
    public int getNumber() {
        return text("page").matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text("page")) : 1;
    }

    public boolean isMore() {
        return (long) getNumber() * ROWS < getCount();
    }

    /** Key of the state's word: invited, active or locked. */
    public String state(Account account) {
        return account.isLocked() ? "locked" : account.isInvited() ? "invited" : "active";
    }

    public String tone(Account account) {
        return account.isLocked() ? "bad" : account.isInvited() ? "wait" : "ok";
    }

    public @Nullable Moment lastSignIn(Account account) {
        return account.lastSignIn().map(Moment::of).orElse(null);
    }

    public String scope(Account account) {
        return account.scope().orElse("");
    }

    public boolean own(Account account) {
        return account.id().equals(identity.viewer().orElseThrow().accountId());
    }

    /** Those to which somebody is invited. */
    public List<Role> getRoles() {
        return Arrays.stream(Role.values()).filter(r -> !r.signsUp()).toList();
    }

    /** The invitation's link, shown once. */
    public String getLink() {
        return request.getAttribute(LINK) instanceof String link ? link : "";
    }

    private String text(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }
}
