package org.tallystick.policies.web;

import java.util.List;
import org.tallystick.policies.PolicyVersion;
import org.tallystick.policies.service.PolicyDesk;
import org.tallystick.policies.service.PolicyDesk.Standing;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Moment;

/**
 * A version as a page shows it.
 *
 * @param about what the rule is about
 * @param facts what it says, in words
 * @param change path of the form that goes on from it; empty where the viewer may not
 * @param by who added it, and when; empty for what the product came with
 */
public record PolicyLine(
        String whose,
        String about,
        String version,
        String from,
        List<String> facts,
        String state,
        String tone,
        boolean current,
        String change,
        String by) {

    static PolicyLine of(Standing standing, String change, PolicyWords words) {
        PolicyVersion version = standing.version();
        boolean first = version.from().getYear() < 2000;
        return new PolicyLine(
                words.owner(version.owner()),
                words.about(version),
                String.valueOf(version.version()),
                first ? words.get("from.ever") : version.from().toString(),
                words.facts(version),
                words.get("state." + standing.state()),
                switch (standing.state()) {
                    case IN_FORCE -> "ok";
                    case TO_COME -> "late";
                    case REPLACED -> "wait";
                },
                standing.state() != PolicyDesk.State.REPLACED,
                change,
                standing.change()
                        .map(added -> words.get(
                                added.place().isPresent() ? "by" : "by.waits",
                                added.by(),
                                Moment.of(added.at()).text(),
                                added.place().map(Figures::of).orElse("")))
                        .orElse(""));
    }
}
