package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.ear.ComplaintForms.Opened;
import org.tallystick.ear.SupervisedShops.Reader;

/** A complaint's life on PostgreSQL, and what its rows hold: neither the code nor the contact. */
class ComplaintsOnPostgresIT {

    @Test
    void aComplaintIsOpenedAnsweredAndDecidedAndItsSecretsAreNotInTheRows() throws IOException, SQLException {
        try (Postgres postgres = Postgres.start();
                ServerProcess server = SupervisedShops.start(
                        ServerProcess.fresh("complaints-postgres").with(postgres.database("complaints")))) {
            TestTill till = TestTill.enrol(server, SupervisedShops.TEA_TERMINAL);
            var bill = till.next();
            till.send(bill);
            ComplaintForms consumer = new ComplaintForms(server);
            String receipt = "/r/" + TestTill.codeOf(bill);
            Map<String, String> form = consumer.form(receipt, "CHARGED_TWICE", "twice 🍵");
            form.put("contact", "li@example.cn");
            Opened opened = ComplaintForms.opened(consumer.post(receipt + "/problem", form));
            assertThat(ComplaintForms.opened(consumer.post(receipt + "/problem", form)))
                    .isEqualTo(opened);
            Reader shop = Reader.signIn(server, "shop@test");
            Reader country = Reader.signIn(server, "country@test");
            String page = "/complaints/" + opened.number();

            assertThat(shop.get("/merchant/complaints?state=OPEN").text()).contains(opened.number());
            assertThat(shop.get("/merchant" + page).text()).contains("li@example.cn", "twice 🍵");
            assertThat(shop.send("/merchant" + page, "do", "say", "text", "refunded")
                            .status())
                    .isEqualTo(303);
            assertThat(country.send("/regulator" + page, "do", "say", "text", "settled")
                            .status())
                    .isEqualTo(303);
            assertThat(consumer.get(opened.path()).text()).contains("refunded", "settled");
            assertThat(rows(postgres))
                    .contains(opened.number(), "CLOSED", "GENUINE")
                    .doesNotContain(opened.code(), "li@example.cn", form.get("ticket"));
        }
    }

    private static String rows(Postgres postgres) throws SQLException {
        try (Connection connection = postgres.connect("complaints");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT c.*, s.* FROM complaint c JOIN complaint_statement s" + " ON s.complaint = c.number")) {
            StringBuilder all = new StringBuilder();
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    all.append(rows.getString(i)).append('\n');
                }
            }
            return all.toString();
        }
    }
}
