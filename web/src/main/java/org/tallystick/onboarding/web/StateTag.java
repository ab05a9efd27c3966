package org.tallystick.onboarding.web;

import org.tallystick.onboarding.ApplicationState;

/** How a state looks: tone and icon; its word is {@code state.…} of the texts. */
public record StateTag(String key, String tone, String icon) {
    static StateTag of(ApplicationState state) {
        return switch (state) {
            case DRAFT -> new StateTag("DRAFT", "wait", "file");
            case SUBMITTED -> new StateTag("SUBMITTED", "warn", "clock");
            case IN_REVIEW -> new StateTag("IN_REVIEW", "warn", "search");
            case ASKED_BACK -> new StateTag("ASKED_BACK", "wait", "ask");
            case APPROVED -> new StateTag("APPROVED", "ok", "check");
            case DECLINED -> new StateTag("DECLINED", "bad", "cross");
            case ASSIGNED -> new StateTag("ASSIGNED", "ok", "check");
            case SHIPPED -> new StateTag("SHIPPED", "ok", "right");
        };
    }
}
