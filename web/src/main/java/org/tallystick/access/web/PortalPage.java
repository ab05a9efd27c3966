package org.tallystick.access.web;

import static org.tallystick.access.Role.CONSUMER;
import static org.tallystick.access.Role.INSTITUTION_OFFICER;
import static org.tallystick.access.Role.MERCHANT_OWNER;
import static org.tallystick.access.Role.MERCHANT_STAFF;
import static org.tallystick.access.Role.OPERATOR;
import static org.tallystick.access.Role.REGULATOR;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.access.Role;

/**
 * Every page of the portal with the roles that may open it: the one access rule of pages. {@code {name}} in a path stands for one
 * segment. What a role sees on a page is decided by the services, which are given the viewer.
 */
public enum PortalPage {
    MERCHANT_DASHBOARD("/merchant", "merchant/dashboard", MERCHANT_OWNER, MERCHANT_STAFF),
    MERCHANT_RECEIPTS("/merchant/receipts", "merchant/receipts", MERCHANT_OWNER, MERCHANT_STAFF),
    MERCHANT_RECEIPT("/merchant/receipts/{number}", "merchant/receipt", MERCHANT_OWNER, MERCHANT_STAFF),
    MERCHANT_UNSIGNED("/merchant/unsigned", "coverage/worklist", MERCHANT_OWNER, MERCHANT_STAFF),
    MERCHANT_CASE("/merchant/unsigned/{case}", "coverage/case", MERCHANT_OWNER, MERCHANT_STAFF),
    MERCHANT_COVERAGE("/merchant/coverage", "coverage/rates", MERCHANT_OWNER, MERCHANT_STAFF),
    MERCHANT_LATE("/merchant/unsigned/{case}/late", "latesigning/ask", MERCHANT_OWNER, MERCHANT_STAFF),
    MERCHANT_LETTER("/merchant/unsigned/{case}/letter", "coverage/letter", MERCHANT_OWNER, MERCHANT_STAFF),
    MERCHANT_COMPLAINTS("/merchant/complaints", "complaints/list", MERCHANT_OWNER, MERCHANT_STAFF),
    MERCHANT_COMPLAINT("/merchant/complaints/{complaint}", "complaints/case", MERCHANT_OWNER, MERCHANT_STAFF),
    MERCHANT_CLOSE("/merchant/close", "merchant/close", MERCHANT_OWNER, MERCHANT_STAFF),
    MERCHANT_TERMINALS("/merchant/terminals", "merchant/terminals", MERCHANT_OWNER, MERCHANT_STAFF),
    MERCHANT_TERMINAL("/merchant/terminals/{terminal}", "merchant/terminal", MERCHANT_OWNER, MERCHANT_STAFF),
    MERCHANT_HEALTH("/merchant/health", "coverage/health", MERCHANT_OWNER, MERCHANT_STAFF),
    MERCHANT_TRAINING("/merchant/training", "merchant/training", MERCHANT_OWNER, MERCHANT_STAFF),
    MERCHANT_LESSON("/merchant/training/{lesson}", "merchant/lesson", MERCHANT_OWNER, MERCHANT_STAFF),
    MERCHANT_STAFF_LIST("/merchant/staff", "merchant/staff", MERCHANT_OWNER),
    MERCHANT_TOKENS("/merchant/tokens", "merchant/tokens", MERCHANT_OWNER),
    MERCHANT_WEBHOOKS("/merchant/webhooks", "notices/webhooks", MERCHANT_OWNER),
    MERCHANT_WEBHOOK("/merchant/webhooks/{webhook}", "notices/webhook", MERCHANT_OWNER),

