package org.tallystick.onboarding;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What an institution asks of one kind of applicant.
 *
 * @param offered whether it takes this kind at all
 * @param documents kinds of which at least one document must be there before an application is submitted
 */
public record OnboardingPolicy(ApplicantKind kind, boolean offered, Set<DocumentKind> documents) {
    /** A policy as it is stored. @param documents names of the kinds, with commas between them */
    public static OnboardingPolicy stored(String kind, boolean offered, String documents) {
        Set<DocumentKind> kinds = EnumSet.noneOf(DocumentKind.class);
        Arrays.stream(documents.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(DocumentKind::valueOf)
                .forEach(kinds::add);
        return new OnboardingPolicy(ApplicantKind.valueOf(kind), offered, kinds);
    }

    /** What is still missing. */
    public List<DocumentKind> missing(Collection<DocumentKind> present) {
        return documents.stream().filter(kind -> !present.contains(kind)).toList();
    }
}
