package org.tallystick.ear.demo;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tallystick.ear.PortalPerson;
import org.tallystick.ear.ServerProcess;

/** Some customers of one shop sign later on their phones. All of it comes from one machine, so its institution looks at each: most count. */
final class DemoLate {
    private static final String OWNER = "owner@qinghe.example";
    private static final String OFFICER = "officer@jiangnan.example";
    private static final int SIGNED = 6;
    private static final int LOOKED_AT = 5;

    private final ServerProcess server;

    DemoLate(ServerProcess server) {
        this.server = server;
    }

    void happen() throws IOException {
        PortalPerson owner = PortalPerson.signIn(server, OWNER);
        PortalPerson officer = PortalPerson.signIn(server, OFFICER);
        List<String> numbers = cases(owner);
        for (int i = 0; i < numbers.size(); i++) {
            owner.signLate("/merchant/unsigned/" + numbers.get(i), 4_000 + i);
            if (i < LOOKED_AT) {
                officer.decideAt(
                        "/institution/unsigned/" + numbers.get(i), Map.of("do", "accept", "words", "笔迹与客户此前的签名一致。"));
            }
        }
    }

    /** Numbers of cases that lack nothing but the cardholder's signature, as the shop's file names them. */
    private static List<String> cases(PortalPerson owner) throws IOException {
        return owner.get("/merchant/unsigned.csv?which=open")
                .lines()
                .filter(line -> Arrays.asList(line.split(",")).contains("CARDHOLDER_SIGNATURE"))
                .filter(line -> line.contains("AWAIT_MERCHANT") || line.contains("TICKET"))
                .map(line -> line.split(",")[0].replace("-", ""))
                .limit(SIGNED)
                .toList();
    }
}