    REGULATOR_DASHBOARD("/regulator", "regulator/dashboard", REGULATOR),
    REGULATOR_MERCHANTS("/regulator/merchants", "regulator/merchants", REGULATOR),
    REGULATOR_MERCHANT("/regulator/merchants/{merchant}", "regulator/merchant", REGULATOR),
    REGULATOR_RECEIPTS("/regulator/receipts", "regulator/receipts", REGULATOR),
    REGULATOR_RECEIPT("/regulator/receipts/{number}", "regulator/receipt", REGULATOR),
    REGULATOR_COVERAGE("/regulator/coverage", "coverage/rates", REGULATOR),
    REGULATOR_UNSIGNED("/regulator/unsigned", "coverage/list", REGULATOR),
    REGULATOR_CASE("/regulator/unsigned/{case}", "coverage/case", REGULATOR),
    REGULATOR_COMPLAINTS("/regulator/complaints", "complaints/list", REGULATOR),
    REGULATOR_COMPLAINT("/regulator/complaints/{complaint}", "complaints/case", REGULATOR),
    REGULATOR_ERASURES("/regulator/erasures", "retention/erasures", REGULATOR),
    REGULATOR_REMOVALS("/regulator/removals", "retention/removals", REGULATOR),
    REGULATOR_KEYS("/regulator/keys", "regulator/keys", REGULATOR),
    REGULATOR_AUDITS("/regulator/audits", "auditing/list", REGULATOR),
    REGULATOR_AUDIT("/regulator/audits/{audit}", "auditing/run", REGULATOR),

    INSTITUTION_DASHBOARD("/institution", "institution/dashboard", INSTITUTION_OFFICER),
    INSTITUTION_MERCHANTS("/institution/merchants", "regulator/merchants", INSTITUTION_OFFICER),
    INSTITUTION_MERCHANT("/institution/merchants/{merchant}", "regulator/merchant", INSTITUTION_OFFICER),
    INSTITUTION_UNSIGNED("/institution/unsigned", "coverage/list", INSTITUTION_OFFICER),
    INSTITUTION_COVERAGE("/institution/coverage", "coverage/rates", INSTITUTION_OFFICER),
    INSTITUTION_CASE("/institution/unsigned/{case}", "coverage/case", INSTITUTION_OFFICER),
    INSTITUTION_LATE("/institution/unsigned/{case}/late", "latesigning/ask", INSTITUTION_OFFICER),
    INSTITUTION_HEALTH("/institution/health", "coverage/health", INSTITUTION_OFFICER),
    INSTITUTION_COMPLAINTS("/institution/complaints", "complaints/list", INSTITUTION_OFFICER),
    INSTITUTION_COMPLAINT("/institution/complaints/{complaint}", "complaints/case", INSTITUTION_OFFICER),
    INSTITUTION_SETTLEMENTS("/institution/settlements", "institution/settlements", INSTITUTION_OFFICER),
    INSTITUTION_SETTLEMENT("/institution/settlements/{settlement}", "institution/settlement", INSTITUTION_OFFICER),
    INSTITUTION_TOKENS("/institution/tokens", "merchant/tokens", INSTITUTION_OFFICER),
    INSTITUTION_CERTIFICATES("/institution/certificates", "certificates/list", INSTITUTION_OFFICER),
    INSTITUTION_CERTIFICATE("/institution/certificates/{terminal}", "certificates/terminal", INSTITUTION_OFFICER),
    INSTITUTION_APPLICATIONS("/institution/applications", "institution/applications", INSTITUTION_OFFICER),
    INSTITUTION_APPLICATION("/institution/applications/{number}", "institution/application", INSTITUTION_OFFICER),
    INSTITUTION_POLICIES("/institution/policies", "policies/list", INSTITUTION_OFFICER),
    INSTITUTION_POLICY("/institution/policies/{kind}", "policies/kind", INSTITUTION_OFFICER),
    INSTITUTION_ERASURES("/institution/erasures", "retention/erasures", INSTITUTION_OFFICER),
    INSTITUTION_WEBHOOKS("/institution/webhooks", "notices/webhooks", INSTITUTION_OFFICER),
    INSTITUTION_WEBHOOK("/institution/webhooks/{webhook}", "notices/webhook", INSTITUTION_OFFICER),

