package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ear.CoverageShop.bank;
import static org.tallystick.ear.CoverageShop.card;
import static org.tallystick.ear.CoverageShop.caseOf;
import static org.tallystick.ear.CoverageShop.page;
import static org.tallystick.ear.CoverageShop.server;
import static org.tallystick.ear.CoverageShop.shop;
import static org.tallystick.ear.CoverageShop.till;
import static org.tallystick.ear.CoverageShop.version;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.JsonWriter;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;

/** Too much at once: a terminal that reports without end (its pace is limited elsewhere), and people who act on one case at the same moment. */
class CoverageFloodIT {
    private static final int REPORTS = 400;
    private static final int PEOPLE = 8;

    @Test
    void aTerminalThatReportsWithoutEndHidesNothingAndHoldsUpNobody() throws IOException {
        TestTill flooding = till();
        TestTill other = till();
        assertThat(report(flooding, "PAD_ERROR", Map.of("traceNo", "000001")).status())
                .isEqualTo(200);
        for (int told = 0; told < REPORTS; told++) {
            assertThat(report(flooding, "CLOCK", Map.of("n", told)).status()).isEqualTo(200);
        }

        assertThat(other.send(other.next()).outcome()).isEqualTo("201");
        SignedBill sale = card(flooding, "BYPASSED", Optional.empty());
        assertThat(flooding.send(sale).outcome()).isEqualTo("201");
        assertThat(caseOf(flooding, "The signature pad failed"))
                .as("one report among hundreds explains the sale")
                .isNotEmpty();
    }

    @Test
    void ofPeopleWhoActOnACaseAtOnceOneDoesAndTheOthersAreTold() throws Exception {
        TestTill till = till();
        assertThat(till.send(card(till, "TIMEOUT", Optional.empty())).outcome()).isEqualTo("201");
        String number = caseOf(till, "Nobody signed in time");
        String seen = version(shop(), number);
        ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
        CyclicBarrier together = new CyclicBarrier(PEOPLE);
        List<Callable<Integer>> deeds = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            Map<String, String> form = new LinkedHashMap<>();
            form.put("do", "EXPLAINED");
            form.put("version", seen);
            form.put("words", "said by person " + person);
            deeds.add(() -> {
                together.await();
                return shop().post("/merchant/unsigned/" + number, form).status();
            });
        }

        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> answer : people.invokeAll(deeds)) {
            answers.add(answer.get());
        }
        people.shutdown();

        assertThat(answers).containsOnly(303, 409);
        assertThat(answers).containsOnlyOnce(303);
        String winner = "said by person " + answers.indexOf(303);
        assertThat(page(number).split("said by person")).as("told once").hasSize(2);
        assertThat(bank().get("/institution/unsigned/" + number).text()).contains(winner);
    }

    private static TestAnswer report(TestTill till, String type, Map<String, ?> data) throws IOException {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", 1);
        event.put("terminalNo", till.profile().terminalNo());
        event.put("series", till.profile().series());
        event.put("time", Clock.systemUTC().instant().toString());
        event.put("type", type);
        event.put("data", data);
        SignedBill message = till.signed(JsonWriter.write(event), till.header(Typ.EVENT));
        return TestAnswer.post(server(), "/api/v1/terminal-events", message.toJson());
    }
}
