package org.tallystick.ear.demo;

import java.io.IOException;
import java.util.Map;
import org.tallystick.ear.Applicant;
import org.tallystick.ear.PortalPerson;
import org.tallystick.ear.ServerProcess;

/** Merchants that want to join, at four points of their way, and people who have learnt something. */
final class DemoOnboarding {
    private static final String INSTITUTION = "48023310";
    private static final String OFFICER = "officer@jiangnan.example";

    private final ServerProcess server;

    private DemoOnboarding(ServerProcess server) {
        this.server = server;
    }

    static void happen(ServerProcess server) throws IOException {
        DemoOnboarding onboarding = new DemoOnboarding(server);
        onboarding.apply();
        onboarding.learn();
    }

    private void apply() throws IOException {
        PortalPerson officer = PortalPerson.signIn(server, OFFICER);
        String joined = submitted("杭州春山茶业有限公司", "yechunshan@chunshan.example");
        officer.decide(joined, Map.of("do", "take"));
        officer.decide(joined, Map.of("do", "approve", "area", "3310"));
        officer.decide(joined, Map.of("do", "assign", "serials", "N9C2-77159001\nN9C2-77159002"));
        officer.decide(joined, Map.of("do", "ship", "carrier", "顺丰速运", "tracking", "SF1402968337215"));
        String asked = submitted("杭州拾光书店有限公司", "shiguang@shiguang.example");
        officer.decide(asked, Map.of("do", "take"));
        officer.decide(asked, Map.of("do", "ask", "question", "营业执照照片看不清有效期，请重新上传。"));
        String reviewed = submitted("杭州云栖烘焙有限公司", "yunqi@yunqi.example");
        officer.decide(reviewed, Map.of("do", "take"));
        submitted("杭州小满花店有限公司", "xiaoman@xiaoman.example");
    }

    private void learn() throws IOException {
        PortalPerson owner = PortalPerson.signIn(server, "owner@qinghe.example");
        owner.send("/merchant/training/twice", Map.of("q1", "c", "q2", "b", "q3", "a"));
        owner.send("/merchant/training/pad", Map.of("q1", "b", "q2", "c", "q3", "a"));
        PortalPerson staff = PortalPerson.signIn(server, "staff@qinghe.example");
        staff.send("/merchant/training/twice", Map.of("q1", "c", "q2", "b", "q3", "a"));
    }

    /** @return the application's number */
    private String submitted(String name, String login) throws IOException {
        Map<String, String> form = Applicant.enterprise(INSTITUTION, login);
        form.putAll(Map.of("name", name, "accountName", name));
        Applicant applicant = new Applicant(server);
        applicant.begin(form);
        applicant.submitWhole();
        return applicant.number();
    }
}
