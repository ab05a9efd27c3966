package org.tallystick.access.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import org.tallystick.access.service.PortalSession;
import org.tallystick.access.service.Profile;
import org.tallystick.shared.web.Moment;

/** The own account: its sessions and how it is protected. */
@Named("account")
@RequestScoped
public class AccountView {
    @Inject
    private PortalIdentity identity;

    @Inject
    private Profile profile;

    /** A session as a row. */
    public record Row(String id, String agent, String remote, Moment since, Moment seen, boolean own) {
        public String getId() {
            return id;
        }

        public String getAgent() {
            return agent;
        }

        public String getRemote() {
            return remote;
        }

        public Moment getSince() {
            return since;
        }

        public Moment getSeen() {
            return seen;
        }

        public boolean isOwn() {
            return own;
        }
    }

    public List<Row> getSessions() {
        return profile.sessions(identity.viewer().orElseThrow()).stream()
                .map(this::row)
                .toList();
    }

    public boolean isSecondFactor() {
        return identity.session().filter(s -> s.account().hasSecondFactor()).isPresent();
    }

    public int getRecoveryCodes() {
        return profile.recoveryCodesLeft(identity.viewer().orElseThrow());
    }

    private Row row(PortalSession session) {
        return new Row(
                session.id(),
                browser(session.agent()),
                session.remote(),
                Moment.of(Instant.ofEpochMilli(session.createdAt())),
                Moment.of(Instant.ofEpochMilli(session.lastSeen())),
                identity.session()
                        .filter(s -> s.session().id().equals(session.id()))
                        .isPresent());
    }

    /** The part of a user agent that people recognise. */
    static String browser(String agent) {
        for (String name : List.of("MicroMessenger", "Edg", "Firefox", "Chrome", "Safari", "curl")) {
            int at = agent.indexOf(name + "/");
            if (at >= 0) {
                return agent.substring(at)
                        .split("[ .;]", 2)[0]
                        .replace('/', ' ')
                        .replace("Edg ", "Edge ");
            }
        }
        return agent.isEmpty() ? "-" : agent;
    }
}
