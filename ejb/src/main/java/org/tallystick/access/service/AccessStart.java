package org.tallystick.access.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.tallystick.access.Account;
import org.tallystick.access.Role;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.StrictJson;
import org.tallystick.shared.service.BackgroundJobs;
import org.tallystick.shared.service.Cadence;
import org.tallystick.shared.service.Ids;
import org.tallystick.shared.service.PrivateFile;
import org.tallystick.shared.service.Settings;

/**
 * Gives the platform its first operator, and keeps the audit trail in the ledger. The first start writes a link for the first
 * operator to {@code first-operator.txt} (mode 600). A demonstration may name accounts in a file; their random passwords are
 * written beside, and for those with {@code "token": true} an API token.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@PermitAll
public class AccessStart {
    private static final Logger LOG = Logger.getLogger(AccessStart.class.getName());
    private static final String ANCHOR = "audit-anchor";
    private static final StrictJson.Limits LIMITS = new StrictJson.Limits(3, 64, 254, 10_000);

    @Inject
    AccountRepository accounts;

    @Inject
    SessionRepository sessions;

    @Inject
    Accounts management;

    @Inject
    AuditRepository audit;

    @Inject
    AuditTrail trail;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Inject
    BackgroundJobs jobs;

    @Inject
    ProviderSignIn provider;

    @PostConstruct
    void start() {
        jobs.declare(ANCHOR, Cadence.minutely(30));
        // Settings that cannot be used stop the deployment here, not the first sign-in.
        provider.label();
        audit.createHead();
        Optional<Path> demo =
                settings.optional("tallystick.access.demo-accounts").map(Path::of);
        if (demo.isPresent() && settings.production()) {
            throw new IllegalStateException("Setting tallystick.access.demo-accounts is for demonstrations: remove it");
        }
        demo.ifPresent(this::createDemoAccounts);
        if (!accounts.any(Role.OPERATOR)) {
            createOperator();
        }
    }

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    void anchor() {
        jobs.run(ANCHOR, trail::anchor);
    }

    private void createOperator() {
        Account operator = new Account(
                Ids.random(), "operator@localhost", "Operator", Role.OPERATOR, Optional.empty(), clock.instant());
        accounts.persist(operator);
        write("first-operator.txt", management.link(operator) + "\n");
    }

    private void createDemoAccounts(Path file) {
        List<String> lines = new ArrayList<>();
        for (JsonObject json : read(file)) {
            if (accounts.byLogin(json.string("login")).isEmpty()) {
                lines.add(create(json));
            }
        }
        if (!lines.isEmpty()) {
            write("demo-accounts.json", lines.stream().collect(Collectors.joining(",\n", "[", "]\n")));
        }
    }

    private String create(JsonObject json) {
        Account account = new Account(
                Ids.random(),
                json.string("login"),
                json.string("name"),
                Role.valueOf(json.string("role")),
                json.optionalString("scope"),
                clock.instant());
        String password = Token.create().text().substring(0, 16);
        account.choosePassword(PasswordHash.of(password));
        accounts.persist(account);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("role", account.role().name());
        members.put("name", account.login());
        members.put("password", password);
        if (json.has("token") && json.bool("token")) {
            members.put("token", createToken(account));
        }
        return JsonWriter.text(members);
    }

    private String createToken(Account account) {
        Token token = Token.create();
        sessions.addToken(
                token.hash(), new ApiToken(Ids.random(), "demonstration", clock.millis(), 0, false), account.id());
        return token.text();
    }

    private static List<JsonObject> read(Path file) {
        try {
            return StrictJson.parseArray(Files.readAllBytes(file), LIMITS, "accounts");
        } catch (IOException e) {
            throw new UncheckedIOException("The file of tallystick.access.demo-accounts cannot be read: " + file, e);
        }
    }

    private void write(String name, String text) {
        Path file = settings.dataDir().resolve(name);
        PrivateFile.createDirectory(settings.dataDir());
        PrivateFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        LOG.log(Level.INFO, "Accounts to begin with: {0}", file);
    }
}
