package org.tallystick.shared.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A response that remembers what was done to it. */
public final class FakeResponse {
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<String> cookies = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status = 200;

    public int status() {
        return status;
    }

    public String header(String name) {
        return headers.get(name);
    }

    public Map<String, String> headers() {
        return headers;
    }

    public List<String> cookies() {
        return cookies;
    }

    public String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    public HttpServletResponse asResponse() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, called, args) -> switch (called.getName()) {
                    case "setStatus", "sendError" -> status = (int) args[0];
                    case "setHeader" -> headers.put((String) args[0], (String) args[1]);
                    case "containsHeader" -> headers.containsKey((String) args[0]);
                    case "setContentType" -> headers.put("Content-Type", (String) args[0]);
                    case "setContentLength" -> headers.put("Content-Length", args[0].toString());
                    case "addHeader" -> cookies.add((String) args[1]);
                    case "resetBuffer" -> null;
                    case "getOutputStream" -> stream();
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private ServletOutputStream stream() {
        return new ServletOutputStream() {
            @Override
            public void write(int b) {
                body.write(b);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
