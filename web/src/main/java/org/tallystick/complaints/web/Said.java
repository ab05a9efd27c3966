package org.tallystick.complaints.web;

import java.util.List;
import org.tallystick.complaints.Complaint;
import org.tallystick.complaints.Statement;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Texts;

/**
 * A statement as a thread shows it.
 *
 * @param who the side, in words
 * @param name of the account; empty for a consumer
 * @param dot {@code full}, {@code ok} or {@code late}, by side
 */
public record Said(String who, String name, String words, Moment time, String dot, boolean decision) {
    /** @param named whether the people behind a shop and an authority are named */
    static List<Said> of(Complaint complaint, Texts texts, boolean named) {
        return complaint.statements().stream().map(s -> of(s, texts, named)).toList();
    }

    private static Said of(Statement statement, Texts texts, boolean named) {
        String dot =
                switch (statement.author()) {
                    case CONSUMER -> "full";
                    case MERCHANT -> "ok";
                    case INSTITUTION, REGULATOR -> "late";
                };
        return new Said(
                texts.get((statement.decision() ? "decided." : "said.") + statement.author()),
                named ? statement.name() : "",
                statement.words(),
                Moment.of(statement.at()),
                dot,
                statement.decision());
    }
}
