package org.tallystick.ear;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody who wants to become a merchant, with a browser that knows no script and keeps no cookie. */
public final class Applicant {
    /** Documents that the default policy asks of an enterprise. */
    public static final List<String> DOCUMENTS = List.of("LICENCE", "ACCOUNT_PROOF", "IDENTITY", "PREMISES");

    private static final Pattern CODE = Pattern.compile("name=\"code\" value=\"([0-9A-Z]{24})\"");
    private static final Pattern NUMBER = Pattern.compile("A[0-9]{6}-[0-9A-Z]{6}");
    private static final String BOUNDARY = "------a-boundary-of-the-tests";

    private final ServerProcess server;
    private String page = "";

    public Applicant(ServerProcess server) {
        this.server = server;
    }

    /** What an enterprise types; to be changed at will. */
    public static Map<String, String> enterprise(String institution, String login) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("institution", institution);
        form.put("kind", "ENTERPRISE");
        form.put("name", "杭州春山茶业有限公司");
        form.put("licence", "91350100M000100Y43");
        form.put("region", "浙江");
        form.put("city", "杭州");
        form.put("address", "龙井路 8 号");
        form.put("mcc", "5499");
        form.put("terminals", "2");
        form.put("contact", "叶春山");
        form.put("login", login);
        form.put("accountName", "杭州春山茶业有限公司");
        form.put("account", "6222 0212 0200 1234 321");
        return form;
    }

    /** A small PDF; each text makes another file. */
    public static byte[] pdf(String text) {
        return ("%PDF-1.4\n% " + text + "\n%%EOF\n").getBytes(StandardCharsets.UTF_8);
    }

    /** A fresh code, as the form has it. */
    String formCode(Map<String, String> form) throws IOException {
        String query = "/apply?institution=" + form.get("institution") + "&kind=" + form.get("kind");
        Matcher code = CODE.matcher(get(query).text());
        if (!code.find()) {
            throw new IllegalStateException("the form has no code: " + query);
        }
        return code.group(1);
    }

    /** Fills in the form and keeps the link. */
    public int begin(Map<String, String> form) throws IOException {
        TestAnswer answer = send(form);
        page = answer.header("Location").split("\\?")[0];
        return answer.status();
    }

    TestAnswer send(Map<String, String> form) throws IOException {
        Map<String, String> whole = new LinkedHashMap<>(form);
        if (!whole.containsKey("code")) {
            whole.put("code", formCode(form));
        }
        return post("/apply", whole);
    }

    /** Local address of the private page. */
    public String page() {
        return page;
    }

    /** The application's number, as the page says it. */
    public String number() throws IOException {
        Matcher number = NUMBER.matcher(look().text());
        if (!number.find()) {
            throw new IllegalStateException("the page names no number");
        }
        return number.group();
    }

    TestAnswer look() throws IOException {
        return get(page);
    }

    /** Presses a button of the private page. */
    public int press(String part, Map<String, String> form) throws IOException {
        return post(page + "/" + part, form).status();
    }

    TestAnswer answerTo(String part, Map<String, String> form) throws IOException {
        return post(page + "/" + part, form);
    }

    /** Hands everything over that the default policy asks for. */
    public void submitWhole() throws IOException {
        for (String kind : DOCUMENTS) {
            int status = upload(kind, kind.toLowerCase() + ".pdf", pdf(kind)).status();
            if (status != 303) {
                throw new IllegalStateException(kind + " was answered with " + status);
            }
        }
        press("submit", Map.of());
    }

    TestAnswer upload(String kind, String name, byte[] file) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(file.length + 1024);
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"documentKind\"\r\n\r\n" + kind
                        + "\r\n--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/pdf\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return TestAnswer.to(request(page + "/documents")
                .header("Origin", origin())
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private TestAnswer get(String path) throws IOException {
        return TestAnswer.to(request(path));
    }

    private TestAnswer post(String path, Map<String, String> form) throws IOException {
        String body = form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return TestAnswer.to(request(path)
                .header("Origin", origin())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.url(path)).header("Accept-Language", "en");
    }

    private String origin() {
        return "https://localhost:" + server.port(8443);
    }

    /** Bytes of a length that begin like a PDF. */
    static byte[] large(int length) {
        byte[] file = new byte[length];
        Arrays.fill(file, (byte) ' ');
        System.arraycopy(pdf("large"), 0, file, 0, 9);
        return file;
    }
}
