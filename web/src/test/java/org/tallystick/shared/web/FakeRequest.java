package org.tallystick.shared.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A request that knows what a test tells it, and fails on every other question. */
public final class FakeRequest {
    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, String> parameters = new HashMap<>();
    private final String method;
    private final String path;
    private final String query;
    private boolean secure = true;
    private Cookie[] cookies;

    private FakeRequest(String method, String address) {
        this.method = method;
        int mark = address.indexOf('?');
        path = mark < 0 ? address : address.substring(0, mark);
        query = mark < 0 ? null : address.substring(mark + 1);
        if (query != null) {
            for (String pair : query.split("&")) {
                String[] parts = pair.split("=", 2);
                parameters.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
    }

    public static FakeRequest get(String address) {
        return new FakeRequest("GET", address);
    }

    public static FakeRequest post(String address) {
        return new FakeRequest("POST", address);
    }

    public FakeRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public FakeRequest cookie(String name, String value) {
        cookies = new Cookie[] {new Cookie(name, value)};
        return this;
    }

    public FakeRequest plainHttp() {
        secure = false;
        return this;
    }

    public HttpServletRequest asRequest() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, args) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getRequestURI" -> path;
                    case "getQueryString" -> query;
                    case "getContextPath" -> "";
                    case "getScheme" -> secure ? "https" : "http";
                    case "isSecure" -> secure;
                    case "getCookies" -> cookies;
                    case "getDispatcherType" -> DispatcherType.REQUEST;
                    case "getHeader" -> headers.get((String) args[0]);
                    case "getParameter" -> parameters.get((String) args[0]);
                    case "getAttribute" -> attributes.get((String) args[0]);
                    case "setAttribute" -> attributes.put((String) args[0], args[1]);
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }
}