    ADMIN_DASHBOARD("/admin", "admin/dashboard", OPERATOR),
    ADMIN_INSTITUTIONS("/admin/institutions", "admin/institutions", OPERATOR),
    ADMIN_INSTITUTION("/admin/institutions/{institution}", "admin/institution", OPERATOR),
    ADMIN_MERCHANTS("/admin/merchants", "admin/merchants", OPERATOR),
    ADMIN_SETTLEMENTS("/admin/settlements", "institution/settlements", OPERATOR),
    ADMIN_SETTLEMENT("/admin/settlements/{settlement}", "institution/settlement", OPERATOR),
    ADMIN_ACCOUNTS("/admin/accounts", "admin/accounts", OPERATOR),
    ADMIN_ROLES("/admin/roles", "admin/roles", OPERATOR),
    ADMIN_CERTIFICATES("/admin/certificates", "certificates/list", OPERATOR),
    ADMIN_CERTIFICATE("/admin/certificates/{terminal}", "certificates/terminal", OPERATOR),
    ADMIN_KEYS("/admin/keys", "admin/keys", OPERATOR),
    ADMIN_AUTHORITIES("/admin/authorities", "certificates/authorities", OPERATOR),
    ADMIN_CONFIGURATION("/admin/configuration", "admin/configuration", OPERATOR),
    ADMIN_POLICIES("/admin/policies", "policies/list", OPERATOR),
    ADMIN_POLICY("/admin/policies/{kind}", "policies/kind", OPERATOR),
    ADMIN_AUDIT("/admin/audit", "admin/audit", OPERATOR),
    ADMIN_LEDGER_AUDITS("/admin/audits", "auditing/list", OPERATOR),
    ADMIN_LEDGER_AUDIT("/admin/audits/{audit}", "auditing/run", OPERATOR),
    ADMIN_JOBS("/admin/jobs", "admin/jobs", OPERATOR),
    ADMIN_HEALTH("/admin/health", "admin/health", OPERATOR),
    ADMIN_LOGS("/admin/logs", "admin/logs", OPERATOR),
    ADMIN_REMOVALS("/admin/removals", "retention/removals", OPERATOR),

    ACCOUNT_RECEIPTS("/account/receipts", "account/receipts", CONSUMER),
    ACCOUNT("/account", "account/account", Role.values()),

    NOTICES("/notices", "notices/list", MERCHANT_OWNER, MERCHANT_STAFF, INSTITUTION_OFFICER, REGULATOR, OPERATOR),
    NOTICE_SETTINGS(
            "/notices/settings",
            "notices/settings",
            MERCHANT_OWNER,
            MERCHANT_STAFF,
            INSTITUTION_OFFICER,
            REGULATOR,
            OPERATOR),

    WORK_LIST("/work", "work/list", MERCHANT_OWNER, MERCHANT_STAFF, INSTITUTION_OFFICER, REGULATOR, OPERATOR),
    WORK("/work/{number}", "work/work", MERCHANT_OWNER, MERCHANT_STAFF, INSTITUTION_OFFICER, REGULATOR, OPERATOR);

    private final String path;
    private final String template;
    private final Set<Role> roles;

    PortalPage(String path, String template, Role... roles) {
        this.path = path;
        this.template = template;
        this.roles = Set.of(roles);
    }

    /** A page and the values of its path's variables. */
    public record Match(PortalPage page, Map<String, String> variables) {}

    /** The page at a path. */
    public static Optional<Match> at(String asked) {
        String path = asked.length() > 1 && asked.endsWith("/") ? asked.substring(0, asked.length() - 1) : asked;
        return Arrays.stream(values())
                .flatMap(page -> page.match(path).stream())
                .findFirst();
    }

    /** The first page of a role: where signing in leads to. */
    public static PortalPage homeOf(Role role) {
        return Arrays.stream(values())
                .filter(page -> page.isFor(role))
                .findFirst()
                .orElse(ACCOUNT);
    }

    public boolean isFor(Role role) {
        return roles.contains(role);
    }

    public Set<Role> roles() {
        return roles;
    }

    public String path() {
        return path;
    }

    /** Whether large files are handed in here; elsewhere a form is small. */
    boolean takesLargeFiles() {
        return this == INSTITUTION_SETTLEMENTS || this == ADMIN_SETTLEMENTS;
    }

    String view() {
        return "/WEB-INF/portal/" + template + ".xhtml";
    }

    private Optional<Match> match(String asked) {
        String[] mine = path.split("/");
        String[] theirs = asked.split("/", -1);
        if (mine.length != theirs.length) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 1; i < mine.length; i++) {
            if (mine[i].startsWith("{")) {
                variables.put(mine[i].substring(1, mine[i].length() - 1), theirs[i]);
            } else if (!mine[i].equals(theirs[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(new Match(this, variables));
    }
}
