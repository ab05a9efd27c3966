package org.tallystick.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.enrolment.CertificateRole.TERMINAL;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tallystick.verification.TestCertificate.Profile;
import org.tallystick.verification.TrustPath.State;

class PathFinderTest {
    private final TestCertificate root = TestCertificate.root("Root");
    private final TestCertificate authority = root.authority(TERMINAL);
    private final TestCertificate terminal = authority.signer(TERMINAL, TestPlatform.SUBJECT);

    @Test
    void aChainEndsAtAPinnedRoot() {
        TrustPath path = find(List.of(root), List.of(authority));
        assertThat(path.state()).isEqualTo(State.TRUSTED);
        assertThat(path.chain()).containsExactly(terminal.certificate(), authority.certificate(), root.certificate());
        assertThat(path.issued()).containsExactly(terminal.certificate(), authority.certificate());
    }

    @Test
    void anIssuingAuthorityMayBePinnedItself() {
        assertThat(find(List.of(authority), List.of()).state()).isEqualTo(State.TRUSTED);
    }

    @Test
    void withoutRootsOrIssuersNothingIsSaidAgainstIt() {
        assertThat(find(List.of(), List.of(authority, root)).state()).isEqualTo(State.NO_ANCHOR);
        assertThat(find(List.of(root), List.of()).state()).isEqualTo(State.INCOMPLETE);
    }

    @Test
    void aRootInTheFileIsMaterialAndNoAnchor() {
        TestCertificate other = TestCertificate.root("Other");
        assertThat(find(List.of(other), List.of(authority, root)).state()).isEqualTo(State.UNTRUSTED);
    }

    @Test
    void aRootOfTheSameNameIsAnotherRoot() {
        TestCertificate other = TestCertificate.root("Root");
        assertThat(find(List.of(other), List.of(authority)).state()).isEqualTo(State.UNTRUSTED);
        assertThat(find(List.of(other, root), List.of(authority)).state()).isEqualTo(State.TRUSTED);
    }

    @Test
    void aNewRootCrossSignedByThePinnedOneIsFollowed() {
        TestCertificate old = TestCertificate.root("Root");
        TestCertificate cross = old.certify(root.pair(), Profile.authority("Root", 1));
        assertThat(find(List.of(old), List.of(authority, cross)).state()).isEqualTo(State.TRUSTED);
        assertThat(find(List.of(old), List.of(root, authority, cross)).state()).isEqualTo(State.TRUSTED);
    }

    @Test
    void fourCertificatesAreTheLongestChain() {
        TestCertificate middle = root.issue(Profile.authority("Middle", 1));
        TestCertificate issuing = middle.issue(Profile.authority("Issuing", 0, TERMINAL));
        X509Certificate deep = issuing.signer(TERMINAL, TestPlatform.SUBJECT).certificate();
        assertThat(find(deep, List.of(root), List.of(middle, issuing)).state()).isEqualTo(State.TRUSTED);
        TestCertificate above = TestCertificate.root("Above");
        TestCertificate cross = above.certify(root.pair(), Profile.authority("Root", 2));
        assertThat(find(deep, List.of(above), List.of(middle, issuing, cross)).state())
                .isEqualTo(State.TOO_LONG);
    }

    @Test
    void otherRulesAreAskedAtATimeWithinEveryValidity() {
        TestCertificate young = root.issue(Profile.authority("Young", 0, TERMINAL)
                .validity(TestPlatform.NOW.plus(Duration.ofDays(1)), TestPlatform.NOW.plus(Duration.ofDays(9))));
        X509Certificate signer = young.signer(TERMINAL, TestPlatform.SUBJECT).certificate();
        assertThat(find(signer, List.of(root), List.of(young)).state()).isEqualTo(State.TRUSTED);
    }

    /** Twelve authorities of one name and one key could be put in a row in more than a thousand ways. */
    @Test
    void aHostileFileCostsLittle() {
        List<TestCertificate> many = new ArrayList<>();
        TestCertificate first = TestCertificate.root("Loop");
        for (int i = 0; i < ReceiptFile.MAX_CERTIFICATES; i++) {
            many.add(first.certify(first.pair(), Profile.authority("Loop", 3, TERMINAL)));
        }
        X509Certificate signer = first.signer(TERMINAL, TestPlatform.SUBJECT).certificate();
        PathFinder finder = finder(signer, List.of(root), many);
        assertThat(finder.find(signer, TERMINAL, TestPlatform.NOW).isTrusted()).isFalse();
        assertThat(finder.trials()).isEqualTo(PathFinder.MAX_TRIALS);
    }

    private TrustPath find(List<TestCertificate> roots, List<TestCertificate> material) {
        return find(terminal.certificate(), roots, material);
    }

    private static TrustPath find(X509Certificate signer, List<TestCertificate> roots, List<TestCertificate> material) {
        return finder(signer, roots, material).find(signer, TERMINAL, TestPlatform.NOW);
    }

    private static PathFinder finder(
            X509Certificate signer, List<TestCertificate> roots, List<TestCertificate> material) {
        List<X509Certificate> all = Stream.concat(
                        Stream.of(signer), material.stream().map(TestCertificate::certificate))
                .toList();
        return new PathFinder(roots.stream().map(TestCertificate::certificate).toList(), all);
    }
}
