package org.tallystick.onboarding.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.tallystick.onboarding.AccountNumber;
import org.tallystick.onboarding.ApplicantKind;
import org.tallystick.onboarding.Business;
import org.tallystick.onboarding.UnifiedCreditCode;
import org.tallystick.onboarding.service.Drafts.Typed;

/** The fields of an application, as typed and as they are shown again. */
final class BusinessForm {
    private BusinessForm() {}

    static Typed typed(HttpServletRequest request, ApplicantKind kind) {
        String terminals = text(request, "terminals");
        Business business = new Business(
                text(request, "name"),
                kind == ApplicantKind.ENTERPRISE ? UnifiedCreditCode.normalise(text(request, "licence")) : "",
                text(request, "contact"),
                text(request, "login"),
                text(request, "region"),
                text(request, "city"),
                text(request, "address"),
                text(request, "mcc"),
                terminals.matches("[0-9]{1,4}") ? Integer.parseInt(terminals) : 0,
                text(request, "accountName"));
        return new Typed(business, AccountNumber.typed(text(request, "account")));
    }

    /** What stands in the fields before anything is typed. */
    static Map<String, String> initial(Business business) {
        return Map.of(
                "name", business.name(),
                "licence", business.licence(),
                "contact", business.contact(),
                "login", business.login(),
                "region", business.region(),
                "city", business.city(),
                "address", business.address(),
                "mcc", business.mcc(),
                "terminals", String.valueOf(business.terminals()),
                "accountName", business.accountName());
    }

    static Optional<ApplicantKind> kind(HttpServletRequest request) {
        return Arrays.stream(ApplicantKind.values())
                .filter(kind -> kind.name().equals(request.getParameter("kind")))
                .findFirst();
    }

    static String text(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }
}
