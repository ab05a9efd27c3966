package org.tallystick.reconciliation.web;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.Viewer;
import org.tallystick.access.web.PortalIdentity;
import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.reconciliation.service.SettlementDesk;
import org.tallystick.reconciliation.service.SettlementLists;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.Settings;
import org.tallystick.work.Work;
import org.tallystick.work.service.WorkDesk;

/** {@code GET /api/v1/settlements} and what is below it: an institution's settlement files for its programs. */
@Path("/settlements")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class SettlementsResource {
    private static final int ROWS = 50;

    /** Bad lines that are told at once; the page has all of them as a file. */
    private static final int FAULTS = 20;

    @Inject
    PortalIdentity identity;

    @Inject
    SettlementDesk desk;

    @Inject
    SettlementLists lists;

    @Inject
    WorkDesk works;

    @Inject
    Settings settings;

    @GET
    public byte[] list(@QueryParam("before") @Nullable String before) {
        if (before != null && !before.matches("[1-9][0-9]{0,15}")) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "before", "must be taken from the address in \"next\"");
        }
        long id = before == null ? Long.MAX_VALUE : Long.parseLong(before);
        List<SettlementFile> found = desk.list(identity.caller(), id, ROWS + 1);
        List<SettlementFile> page = found.subList(0, Math.min(ROWS, found.size()));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(
                "settlements",
                page.stream()
                        .map(file -> SettlementMembers.of(file, settings.baseUrl()))
                        .toList());
        if (found.size() > ROWS) {
            members.put(
                    "next",
                    settings.baseUrl() + "/api/v1/settlements?before="
                            + page.get(ROWS - 1).id());
        }
        return JsonWriter.write(members);
    }

    @GET
    @Path("{number}")
    public byte[] settlement(@PathParam("number") String number) {
        Viewer viewer = identity.caller();
        SettlementFile file = desk.find(viewer, number);
        Map<String, Object> members = SettlementMembers.of(file, settings.baseUrl());
        members.put("progress", work(viewer, file).map(SettlementMembers::progress));
        members.put("faults", SettlementMembers.faults(lists.faults(viewer, file, 0, FAULTS)));
        return JsonWriter.write(members);
    }

    /** The work that reads it, for the account that started it. */
    private Optional<Work> work(Viewer viewer, SettlementFile file) {
        return SettlementReading.work(works, viewer, file);
    }
}
