package org.tallystick.notices;

import java.util.Arrays;

/** Which notices a page shows. @param page 0 for the newest */
public record NoticeQuery(Which which, int page) {
    /** Notices on a page. */
    public static final int ROWS = 25;

    /** What is chosen above the list. */
    public enum Which {
        OPEN,
        UNREAD,
        ALL;

        /** The one of this name in small letters; those that are open if there is none. */
        public static Which of(String name) {
            return Arrays.stream(values())
                    .filter(which -> which.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElse(OPEN);
        }
    }
}
