package org.tallystick.access.web;

/** What the forms of one page do. Page and role are checked before; who may change what is the services' rule. */
public interface PortalAction {
    PortalPage page();

    /**
     * Does what the pressed button says ({@link PortalRequest#action}).
     *
     * @throws org.tallystick.shared.Problem shown on the page, with what was typed kept; one with members is shown beside their fields
     */
    ActionResult perform(PortalRequest request);
}
