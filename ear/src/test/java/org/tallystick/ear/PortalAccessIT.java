package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.servlet.annotation.WebServlet;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.access.Role;
import org.tallystick.access.web.PortalPage;

/** Who gets in, and where: every role at every page, wrong passwords, ended and forged sessions, forms from elsewhere. */
class PortalAccessIT {
    private static final ServerProcess SERVER = TestShop.server();
    private static final Set<Role> MERCHANT = Set.of(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF);
    private static final Set<Role> MERCHANT_AND_OFFICER =
            Set.of(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF, Role.INSTITUTION_OFFICER);
    private static final Map<Role, PortalClient> PEOPLE = new EnumMap<>(Role.class);

    @BeforeAll
    static void signIn() throws IOException {
        PortalAccounts accounts = PortalAccounts.of(SERVER);
        for (Role role : Role.values()) {
            PEOPLE.put(role, accounts.signIn(role));
        }
    }

    static Stream<Arguments> everyRoleAtEveryPage() {
        return Arrays.stream(Role.values())
                .flatMap(role -> Arrays.stream(PortalPage.values()).map(page -> Arguments.of(role, page)));
    }

    @ParameterizedTest
    @MethodSource("everyRoleAtEveryPage")
    void aRoleOpensItsPagesAndNoOther(Role role, PortalPage page) throws IOException {
        int status = PEOPLE.get(role).get(path(page)).status();

        // A regulator is asked for a reason before anything is said of a receipt, even whether there is one.
        boolean named = page.path().contains("{") && page != PortalPage.REGULATOR_RECEIPT;
        assertThat(status).isIn(page.isFor(role) ? named ? List.of(404) : List.of(200) : List.of(403));
    }

    @ParameterizedTest
    @EnumSource(PortalPage.class)
    void nobodyOpensAPageWithoutSigningIn(PortalPage page) throws IOException {
        PortalClient stranger = new PortalClient(SERVER);

        assertThat(stranger.get(path(page)).status()).isEqualTo(303);
        assertThat(stranger.post(path(page), Map.of("do", "x")).status()).isIn(401, 405);
    }

    /** What is no page: files and programs' answers, by who may have them. An id that is none is not found. */
    private static final Map<String, Set<Role>> RESOURCES = Map.ofEntries(
            Map.entry("/merchant/receipts.csv", MERCHANT),
            Map.entry("/merchant/receipts.xlsx", MERCHANT),
            Map.entry("/merchant/signatures/NONE0000", MERCHANT),
            Map.entry("/institution/merchants.csv", Set.of(Role.INSTITUTION_OFFICER)),
            Map.entry("/institution/documents/NONE0000", Set.of(Role.INSTITUTION_OFFICER)),
            Map.entry("/merchant/unsigned.csv", MERCHANT),
            Map.entry("/institution/unsigned.csv", Set.of(Role.INSTITUTION_OFFICER)),
            Map.entry("/regulator/unsigned.csv", Set.of(Role.REGULATOR)),
            Map.entry("/merchant/coverage.csv", MERCHANT),
            Map.entry("/institution/coverage.csv", Set.of(Role.INSTITUTION_OFFICER)),
            Map.entry("/institution/settlement-advice.csv", Set.of(Role.INSTITUTION_OFFICER)),
            Map.entry("/regulator/coverage.csv", Set.of(Role.REGULATOR)),
            Map.entry("/merchant/slips/NONE0000", MERCHANT),
            Map.entry("/institution/slips/NONE0000", Set.of(Role.INSTITUTION_OFFICER)),
            Map.entry("/regulator/slips/NONE0000", Set.of(Role.REGULATOR)),
            Map.entry("/merchant/late-signatures/NONE0000", MERCHANT),
            Map.entry("/institution/late-signatures/NONE0000", Set.of(Role.INSTITUTION_OFFICER)),
            Map.entry("/institution/settlement-files/NONE0000", Set.of(Role.INSTITUTION_OFFICER)),
            Map.entry("/admin/settlement-files/NONE0000", Set.of(Role.OPERATOR)),
            Map.entry("/regulator/merchants.csv", Set.of(Role.REGULATOR)),
            Map.entry("/regulator/receipts.csv", Set.of(Role.REGULATOR)),
            Map.entry("/admin/audit.csv", Set.of(Role.OPERATOR)),
            Map.entry("/regulator/audit-reports/NONE0000", Set.of(Role.REGULATOR)),
            Map.entry("/admin/audit-reports/NONE0000", Set.of(Role.OPERATOR)),
            Map.entry("/account/receipts.csv", Set.of(Role.CONSUMER)),
            Map.entry("/work/files/NONE0000", Set.of(Role.values())),
            Map.entry("/api/v1/receipts", MERCHANT_AND_OFFICER));

