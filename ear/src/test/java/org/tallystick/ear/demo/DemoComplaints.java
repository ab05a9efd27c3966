package org.tallystick.ear.demo;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tallystick.ear.LocalHttp;
import org.tallystick.ear.ServerProcess;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;

/** Consumers of one shop who report problems through the form of their receipts; the shop answers some, its institution decides one. */
final class DemoComplaints {
    private static final String OWNER = "owner@qinghe.example";
    private static final String KEEPER = "xiaoli";
    private static final String OFFICER = "officer@jiangnan.example";
    private static final StrictJson.Limits LIMITS = new StrictJson.Limits(6, 64, 2_000, 200_000, true);
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");
    private static final Pattern NUMBER = Pattern.compile("/complaints/(C[0-9A-Z]{8})");

    private static final List<Said> SAID = List.of(
            new Said("CHARGED_TWICE", "只买了一次，银行短信提示扣了两笔。", "139****1207", "", ""),
            new Said("GOODS", "买回去的牛奶已过保质期三天。", "", "", ""),
            new Said(
                    "AMOUNT_WRONG",
                    "标价 9.90 元，小票上是 19.90 元。",
                    "li.na@example.cn",
                    "经核对是价签未更换，已按 9.90 元退还差额，退款小票随后可见。",
                    ""),
            new Said("PAPER_DIFFERS", "纸质签购单上的时间比这里晚了一小时。", "", "收银机打印的时区有误，已更正；以这里的时间为准。", ""),
            new Said(
                    "NOT_MINE",
                    "那天我不在杭州，这不是我的消费。",
                    "137****4410",
                    "监控显示持卡人本人在场。",
                    "核对签名影像与持卡人样本一致，不支持退款；如有异议请向发卡行申请调单。"));

    private final ServerProcess server;

    DemoComplaints(ServerProcess server) {
        this.server = server;
    }

    /** What somebody wrote, and what was answered and decided; empty for nothing yet. */
    private record Said(String kind, String text, String contact, String answer, String decision) {}

    /** About five receipts of the shop; somebody keeps four of them in an account. */
    void happen() throws IOException {
        List<DemoSummary.Login> logins = new DemoSummary(server).accounts();
        List<String> receipts = receipts(logins);
        String keeper = signIn(logins, KEEPER);
        for (String receipt : receipts.subList(0, 4)) {
            post("/account/receipts", keeper, Map.of("do", "add", "link", receipt));
        }
        String owner = signIn(logins, OWNER);
        String officer = signIn(logins, OFFICER);
        for (int i = 0; i < SAID.size(); i++) {
            Said said = SAID.get(i);
            String number = open(receipts.get(i * 7), said);
            if (!said.answer().isEmpty()) {
                post("/merchant/complaints/" + number, owner, Map.of("do", "say", "text", said.answer()));
            }
            if (!said.decision().isEmpty()) {
                post("/institution/complaints/" + number, officer, Map.of("do", "say", "text", said.decision()));
            }
        }
    }

    /** Links of the shop's newest receipts. */
    private List<String> receipts(List<DemoSummary.Login> logins) throws IOException {
        String token = logins.stream()
                .filter(login -> login.name().equals(OWNER))
                .findFirst()
                .flatMap(DemoSummary.Login::token)
                .orElseThrow();
        String json = LocalHttp.send(HttpRequest.newBuilder(server.url("/api/v1/receipts?limit=50"))
                        .header("Authorization", "Bearer " + token))
                .body();
        List<String> links = new ArrayList<>();
        for (JsonObject receipt :
                StrictJson.parse(json.getBytes(StandardCharsets.UTF_8), LIMITS).objects("receipts")) {
            receipt.object("links")
                    .optionalString("page")
                    .ifPresent(link -> links.add(link.substring(link.indexOf("/r/"))));
        }
        return links;
    }

    private String open(String receipt, Said said) throws IOException {
        Matcher ticket =
                TICKET.matcher(LocalHttp.get(server.url(receipt + "/problem")).body());
        Map<String, String> form = Map.of(
                "ticket", ticket.find() ? ticket.group(1) : "",
                "kind", said.kind(),
                "text", said.text(),
                "contact", said.contact());
        Matcher number = NUMBER.matcher(post(receipt + "/problem", "", form)
                .headers()
                .firstValue("Location")
                .orElse(""));
        if (!number.find()) {
            throw new IOException("A complaint of the demonstration was refused");
        }
        return number.group(1);
    }

    private String signIn(List<DemoSummary.Login> logins, String name) throws IOException {
        String password = logins.stream()
                .filter(login -> login.name().equals(name))
                .findFirst()
                .orElseThrow()
                .password();
        return post("/sign-in", "", Map.of("login", name, "password", password))
                .headers()
                .firstValue("Set-Cookie")
                .orElse("")
                .split(";", 2)[0];
    }

    private HttpResponse<String> post(String path, String cookie, Map<String, String> form) throws IOException {
        String body = form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return LocalHttp.send(cookie.isEmpty() ? request : request.header("Cookie", cookie));
    }
}
