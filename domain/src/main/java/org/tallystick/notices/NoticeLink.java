package org.tallystick.notices;

/** Where in the portal an audience finds what a notice is about. */
public final class NoticeLink {
    private NoticeLink() {}

    /** A path of the portal, beginning with a slash. */
    public static String of(Notice notice) {
        if (notice.kind() == NoticeKind.LEDGER_SPLIT) {
            return "/explorer/compare";
        }
        return switch (notice.audience().kind()) {
            case MERCHANT -> merchant(notice);
            case INSTITUTION -> institution(notice);
            case REGULATOR ->
                notice.kind() == NoticeKind.LEDGER_INCIDENT
                        ? "/regulator"
                        : "/regulator/unsigned" + behind(notice, NoticeFacts.CASE);
            case OPERATOR -> notice.kind() == NoticeKind.LEDGER_INCIDENT ? "/admin/logs" : "/admin/health";
        };
    }

    private static String merchant(Notice notice) {
        if (!notice.fact(NoticeFacts.CASE).isEmpty()) {
            return "/merchant/unsigned" + behind(notice, NoticeFacts.CASE);
        }
        return switch (notice.kind()) {
            case WEBHOOK_GIVEN_UP -> "/merchant/webhooks" + behind(notice, NoticeFacts.WEBHOOK);
            case CERTIFICATE_EXPIRING, TERMINAL_SILENT -> "/merchant/terminals" + behind(notice, NoticeFacts.TERMINAL);
            default -> "/merchant/receipts" + behind(notice, NoticeFacts.RECEIPT);
        };
    }

    private static String institution(Notice notice) {
        if (!notice.fact(NoticeFacts.CASE).isEmpty()) {
            return "/institution/unsigned" + behind(notice, NoticeFacts.CASE);
        }
        return notice.kind() == NoticeKind.WEBHOOK_GIVEN_UP
                ? "/institution/webhooks" + behind(notice, NoticeFacts.WEBHOOK)
                : "/institution/merchants/" + notice.merchantNo();
    }

    private static String behind(Notice notice, String fact) {
        return notice.fact(fact).isEmpty() ? "" : "/" + notice.fact(fact);
    }
}