    static Stream<Arguments> everyRoleAtEveryResource() {
        return Arrays.stream(Role.values())
                .flatMap(role -> RESOURCES.keySet().stream().map(path -> Arguments.of(role, path)));
    }

    @ParameterizedTest
    @MethodSource("everyRoleAtEveryResource")
    void aRoleGetsItsFilesAndNoOther(Role role, String path) throws IOException {
        int status = PEOPLE.get(role).get(path).status();

        // 422: a reason or a merchant is to be named first.
        assertThat(status).isIn(RESOURCES.get(path).contains(role) ? List.of(200, 404, 422) : List.of(403, 404));
        assertThat(new PortalClient(SERVER).get(path).status()).isIn(303, 401);
    }

    @Test
    void everyServletBelowThePortalIsAmongThem() {
        List<String> paths = new ClassFileImporter()
                .importPackages("org.tallystick").stream()
                        .filter(type -> type.isAnnotatedWith(WebServlet.class))
                        .map(type -> type.getAnnotationOfType(WebServlet.class))
                        .flatMap(servlet -> Stream.of(servlet.value(), servlet.urlPatterns())
                                .flatMap(Arrays::stream))
                        .filter(path -> path.matches("/(merchant|institution|regulator|admin|account|work)/.+"))
                        .filter(path -> !path.matches("/[a-z]+/\\*"))
                        .map(path -> path.replace("*", "NONE0000"))
                        .toList();

        assertThat(paths).isNotEmpty().allMatch(RESOURCES::containsKey);
    }

    @Test
    void aFormFromAnotherSiteIsRefused() throws IOException {
        PortalClient owner = PEOPLE.get(Role.MERCHANT_OWNER);

        assertThat(owner.postFrom("https://elsewhere.example", "/merchant/staff", Map.of("do", "invite"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aForgedCookieIsNobody() throws IOException {
        assertThat(new PortalClient(SERVER, "A".repeat(43)).get("/merchant").status())
                .isEqualTo(303);
    }

    @Test
    void anEndedSessionIsNobody() throws IOException {
        PortalClient owner = PortalAccounts.of(SERVER).signIn(Role.MERCHANT_STAFF);
        assertThat(owner.get("/merchant/terminals").status()).isEqualTo(200);

        owner.post("/sign-out", Map.of());

        assertThat(owner.get("/merchant/terminals").status()).isEqualTo(303);
    }

    @Test
    void afterThreeWrongPasswordsAnAccountWaits() throws IOException {
        PortalClient stranger = new PortalClient(SERVER);
        Map<String, String> wrong = Map.of("login", "waits@merchant.example", "password", "certainly not this one");
        for (int i = 0; i < 4; i++) {
            assertThat(stranger.post("/sign-in", wrong).status()).isEqualTo(422);
        }
        TestAnswer waiting = stranger.post("/sign-in", wrong);

        assertThat(waiting.status()).isEqualTo(429);
        assertThat(waiting.header("Retry-After")).isNotEmpty();
    }

    @Test
    void anUnknownLoginGetsTheSameAnswerAsAWrongPassword() throws IOException {
        PortalClient stranger = new PortalClient(SERVER);
        String known = stranger.post(
                        "/sign-in", Map.of("login", "owner@merchant.example", "password", "wrong wrong wrong"))
                .text();
        String unknown = stranger.post(
                        "/sign-in", Map.of("login", "nobody@merchant.example", "password", "wrong wrong wrong"))
                .text();

        assertThat(normal(unknown, "nobody")).isEqualTo(normal(known, "owner"));
    }

    @Test
    void oneMerchantNeverSeesAnothersTerminal() throws IOException {
        PortalClient owner = PEOPLE.get(Role.MERCHANT_OWNER);

        assertThat(owner.get("/merchant/terminals").text()).contains(TestShop.terminal(0));
        assertThat(owner.get("/merchant/terminals/" + TestShop.FOREIGN_TERMINAL).status())
                .isEqualTo(404);
        assertThat(owner.post("/merchant/terminals/" + TestShop.FOREIGN_TERMINAL, Map.of("do", "code"))
                        .status())
                .isEqualTo(404);
    }

    private static String path(PortalPage page) {
        return page.path().replaceAll("\\{[a-z]+}", "NONE0000");
    }

    private static String normal(String page, String login) {
        return page.replaceAll("nonce=\"[^\"]*\"", "")
                .replace(login + "@", "x@")
                .replaceAll("[0-9]+", "0");
    }
}
